"""Pictures a second and waiting times under load, for three ways of batching.

    python -m benchmarks.throughput [--seconds 60] [--rounds 3] [--load 1.0] [--json]

Many users ask `starter` at random moments (Poisson arrivals), for 10 to 30 steps each. Three
schedulers serve the same arrivals, at the load where one at a time saturates: step-level batching
(ours: who comes joins at the next slice), request-level batching (who comes waits until the
running batch is finished) and one at a time. A round has arrivals of its own, and begins with
measuring what one at a time can do just then; the ways take turns in beginning. Figures are
medians over the rounds.

At load 1 a queue never settles: it grows with the square root of the time, and so does what one
at a time makes people wait, while a way that does more in the same time settles. The figures hold
for the seconds that were asked for.
"""

import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Report, Row, Target, arguments, percentile, publish
from generation.easel import Easel
from generation.pipeline import Pipeline
from generation.request import GenerationRequest
from generation.scheduler import Scheduler
from generation.slices import Unit
from generation.speeds import Shape
from generation.types import ServiceConfig

USERS = 12
STEPS = (10, 20, 30)
WAYS = ("step", "request", "one")


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


@dataclass(frozen=True)
class Service:
    """What one request got.

    Args:
        user: who asked.
        latency_s: from its arrival to its picture.
        finished_s: from the round's beginning to its picture.
    """

    user: str
    latency_s: float
    finished_s: float


def arrivals(rate: float, seconds: float, seed: int = 0) -> list[Arrival]:
    """Draw Poisson arrivals of many users, given how many come and how many steps they ask for.

    Both would differ by some percent from seed to seed, which at saturation decides everything.
    Given their number, Poisson arrivals are uniform (Kingman, "Poisson Processes", 1993, §2.4).
    """
    rng, count = random.Random(seed), round(rate * seconds)
    steps = [STEPS[index % len(STEPS)] for index in range(count)]
    rng.shuffle(steps)
    times = sorted(rng.uniform(0, seconds) for _ in range(count))
    return [Arrival(at_s, _request(rng, of)) for at_s, of in zip(times, steps, strict=True)]


def _request(rng: random.Random, steps: int) -> GenerationRequest:
    user, seed = f"user {rng.randrange(USERS)}", rng.randrange(2**32)
    return GenerationRequest("red apple", user, 128, 128, steps, 2.5, seed)


def served(scheduler: Scheduler, easel: Easel, coming: Sequence[Arrival]) -> list[Service]:
    """Serve arrivals in real time."""
    began, waiting = time.perf_counter(), list(coming)
    arrived = {arrival.request.id: arrival for arrival in coming}
    got: list[Service] = []
    while len(got) < len(coming):
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
        for request_id, _ in result.pictures:
            arrival = arrived[request_id]
            got.append(Service(arrival.request.user, now - arrival.at_s, now))
    return got


def scheduler_for(way: str, largest: int) -> Scheduler:
    """Make the scheduler of one way of batching."""
    made = RequestLevel(time.perf_counter) if way == "request" else Scheduler(time.perf_counter)
    made.limit(1 if way == "one" else largest)
    return made


def saturating_rate(easel: Easel) -> float:
    """Measure the pictures a second of one at a time, without a pause."""
    requests = [
        GenerationRequest("dog", "user", 128, 128, steps, 2.5, seed)
        for seed, steps in enumerate(STEPS * 5)
    ]
    crowd = [Arrival(0.0, request) for request in requests]
    return len(crowd) / max(one.finished_s for one in served(scheduler_for("one", 1), easel, crowd))


def figures(got: Sequence[Service]) -> Mapping[str, float]:
    """Condense what the requests of one round got."""
    latencies = [one.latency_s for one in got]
    by_user: dict[str, list[float]] = defaultdict(list)
    for one in got:
        by_user[one.user].append(one.latency_s)
    users = [statistics.median(of_one) for of_one in by_user.values()]
    return {
        "pictures a second": len(got) / max(one.finished_s for one in got),
        "median_s": statistics.median(latencies),
        "p95_s": percentile(latencies, 0.95),
        "users' median_s": statistics.median(users),
        "worst user to best": max(users) / min(users),
    }


class Arena:
    """Serves rounds with a loaded `starter`.

    Args:
        pipeline: the model.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline, self._easel = pipeline, Easel(pipeline)

    def round(self, turn: int, load: float, seconds: float) -> dict[str, Mapping[str, float]]:
        """Serve the same arrivals in all three ways."""
        rate = load * saturating_rate(self._easel)
        coming = arrivals(rate, seconds, seed=turn)
        results: dict[str, Mapping[str, float]] = {}
        for way in (*WAYS[turn % 3 :], *WAYS[: turn % 3]):
            scheduler = scheduler_for(way, self._pipeline.batch_sizes[-1])
            got = figures(served(scheduler, self._easel, coming))
            results[way] = {"arrivals a second": len(coming) / seconds, **got}
            print(f"round {turn}: {way} {results[way]}", file=sys.stderr)
        return results

    def rows(self, rounds: int, load: float, seconds: float) -> Iterator[Row]:
        """Serve all rounds of a load, and take medians."""
        outcomes = [self.round(turn, load, seconds) for turn in range(rounds)]
        mode = f"{self._pipeline.choice.precision}/{self._pipeline.choice.engine}"
        for way in WAYS:
            of_way = [outcome[way] for outcome in outcomes]
            medians = {name: statistics.median(one[name] for one in of_way) for name in of_way[0]}
            yield {"batching": way, "load": load, **medians, "mode": mode}


def targets(rows: Sequence[Row]) -> Iterator[Target]:
    """Hold step-level batching against one at a time."""
    medians = {row["batching"]: float(row["median_s"]) for row in rows if row["load"] == 1.0}
    if medians:
        yield Target("median, step level to one at a time", medians["step"] / medians["one"], 0.5)


def measure(rounds: int, loads: Sequence[float], seconds: float) -> Report:
    """Load `starter`, and serve rounds at each load."""
    with tempfile.TemporaryDirectory(prefix="imagine-bot-") as folder:
        config = ServiceConfig(cache_folder=Path(folder))
        arena = Arena(Pipeline.load(config, lambda told: print(told.detail, file=sys.stderr)))
        rows = [row for load in loads for row in arena.rows(rounds, load, seconds)]
    return Report("throughput", rows, [*targets(rows)])


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = arguments(__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--load", type=float, nargs="+", default=[1.0], help="of one at a time's")
    asked = parser.parse_args()
    publish(measure(asked.rounds, asked.load, asked.seconds), asked)


if __name__ == "__main__":
    main()
