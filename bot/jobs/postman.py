"""Takes what is due from the outbox and brings it to Discord, once."""

import asyncio
import logging

from bot.jobs.courier import (
    Blocked,
    Courier,
    Dropped,
    Later,
    LockedOut,
    Outcome,
    Sent,
    Undeliverable,
)
from bot.jobs.steady import insisting, repeat
from bot.storage import Delivery, Outbox, Route, State, StorageUnavailable

log = logging.getLogger(__name__)

TICK_S = 1.0
AT_ONCE = 16
# After so many attempts, some ten minutes, a message is stored instead.
MAX_DELIVERIES = 8
# So many of them try to edit the answer, where that fails for a reason that may pass.
MAX_EDITS = 3


class Postman:
    """Delivers for one application.

    Args:
        outbox: what is to be delivered.
        courier: how.
    """

    def __init__(self, outbox: Outbox, courier: Courier) -> None:
        self._outbox, self._courier = outbox, courier
        self._under_way: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._open = True

    def wake(self) -> None:
        """Say that there is something new in the outbox."""
        self._wake.set()

    def hold(self) -> None:
        """Deliver nothing more: Discord does not let us in; the outbox keeps it all."""
        self._open = False

    async def run(self) -> None:
        """Deliver for ever."""
        try:
            await repeat(self._take, TICK_S, self._wake)
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def flush(self) -> None:
        """Wait until nothing that can be delivered now is left."""
        while self._open and (await self._take_safely() or self._under_way):
            if self._under_way:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)

    async def _take_safely(self) -> int:
        try:
            return await self._take()
        except StorageUnavailable:
            await asyncio.sleep(TICK_S)
            return 0

    async def _take(self) -> int:
        room = AT_ONCE - len(self._under_way) if self._open else 0
        taken = await self._outbox.take(room) if room > 0 else []
        for delivery in taken:
            task = asyncio.create_task(self._deliver(delivery), name=f"deliver {delivery.order.id}")
            self._under_way.add(task)
            task.add_done_callback(self._done)
        return len(taken)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        # There may be more than there was room for.
        self._wake.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("%s failed", task.get_name(), exc_info=error)

    async def _deliver(self, delivery: Delivery) -> None:
        outcome = await self._outcome(delivery)
        if isinstance(outcome, LockedOut):
            self.hold()
            await insisting(lambda: self._outbox.later(delivery, 0.0, "token refused"))
        elif isinstance(outcome, Later) and delivery.attempts < MAX_DELIVERIES:
            wait_s = max(outcome.wait_s, float(2**delivery.attempts))
            await insisting(lambda: self._outbox.later(delivery, wait_s, outcome.reason))
            log.info("job %s is delivered later: %s", delivery.order.id, outcome.reason)
        else:
            held = await insisting(lambda: self._conclude(delivery, outcome))
            said = type(outcome).__name__.lower() if held else "already taken over"
            log.info("job %s: %s", delivery.order.id, said)

    async def _outcome(self, delivery: Delivery) -> Outcome:
        if delivery.route is Route.EDIT:
            outcome = await self._courier.edit(delivery)
            given_up = isinstance(outcome, Later) and delivery.attempts >= MAX_EDITS
            if not (isinstance(outcome, Blocked) or given_up):
                return outcome
            # Written down first: whoever goes on after a crash has to look before it posts.
            if not await insisting(lambda: self._outbox.reroute(delivery, Route.CHANNEL)):
                return Later("taken over")
        return await self._courier.find(delivery) or await self._courier.post(delivery)

    async def _conclude(self, delivery: Delivery, outcome: Outcome) -> bool:
        if isinstance(outcome, Sent):
            became = delivery.message.outcome if outcome.shown else State.FAILED
            return await self._outbox.sent(delivery, became, outcome.message_id)
        if isinstance(outcome, Dropped):
            return await self._outbox.stored(delivery, State.CANCELLED, outcome.reason)
        assert isinstance(outcome, Later | Blocked | Undeliverable), "all outcomes are listed"
        return await self._outbox.stored(delivery, State.FAILED, outcome.reason)
