"""The one place at which a request is let in or turned away."""

import asyncio
import logging

from bot.admission import capacity
from bot.admission.allowances import Allowances
from bot.admission.bans import banned
from bot.admission.moderation import Moderator
from bot.admission.types import Asker, Refusal
from bot.door import PictureService
from bot.jobs.steady import repeat
from bot.storage import (
    Accepted,
    Ban,
    Duplicate,
    Exceeded,
    Jobs,
    Order,
    StorageUnavailable,
)

log = logging.getLogger(__name__)

# A member has to be answered within 3 s.
WAIT_S = 1.0
_SETTLE_S = 2.0


class Gate:
    """Lets requests in: moderation, then bans, capacity and allowances as they are written down.

    Args:
        allowances: how much may be asked for.
        moderator: what may be.
        service: to ask whether there is a model.
        jobs: where orders are written down.
    """

    def __init__(
        self,
        allowances: Allowances,
        moderator: Moderator,
        service: PictureService,
        jobs: Jobs,
    ) -> None:
        self._allowances, self._moderator = allowances, moderator
        self._service, self._jobs = service, jobs
        self._unsure: set[str] = set()
        self._open = True

    def close(self) -> None:
        """Let nothing more in."""
        self._open = False

    async def admit(self, asker: Asker, order: Order) -> Accepted | Duplicate | Refusal:
        """Decide on a request; an admitted one is written down and paid for."""
        if not self._open:
            return capacity.closing()
        # Six long prompts, in all readings, take half a second.
        judged = asyncio.to_thread(self._moderator.refusal, asker, order.request)
        if refusal := await judged:
            return refusal
        if refusal := self._without_model(asker, order.request.model):
            return refusal
        try:
            answer = await self._jobs.accept(order, self._allowances.caps(asker), WAIT_S)
        except StorageUnavailable as error:
            log.error("interaction %s is not accepted: %s", order.interaction_id, error)
            # Where the commit's answer was lost, the member is told no and it has to be no.
            self._unsure.add(order.id)
            return capacity.no_storage()
        return self._answered(answer, order.request.units)

    def _answered(
        self, answer: Accepted | Ban | Duplicate | Exceeded, units: int
    ) -> Accepted | Duplicate | Refusal:
        if isinstance(answer, Ban):
            return banned(answer)
        return self._allowances.refusal(answer, units) if isinstance(answer, Exceeded) else answer

    def _without_model(self, asker: Asker, wanted: str) -> Refusal | None:
        model, allowed = self._service.model(wanted), asker.server.models
        name = model.info.name
        if allowed and name not in allowed:
            return capacity.other_models(name, allowed)
        return capacity.no_model(name) if model.status.phase == "unavailable" else None

    async def take_back(self, order: Order, reason: str) -> None:
        """End an admitted request of which its member could not be told."""
        try:
            await self._jobs.cancel(order.id, reason)
        except StorageUnavailable:
            self._unsure.add(order.id)

    async def settle(self) -> None:
        """Take back for ever what the database has although its member was told no."""
        await repeat(self._settle, _SETTLE_S, asyncio.Event())

    async def _settle(self) -> None:
        for job_id in tuple(self._unsure):
            await self._jobs.cancel(job_id, "not promised")
            self._unsure.discard(job_id)
