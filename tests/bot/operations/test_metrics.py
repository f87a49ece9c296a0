import ast
import asyncio
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.jobs.files import StartGone
from bot.operations import Metrics, QueueState, Readings, metrics
from bot.storage import GIVEN_UP
from tests.bot.fakes import TIMINGS

ROOT = Path(__file__).parents[3]
USED = re.compile(r"\b(?:imagine|process)_\w+")
SELECTED = re.compile(r"\b((?:imagine|process)_\w+)\{([^}]*)\}")
LABEL = re.compile(r"(\w+)=~?\"([^\"]*)\"")
LABELLED = re.compile(r"^\| `(\w+)\{([\w,]+)\}` \| (.*) \|$", re.MULTILINE)
CODE = re.compile(r"`(\w+)`")


async def two_waiting() -> QueueState:
    return QueueState(2, 31.5)


async def a_page() -> int:
    return 4096


def readings(**changed: Any) -> Readings:
    values = {
        "queue": two_waiting,
        "gateway_latency_s": lambda: 0.04,
        "model_phase": lambda: "warming",
        "models_ready": lambda: 3,
        "worker_deaths": lambda: 0,
        "database_bytes": a_page,
    }
    return Readings(**(values | changed))


async def samples(counted: Metrics, read: Readings | None = None) -> dict[str, float]:
    """Every sample by its name with its labels, as Prometheus reads them."""
    text = (await counted.exposition(read or readings())).decode()
    return {
        sample.name + "".join(f",{k}={v}" for k, v in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_a_job_is_counted_from_acceptance_to_delivery() -> None:
    counted = Metrics()
    counted.accepted(4)
    counted.claimed()
    counted.drawn(TIMINGS, 4)
    counted.delivered(12.0)
    found = await samples(counted)
    for name in ("jobs_accepted", "jobs_claimed", "jobs_delivered"):
        assert found[f"imagine_{name}_total"] == 1
    for name in ("pictures_accepted", "pictures_drawn"):
        assert found[f"imagine_{name}_total"] == 4
    assert found["imagine_wait_seconds_sum"] == 12
    assert found["imagine_wait_seconds_bucket,le=10.0"] == 0
    assert found["imagine_wait_seconds_bucket,le=20.0"] == 1
    assert found["imagine_stage_seconds_sum,stage=queue"] == TIMINGS.queue_s
    assert found["imagine_stage_seconds_sum,stage=denoise"] == TIMINGS.denoise_s


async def test_refusals_failures_attempts_and_restarts_are_counted_by_their_labels() -> None:
    counted = Metrics()
    counted.refused("user_limit")
    counted.failed("OutOfMemory")
    counted.delivery_attempt("channel", "dropped")
    found = await samples(counted, readings(worker_deaths=lambda: 1))
    assert found["imagine_refusals_total,rule=user_limit"] == 1
    assert found["imagine_jobs_failed_total,reason=OutOfMemory"] == 1
    assert found["imagine_delivery_attempts_total,outcome=dropped,route=channel"] == 1
    assert found["imagine_worker_restarts_total"] == 1


async def test_a_label_that_nobody_planned_counts_as_other() -> None:
    counted = Metrics()
    for prompt in ("red apple", "278612345678901234"):
        counted.refused(prompt)
        counted.failed(prompt)
    found = await samples(counted)
    assert found["imagine_refusals_total,rule=other"] == 2
    assert found["imagine_jobs_failed_total,reason=other"] == 2
    assert not [name for name in found if "apple" in name or "27861234" in name]


async def test_no_event_adds_a_series() -> None:
    counted = Metrics()
    before = set(await samples(counted))
    counted.refused("minors")
    counted.failed("attempts")
    counted.delivery_attempt("edit", "sent")
    assert set(await samples(counted)) == before


async def test_gauges_are_read_at_every_scrape() -> None:
    counted, phase = Metrics(), ["warming"]
    read = readings(model_phase=lambda: phase[0])
    found = await samples(counted, read)
    assert found["imagine_jobs_waiting"] == 2
    assert found["imagine_job_age_seconds"] == 31.5
    assert found["imagine_gateway_latency_seconds"] == 0.04
    assert found["imagine_model_phase,phase=warming"] == 1
    assert found["imagine_models_ready"] == 3
    phase[0] = "ready"
    found = await samples(counted, read)
    assert [name for name in metrics.PHASES if found[f"imagine_model_phase,phase={name}"]] == [
        "ready"
    ]


async def test_without_the_database_or_the_gateway_the_rest_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def broken() -> QueueState:
        raise OSError("no such host")

    async def silent() -> QueueState:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(metrics, "QUEUE_TIMEOUT_S", 0.01)
    counted = Metrics()
    for queue in (broken, silent):
        read = readings(queue=queue, gateway_latency_s=lambda: math.inf, worker_deaths=lambda: 1)
        found = await samples(counted, read)
        assert math.isnan(found["imagine_jobs_waiting"])
        assert math.isnan(found["imagine_job_age_seconds"])
        assert math.isnan(found["imagine_gateway_latency_seconds"])
        assert found["imagine_worker_restarts_total"] == 1


async def test_two_bots_in_one_process_count_apart() -> None:
    first, second = Metrics(), Metrics()
    first.claimed()
    assert (await samples(second))["imagine_jobs_claimed_total"] == 0


async def test_names_follow_prometheus_conventions() -> None:
    for family in Metrics().registry.collect():
        assert re.fullmatch(r"(imagine|process)_[a-z_]+", family.name)
        assert family.documentation
        if "latency" in family.name or "age" in family.name:
            assert family.name.endswith("_seconds")


def rules_in(source: Path) -> Iterator[str]:
    """The rules that a file gives refusals, where it writes them out."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Refusal", "Refused"):
            given = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "rule")]
            yield from (str(rule.value) for rule in given if isinstance(rule, ast.Constant))


def test_every_rule_of_the_source_has_a_series_of_its_own() -> None:
    used = {rule for source in (ROOT / "bot").rglob("*.py") for rule in rules_in(source)}
    assert used
    assert used <= metrics.RULES


def test_what_only_a_job_ends_with_has_a_series_of_its_own() -> None:
    assert {StartGone.__name__, GIVEN_UP, "unexpected"} <= metrics.REASONS


async def names() -> set[str]:
    every = {name.partition(",")[0] for name in await samples(Metrics())}
    return {name for name in every if not name.endswith("_created")}


def expressions(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "expr")
        yield from (found for value in node.values() for found in expressions(value))
    elif isinstance(node, list):
        yield from (found for value in node for found in expressions(value))


async def test_the_dashboard_asks_for_metrics_that_there_are() -> None:
    board = json.loads((ROOT / "docs" / "grafana.json").read_text("utf-8"))
    used = {name for expr in expressions(board) for name in USED.findall(expr)}
    assert len(used) > 10
    assert used <= await names()


def asked(text: str) -> Iterator[tuple[str, str, str]]:
    """What expressions select by: a metric, one of its labels and a value of that."""
    for metric, selectors in SELECTED.findall(text):
        for label, values in LABEL.findall(selectors):
            # Prometheus itself says of which job a series is.
            if label != "job":
                yield from ((metric, label, value) for value in values.split("|"))


def documented(text: str) -> Iterator[tuple[str, str, str]]:
    """What the table of metrics says of labels: each word in code is a value of one of them."""
    for metric, labels, said in LABELLED.findall(text):
        for value in CODE.findall(said):
            yield metric, labels, value


async def test_the_alerts_and_the_dashboard_select_by_labels_and_values_that_there_are() -> None:
    board = json.loads((ROOT / "docs" / "grafana.json").read_text("utf-8"))
    text = "\n".join([(ROOT / "docs" / "operations.md").read_text("utf-8"), *expressions(board)])
    found = await samples(Metrics())
    selected = set(asked(text))
    assert selected
    for metric, label, value in selected:
        assert [name for name in found if {metric, f"{label}={value}"} <= {*name.split(",")}]


async def test_every_label_and_value_that_the_document_names_is_one_of_the_metric() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    series = [name.split(",") for name in await samples(Metrics())]
    named = set(documented(text))
    assert len(named) > 20
    for metric, labels, value in named:
        mine = [one[1:] for one in series if one[0].startswith(metric)]
        assert {pair.partition("=")[0] for one in mine for pair in one} >= {*labels.split(",")}
        assert value in {pair.partition("=")[2] for one in mine for pair in one}


def test_the_dashboards_panels_do_not_overlap() -> None:
    board = json.loads((ROOT / "docs" / "grafana.json").read_text("utf-8"))
    spots = [
        (x, y)
        for panel in board["panels"]
        for at in [panel["gridPos"]]
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]
    assert len(spots) == len(set(spots))
    assert max(x for x, _ in spots) < 24


async def test_the_document_lists_every_metric_and_no_other() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    families = {re.sub(r"_(bucket|sum|count)$", "", name) for name in await names()}
    assert families == set(USED.findall(text))


async def test_the_databases_size_is_read_at_every_scrape() -> None:
    async def fails() -> int:
        raise OSError

    metrics = Metrics()
    for reading, said in ((a_page, "4096.0"), (fails, "NaN")):
        text = (await metrics.exposition(readings(database_bytes=reading))).decode()
        assert f"imagine_database_bytes {said}" in text
