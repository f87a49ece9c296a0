"""The one place at which a request is let in or turned away, the cheapest questions first."""

import asyncio
import logging

from bot.admission import refusals
from bot.admission.bans import ban_refusal
from bot.admission.judging import Judge
from bot.admission.moderator import Moderator
from bot.admission.quotas import Quotas
from bot.admission.types import Refusal, Requester
from bot.generation_api import PictureService
from bot.storage import (
    Accepted,
    Ban,
    BanStore,
    Duplicate,
    JobRequest,
    Jobs,
    LimitExceeded,
    State,
    StorageUnavailable,
)
from bot.storage.retry import repeat_forever
from generation import GenerationRequest

log = logging.getLogger(__name__)

# A member has to be answered within 3 s.
WAIT_S = 1.0
_SETTLE_S = 2.0


class Gate:
    """Lets requests in, in this order:

    1. what is in memory: whether the bot stays, the channel, the role, the model;
    2. what one read of the database tells: the ban, requests in work, allowances, the line;
    3. the words, which take the most time;
    4. the transaction that decides on all of (2) once more, and writes the request down.

    Args:
        quotas: how much may be asked for.
        moderator: where, and by whom.
        judge: in which words.
        service: to ask whether there is a model.
        jobs: where orders are written down.
        bans: who may not ask.
    """

    def __init__(
        self,
        quotas: Quotas,
        moderator: Moderator,
        judge: Judge,
        service: PictureService,
        jobs: Jobs,
        bans: BanStore,
    ) -> None:
        self._quotas, self._moderator, self._judge = quotas, moderator, judge
        self._service, self._jobs, self._bans = service, jobs, bans
        self._unsure: set[str] = set()
        self._open = True

    def close(self) -> None:
        """Let nothing more in."""
        self._open = False

    async def refusal(self, requester: Requester) -> Refusal | None:
        """Return why nothing at all is fetched for a member, or None."""
        if refusal := self._outside(requester):
            return refusal
        try:
            async with asyncio.timeout(WAIT_S):
                ban = await self._bans.find_ban(requester.guild_id, requester.user_id)
        except (StorageUnavailable, TimeoutError):
            return refusals.no_storage()
        return ban_refusal(ban) if ban else None

    async def examine(self, requester: Requester, order: JobRequest) -> Duplicate | Refusal | None:
        """Return what can be told against a request before it is written down, or None."""
        outside = self._outside(requester) or self._without_model(requester, order.request.model)
        if outside:
            return outside
        try:
            async with asyncio.timeout(WAIT_S):
                found = await self._jobs.acceptance.check(order, self._quotas.caps(requester))
        except (StorageUnavailable, TimeoutError) as error:
            log.error("interaction %s is not accepted: %s", order.interaction_id, error)
            return refusals.no_storage()
        if isinstance(found, Duplicate):
            return found
        if found:
            return self._told(found, order.request.units)
        return await self.judge(requester, order.request)

    async def judge(self, requester: Requester, request: GenerationRequest) -> Refusal | None:
        """Return why the words of a request are not allowed, or None."""
        return await self._judge.request(requester.user_id, request)

    async def accept(
        self, requester: Requester, order: JobRequest, state: State = State.QUEUED
    ) -> Accepted | Duplicate | Refusal:
        """Write an examined request down, paid for, unless something stands in its way by now.

        Args:
            requester: whose it is.
            order: the request.
            state: PREPARING where files are to be fetched for it.
        """
        caps = self._quotas.caps(requester)
        try:
            answer = await self._jobs.acceptance.accept(order, caps, WAIT_S, state)
        except StorageUnavailable as error:
            log.error("interaction %s is not accepted: %s", order.interaction_id, error)
            # Where the commit's answer was lost, the member is told no and it has to be no.
            self._unsure.add(order.id)
            return refusals.no_storage()
        if isinstance(answer, Accepted | Duplicate):
            return answer
        return self._told(answer, order.request.units)

    def _outside(self, requester: Requester) -> Refusal | None:
        return self._moderator.place(requester) if self._open else refusals.closing()

    def _told(self, obstacle: Ban | LimitExceeded, units: int) -> Refusal:
        """Turn what stands in a request's way into what its member is told."""
        if isinstance(obstacle, Ban):
            return ban_refusal(obstacle)
        return self._quotas.refusal(obstacle, units)

    def _without_model(self, requester: Requester, wanted: str) -> Refusal | None:
        model, allowed = self._service.model(wanted), requester.server.models
        name = model.info.name
        if allowed and name not in allowed:
            return refusals.other_models(name, allowed)
        return refusals.no_model(name) if model.status.phase == "unavailable" else None

    async def prepared(self, order: JobRequest) -> Accepted | None:
        """Queue a request whose files are there; None if it has ended meanwhile.

        Raises:
            StorageUnavailable: it is as it was.
        """
        return await self._jobs.acceptance.queue_prepared(order)

    async def take_back(self, order: JobRequest, reason: str) -> None:
        """End an accepted request of which its member could not be told, or that failed before
        it could be drawn.
        """
        try:
            await self._jobs.cancel(order.id, reason)
        except StorageUnavailable:
            self._unsure.add(order.id)

    async def settle(self) -> None:
        """Take back for ever what the database has although its member was told no."""
        await repeat_forever(self._settle, _SETTLE_S, asyncio.Event())

    async def _settle(self) -> None:
        for job_id in tuple(self._unsure):
            await self._jobs.cancel(job_id, "not promised")
            self._unsure.discard(job_id)
