"""Verdicts on pictures: their scores, and the bands of the place where they would be shown."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from bot.generation_api import PictureChecker
from bot.interactions.context import Refused
from bot.language import text
from bot.operations import Metrics, PictureKind
from bot.storage import Bands, Preferences, ServerPreferences
from bot.verdicts import Ruling, Verdict, strictest
from generation import PictureUnchecked

log = logging.getLogger(__name__)

NUDITY, UNCHECKED = "nudity", "unchecked"
# A picture without a score is held, for it may be anything.
HELD_UNCHECKED = Verdict(Ruling.HOLD, UNCHECKED)


class Place(Protocol):
    """Channel of a server in which pictures are shown; a `Context` or a `JobRequest`."""

    @property
    def guild_id(self) -> int:
        """The server."""

    @property
    def channel_id(self) -> int:
        """The channel or thread."""

    @property
    def thread_of(self) -> int:
        """The channel of a thread; 0 for a channel."""

    @property
    def age_restricted(self) -> bool:
        """Whether Discord marks the channel, or that of a thread, as age-restricted."""


class PictureJudge:
    """Judge of pictures: what was drawn, previews of it, and what a request starts from.

    Args:
        checker: computes the scores.
        preferences: the bands of the servers.
        metrics: counts the verdicts.
    """

    def __init__(self, checker: PictureChecker, preferences: Preferences, metrics: Metrics) -> None:
        self._checker, self._preferences, self._metrics = checker, preferences, metrics

    async def judge(self, place: Place, pictures: Sequence[bytes], kind: PictureKind) -> Verdict:
        """Judge pictures; without scores, whatever the reason, they are held.

        Args:
            place: where they would be shown.
            pictures: encoded files, at least one; of an animation, every fourth frame is judged.
            kind: for the metrics.

        Returns:
            The verdict on the strictest judged picture.
        """
        verdict = await self._judge(place, pictures)
        self._metrics.count_verdict(kind, verdict.ruling)
        return verdict

    async def refuse_unsuitable(
        self, place: Place, pictures: Sequence[bytes], within_s: float
    ) -> None:
        """Refuse pictures to start from that would not be shown either.

        Args:
            place: where a request starts from them.
            pictures: encoded files.
            within_s: largest number of seconds for it.

        Raises:
            Refused: one is unsuitable, or cannot be checked in time.
        """
        try:
            async with asyncio.timeout(within_s):
                verdict = await self.judge(place, pictures, "start")
        except TimeoutError:
            verdict = self._note_unchecked("timeout")
        if verdict.rule == UNCHECKED:
            raise Refused(text("refused-start-unchecked"), "start_unchecked")
        if verdict.ruling in (Ruling.HOLD, Ruling.REFUSE):
            raise Refused(text("refused-start-unsuitable"), "start_unsuitable")

    async def _judge(self, place: Place, pictures: Sequence[bytes]) -> Verdict:
        try:
            bands = bands_at(place, await self._preferences.server(place.guild_id))
            scores = await self._checker.check(pictures)
        except PictureUnchecked as error:
            return self._note_unchecked(error.reason)
        except Exception:
            log.exception("the check of pictures failed")
            return self._note_unchecked("failed")
        return strictest(judge_score(score, bands) for score in scores)

    def _note_unchecked(self, reason: str) -> Verdict:
        log.warning("pictures are held, because they cannot be checked: %s", reason)
        self._metrics.count_unchecked(reason)
        return HELD_UNCHECKED


def bands_at(place: Place, server: ServerPreferences) -> Bands:
    """Select the bands of a place; looser ones than the defaults hold only where adults are.

    Args:
        place: a channel or thread.
        server: the preferences of its server.
    """
    return server.find_bands((place.channel_id, place.thread_of), adult=place.age_restricted)


def judge_score(score: float, bands: Bands) -> Verdict:
    """Judge a picture by its score.

    Args:
        score: probability, 0 to 1, that it is not safe for work.
        bands: lowest scores of the rulings; whichever is the strictest counts.
    """
    limits = (
        (Ruling.REFUSE, bands.block),
        (Ruling.HOLD, bands.hold),
        (Ruling.SPOILER, bands.spoiler),
    )
    for ruling, lowest in limits:
        if score >= lowest:
            return Verdict(ruling, NUDITY, score)
    return Verdict(score=score)
