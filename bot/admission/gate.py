"""Single point at which a request is accepted or refused, the cheapest checks first."""

import asyncio
import logging

from bot.admission import refusals
from bot.admission.bans import ban_refusal
from bot.admission.judging import Judge
from bot.admission.place_and_word_rules import PlaceAndWordRules
from bot.admission.quotas import Quotas
from bot.admission.types import Refusal, Requester
from bot.generation_api import PictureService
from bot.storage import (
    Accepted,
    Ban,
    BanStore,
    Duplicate,
    Hold,
    JobRequest,
    Jobs,
    LimitExceeded,
    State,
    StorageUnavailable,
)
from bot.storage.retry import repeat_forever
from bot.verdicts import Ruling, Verdict
from generation import PreparedRequest

log = logging.getLogger(__name__)

# Discord expects an answer within 3 s.
WAIT_S = 1.0
_SETTLE_S = 2.0


class Gate:
    """Checks that accept or refuse requests, in this order:

    1. state in memory: whether the bot is stopping, the channel, the role, the model;
    2. one read of the database: bans, requests in work, quotas, the queue;
    3. the words, which take the most time;
    4. the transaction that checks all of (2) once more, and stores the request.

    Args:
        quotas: limits on the number of requests and pictures.
        rules: channels and roles in which requests are allowed.
        judge: cached verdicts on words.
        service: models and their state.
        jobs: store of accepted requests.
        bans: store of banned members.
    """

    def __init__(
        self,
        quotas: Quotas,
        rules: PlaceAndWordRules,
        judge: Judge,
        service: PictureService,
        jobs: Jobs,
        bans: BanStore,
    ) -> None:
        self._quotas, self._rules, self._judge = quotas, rules, judge
        self._service, self._jobs, self._bans = service, jobs, bans
        self._unsure: set[str] = set()
        self._open = True

    def close(self) -> None:
        """Refuse all requests from now on."""
        self._open = False

    async def refusal(self, requester: Requester) -> Refusal | None:
        """Return the refusal of a member before any request is read, or None."""
        if refusal := self._place_refusal(requester):
            return refusal
        try:
            async with asyncio.timeout(WAIT_S):
                ban = await self._bans.find_ban(requester.guild_id, requester.user_id)
        except (StorageUnavailable, TimeoutError):
            return refusals.no_storage()
        return ban_refusal(ban) if ban else None

    async def examine(
        self, requester: Requester, order: JobRequest
    ) -> Duplicate | Refusal | Verdict:
        """Check a request before it is stored.

        Args:
            requester: the member and the place.
            order: the request with its ids.

        Returns:
            The refusal, the duplicate of an earlier request, or the verdict on the words, which
            is not to refuse them.
        """
        if refusal := self._place_refusal(requester):
            return refusal
        model, allowed = self._service.model(order.request.model), requester.server.models
        if allowed and model.info.name not in allowed:
            return refusals.other_models(model.info.name, allowed)
        if model.status.phase == "unavailable":
            return refusals.no_model(model.info.name)
        try:
            async with asyncio.timeout(WAIT_S):
                found = await self._jobs.acceptance.check(order, self._quotas.caps(requester))
        except (StorageUnavailable, TimeoutError) as error:
            log.error("interaction %s is not accepted: %s", order.interaction_id, error)
            return refusals.no_storage()
        if isinstance(found, Duplicate):
            return found
        if found:
            return self._obstacle_refusal(found, order.request.units)
        return await self.judge(requester, order.prepared)

    async def judge(self, requester: Requester, prepared: PreparedRequest) -> Refusal | Verdict:
        """Judge the words of a request.

        Args:
            requester: the member and the place.
            prepared: the request with its prompts, as written and as drawn.

        Returns:
            The refusal, or the verdict, which is not to refuse them.
        """
        answer = await self._judge.request(requester, prepared)
        if isinstance(answer, Verdict) and answer.ruling is Ruling.REFUSE:
            return refusals.word_refusal(answer)
        return answer

    async def accept(
        self,
        requester: Requester,
        order: JobRequest,
        state: State = State.QUEUED,
        hold: Hold | None = None,
    ) -> Accepted | Duplicate | Refusal:
        """Store an examined request and charge its quotas, unless a limit is exceeded by now.

        Args:
            requester: the member and the place.
            order: the request with its ids.
            state: PREPARING if files have to be fetched first, HELD if a moderator decides first.
            hold: why it is held.
        """
        caps = self._quotas.caps(requester)
        try:
            answer = await self._jobs.acceptance.accept(order, caps, WAIT_S, state, hold)
        except StorageUnavailable as error:
            log.error("interaction %s is not accepted: %s", order.interaction_id, error)
            # The commit may have succeeded although its answer was lost. The member reads a
            # refusal, so `settle` cancels the job.
            self._unsure.add(order.id)
            return refusals.no_storage()
        if isinstance(answer, Accepted | Duplicate):
            return answer
        return self._obstacle_refusal(answer, order.request.units)

    def _place_refusal(self, requester: Requester) -> Refusal | None:
        return self._rules.place_refusal(requester) if self._open else refusals.closing()

    def _obstacle_refusal(self, obstacle: Ban | LimitExceeded, units: int) -> Refusal:
        """Return the refusal for a ban or an exceeded limit."""
        if isinstance(obstacle, Ban):
            return ban_refusal(obstacle)
        return self._quotas.refusal(obstacle, units)

    async def queue_prepared(self, order: JobRequest, hold: Hold | None = None) -> Accepted | None:
        """Queue or hold a request once its files are stored; None if it has ended meanwhile.

        Args:
            order: the request with its ids.
            hold: why it is held; None if it is not.

        Raises:
            StorageUnavailable: the state of the request is unchanged.
        """
        return await self._jobs.acceptance.queue_prepared(order, hold)

    async def take_back(self, order: JobRequest, reason: str) -> None:
        """Cancel an accepted request that could not be answered, or failed before it was drawn.

        Args:
            order: the request with its ids.
            reason: for the log.
        """
        try:
            await self._jobs.cancel(order.id, reason)
        except StorageUnavailable:
            self._unsure.add(order.id)

    async def settle(self) -> None:
        """Cancel jobs that are in the database although their members read a refusal, for ever."""

        async def cancel_unsure() -> None:
            for job_id in tuple(self._unsure):
                await self._jobs.cancel(job_id, "not promised")
                self._unsure.discard(job_id)

        await repeat_forever(cancel_unsure, _SETTLE_S, asyncio.Event())
