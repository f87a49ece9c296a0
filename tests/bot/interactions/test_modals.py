"""Forms, opened in the simulated Discord."""

import contextlib
from types import SimpleNamespace
from typing import Any

import pytest
import simcord

from bot.app import run_workers
from bot.composition import build
from bot.interactions.client import SyncedCommands
from bot.interactions.context import Refused
from bot.interactions.modals import MOST_DRAFTS, REMEMBERED_S, Field, Forms
from bot.language import LANGUAGES, say, text
from tests.bot.fakes import FakeService
from tests.bot.features.gallery.scenes import (
    answer,
    buttons,
    drawn,
    filled_in,
    forge,
    press,
    press_more,
)
from tests.bot.features.server_settings.scenes import owner, use
from tests.bot.world import TIMELESS, World, private, scratch, simulated, world

AGAIN = "Try again"


async def test_a_form_that_was_closed_unsent_is_forgotten_in_the_end() -> None:
    async with world() as w:
        opened = w.bot.client._connection._view_store._modals
        assert (await press(w, await drawn(w), "Edit")).modal
        assert opened
        await w.env.advance_time(REMEMBERED_S + 1)
        assert not opened


def written(form: simcord.InteractionResult, *values: str | None) -> dict[str, str]:
    """What a member sends who writes these values; None leaves a field as it was."""
    assert form.modal
    before = filled_in(form.modal)
    return {
        name: before[name] if value is None else value
        for name, value in zip(before, values, strict=True)
    }


def contents(form: simcord.InteractionResult) -> list[str]:
    """The values that a form opens with."""
    assert form.modal
    return [*filled_in(form.modal).values()]


async def edit(w: World, who: simcord.MemberActor) -> simcord.InteractionResult:
    return await press(w, await drawn(w), "Edit", who)


async def start(w: World, who: simcord.MemberActor) -> simcord.InteractionResult:
    return await press(w, await drawn(w), "Use as start", who)


async def tags(w: World, who: simcord.MemberActor) -> simcord.InteractionResult:
    return await press_more(w, await drawn(w, who=who), "Tags", who)


async def preset(w: World, who: simcord.MemberActor) -> simcord.InteractionResult:
    return await use(w, who, "styles add")


async def privacy(w: World, who: simcord.MemberActor) -> simcord.InteractionResult:
    asked = await answer(w, await who.slash(w.channel, "privacy delete"))
    return await press(w, asked, "Delete everything…", who)


@pytest.mark.parametrize(
    ("opened", "values", "reason"),
    [
        (edit, ("green pear", "", None, None, "seven"), "must be a whole number"),
        (start, ("green pear", "red", "lots"), "must be a number"),
        (tags, ("round, *",), "A tag is made of letters"),
        (preset, ("ours", "{prompt}, {prompt}", "red"), "{prompt} once"),
        (privacy, ("deleet",), "delete"),
    ],
)
async def test_what_was_written_into_a_refused_form_is_in_the_form_that_a_button_opens(
    opened: Any, values: tuple[str | None, ...], reason: str
) -> None:
    async with world() as w:
        form = await opened(w, who := owner(w))
        sent = written(form, *values)
        for _ in range(2):
            refused = await who.submit_modal(form, sent)
            assert reason in private(refused)
            assert refused.response
            assert [*buttons(w, refused.response)] == [AGAIN]
            form = await press(w, refused.response, AGAIN, who)
            assert contents(form) == [*sent.values()]
            sent = written(form, *[None] * len(values))


async def test_a_form_that_was_mended_is_taken() -> None:
    async with world() as w:
        form = await edit(w, w.ada)
        refused = await w.ada.submit_modal(form, written(form, None, None, None, None, "seven"))
        assert refused.response
        again = await press(w, refused.response, AGAIN)
        await w.ada.submit_modal(again, written(again, None, None, None, None, "8"))
        await w.until(lambda: len(w.service.requests) == 2)
        assert w.service.requests[-1].seed == 8


