"""Delivery of the outbox's messages to Discord, each exactly once."""

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
# Between two reads of the outbox: messages that come at the same time are taken together.
PAUSE_S = 0.05
MAX_CONCURRENT_ATTEMPTS = 16
# With the deliveries whose attempt is over and whose outcome is being written.
MAX_CONCURRENT_DELIVERIES = 2 * MAX_CONCURRENT_ATTEMPTS
# After so many attempts, some ten minutes, a message is stored undelivered.
MAX_DELIVERIES = 8
# The first of them only edit the reply; the later ones may also post to the channel.
MAX_EDITS = 2
# Pause of all deliveries after Discord has refused the token.
LOCKED_OUT_S = 60.0


class OutboxWorker:
    """Worker that delivers the messages of one application.

    Args:
        outbox: the messages.
        transport: sends them.
        metrics: counts.
        lease_s: of the outbox: an attempt ends before it does, or another process would begin one.
        clock: seconds of a monotonic clock.
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
        """Signal that the outbox has a new message."""
        self._wake.set()

    def hold(self) -> None:
        """Stop delivering for good, because Discord refuses the bot; the outbox keeps all."""
        self._held_until = math.inf

    @property
    def _is_open(self) -> bool:
        return self._clock() >= self._held_until

    async def run(self) -> None:
        """Deliver until cancelled."""
        try:
            await repeat_forever(self._take, TICK_S, self._wake, PAUSE_S)
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def flush(self) -> None:
        """Wait until every message that can be delivered now is delivered."""
        while True:
            try:
                taken = await self._take() if self._is_open else 0
            except StorageUnavailable:
                await asyncio.sleep(TICK_S)
                taken = 0
            if self._under_way:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            elif not taken:
                return

    async def _take(self) -> int:
        room = min(
            MAX_CONCURRENT_ATTEMPTS - self._attempts,
            MAX_CONCURRENT_DELIVERIES - len(self._under_way),
        )
        taken = await self._outbox.take(room) if room > 0 and self._is_open else []
        for delivery in taken:
            self._attempts += 1
            task = asyncio.create_task(self._deliver(delivery), name=f"deliver {delivery.order.id}")
            self._under_way.add(task)
            task.add_done_callback(self._forget_task)
        return len(taken)

    def _forget_task(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        self._wake.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("%s failed", task.get_name(), exc_info=error)

    async def _deliver(self, delivery: Delivery) -> None:
        with logs.job(delivery.order.id):
            began = self._clock()
            try:
                outcome = await self._attempt_delivery(delivery)
            finally:
                self._attempts -= 1
                # The outbox may have more messages than there was room for.
                self._wake.set()
            waited_s = delivery.age_s + self._clock() - began
            if isinstance(outcome, LockedOut):
                self._pause()
                await retry_forever(lambda: self._outbox.postpone(delivery, 0.0, "token refused"))
            elif isinstance(outcome, Later) and delivery.attempts < MAX_DELIVERIES:
                wait_s = max(outcome.wait_s, float(2**delivery.attempts))
                await retry_forever(lambda: self._outbox.postpone(delivery, wait_s, outcome.reason))
                log.info("to be delivered later: %s", outcome.reason)
            elif await retry_forever(lambda: self._conclude(delivery, outcome, waited_s)):
                log.info("ended: %s", _name_outcome(outcome))
            else:
                log.warning("taken over by another process while it was delivered")

    def _pause(self) -> None:
        """Pause all deliveries: Discord may refuse a token once and accept it again."""
        if self._is_open:
            log.error(
                "Discord refuses the bot's token: nothing is delivered, every message is kept, and "
                "it is tried again in %g s. If this comes again, set a new IMAGINE_TOKEN from the "
                "bot's page in Discord's developer portal and start again.",
                LOCKED_OUT_S,
            )
        self._held_until = max(self._held_until, self._clock() + LOCKED_OUT_S)

    async def _attempt_delivery(self, delivery: Delivery) -> Outcome:
        """Attempt a delivery for a bounded time; any exception becomes an outcome."""
        try:
            async with asyncio.timeout(self._attempt_s):
                return await self._edit_or_post(delivery)
        except TimeoutError:
            return Later("Discord takes too long")
        except Exception:
            # It counts as an attempt, or it would be repeated without end.
            log.exception("the attempt failed")
            return Later("fault")

    async def _edit_or_post(self, delivery: Delivery) -> Outcome:
        if delivery.route is Route.EDIT:
            if delivery.attempts <= MAX_EDITS:
                outcome = await self._count(Route.EDIT, self._transport.edit(delivery))
                if not isinstance(outcome, Blocked):
                    return outcome
            # Written before the post: after a crash, the next process looks for it in the channel.
            if not await retry_forever(lambda: self._outbox.reroute(delivery, Route.CHANNEL)):
                return Later("taken over")

        async def find_or_post() -> Outcome:
            return await self._transport.find(delivery) or await self._transport.post(delivery)

        return await self._count(Route.CHANNEL, find_or_post())

    async def _count(self, route: Route, attempt: Awaitable[Outcome]) -> Outcome:
        """Count an attempt by its route; one that is cancelled counts as to be repeated later."""
        word: Word = "later"
        try:
            outcome = await attempt
            word = _name_outcome(outcome)
            return outcome
        finally:
            self._metrics.count_delivery_attempt(route.value, word)

    async def _conclude(self, delivery: Delivery, outcome: Outcome, waited_s: float) -> bool:
        """Write the end of a job; return False if another process has taken it over."""
        if isinstance(outcome, Sent):
            state = delivery.message.outcome if outcome.shown else State.FAILED
            ended = await self._outbox.mark_sent(delivery, state, outcome.message_id)
        else:
            assert not isinstance(outcome, LockedOut), "that ends nothing"
            state = State.CANCELLED if isinstance(outcome, Dropped) else State.FAILED
            ended = await self._outbox.mark_stored(delivery, state, outcome.reason)
        # Not before: a write that fails is repeated, and another process may have ended the job.
        if ended and state is State.DELIVERED:
            self._metrics.count_delivery(waited_s)
        elif ended:
            reason = "dropped" if isinstance(outcome, Dropped) else "undeliverable"
            self._metrics.count_failure(delivery.message.reason or reason)
        return ended


def _name_outcome(outcome: Outcome) -> Word:
    """Return an outcome's name in the log and the metrics."""
    words: dict[type[object], Word] = {
        Sent: "sent",
        Later: "later",
        Blocked: "blocked",
        Undeliverable: "undeliverable",
        Dropped: "dropped",
        LockedOut: "lockedout",
    }
    return words[type(outcome)]
