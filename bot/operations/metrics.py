"""Metrics of the bot for Prometheus.

No label holds an id or text of a member: each has a fixed set of values, and a value outside of it
counts as "other".
"""

import asyncio
import itertools
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar, get_args, get_type_hints

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

import generation
from bot.verdicts import Ruling
from generation import UNCHECKED, GenerationError, ServiceStatus, Timings

QUEUE_TIMEOUT_S = 2.0

Reading = TypeVar("Reading")
Route = Literal["edit", "channel"]
Outcome = Literal["sent", "later", "blocked", "undeliverable", "dropped", "lockedout"]
PictureKind = Literal["result", "preview", "start"]

# Rules of refusals; a test fails for one that is missing here.
RULES = frozenset(
    {
        "appealed",
        "automod",
        "ban",
        "banned",
        "blocked_word",
        "channel",
        "closing",
        "draft_gone",
        "file_busy",
        "file_gone",
        "file_late",
        "file_unread",
        "file_wait",
        "hide",
        "insisting",
        "invalid",
        "limit",
        "log",
        "minors",
        "model_unavailable",
        "no_moderator",
        "no_picture",
        "not_confirmed",
        "not_deleted",
        "not_manager",
        "not_private",
        "not_taken",
        "not_theirs",
        "not_yours",
        "other_model",
        "own",
        "pause",
        "paused",
        "permission",
        "picture_gone",
        "picture_unseen",
        "purge",
        "quiet_hours",
        "remix",
        "report_decided",
        "report_gone",
        "reported",
        "reports",
        "request_ended",
        "review_decided",
        "review_gone",
        "review_own",
        "role",
        "rules_unreadable",
        "server_limit",
        "server_open",
        "stale",
        "start_gone",
        "start_unchecked",
        "start_unsuitable",
        "storage_unavailable",
        "strike",
        "strike_gone",
        "target",
        "too_large",
        "unjudged",
        "unknown_button",
        "unknown_server",
        "user_limit",
        "user_open",
        "user_waiting",
        "waiting",
        "warned",
    }
)
# Error classes of generation, and the reasons that only jobs have.
REASONS = frozenset(
    {
        name
        for name, value in vars(generation).items()
        if isinstance(value, type) and issubclass(value, GenerationError)
    }
    | {"StartGone", "held", "blocked", "attempts", "unexpected", "undeliverable", "dropped"}
)
OTHER = "other"
STAGES = ("queue", "encode", "denoise", "decode")
PHASES: tuple[str, ...] = get_args(get_type_hints(ServiceStatus)["phase"])

# Seconds: the starter model is at the lower end, Stable Diffusion on two cores at the upper.
_STAGE_BOUNDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 60, 120, 300, 600)
_WAIT_BOUNDS = (1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600)


@dataclass(frozen=True, slots=True)
class QueueState:
    """State of the queue of jobs.

    Args:
        waiting: jobs that no process works on yet.
        oldest_age_s: waiting time of the oldest of them in seconds, 0 without any.
    """

    waiting: int
    oldest_age_s: float


@dataclass(frozen=True, slots=True)
class Readings:
    """Sources of the values that are read at every scrape.

    Args:
        queue: reads the state of the queue from the database.
        gateway_latency_s: latency of the last heartbeat; not finite without a connection.
        model_phase: phase of the default model.
        models_ready: number of loaded models, with the default one.
        worker_deaths: number of worker processes that died so far.
        database_bytes: reads the size of the database.
    """

    queue: Callable[[], Awaitable[QueueState]]
    gateway_latency_s: Callable[[], float]
    model_phase: Callable[[], str]
    models_ready: Callable[[], int]
    worker_deaths: Callable[[], int]
    database_bytes: Callable[[], Awaitable[int]]


