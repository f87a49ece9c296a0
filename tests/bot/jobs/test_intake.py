"""What is refused takes nothing from anybody else."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import discord
import pytest

from bot.admission import Gate, Refusal, Requester
from bot.interactions.context import Context, Refused
from bot.jobs.intake import JobIntake
from bot.language import text
from bot.operations import Metrics
from bot.requests.attachments import Attachments
from bot.requests.presets import PresetCatalogue
from bot.storage import (
    Duplicate,
    FileStore,
    Hold,
    JobRequest,
    MemberPreferences,
    Preferences,
    ServerPreferences,
    State,
)
from bot.verdicts import ALLOWED, Verdict
from generation import GenerationRequest, PictureDecoder, Start
from tests.bot.fakes import FakeService, picture_judge, png

ADA, BEN = 1, 2


def context(user_id: int) -> Context:
    interaction = SimpleNamespace(
        created_at=datetime.now(UTC),
        id=user_id,
        application_id=77,
        guild_id=1,
        channel_id=5,
        channel=None,
        user=SimpleNamespace(id=user_id, display_name="A member"),
        app_permissions=discord.Permissions.all(),
        filesize_limit=10 * 2**20,
        token="token",
        locale=discord.Locale.british_english,
    )
    return Context(
        cast("discord.Interaction", interaction), MemberPreferences(), ServerPreferences()
    )


class Doorkeeper:
    """Refuses Ada when the test says so, and lets everybody else in."""

    def __init__(self) -> None:
        self.decided = asyncio.Event()

    async def examine(self, _requester: Requester, _order: JobRequest) -> Verdict:
        return ALLOWED

    async def accept(
        self, requester: Requester, _order: JobRequest, _state: State, _hold: Hold | None
    ) -> Duplicate | Refusal:
        if requester.user_id != ADA:
            return Duplicate()
        await self.decided.wait()
        return Refusal(text("refused-closing"), "closing")


async def test_who_is_refused_takes_the_start_picture_from_nobody_who_brings_the_same(
    tmp_path: Path,
) -> None:
    pictures, gate = FileStore(tmp_path, 10**6, 1e6), Doorkeeper()
    # No preset is read where the channel forces none.
    presets = PresetCatalogue(cast("Preferences", None), FakeService())
    intake = JobIntake(
        FakeService(),
        cast("Gate", gate),
        picture_judge(),
        Attachments(PictureDecoder()),
        presets,
        pictures,
        Metrics(),
        lambda _order, _answer: None,
        lambda: None,
    )
    start = Start(png())
    request = GenerationRequest("red apple", "", 128, 128, 20, 4.0, seed=7, start=start)
    ada, ben = (asyncio.create_task(intake.take(context(user), request)) for user in (ADA, BEN))
    # He comes as far as he can before she is told.
    await asyncio.wait([ada, ben], timeout=0.5)
    gate.decided.set()
    with pytest.raises(Refused):
        await ada
    await ben
    assert await pictures.get(await pictures.name(start.picture)) == start.picture