async def test_what_was_written_is_kept_for_its_member_alone_and_not_over_a_restart() -> None:
    async with (
        scratch() as (settings, database),
        simulated(settings, FakeService(), database) as w,
    ):
        async with run_workers(w.bot, grace_s=0):
            reply = await drawn(w)
            form = await press(w, reply, "Edit")
            refused = await w.ada.submit_modal(form, written(form, None, None, None, None, "seven"))
            assert refused.response
            foreign = buttons(w, refused.response)[AGAIN]
            gone = say("en", text("refused-draft-gone"))
            assert private(await forge(w, reply, foreign, w.ben)) == gone
        anew = build(settings, FakeService(), database, SyncedCommands(None), TIMELESS)
        await w.env.restart_bot(anew.client)
        async with run_workers(anew, grace_s=0):
            assert private(await press(w, refused.response, AGAIN)) == gone


async def test_who_has_their_data_deleted_has_no_form_kept_either() -> None:
    async with world() as w:
        form = await edit(w, w.ada)
        refused = await w.ada.submit_modal(form, written(form, None, None, None, None, "seven"))
        confirmation = await privacy(w, w.ada)
        await w.ada.submit_modal(confirmation, written(confirmation, "delete"))
        assert refused.response
        gone = say("en", text("refused-draft-gone"))
        assert private(await press(w, refused.response, AGAIN)) == gone


class Scene:
    """Forms with a clock of their own, and members who send refused ones."""

    def __init__(self) -> None:
        self.time_s = 0.0
        self.sent = 0
        self.shown: list[Any] = []
        self.forms = Forms(None, lambda: self.time_s)  # type: ignore[arg-type]

    def context(self, user_id: int) -> Any:
        async def show(form: Any) -> None:
            self.shown.append(form)

        self.sent += 1
        response = SimpleNamespace(send_modal=show)
        interaction = SimpleNamespace(id=self.sent, response=response)
        return SimpleNamespace(interaction=interaction, user_id=user_id, locale="en")

    async def refuse(self, user_id: int) -> str:
        """Send a form that is refused; the id of what is kept of it."""

        async def submitted(*_: Any) -> None:
            raise Refused(text("refused-style-empty"), "invalid")

        await self.forms.open(self.context(user_id), "title", (Field("name", "label"),), submitted)
        sent = self.context(user_id)
        with pytest.raises(Refused):
            await self.shown[-1]._submitted(sent, {"name": "value"})
        return str(sent.interaction.id)

    async def is_kept(self, user_id: int, draft_id: str) -> bool:
        with contextlib.suppress(Refused):
            await self.forms.reopen(self.context(user_id), draft_id)
            return True
        return False


async def test_what_was_written_is_kept_for_an_hour() -> None:
    scene = Scene()
    draft = await scene.refuse(1)
    scene.time_s = REMEMBERED_S
    assert await scene.is_kept(1, draft)
    scene.time_s += 1
    assert not await scene.is_kept(1, draft)
    assert not scene.forms._drafts


async def test_of_each_member_the_newest_form_is_kept() -> None:
    scene = Scene()
    drafts = [await scene.refuse(1) for _ in range(2)]
    assert [await scene.is_kept(1, draft) for draft in drafts] == [False, True]
    scene.forms.forget(1)
    assert not await scene.is_kept(1, drafts[-1])


async def test_forms_are_kept_of_so_many_members_only_and_the_oldest_gives_way() -> None:
    scene = Scene()
    drafts = {user_id: await scene.refuse(user_id) for user_id in range(MOST_DRAFTS + 1)}
    kept = [user_id for user_id, draft in drafts.items() if await scene.is_kept(user_id, draft)]
    assert kept == [*range(1, MOST_DRAFTS + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_is_named_in_every_language(language: str) -> None:
    label = say(language, text("button-retry"))
    assert 0 < len(label) <= 80
    assert (label == AGAIN) == (language == "en")