class Metrics:
    """Counters, gauges and histograms; `exposition` writes them in Prometheus' text format."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._deaths = 0
        # Memory, processor time and open files of the bot's own process.
        ProcessCollector(registry=self.registry)
        self._create_counters()
        self._create_gauges_and_histograms()

    def _create_counters(self) -> None:
        counter = partial(Counter, registry=self.registry)
        self._accepted = counter("imagine_jobs_accepted", "Jobs that were accepted.")
        self._units = counter("imagine_pictures_accepted", "Pictures that these jobs request.")
        self._claimed = counter("imagine_jobs_claimed", "Attempts at jobs that were started.")
        self._delivered = counter("imagine_jobs_delivered", "Jobs whose pictures arrived.")
        self._pictures = counter("imagine_pictures_drawn", "Pictures that were drawn.")
        self._failed = counter(
            "imagine_jobs_failed", "Jobs that ended without pictures, by reason.", ["reason"]
        )
        self._refusals = counter(
            "imagine_refusals", "Requests that were refused, by rule.", ["rule"]
        )
        self._attempts = counter(
            "imagine_delivery_attempts",
            "Attempts to deliver to Discord, by route and outcome.",
            ["route", "outcome"],
        )
        self._restarts = counter(
            "imagine_worker_restarts", "Worker processes that died and were replaced."
        )
        self._verdicts = counter(
            "imagine_picture_verdicts",
            "Verdicts on pictures, by what they are and the ruling.",
            ["kind", "ruling"],
        )
        self._unchecked = counter(
            "imagine_pictures_unchecked", "Pictures that were held without a score.", ["reason"]
        )
        # Every series is shown from the start: a rate misses the event that a series starts with.
        for reason in (*REASONS, OTHER):
            self._failed.labels(reason)
        for rule in (*RULES, OTHER):
            self._refusals.labels(rule)
        for route, outcome in itertools.product(get_args(Route), get_args(Outcome)):
            self._attempts.labels(route, outcome)
        for kind, ruling in itertools.product(get_args(PictureKind), Ruling):
            self._verdicts.labels(kind, ruling)
        for reason in (*UNCHECKED, OTHER):
            self._unchecked.labels(reason)

    def _create_gauges_and_histograms(self) -> None:
        gauge = partial(Gauge, registry=self.registry)
        self._waiting = gauge("imagine_jobs_waiting", "Jobs that no process works on yet.")
        self._age = gauge("imagine_job_age_seconds", "Waiting time of the oldest waiting job.")
        self._database = gauge(
            "imagine_database_bytes", "Size of the database on the disk, in bytes."
        )
        self._latency = gauge(
            "imagine_gateway_latency_seconds",
            "Latency of the last gateway heartbeat; NaN without a connection.",
        )
        self._phase = gauge(
            "imagine_model_phase", "1 for the phase that the model is in, else 0.", ["phase"]
        )
        self._ready = gauge("imagine_models_ready", "Models that are loaded and ready to draw.")
        histogram = partial(Histogram, registry=self.registry)
        self._waits = histogram(
            "imagine_wait_seconds", "From a job's acceptance to its delivery.", buckets=_WAIT_BOUNDS
        )
        self._stages = histogram(
            "imagine_stage_seconds",
            "Time that jobs spent in each stage.",
            ["stage"],
            buckets=_STAGE_BOUNDS,
        )
        for stage in STAGES:
            self._stages.labels(stage)

    def count_refusal(self, rule: str) -> None:
        """Count a refusal by the rule of `admission.Refusal`."""
        self._refusals.labels(_label(rule, RULES)).inc()

    def count_job(self, units: int) -> None:
        """Count an accepted job and the pictures that it requests."""
        self._accepted.inc()
        self._units.inc(units)

    def count_attempt(self) -> None:
        """Count an attempt at a job."""
        self._claimed.inc()

    def count_pictures(self, timings: Timings, pictures: int) -> None:
        """Count drawn pictures, and observe the time of each stage.

        Args:
            timings: seconds of the stages of their job.
            pictures: number of pictures.
        """
        self._pictures.inc(pictures)
        for stage in STAGES:
            self._stages.labels(stage).observe(getattr(timings, f"{stage}_s"))

    def count_delivery(self, waited_s: float) -> None:
        """Count a delivered job, by the seconds since its acceptance."""
        self._delivered.inc()
        self._waits.observe(waited_s)

    def count_failure(self, reason: str) -> None:
        """Count a job that ended without pictures; `reason` is one of REASONS."""
        self._failed.labels(_label(reason, REASONS)).inc()

    def count_verdict(self, kind: PictureKind, ruling: Ruling) -> None:
        """Count a verdict on pictures.

        Args:
            kind: what they are.
            ruling: of the verdict.
        """
        self._verdicts.labels(kind, ruling).inc()

    def count_unchecked(self, reason: str) -> None:
        """Count pictures that were held without a score; `reason` is one of UNCHECKED."""
        self._unchecked.labels(_label(reason, frozenset(UNCHECKED))).inc()

    def count_delivery_attempt(self, route: Route, outcome: Outcome) -> None:
        """Count an attempt to deliver.

        Args:
            route: endpoint of Discord.
            outcome: result of the attempt.
        """
        self._attempts.labels(route, outcome).inc()

    async def exposition(self, readings: Readings) -> bytes:
        """Write all metrics in text format, with new readings.

        A queue that cannot be read within QUEUE_TIMEOUT_S becomes NaN: the other metrics are
        needed most at such a time.
        """
        queue = await _read(readings.queue)
        self._waiting.set(queue.waiting if queue else math.nan)
        self._age.set(queue.oldest_age_s if queue else math.nan)
        size = await _read(readings.database_bytes)
        self._database.set(math.nan if size is None else size)
        latency = readings.gateway_latency_s()
        # Without a connection discord.py returns infinity.
        self._latency.set(latency if math.isfinite(latency) else math.nan)
        for phase in PHASES:
            self._phase.labels(phase).set(phase == readings.model_phase())
        self._ready.set(readings.models_ready())
        deaths = readings.worker_deaths()
        self._restarts.inc(deaths - self._deaths)
        self._deaths = deaths
        return generate_latest(self.registry)


async def _read(reading: Callable[[], Awaitable[Reading]]) -> Reading | None:
    try:
        async with asyncio.timeout(QUEUE_TIMEOUT_S):
            return await reading()
    except Exception:  # noqa: BLE001 - readiness names the reason
        return None


def _label(value: str, values: frozenset[str]) -> str:
    return value if value in values else OTHER
