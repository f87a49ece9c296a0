"""Many members of many servers at once, with the generation stubbed.

    python -m benchmarks.load --rate 100 --seconds 60 [--waiting 0 10000] [--json]
    python -m benchmarks.load --processes 2 --kill --user-limit 5/hour

Discord is the wire-level one of tests/wire, in this process; the bots are real ones in processes
of their own. Commands arrive when they are due, whether or not those before were answered.
With several processes the database is a PostgreSQL of the bench's own.
"""

import argparse
import asyncio
import contextlib
import gc
import json
import random
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import sqlalchemy as sa

from benchmarks.faults import process
from benchmarks.faults.stage import Stage, kill
from benchmarks.heap import Snapshot, growth
from benchmarks.report import Report, Row, Target, arguments, publish
from bot.admission.rates import rate_limits
from bot.storage import State
from bot.storage.db.tables import jobs
from tests.postgres import postgres
from tests.wire import Channel, Interaction, Member, RateLimits, WireDiscord

SERVERS, MEMBERS = 20, 500
# So many commands of different members are on their way at the same time, at most.
FAST_S, SLOW_S = "0.02", "2"
DRAIN_S = 600.0
# Runs of this length and more are held to the memory and the deliveries, too.
LONG_S, DELIVERED_A_SECOND = 300.0, 70.0
# When memory is first looked at.
EARLY_S = 60.0
NO_LIMIT = "100000/hour"


