"""Requests that are written down a second, and how long a member waits for that.

    python -m benchmarks.accepts [--database URL] [--rate 200] [--seconds 30] [--ended 0] [--json]

Requests of many members come at random moments (Poisson arrivals) whether or not those before
them are through, and each goes through `Acceptance.accept` with limits such as an operator sets.
Beside them the bot's other writes go on: jobs are claimed, finished and delivered at a tenth of
the rate, the rest waits. A latency counts from the moment at which a request was to come, so a
loop that falls behind does not flatter itself. SQLite has every accept on the disk before it is
promised.
"""

import argparse
import asyncio
import contextlib
import random
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.report import Report, Row, Target, arguments, percentile, publish
from bot.storage import (
    AcceptanceLimits,
    Accepted,
    Database,
    JobRequest,
    Jobs,
    Message,
    Outbox,
    ProcessIdentity,
    Quota,
    State,
    StorageUnavailable,
    migrate,
)
from generation import GenerationRequest, PreparedRequest

MEMBERS, SERVERS = 5000, 100
CAPS = AcceptanceLimits(
    (Quota("user", 60, 3600.0), Quota("server", 6000, 3600.0)),
    user_open=100,
    server_open=10_000,
    waiting=100_000,
)
LEASE_S = 60.0
DRAWN = 0.1
PROMPT = "a red apple on a blue background, soft light, in the style of an old botanical drawing"
# Discord gives three seconds; the bot asks for one of them.
P99_MS, WAIT_S = 100.0, 1.0


@dataclass
class Storage:
    """What a process has of it."""

    database: Database
    session: ProcessIdentity = field(default_factory=lambda: ProcessIdentity(lambda: 1))

    def __post_init__(self) -> None:
        self.jobs = Jobs(self.database, self.session, LEASE_S)
        self.outbox = Outbox(self.database, self.session, LEASE_S)

    async def draw(self) -> None:
        """Take one job from the line to its message."""
        for job in await self.jobs.claim(1):
            await self.jobs.finish(job, Message(State.DELIVERED, PROMPT))
        for delivery in await self.outbox.take(1):
            await self.outbox.mark_sent(delivery, State.DELIVERED, 1)


@dataclass
class Outcome:
    """What came of the requests.

    Args:
        accepted_ms: how long each accepted one took.
        other: answers that were none, by kind.
    """

    accepted_ms: list[float] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def order(number: int, rng: random.Random) -> JobRequest:
    """Make the request of some member."""
    member = rng.randrange(MEMBERS)
    request = GenerationRequest(PROMPT, str(member), 512, 512, 30, 7.5, number)
    return JobRequest(
        interaction_id=time.time_ns() + number,
        application_id=1,
        guild_id=member % SERVERS,
        channel_id=member % SERVERS,
        user_id=member,
        member=f"Member {member}",
        upload_limit=10 * 2**20,
        interaction_token="t" * 200,
        prepared=PreparedRequest.restore(request),
    )


async def ask(storage: Storage, asked: JobRequest, due: float, outcome: Outcome) -> None:
    """Have one request accepted."""
    try:
        answer = await storage.jobs.acceptance.accept(asked, CAPS, WAIT_S)
    except StorageUnavailable:
        outcome.other.append("unavailable")
        return
    if isinstance(answer, Accepted):
        outcome.accepted_ms.append((time.perf_counter() - due) * 1000)
    else:
        outcome.other.append(type(answer).__name__)


async def at_moments(
    moments: Sequence[float], act: Callable[[int, float], Awaitable[None]]
) -> None:
    """Begin something at each moment, whatever became of what began before."""
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number, at_s in enumerate(moments):
            await asyncio.sleep(max(0.0, began + at_s - time.perf_counter()))
            group.create_task(_as_coroutine(act(number, began + at_s)))


async def _as_coroutine(work: Awaitable[None]) -> None:
    await work


def poisson(rate: float, seconds: float, rng: random.Random) -> list[float]:
    """Draw moments: given how many they are, those of a Poisson process are uniform."""
    return sorted(rng.uniform(0, seconds) for _ in range(round(rate * seconds)))


async def measure(storage: Storage, rate: float, seconds: float) -> Row:
    """Ask at a rate, and lay out how it went."""
    rng, outcome = random.Random(7), Outcome()

    async def one(number: int, due: float) -> None:
        await ask(storage, order(number, rng), due, outcome)

    async def drawn(_number: int, _due: float) -> None:
        # The bot tries again, too.
        with contextlib.suppress(StorageUnavailable):
            await storage.draw()

    wall_s, cpu_s = time.perf_counter(), time.process_time()
    await asyncio.gather(
        at_moments(poisson(rate, seconds, rng), one),
        at_moments(poisson(DRAWN * rate, seconds, rng), drawn),
    )
    wall_s, cpu_s = time.perf_counter() - wall_s, time.process_time() - cpu_s
    return {
        "asked": round(rate * seconds),
        "accepted": len(outcome.accepted_ms),
        "not accepted": len(outcome.other),
        "accepts a second": len(outcome.accepted_ms) / wall_s,
        "p50_ms": percentile(outcome.accepted_ms, 0.5),
        "p99_ms": percentile(outcome.accepted_ms, 0.99),
        "max_ms": percentile(outcome.accepted_ms, 1),
        "of one core_percent": 100 * cpu_s / wall_s,
    }


async def fill(storage: Storage, ended: int) -> None:
    """Let so many jobs have ended before."""
    rng = random.Random(8)
    for number in range(ended):
        asked = order(number, rng)
        await storage.jobs.acceptance.accept(
            asked, AcceptanceLimits((), 10**9, 10**9, 10**9), WAIT_S
        )
        await storage.jobs.cancel(asked.id, "of before")


@contextlib.asynccontextmanager
async def opened(url: str | None) -> AsyncIterator[Storage]:
    """Open a database, by default a new file."""
    with tempfile.TemporaryDirectory(prefix="imagine-bot-") as folder:
        database = Database(url or f"sqlite:///{Path(folder) / 'imagine.sqlite3'}")
        await migrate(database)
        try:
            yield Storage(database)
        finally:
            await database.close()


async def run(asked: argparse.Namespace) -> Report:
    """Measure as the command line says."""
    async with opened(asked.database) as storage:
        await fill(storage, asked.ended)
        kind = "SQLite" if storage.database.is_file else "PostgreSQL"
        row = {"database": kind, **await measure(storage, asked.rate, asked.seconds)}
    targets = [
        Target("requests not accepted", float(row["not accepted"]), 0.0),
        Target("p99, ms", float(row["p99_ms"]), P99_MS),
    ]
    return Report("accepts", [row], targets)


if __name__ == "__main__":
    parser = arguments(__doc__)
    parser.add_argument("--database", metavar="URL", help="an empty one; a new SQLite file if none")
    parser.add_argument("--rate", type=float, default=200.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--ended", type=int, default=0, help="jobs that ended before")
    chosen = parser.parse_args()
    publish(asyncio.run(run(chosen)), chosen)
