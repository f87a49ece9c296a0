"""Pictures a second and waiting times under load, for three ways of batching.

    python -m benchmarks.throughput [--seconds 60] [--json]

Many users ask `starter` at random moments (Poisson arrivals), for 10 to 30 steps each. Three
schedulers serve the same arrivals, each at the load where one at a time saturates: step-level
batching (ours: who comes joins at the next slice), request-level batching (who comes waits until
the running batch is finished) and one at a time.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import percentile
from generation.easel import Easel
from generation.pipeline import Pipeline
from generation.request import GenerationRequest
from generation.scheduler import Scheduler
from generation.slices import Unit
from generation.speeds import Shape
from generation.types import ServiceConfig

USERS = 12
STEPS = (10, 20, 30)
Clock = Callable[[], float]


class RequestLevel(Scheduler):
    """Closes the batch once it has begun."""

    def _joins(self, unit: Unit, shape: Shape | None, size: int) -> bool:
        begun = any(running.begun for running in self._batch.values())
        return not begun and super()._joins(unit, shape, size)


@dataclass(frozen=True)
class Arrival:
    """A request and the second it comes at."""

    at_s: float
    request: GenerationRequest


def arrivals(rate: float, seconds: float, seed: int = 0) -> list[Arrival]:
    """Draw Poisson arrivals of many users."""
    rng = random.Random(seed)
    drawn: list[Arrival] = []
    at_s = rng.expovariate(rate)
    while at_s < seconds:
        user, steps = f"user {rng.randrange(USERS)}", rng.choice(STEPS)
        request = GenerationRequest("red apple", user, 128, 128, steps, 2.5, rng.randrange(2**32))
        drawn.append(Arrival(at_s, request))
        at_s += rng.expovariate(rate)
    return drawn


def served(scheduler: Scheduler, easel: Easel, coming: Sequence[Arrival]) -> list[float]:
    """Serve arrivals in real time: the seconds from each one's arrival to its picture."""
    began, waiting = time.perf_counter(), list(coming)
    arrived = {arrival.request.id: arrival.at_s for arrival in coming}
    latencies: list[float] = []
    while len(latencies) < len(coming):
        now = time.perf_counter() - began
        while waiting and waiting[0].at_s <= now:
            scheduler.add(waiting.pop(0).request)
        slice_ = scheduler.next_slice()
        if slice_ is None:
            time.sleep(max(0.0, waiting[0].at_s - now))
            continue
        result = easel.run(slice_)
        scheduler.record(slice_, result)
        now = time.perf_counter() - began
        latencies += [now - arrived[request_id] for request_id, _ in result.pictures]
    return latencies


def scheduler_for(way: str, largest: int) -> Scheduler:
    """Make the scheduler of one way of batching."""
    made = RequestLevel(time.perf_counter) if way == "request" else Scheduler(time.perf_counter)
    made.limit(1 if way == "one" else largest)
    return made


def saturating_rate(easel: Easel) -> float:
    """Measure the pictures a second of one at a time, without a pause."""
    requests = [
        GenerationRequest("dog", "user", 128, 128, steps, 2.5, seed)
        for seed, steps in enumerate(STEPS * 3)
    ]
    crowd = [Arrival(0.0, request) for request in requests]
    return len(crowd) / max(served(scheduler_for("one", 1), easel, crowd))


def measure(seconds: float, load: float) -> list[dict[str, float | str]]:
    """Serve the same arrivals in all three ways."""
    with tempfile.TemporaryDirectory() as folder:
        config = ServiceConfig(cache_folder=Path(folder))
        pipeline = Pipeline.load(config, lambda status: print(status.detail, file=sys.stderr))
    easel = Easel(pipeline)
    rate = load * saturating_rate(easel)
    coming = arrivals(rate, seconds)
    rows: list[dict[str, float | str]] = []
    for way in ("step", "request", "one"):
        latencies = served(scheduler_for(way, pipeline.batch_sizes[-1]), easel, coming)
        rows.append(
            {
                "batching": way,
                "arrivals_per_s": round(rate, 2),
                "pictures": len(latencies),
                "median_s": round(statistics.median(latencies), 2),
                "p95_s": round(percentile(latencies, 0.95), 2),
                "mode": str(pipeline.choice.precision) + "/" + pipeline.choice.engine,
            }
        )
    return rows


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--load", type=float, default=1.0, help="of what one at a time can do")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = measure(arguments.seconds, arguments.load)
    if arguments.json:
        print(json.dumps(rows))
        return
    for row in rows:
        print("  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
