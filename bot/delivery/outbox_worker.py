"""Takes what is due from the outbox and brings it to Discord, once."""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable

from bot.delivery.transport import (
    Blocked,
    Dropped,
    Later,
    LockedOut,
    MessageTransport,
    Outcome,
    Sent,
    Undeliverable,
)
from bot.operations import Metrics, logs
from bot.operations.metrics import Outcome as Word
from bot.storage import Delivery, Outbox, Route, State, StorageUnavailable
from bot.storage.retry import repeat_forever, retry_forever

log = logging.getLogger(__name__)

TICK_S = 1.0
# Between two looks into the outbox: what comes at the same time is taken together.
PAUSE_S = 0.05
AT_ONCE = 16
# With those of which only the outcome is to be written down.
UNDER_WAY = 2 * AT_ONCE
# After so many attempts, some ten minutes, a message is stored instead.
MAX_DELIVERIES = 8
# The first of them may only edit the answer; after that the channel is tried, too.
MAX_EDITS = 2
# So long nothing is delivered after Discord has refused the token.
LOCKED_OUT_S = 60.0


class OutboxWorker:
    """Delivers for one application.

    Args:
        outbox: what is to be delivered.
        transport: how.
        metrics: counts.
        lease_s: of the outbox: by its end an attempt is over, or another process would begin one.
        clock: seconds that never go back.
    """

    def __init__(
        self,
        outbox: Outbox,
        transport: MessageTransport,
        metrics: Metrics,
        lease_s: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._outbox, self._transport, self._metrics = outbox, transport, metrics
        self._attempt_s, self._clock = 0.8 * lease_s, clock
        self._under_way: set[asyncio.Task[None]] = set()
        self._attempts = 0
        self._wake = asyncio.Event()
        self._held_until = -math.inf

    def wake(self) -> None:
        """Say that there is something new in the outbox."""
        self._wake.set()

    def hold(self) -> None:
        """Deliver nothing more: Discord does not let us in; the outbox keeps it all."""
        self._held_until = math.inf

    @property
    def _open(self) -> bool:
        return self._clock() >= self._held_until

    async def run(self) -> None:
        """Deliver for ever."""
        try:
            await repeat_forever(self._take, TICK_S, self._wake, PAUSE_S)
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def flush(self) -> None:
        """Wait until nothing that can be delivered now is left, and nothing is under way."""
        while (self._open and await self._take_safely()) or self._under_way:
            if self._under_way:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)

    async def _take_safely(self) -> int:
        try:
            return await self._take()
        except StorageUnavailable:
            await asyncio.sleep(TICK_S)
            return 0

    async def _take(self) -> int:
        room = min(AT_ONCE - self._attempts, UNDER_WAY - len(self._under_way))
        taken = await self._outbox.take(room) if room > 0 and self._open else []
        for delivery in taken:
            self._attempts += 1
            task = asyncio.create_task(self._deliver(delivery), name=f"deliver {delivery.order.id}")
            self._under_way.add(task)
            task.add_done_callback(self._done)
        return len(taken)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        self._wake.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("%s failed", task.get_name(), exc_info=error)

    async def _deliver(self, delivery: Delivery) -> None:
        with logs.job(delivery.order.id):
            await self._attempt(delivery)

    async def _attempt(self, delivery: Delivery) -> None:
        began = self._clock()
        try:
            outcome = await self._attempted(delivery)
        finally:
            self._attempts -= 1
            # There may be more than there was room for.
            self._wake.set()
        word = _word(outcome)
        waited_s = delivery.age_s + self._clock() - began
        if isinstance(outcome, LockedOut):
            self._pause()
            await retry_forever(lambda: self._outbox.postpone(delivery, 0.0, "token refused"))
        elif isinstance(outcome, Later) and delivery.attempts < MAX_DELIVERIES:
            wait_s = max(outcome.wait_s, float(2**delivery.attempts))
            await retry_forever(lambda: self._outbox.postpone(delivery, wait_s, outcome.reason))
            log.info("to be delivered later: %s", outcome.reason)
        elif await retry_forever(lambda: self._conclude(delivery, outcome, waited_s)):
            log.info("ended: %s", word)
        else:
            log.warning("taken over by another process while it was delivered")

    def _pause(self) -> None:
        """Deliver nothing for a while: a token may be refused once and taken again."""
        if self._open:
            log.error(
                "Discord refuses the bot's token: nothing is delivered, every message is kept, and "
                "it is tried again in %g s. If this comes again, set a new IMAGINE_TOKEN from the "
                "bot's page in Discord's developer portal and start again.",
                LOCKED_OUT_S,
            )
        self._held_until = max(self._held_until, self._clock() + LOCKED_OUT_S)

    async def _attempted(self, delivery: Delivery) -> Outcome:
        """Try to deliver, for a bounded time and whatever goes wrong."""
        try:
            async with asyncio.timeout(self._attempt_s):
                return await self._outcome(delivery)
        except TimeoutError:
            return Later("Discord takes too long")
        except Exception:
            # It counts as an attempt, or it would be made again without end.
            log.exception("the attempt failed")
            return Later("fault")

    async def _outcome(self, delivery: Delivery) -> Outcome:
        if delivery.route is Route.EDIT:
            if delivery.attempts <= MAX_EDITS:
                outcome = await self._counted(Route.EDIT, self._transport.edit(delivery))
                if not isinstance(outcome, Blocked):
                    return outcome
            # Written down first: whoever goes on after a crash has to look before it posts.
            if not await retry_forever(lambda: self._outbox.reroute(delivery, Route.CHANNEL)):
                return Later("taken over")
        return await self._counted(Route.CHANNEL, self._found_or_posted(delivery))

    async def _found_or_posted(self, delivery: Delivery) -> Outcome:
        return await self._transport.find(delivery) or await self._transport.post(delivery)

    async def _counted(self, route: Route, attempt: Awaitable[Outcome]) -> Outcome:
        """Count an attempt by the route that it took; one that is cut off is made again later."""
        word: Word = "later"
        try:
            outcome = await attempt
            word = _word(outcome)
            return outcome
        finally:
            self._metrics.delivery_attempt(route.value, word)

    async def _conclude(self, delivery: Delivery, outcome: Outcome, waited_s: float) -> bool:
        became = _became(delivery, outcome)
        if isinstance(outcome, Sent):
            ended = await self._outbox.mark_sent(delivery, became, outcome.message_id)
        else:
            assert not isinstance(outcome, LockedOut), "that ends nothing"
            ended = await self._outbox.mark_stored(delivery, became, outcome.reason)
        # Not before: a write that fails is repeated, and another process may have ended it.
        if ended and became is State.DELIVERED:
            self._metrics.delivered(waited_s)
        elif ended:
            reason = "dropped" if isinstance(outcome, Dropped) else "undeliverable"
            self._metrics.failed(delivery.message.reason or reason)
        return ended


def _became(delivery: Delivery, outcome: Outcome) -> State:
    """Say what a job has become by the outcome of its last attempt."""
    if isinstance(outcome, Sent):
        return delivery.message.outcome if outcome.shown else State.FAILED
    return State.CANCELLED if isinstance(outcome, Dropped) else State.FAILED


def _word(outcome: Outcome) -> Word:
    """Name an outcome for the log and the metrics."""
    words: dict[type[object], Word] = {
        Sent: "sent",
        Later: "later",
        Blocked: "blocked",
        Undeliverable: "undeliverable",
        Dropped: "dropped",
        LockedOut: "lockedout",
    }
    return words[type(outcome)]
