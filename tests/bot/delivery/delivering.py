"""An outbox worker of a process with messages in its outbox; Discord says what the test wants."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from bot.delivery.outbox_worker import OutboxWorker
from bot.delivery.transport import Later, Outcome, Sent
from bot.operations import Metrics
from bot.storage import Delivery, Message
from tests.bot.operations.test_metrics import samples
from tests.bot.storage.store import LEASE_S, PICTURES, Process, Store, order

SENT = Sent(9)
ELSEWHERE = Later("status 500")


@dataclass
class Messenger:
    """A transport of whose ways the test decides.

    Args:
        says: what comes of an attempt.
        finds: what comes of a look for a message that stands there already.
    """

    says: Callable[[], Outcome | Awaitable[Outcome]]
    finds: Outcome | None = None
    asked: list[str] = field(default_factory=list)

    async def edit(self, _delivery: Delivery) -> Outcome:
        return await self._answer("edit")

    async def post(self, _delivery: Delivery) -> Outcome:
        return await self._answer("post")

    async def find(self, _delivery: Delivery) -> Outcome | None:
        self.asked.append("find")
        return self.finds

    async def _answer(self, what: str) -> Outcome:
        self.asked.append(what)
        said = self.says()
        return await said if isinstance(said, Awaitable) else said


@dataclass
class Delivering:
    """An outbox worker of a process with messages in its outbox."""

    store: Store
    here: Process
    messenger: Messenger
    metrics: Metrics
    outbox_worker: OutboxWorker

    async def flush(self) -> None:
        """Deliver what is due now."""
        async with asyncio.timeout(20):
            await self.outbox_worker.flush()

    async def attempt(self) -> None:
        """Deliver what is due now, and let more time pass than any pause takes."""
        await self.flush()
        await self.store.later(1000)

    async def counted(self, name: str) -> float:
        return (await samples(self.metrics)).get(name, 0)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver for ever, until the block ends."""
        task = asyncio.create_task(self.outbox_worker.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def outgoing(store: Store, message: Message = PICTURES, count: int = 1) -> Process:
    """Finish jobs whose messages are to be brought."""
    here = store.process()
    for user in range(count):
        assert await here.jobs.finish(await here.claimed(order(user=user)), message)
    return here


async def delivering(
    store: Store,
    *says: Outcome,
    message: Message = PICTURES,
    count: int = 1,
    lease_s: float = LEASE_S,
    by: Callable[[], Outcome | Awaitable[Outcome]] | None = None,
) -> Delivering:
    """Have messages to be delivered; Discord says the outcomes, the last of them for ever."""
    here, left = await outgoing(store, message, count), list(says)
    messenger = Messenger(by or (lambda: left.pop(0) if len(left) > 1 else left[0]))
    metrics = Metrics()
    outbox_worker = OutboxWorker(here.outbox, messenger, metrics, lease_s, store.clock)
    return Delivering(store, here, messenger, metrics, outbox_worker)
