"""The one place at which a request is let in or turned away."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial

from bot.admission import capacity
from bot.admission.moderation import Moderator
from bot.admission.rate_limits import RateLimits
from bot.admission.types import Asker, Refusal
from bot.door import PictureService
from generation import Event, GenerationError, GenerationRequest


@dataclass(frozen=True, slots=True)
class Admitted:
    """A request that the service has taken.

    Args:
        events: what becomes of it.
        release: to be called once when it has ended, however it ended.
    """

    events: AsyncIterator[Event]
    release: Callable[[], None]


class Gate:
    """Lets requests in: rate limit, then moderation, then capacity.

    The allowance is spent last, so that neither a refused prompt nor a full line costs any.
    """

    def __init__(self, limits: RateLimits, moderator: Moderator, service: PictureService) -> None:
        self._limits, self._moderator, self._service = limits, moderator, service
        # Looking at an allowance and spending it must not be interleaved with another request.
        self._one_at_a_time = asyncio.Lock()

    async def admit(self, asker: Asker, request: GenerationRequest) -> Admitted | Refusal:
        """Decide on a request, in milliseconds; an admitted one is in the service's line."""
        async with self._one_at_a_time:
            refusal = await self._limits.refusal(asker, request.count)
            refusal = refusal or self._moderator.refusal(asker, request)
            if refusal:
                return refusal
            events = self._submitted(request)
            if isinstance(events, Refusal):
                return events
            await self._limits.spend(asker, request.count)
        return Admitted(events, partial(self._limits.finished, asker))

    def _submitted(self, request: GenerationRequest) -> AsyncIterator[Event] | Refusal:
        model = self._service.info.name
        if self._service.status.phase == "unavailable":
            return capacity.no_model(model)
        try:
            return self._service.submit(request)
        except GenerationError as error:
            return capacity.not_taken(error, model)