@dataclass
class Crowd:
    """Members in servers, each of whom uses the command now and then.

    Args:
        stage: where they are.
    """

    stage: Stage
    asked: list[Interaction] = field(default_factory=list)
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.guilds = [self.stage.wire.guild(f"server {number}") for number in range(SERVERS)]
        self._seats: list[tuple[Member, Channel]] = []
        for guild in self.guilds:
            channel = guild.text_channel("art")
            members = [guild.member(f"m{number}") for number in range(MEMBERS // SERVERS)]
            self._seats += [(member, channel) for member in members]

    async def come(self, rate: float, seconds: float) -> None:
        """Use the command `rate` times a second."""
        began = time.monotonic()
        for number in range(int(rate * seconds)):
            due = began + number / rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            task = asyncio.create_task(self._ask(*random.choice(self._seats)))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _ask(self, member: Member, channel: Channel) -> None:
        prompt = f"picture number {len(self.asked)} of them"
        self.asked.append(await self.stage.wire.imagine(member, channel, prompt))


@dataclass
class Memory:
    """What the bots hold, over time."""

    bots: list["subprocess.Popen[bytes]"]
    samples: list[tuple[float, float]] = field(default_factory=list)

    async def watch(self) -> None:
        """Look every second."""
        began = time.monotonic()
        while True:
            held = 0
            for bot in self.bots:
                with contextlib.suppress(psutil.NoSuchProcess):
                    held += psutil.Process(bot.pid).memory_info().rss
            self.samples.append((time.monotonic() - began, held / 2**20))
            await asyncio.sleep(1)

    def at(self, seconds: float) -> float:
        """Give the megabytes at a time."""
        return min(self.samples, key=lambda sample: abs(sample[0] - seconds))[1]


async def measure(asked: argparse.Namespace, folder: Path, url: str | None) -> Row:
    """Let the crowd come, and count what became of everything."""
    async with WireDiscord(validate=False, keep_files=False, keep_bodies=False) as wire:
        wire.limits = RateLimits(enforced=False)
        stage = Stage(wire, folder, url)
        pace = folder / "pace"
        try:
            return await _measured(asked, stage, pace)
        finally:
            stage.close()
            await stage.database.close()


def set_pace(pace: Path, seconds: str) -> None:
    """Have every request take so many seconds from now on."""
    # In one step: the bots read it all the time.
    pace.with_suffix(".new").write_text(seconds)
    pace.with_suffix(".new").replace(pace)


async def _measured(asked: argparse.Namespace, stage: Stage, pace: Path) -> Row:
    set_pace(pace, SLOW_S if asked.waiting else FAST_S)
    for _ in range(asked.processes):
        heap = {process.HEAP: str(pace.parent)} if asked.heap else {}
        await stage.start(**environment(pace, asked.user_limit, asked.waiting), **heap)
    crowd, memory = Crowd(stage), Memory(list(stage.bots))
    watching = asyncio.create_task(memory.watch())
    if asked.waiting:
        await crowd.come(min(150.0, asked.rate * 1.5), asked.waiting / min(150.0, asked.rate * 1.5))
        print(f"{await stage.counts()} after the line has formed", file=sys.stderr)
    gc.collect()
    gc.freeze()
    first, before = len(crowd.asked), await _delivered(stage)
    coming = asyncio.create_task(crowd.come(asked.rate, asked.seconds))
    if asked.heap:
        await _print_growth(stage, pace.parent, asked.seconds)
    if asked.kill:
        await asyncio.sleep(asked.seconds / 2)
        kill(stage.bots[0])
    await coming
    delivered = await _delivered(stage) - before
    set_pace(pace, FAST_S)
    over = time.monotonic()
    await stage.settled(DRAIN_S)
    watching.cancel()
    row = await _row(stage, crowd.asked, crowd.asked[first:], memory, asked)
    rate = delivered / asked.seconds
    return {**row, "delivered a second": rate, "all_ended_s": time.monotonic() - over}


async def _print_growth(stage: Stage, folder: Path, seconds: float) -> None:
    """Print what grew in the first bot's heap between the first minute and the end."""
    early_s = min(EARLY_S, seconds / 2)
    snapshots: list[Snapshot] = []
    for wait_s in (early_s, seconds - early_s):
        await asyncio.sleep(wait_s)
        stage.bots[0].send_signal(signal.SIGUSR1)
        file = folder / f"heap-{len(snapshots)}.json"
        await stage.until(file.exists)
        snapshots.append(json.loads(file.read_text("utf-8")))
    print(growth(*snapshots), file=sys.stderr)


async def _delivered(stage: Stage) -> int:
    return (await stage.counts()).get(State.DELIVERED, 0)


def environment(pace: Path, user_limit: str | None = None, waiting: int = 0) -> dict[str, str]:
    """Set up a bot that draws at a pace, and refuses nobody for less than `waiting` jobs."""
    return {
        process.STUB: str(pace),
        "IMAGINE_USER_LIMIT": user_limit or NO_LIMIT,
        "IMAGINE_SERVER_LIMIT": "1000000/hour",
        "IMAGINE_USER_IN_FLIGHT": "100",
        "IMAGINE_MAX_WAITING": str(min(10_000, waiting or 10_000)),
        "IMAGINE_LOG_LEVEL": "WARNING",
    }


async def _row(
    stage: Stage,
    every: list[Interaction],
    measured: list[Interaction],
    memory: Memory,
    asked: argparse.Namespace,
) -> Row:
    tally = stage.wire.tally()
    rows = await _jobs(stage)
    acks = sorted(each.ack_s for each in measured if each.ack_s is not None)
    delivered = {row.interaction_id for row in rows if row.state == State.DELIVERED}
    pictured = {each.id for each in tally.pictured}
    promised = {each.id for each in every if each.deferred and not each.ephemeral}
    kept = {
        row.interaction_id
        for row in rows
        # What was taken back at once: its member was told that it is not drawn.
        if row.state != State.CANCELLED or row.interaction_id in promised
    }
    last = memory.samples[-1][0]
    return {
        "rate": asked.rate,
        "seconds": asked.seconds,
        "waiting": asked.waiting,
        "processes": asked.processes,
        "ack_p50_s": statistics.median(acks),
        "ack_p99_s": acks[int(0.99 * (len(acks) - 1))],
        "ack_max_s": acks[-1],
        "unanswered": len(measured) - len(acks),
        "accepted": len(kept),
        "refused": sum(each.ephemeral for each in every),
        "delivered": len(delivered & pictured),
        "lost": len((promised - kept) | (kept - pictured) | (delivered - pictured)),
        "doubled": len(tally.doubled),
        **({"over_limit": _over_limit(rows, asked.user_limit)} if asked.user_limit else {}),
        "rss_mb": memory.samples[-1][1],
        "rss_early_mb": memory.at(min(EARLY_S, last / 2)),
    }


async def _jobs(stage: Stage) -> list[sa.Row[tuple[int, str, int, int]]]:
    columns = jobs.c.interaction_id, jobs.c.state, jobs.c.user_id, jobs.c.units
    async with stage.database.reading() as connection:
        return list((await connection.execute(sa.select(*columns))).all())


def _over_limit(rows: list[sa.Row[tuple[int, str, int, int]]], limit: str) -> int:
    """Count the limits of which some member got more in the whole run.

    That is more than they may have as long as the run is shorter than the limits' periods.
    """
    spent: Counter[int] = Counter()
    for row in rows:
        if row.state == State.DELIVERED:
            spent[row.user_id] += row.units
    return sum(max(spent.values(), default=0) > item.amount for item in rate_limits(limit))


@contextlib.contextmanager
def database(processes: int) -> Iterator[str | None]:
    """Give the address of a database that so many processes can share; None for a file."""
    if processes == 1:
        yield None
        return
    with postgres(hasty=False) as server:
        yield server.url(server.create())


def targets(row: Row) -> list[Target]:
    """Hold a row against what was promised."""
    among = f", {row['waiting']} waiting" if row["waiting"] else ""
    return [
        Target(f"acknowledgement, 99 of 100{among}, s", float(row["ack_p99_s"]), 1.0),
        Target(f"acknowledgement, worst{among}, s", float(row["ack_max_s"]), 2.5),
        *_of_a_long_run(row, among),
        *(
            Target(f"{name}{among}", float(row[name]), 0.0)
            for name in ("unanswered", "lost", "doubled", "over_limit")
            if name in row
        ),
    ]


def _of_a_long_run(row: Row, among: str) -> list[Target]:
    """Hold what a run has to be long for: what it delivers beside the commands, and its memory."""
    if float(row["seconds"]) < LONG_S:
        return []
    grown = float(row["rss_mb"]) / float(row["rss_early_mb"])
    behind = min(float(row["rate"]), DELIVERED_A_SECOND) / float(row["delivered a second"])
    return [
        Target(f"memory at the end to that after a minute{among}", grown, 1.1),
        Target(
            f"{DELIVERED_A_SECOND:g} deliveries a second to those that were made{among}",
            behind,
            1.0,
        ),
    ]


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = arguments(__doc__)
    parser.add_argument("--rate", type=float, default=100.0, help="commands a second")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument(
        "--waiting", type=int, nargs="+", default=[0], help="jobs that wait beforehand; a row each"
    )
    parser.add_argument("--processes", type=int, default=1, help="bots on one PostgreSQL")
    parser.add_argument("--kill", action="store_true", help="kill one of them half-way")
    parser.add_argument(
        "--heap", action="store_true", help="print what grew in the heap; it stops the bot twice"
    )
    parser.add_argument(
        "--user-limit", help="of a member, which is to hold; none if it is not given"
    )
    asked = parser.parse_args()
    rows: list[Row] = []
    for waiting in asked.waiting:
        with TemporaryDirectory() as folder, database(asked.processes) as url:
            one = argparse.Namespace(**{**vars(asked), "waiting": waiting})
            rows.append(asyncio.run(measure(one, Path(folder), url)))
    publish(Report("load", rows, [target for row in rows for target in targets(row)]), asked)


if __name__ == "__main__":
    main()
