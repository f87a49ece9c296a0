"""Claims about several models on one machine."""

import asyncio
import logging
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation import (
    Cancelled,
    GenerationFleet,
    GenerationRequest,
    GenerationService,
    InvalidRequest,
    ModelUnavailable,
    Queued,
    QueueFull,
    ServiceClosed,
    ServiceConfig,
    ServiceStatus,
)
from generation.engines.cuda.cards import GraphicsCard
from tests.generation.requests import FAKE, ask, fail, finish, follow, ready, until
from tests.generation.scheduling.one_machine import MODELS, OneMachine, fleet
from tests.generation.service.test_service import worker_pids

OTHER = MODELS[1]


def ask_other(prompt: str = "red apple", **changes: Any) -> GenerationRequest:
    return ask(prompt, **({"model": OTHER, "width": 512, "height": 512} | changes))


orders = st.lists(
    st.tuples(st.sampled_from(["", *MODELS]), st.integers(1, 4), st.integers(1, 9)), max_size=8
)


@given(orders, st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_of_two_models_is_drawn_and_who_had_work_has_the_next_step_batch(
    asked: list[tuple[str, int, int]], pause: int
) -> None:
    async def play() -> None:
        machine = OneMachine()
        async with fleet(machine) as two:
            events = []
            for model, count, steps in asked:
                made = ask_other if model == OTHER else ask
                events.append(two.submit(made(model=model, count=count, steps=steps)))
                for _ in range(pause):
                    await asyncio.sleep(0)
            finished = await asyncio.gather(*map(finish, events))
        assert [len(one.pictures) for one in finished] == [count for _, count, _ in asked]
        for before, after in pairwise(machine.done):
            assert after.model != before.model or before.busy <= {before.model}

    asyncio.run(play())


async def test_two_busy_models_alternate_step_batch_by_step_batch() -> None:
    machine = OneMachine()
    async with fleet(machine) as two:
        await two.ready()
        events = [two.submit(ask(count=4)), two.submit(ask_other(count=4))]
        await asyncio.gather(*map(finish, events))
    both = [one.model for one in machine.done if len(one.busy) == 2]
    assert len(both) > 8
    assert all(before != after for before, after in pairwise(both))


async def test_another_model_is_loaded_at_its_first_request_which_waits_for_it() -> None:
    go, loaded = asyncio.Event(), list[str]()

    def loading(name: str, report: Any) -> object:
        loaded.append(name)
        report(ServiceStatus("loading", f"Loading {name}."))
        return go if name == OTHER else None

    async with fleet(OneMachine(loading)) as two:
        await two.ready()
        await finish(two.submit(ask()))
        assert loaded == ["starter"]
        events = two.submit(ask_other())
        assert await anext(events) == Queued(0, None)
        await until(lambda: two.model(OTHER).status.phase == "loading")
        await finish(two.submit(ask()))
        go.set()
        await finish(events)
        assert loaded == [*MODELS]


async def test_nobody_works_while_it_is_measured_how_a_model_runs_fastest() -> None:
    measured = asyncio.Event()

    def loading(name: str, report: Any) -> object:
        if name == OTHER:
            report(ServiceStatus("warming", "", measuring=True))
            return measured
        return None

    machine = OneMachine(loading)
    async with fleet(machine) as two:
        await two.ready()
        events = two.submit(ask_other())
        await until(lambda: two.model(OTHER).status.measuring)
        meanwhile = two.submit(ask())
        for _ in range(50):
            await asyncio.sleep(0)
        assert machine.done == []
        measured.set()
        await asyncio.gather(finish(events), finish(meanwhile))


async def test_a_worker_that_stops_reporting_while_it_measures_is_replaced_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("generation.service.worker_supervisor.REPORT_TIMEOUT_S", 0.1)
    attempts = list[str]()

    def loading(name: str, report: Any) -> object:
        attempts.append(name)
        if attempts.count(OTHER) == 1 and name == OTHER:
            report(ServiceStatus("warming", "Measuring it.", measuring=True))
            return asyncio.Event()
        return None

    machine = OneMachine(loading)
    async with fleet(machine) as two:
        await two.ready()
        events = two.submit(ask_other())
        await until(lambda: two.model(OTHER).status.measuring)
        await asyncio.gather(finish(two.submit(ask())), finish(events))
    assert machine.killed == [OTHER]
    assert "Last status: Measuring it." in caplog.text


@pytest.mark.parametrize("phase", ["loading", "downloading"])
async def test_a_download_may_be_silent_for_long_and_is_logged(
    phase: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr("generation.service.worker_supervisor.REPORT_TIMEOUT_S", 0.1)
    fetched = asyncio.Event()

    def loading(_name: str, report: Any) -> object:
        report(ServiceStatus(phase, "Fetching it."))
        asyncio.get_running_loop().call_later(0.3, fetched.set)
        return fetched

    machine = OneMachine(loading)
    async with fleet(machine) as two:
        await two.ready()
    assert machine.killed == []
    assert ("Fetching it. 0 %." in caplog.text) == (phase == "downloading")


async def test_a_model_that_nobody_uses_gives_its_memory_back_and_draws_again_when_asked() -> None:
    configs = [ServiceConfig(name) for name in MODELS]
    two = GenerationFleet(configs, idle_s=0.2, pipeline=f"{FAKE}:load")
    await two.start()
    try:
        await two.ready()
        first = await finish(two.submit(ask_other()))
        assert len(worker_pids()) == 2
        await until(lambda: len(worker_pids()) == 1)
        assert two.status.phase == "ready"
        again = await finish(two.submit(ask_other()))
        assert again.pictures == first.pictures
        assert two.worker_deaths == 0
    finally:
        await two.close()
    assert worker_pids() == []


@pytest.mark.parametrize(("gibibytes", "loaded"), [(8, 1), (24, 2)])
async def test_where_a_card_holds_one_model_the_idle_one_makes_room_for_the_other(
    monkeypatch: pytest.MonkeyPatch, gibibytes: int, loaded: int
) -> None:
    card = GraphicsCard("RTX 3060", gibibytes * 2**30, "550.12", (8, 6))
    monkeypatch.setattr("generation.service.fleet.driver_is_present", lambda: True)
    monkeypatch.setattr("generation.service.fleet.find_cards", lambda: (card,))
    configs = [ServiceConfig(model=model) for model in MODELS]
    two = GenerationFleet(configs, pipeline=f"{FAKE}:load")
    await two.start()
    try:
        for made in (ask, ask_other, ask):
            await finish(two.submit(made()))
            assert two.status.phase == "ready"
        assert sum(two.model(model).is_started for model in MODELS) == loaded
        assert len(worker_pids()) == loaded
    finally:
        await two.close()


async def test_a_model_whose_files_are_gone_stays_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    async with fleet(OneMachine(), idle_s=0.02) as two:
        await finish(two.submit(ask_other()))
        tried = list[str]()

        def gone(name: str, _folder: Path | None) -> None:
            tried.append(name)
            raise ModelUnavailable("gone")

        monkeypatch.setattr("generation.service.service.find", gone)
        await until(lambda: len(tried) > 1)
        await finish(two.submit(ask_other()))


async def test_a_model_that_cannot_be_had_leaves_the_other_at_work_and_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    attempts = list[str]()

    def loading(name: str, _report: Any) -> None:
        attempts.append(name)
        if attempts.count(OTHER) == 1 and name == OTHER:
            raise ModelUnavailable("not now")

    async with fleet(OneMachine(loading), idle_s=0.05) as two:
        assert isinstance(await fail(two.submit(ask_other())), ModelUnavailable)
        assert two.model(OTHER).status.phase == "unavailable"
        await until(lambda: f"{OTHER} is unavailable: not now" in caplog.text)
        await finish(two.submit(ask()))
        await until(lambda: two.model(OTHER).status.phase == "starting")
        await finish(two.submit(ask_other()))


async def test_a_default_model_that_cannot_be_had_is_tried_again_after_pauses_that_grow(
    caplog: pytest.LogCaptureFixture,
) -> None:
    now, attempts = [0.0], list[float]()

    def loading(name: str, _report: Any) -> None:
        attempts.append(now[0])
        if len(attempts) < 4:
            raise ModelUnavailable("not now")

    async with fleet(OneMachine(loading), idle_s=0.02, clock=lambda: now[0]) as two:
        with pytest.raises(ModelUnavailable):
            await two.ready()
        while two.status.phase != "ready":
            now[0] += 0.001
            await asyncio.sleep(0.002)
        await finish(two.submit(ask()))
    assert "starter is unavailable: not now" in caplog.text
    first, *later = (after - before for before, after in pairwise(attempts))
    assert len(later) == 2
    assert first < later[0] < later[1]


async def test_a_service_refuses_what_is_another_models() -> None:
    service = GenerationService(ServiceConfig("starter"))
    with pytest.raises(InvalidRequest, match="model must be one of starter") as refused:
        service.submit(ask(model=OTHER))
    assert refused.value.code == "one-of"
    await service.close()


async def test_a_model_that_is_not_offered_is_refused_with_those_that_are() -> None:
    async with fleet(OneMachine()) as two:
        with pytest.raises(InvalidRequest, match=r"one of starter, sd-v1\.4"):
            two.submit(ask(model="nonesuch"))
        assert two.forecast([ready(ask(model="nonesuch"))]) == [None]


async def test_each_model_has_its_own_limits() -> None:
    async with fleet(OneMachine()) as two:
        with pytest.raises(InvalidRequest, match="size"):
            two.submit(ask(width=512, height=512))
        with pytest.raises(InvalidRequest, match="size"):
            two.submit(ask_other(width=128, height=128))
        assert two.model("").info.name == two.info.name == "starter"
        assert two.model(OTHER).info.max_steps == 100


async def test_what_is_foretold_counts_the_other_models_turns_as_long_as_it_has_work() -> None:
    async with fleet(OneMachine()) as two:
        await asyncio.gather(finish(two.submit(ask())), finish(two.submit(ask_other())))
        (alone,) = two.forecast([ready(ask())])
        assert alone
        mine, theirs, longer = ask(), ask_other(), ask_other(count=4)
        both = two.forecast([ready(mine), ready(theirs)])
        assert both == pytest.approx([2 * alone, 2 * alone])
        short, long = two.forecast([ready(mine), ready(longer)])
        assert short == pytest.approx(2 * alone)
        assert long
        assert long > 2 * alone
        assert two.forecast([ready(longer)])[0] == pytest.approx(long - alone)


async def test_a_full_line_says_when_there_is_room_beside_the_other_model() -> None:
    machine = OneMachine()
    async with fleet(machine) as two:
        await asyncio.gather(finish(two.submit(ask())), finish(two.submit(ask_other())))
        for _ in range(16):
            two.submit(ask(count=4))
        with pytest.raises(QueueFull) as alone:
            two.submit(ask())
        for _ in range(16):
            two.submit(ask_other(count=4))
        with pytest.raises(QueueFull) as beside:
            two.submit(ask())
        assert alone.value.eta_s
        assert beside.value.eta_s
        assert beside.value.eta_s > 1.5 * alone.value.eta_s


async def test_cancelling_finds_the_request_whichever_model_has_it() -> None:
    async with fleet(OneMachine()) as two:
        for request in (ask(steps=50, count=4), ask_other(steps=50, count=4)):
            events = two.submit(request)
            assert two.cancel(request.id)
            assert not two.cancel(request.id)
            assert isinstance(await fail(events), Cancelled)


async def test_closing_cancels_what_every_model_has_and_may_be_repeated() -> None:
    two = GenerationFleet([ServiceConfig(name) for name in MODELS], pipeline=f"{FAKE}:load")
    await two.start()
    events = [two.submit(ask(steps=50)), two.submit(ask_other(steps=50))]
    await asyncio.gather(two.close(), two.close())
    assert [type((await follow(one))[-1].error) for one in events] == [Cancelled] * 2  # type: ignore[union-attr]
    assert worker_pids() == []
    with pytest.raises(ServiceClosed):
        await two.ready()


def test_a_model_that_there_is_not_is_refused_before_anything_starts() -> None:
    with pytest.raises(ModelUnavailable, match="nonesuch"):
        GenerationFleet([ServiceConfig("starter"), ServiceConfig("nonesuch")])
