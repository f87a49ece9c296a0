"""The word filter as the bot asks it: in threads of its own, and not twice about the same words."""

import asyncio
import hashlib
import time
from collections.abc import Callable
from functools import partial

from bot.admission.bounded_memory import Recent
from bot.admission.moderator import Moderator
from bot.admission.pauses import Pauses
from bot.admission.types import Refusal
from bot.language import text
from bot.language.formatting import duration
from bot.runtime.pools import MODERATION
from generation import GenerationRequest

# Of the 3 s in which a member is answered, the storage needs the rest.
WAIT_S = 1.5
MOST_VERDICTS = 4096

_BUSY = Refusal(text("refused-unjudged"), "unjudged")
# Rules of refusals that say nothing about the words.
NOT_JUDGED = frozenset({"insisting", "rules_unreadable", _BUSY.rule})

_Judgement = Callable[[], Refusal | None]


class Judge:
    """Remembers verdicts, and lets one text of a member be judged at a time.

    Args:
        moderator: knows what is allowed.
        clock: seconds of a clock that does not jump.
    """

    def __init__(
        self, moderator: Moderator, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._moderator, self._clock = moderator, clock
        self._pauses = Pauses(clock)
        self._verdicts: Recent[bytes, Refusal | None] = Recent(MOST_VERDICTS)
        self._judging: dict[int, asyncio.Task[None]] = {}

    async def request(self, user_id: int, request: GenerationRequest) -> Refusal | None:
        """Judge the words of a request.

        Args:
            user_id: whose it is.
            request: its prompts count, and the seeds where those choose among words.

        Returns:
            Why it is not allowed, or None.
        """
        judgement = partial(self._moderator.words, request)
        return await self._judged(user_id, _words(request), judgement)

    async def texts(self, user_id: int, prompt: str, negative: str) -> Refusal | None:
        """Judge words that are to be kept for requests to come.

        Args:
            user_id: whose they are.
            prompt: what will be drawn.
            negative: what will be steered away from.

        Returns:
            Why such a request would not be allowed, or None.
        """
        judgement = partial(self._moderator.judge, prompt, negative)
        return await self._judged(user_id, (prompt, negative), judgement)

    async def _judged(
        self, user_id: int, words: tuple[object, ...], judgement: _Judgement
    ) -> Refusal | None:
        digest = hashlib.sha256(repr(words).encode()).digest()
        give_up_s = self._clock() + WAIT_S
        # Of those that wait for the one that is judged, the pause stops all.
        while not (paused := self._paused(user_id)) and digest not in self._verdicts:
            task = self._judging.get(user_id) or self._begin(user_id, digest, judgement)
            await asyncio.wait([task], timeout=give_up_s - self._clock())
            if not task.done():
                # It goes on: whoever asks again finds the verdict.
                return _BUSY
            task.result()
        if paused:
            return paused
        verdict = self._verdicts[digest]
        if verdict and verdict.rule not in NOT_JUDGED:
            self._pauses.refused(user_id)
        return verdict

    def _paused(self, user_id: int) -> Refusal | None:
        wait_s = self._pauses.left_s(user_id)
        if wait_s <= 0:
            return None
        return Refusal(text("refused-insisting", wait=duration(wait_s)), "insisting")

    def _begin(self, user_id: int, digest: bytes, judgement: _Judgement) -> "asyncio.Task[None]":
        async def judge() -> None:
            try:
                self._verdicts[digest] = await MODERATION.run(judgement)
            finally:
                del self._judging[user_id]

        task = self._judging[user_id] = asyncio.create_task(judge())
        return task


def _words(request: GenerationRequest) -> tuple[object, ...]:
    """List what a verdict depends on: the prompts, and the seeds where those choose options."""
    prompts = (request.prompt, *(keyframe.prompt for keyframe in request.morph))
    words = (prompts, request.negative_prompt, request.left_out)
    if not any("{" in prompt for prompt in (*prompts, request.negative_prompt)):
        return words
    units = range(request.count)
    seeds = [request.unit_seed(unit) for unit in units], [frame.seed for frame in request.morph]
    return (*words, *seeds)
