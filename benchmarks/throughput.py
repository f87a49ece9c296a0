"""Pictures a second and waiting times under load, for three ways of batching.

    python -m benchmarks.throughput [--seconds 60] [--rounds 3] [--load 1.0] [--json]

Many users ask `starter` at random moments (Poisson arrivals), for 10 to 30 steps each. Three
schedulers serve the same arrivals, at the load where one at a time saturates: step-level batching
(ours: who comes joins at the next slice), request-level batching (who comes waits until the
running batch is finished) and one at a time. A round has arrivals of its own, and begins with
measuring what one at a time can do. Figures are medians over the rounds.

Each way has a clock of its own, which stands still while another one computes; who is furthest
behind computes next. So a machine whose speed drifts slows all at the same moments. It would still
be another load than the one that was measured at the beginning: the clocks run by the steps of one
at a time, and seconds are those that such steps took then.

At load 1 a queue never settles: it grows with the square root of the time, and so does what one
at a time makes people wait, while a way that does more in the same time settles. The figures hold
for the seconds that were asked for.
"""

import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Report, Row, Target, arguments, percentile, publish
from generation.pipeline.pipeline import Pipeline
from generation.prepared import BatchKey, PreparedRequest, Unit
from generation.request import GenerationRequest
from generation.scheduling.scheduler import Scheduler
from generation.types import ServiceConfig
from generation.worker.batch_runner import BatchRunner

USERS = 12
STEPS = (10, 20, 30)
WAYS = ("step", "request", "one")


class RequestLevel(Scheduler):
    """Closes the batch once it has begun."""

    def _joins(self, unit: Unit, key: BatchKey | None, size: int) -> bool:
        begun = any(running.begun for running in self._batch.values())
        return not begun and super()._joins(unit, key, size)


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


class Pace:
    """How fast the machine is, by the denoising steps of one at a time."""

    def __init__(self) -> None:
        self._recent: deque[float] = deque(maxlen=24)
        self._first: float | None = None

    def note(self, step_s: float) -> None:
        """Hear of a step."""
        self._recent.append(step_s)

    def begin(self) -> None:
        """Take the speed of now for the one that seconds are told in."""
        self._first = statistics.median(self._recent)

    def even(self, took_s: float) -> float:
        """Turn seconds of now into those of the beginning."""
        return took_s * self._first / statistics.median(self._recent) if self._first else took_s


class Lane:
    """One way of batching, with its own clock.

    Args:
        way: "step", "request" or "one".
        pipeline: the model.
        coming: whom it serves, in order.
        pace: of the machine.
    """

    def __init__(self, way: str, pipeline: Pipeline, coming: Sequence[Arrival], pace: Pace) -> None:
        self.now_s = 0.0
        self.got: list[Service] = []
        self._pace, self._runner, self._one = pace, BatchRunner(pipeline), way == "one"
        self._waiting = list(coming)
        self._arrived = {arrival.request.id: arrival for arrival in coming}
        self._scheduler = (RequestLevel if way == "request" else Scheduler)(lambda: self.now_s)
        self._scheduler.limit_batch(1 if self._one else pipeline.batch_sizes[-1])

    @property
    def done(self) -> bool:
        """Whether all are served."""
        return len(self.got) == len(self._arrived)

    def advance(self) -> None:
        """Do a slice, or wait for the next one to come."""
        while self._waiting and self._waiting[0].at_s <= self.now_s:
            self._scheduler.add(PreparedRequest.restore(self._waiting.pop(0).request))
        step_batch = self._scheduler.next_step_batch()
        if step_batch is None:
            self.now_s = self._waiting[0].at_s
            return
        began = time.perf_counter()
        result = self._runner.run(step_batch)
        took_s = time.perf_counter() - began
        if self._one:
            self._pace.note(result.denoise_s / step_batch.steps)
        self.now_s += self._pace.even(took_s)
        self._scheduler.record(step_batch, result)
        for request_id, _ in result.pictures:
            arrival = self._arrived[request_id]
            latency_s = self.now_s - arrival.at_s
            self.got.append(Service(arrival.request.user, latency_s, self.now_s))


def serve(lanes: Sequence[Lane]) -> None:
    """Serve everybody in all lanes, whose clocks go on together."""
    while waiting := [lane for lane in lanes if not lane.done]:
        min(waiting, key=lambda lane: lane.now_s).advance()


def saturating_rate(pipeline: Pipeline, pace: Pace) -> float:
    """Measure the pictures a second of one at a time, without a pause."""
    requests = [
        GenerationRequest("dog", "user", 128, 128, steps, 2.5, seed)
        for seed, steps in enumerate(STEPS * 5)
    ]
    lane = Lane("one", pipeline, [Arrival(0.0, request) for request in requests], pace)
    serve([lane])
    return len(requests) / lane.now_s


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


def round_of(
    pipeline: Pipeline, turn: int, load: float, seconds: float
) -> dict[str, Mapping[str, float]]:
    """Serve the same arrivals in all three ways."""
    pace = Pace()
    saturating_rate(pipeline, pace)
    pace.begin()
    coming = arrivals(load * saturating_rate(pipeline, pace), seconds, seed=turn)
    lanes = {way: Lane(way, pipeline, coming, pace) for way in WAYS}
    serve([*lanes.values()])
    offered = {"arrivals a second": len(coming) / seconds}
    results: dict[str, Mapping[str, float]] = {
        way: {**offered, **figures(lane.got)} for way, lane in lanes.items()
    }
    print(f"round {turn}: {results}", file=sys.stderr)
    return results


def rows_of(pipeline: Pipeline, rounds: int, load: float, seconds: float) -> Iterator[Row]:
    """Serve all rounds of a load, and take medians."""
    outcomes = [round_of(pipeline, turn, load, seconds) for turn in range(rounds)]
    mode = f"{pipeline.choice.precision}/{pipeline.choice.engine}"
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
        pipeline = Pipeline.load(config, lambda told: print(told.detail, file=sys.stderr))
        rows = [row for load in loads for row in rows_of(pipeline, rounds, load, seconds)]
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
