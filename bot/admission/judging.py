"""Verdicts on words, computed in threads of their own and cached."""

import asyncio
import hashlib
import time
from collections.abc import Callable
from functools import partial

from bot.admission.bounded_memory import Recent
from bot.admission.pauses import Pauses
from bot.admission.place_and_word_rules import PlaceAndWordRules
from bot.admission.types import Refusal
from bot.language import text
from bot.language.formatting import duration
from bot.runtime.pools import MODERATION
from generation import PreparedRequest

# Discord expects an answer within 3 s, and storage needs the rest.
WAIT_S = 1.5
MOST_VERDICTS = 4096

_BUSY = Refusal(text("refused-unjudged"), "unjudged")
# Rules of refusals that are no verdict on the words.
NOT_JUDGED = frozenset({"insisting", "rules_unreadable", _BUSY.rule})

_Judgement = Callable[[], Refusal | None]


class Judge:
    """Cache of verdicts; the texts of one member are judged one at a time.

    Args:
        rules: the checks of words, which take long.
        clock: returns the seconds of a steady clock.
    """

    def __init__(
        self, rules: PlaceAndWordRules, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._rules, self._clock = rules, clock
        self._pauses = Pauses(clock)
        self._verdicts: Recent[bytes, Refusal | None] = Recent(MOST_VERDICTS)
        self._judging: dict[int, asyncio.Task[None]] = {}

    async def request(self, user_id: int, prepared: PreparedRequest) -> Refusal | None:
        """Judge the words of a request.

        Args:
            user_id: the member who asks.
            prepared: the request with its prompts, as written and as drawn.

        Returns:
            The refusal, or None.
        """
        request = prepared.request
        written = (request.prompt, *(keyframe.prompt for keyframe in request.morph))
        drawn = dict.fromkeys(
            (*(keyframe.prompt for keyframe in prompts.keyframes), prompts.negative_prompt)
            for prompts in prepared.prompts
        )
        words = (written, request.negative_prompt, request.left_out, tuple(drawn))
        return await self._verdict(user_id, words, partial(self._rules.word_refusal, prepared))

    async def texts(self, user_id: int, prompt: str, negative: str) -> Refusal | None:
        """Judge words that are stored for later requests.

        Args:
            user_id: the member who stores them.
            prompt: the prompt.
            negative: the negative prompt.

        Returns:
            The refusal of a request with these words, or None.
        """
        judgement = partial(self._rules.text_refusal, prompt, negative)
        return await self._verdict(user_id, (prompt, negative), judgement)

    async def _verdict(
        self, user_id: int, words: tuple[object, ...], judgement: _Judgement
    ) -> Refusal | None:
        digest = hashlib.sha256(repr(words).encode()).digest()
        give_up_s = self._clock() + WAIT_S

        async def store_verdict() -> None:
            try:
                self._verdicts[digest] = await MODERATION.run(judgement)
            finally:
                del self._judging[user_id]

        # Checked after every wait: a pause stops all texts that wait for the one being judged.
        while (pause_s := self._pauses.left_s(user_id)) <= 0 and digest not in self._verdicts:
            if not (task := self._judging.get(user_id)):
                task = self._judging[user_id] = asyncio.create_task(store_verdict())
            await asyncio.wait([task], timeout=give_up_s - self._clock())
            if not task.done():
                # It runs on, and the next request with these words finds the verdict.
                return _BUSY
            task.result()
        if pause_s > 0:
            return Refusal(text("refused-insisting", wait=duration(pause_s)), "insisting")
        verdict = self._verdicts[digest]
        if verdict and verdict.rule not in NOT_JUDGED:
            self._pauses.count_refusal(user_id)
        return verdict
