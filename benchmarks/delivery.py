"""What delivering a job costs the bot's process, in time of a core.

    python -m benchmarks.delivery [--jobs 600] [--repeats 3] [--json]

As benchmarks.load: a wire-level Discord in this process, the real bot in one of its own, the
generation stubbed. Jobs wait until all have been accepted; then each takes a moment and nothing
else comes, so that all that the process does is to claim, finish and deliver.
"""

import argparse
import asyncio
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.faults.stage import Stage
from benchmarks.load import FAST_S, Crowd, environment, set_pace
from benchmarks.report import Report, Row, Target, arguments, publish
from bot.storage import State
from tests.wire import RateLimits, WireDiscord

ASKED_A_SECOND = 60.0
# The first ones are held by the pace of before, and free their places together.
FIRST = 16
MOST_MS = 14.0


async def measure(jobs: int, folder: Path) -> Row:
    """Deliver so many jobs."""
    async with WireDiscord(validate=False, keep_files=False, keep_bodies=False) as wire:
        wire.limits = RateLimits(enforced=False)
        stage = Stage(wire, folder, None)
        try:
            return await _measured(jobs, stage, folder / "pace")
        finally:
            stage.close()
            await stage.database.close()


async def _measured(jobs: int, stage: Stage, pace: Path) -> Row:
    set_pace(pace, str(jobs / ASKED_A_SECOND + 5))
    await stage.start(**environment(pace))
    process = psutil.Process(stage.bots[0].pid)
    await Crowd(stage).come(ASKED_A_SECOND, jobs / ASKED_A_SECOND)
    set_pace(pace, FAST_S)
    await stage.in_state(State.DELIVERED, FIRST, 60.0)
    before, began, spent = await _delivered(stage), time.monotonic(), _cpu_s(process)
    await stage.settled(600)
    after, took, cpu = await _delivered(stage), time.monotonic() - began, _cpu_s(process) - spent
    return {
        "jobs": after - before,
        "core_a_job_ms": 1000 * cpu / (after - before),
        "jobs a second": (after - before) / took,
    }


async def _delivered(stage: Stage) -> int:
    return (await stage.counts())[State.DELIVERED]


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def run(asked: argparse.Namespace) -> Report:
    """Measure as the command line says."""
    rows: list[Row] = []
    for _ in range(asked.repeats):
        with TemporaryDirectory() as folder:
            rows.append(asyncio.run(measure(asked.jobs, Path(folder))))
    median_ms = statistics.median(float(row["core_a_job_ms"]) for row in rows)
    return Report("delivery", rows, [Target("of a core a job, median, ms", median_ms, MOST_MS)])


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = arguments(__doc__)
    parser.add_argument("--jobs", type=int, default=600)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    publish(run(asked), asked)


if __name__ == "__main__":
    main()
