"""Verdicts on words, computed in threads of their own and cached."""

import asyncio
import hashlib
import time
from collections.abc import Callable
from functools import partial

from bot.admission.bounded_memory import Recent
from bot.admission.content_filter.filter import Policy
from bot.admission.pauses import Pauses
from bot.admission.place_and_word_rules import PlaceAndWordRules
from bot.admission.server_rules.policies import ServerPolicies
from bot.admission.types import Refusal, Requester
from bot.language import text
from bot.language.formatting import duration
from bot.runtime.pools import MODERATION
from bot.verdicts import Ruling, Verdict
from generation import PreparedRequest

# Discord expects an answer within 3 s, and storage needs the rest.
WAIT_S = 1.5
MOST_VERDICTS = 4096

_BUSY = Refusal(text("refused-unjudged"), "unjudged")

_Judgement = Callable[[Policy], Verdict | Refusal]


class Judge:
    """Cache of verdicts; the texts of one member are judged one at a time.

    Args:
        rules: the checks of words, which take long.
        policies: what each server makes of words.
        clock: returns the seconds of a steady clock.
    """

    def __init__(
        self,
        rules: PlaceAndWordRules,
        policies: ServerPolicies,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._rules, self._policies, self._clock = rules, policies, clock
        self._pauses = Pauses(clock)
        self._verdicts: Recent[bytes, Verdict | Refusal] = Recent(MOST_VERDICTS)
        self._judging: dict[int, asyncio.Task[None]] = {}

    async def request(self, requester: Requester, prepared: PreparedRequest) -> Verdict | Refusal:
        """Judge the words of a request.

        Args:
            requester: the member who asks, and the place.
            prepared: the request with its prompts, as written and as drawn.

        Returns:
            The verdict; a refusal if none could be reached.
        """
        request = prepared.request
        written = (request.prompt, *(keyframe.prompt for keyframe in request.morph))
        drawn = dict.fromkeys(
            (*(keyframe.prompt for keyframe in prompts.keyframes), prompts.negative_prompt)
            for prompts in prepared.prompts
        )
        words = (written, request.negative_prompt, request.left_out, tuple(drawn))
        return await self._verdict(requester, words, partial(self._rules.judge_request, prepared))

    async def texts(self, requester: Requester, prompt: str, negative: str) -> Verdict | Refusal:
        """Judge words that are stored for later requests.

        Args:
            requester: the member who stores them, and the place.
            prompt: the prompt.
            negative: the negative prompt.

        Returns:
            The verdict on a request with these words; a refusal if none could be reached.
        """
        judgement = partial(self._rules.judge_texts, prompt, negative)
        return await self._verdict(requester, (prompt, negative), judgement)

    async def load_policy(self, requester: Requester) -> Policy:
        """Load what a server, and the operator, make of words.

        Args:
            requester: the member, and the place.

        Raises:
            StorageUnavailable: the server's own rules cannot be read.
        """
        return await self._policies.load(requester)

    async def preview(self, requester: Requester, written: str) -> Verdict | Refusal:
        """Judge a prompt that nobody asks for; a refusal of it makes nobody wait.

        Args:
            requester: the moderator, and the place.
            written: the prompt.
        """
        policy = await self._policies.load(requester)
        return await MODERATION.run(self._rules.judge_texts, written, "", policy)

    async def _verdict(
        self, requester: Requester, words: tuple[object, ...], judgement: _Judgement
    ) -> Verdict | Refusal:
        user_id, server = requester.user_id, requester.server
        # Servers without rules of their own share their verdicts.
        place = (requester.guild_id, server.word_rules) if server.word_rules else ()
        parts = (words, place, sorted(server.categories.items()))
        digest = hashlib.sha256(repr(parts).encode()).digest()
        give_up_s = self._clock() + WAIT_S

        async def store_verdict() -> None:
            try:
                policy = await self._policies.load(requester)
                self._verdicts[digest] = await MODERATION.run(judgement, policy)
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
        if isinstance(verdict, Verdict) and verdict.ruling is Ruling.REFUSE:
            self._pauses.count_refusal(user_id)
        return verdict
