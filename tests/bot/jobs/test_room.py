"""A process claims what it has room for."""

import asyncio
from typing import Any

import pytest

from bot.jobs import dispatcher as under_test
from bot.jobs.dispatcher import MAX_UNITS_CLAIMED, WINDOW
from bot.storage import Job, State
from generation import Failed, ServiceStatus
from generation import OutOfMemory as NoMemory
from tests.bot.fakes import FakeModel
from tests.bot.jobs.dispatching import OTHER, dispatching
from tests.bot.storage.store import Store

UNITS = int(WINDOW.units)


@pytest.fixture
def _no_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing happen but what something wakes the dispatcher for."""
    monkeypatch.setattr(under_test, "TICK_S", 3600.0)


@pytest.mark.usefixtures("_no_ticks")
@pytest.mark.parametrize(
    ("of", "jobs"),
    [
        (1, UNITS),
        (4, UNITS // 4),
        (UNITS // 2, 2),
        (UNITS, 2),
    ],
)
async def test_as_much_is_claimed_as_the_service_may_have_and_what_ends_makes_room(
    store: Store, of: int, jobs: int
) -> None:
    async with dispatching(store) as it:
        await it.asked(UNITS + 2, of)
        await it.until(lambda: len(it.submitted) == jobs)
        assert it.dispatcher.units == UNITS
        it.service.tell(it.service.requests[0], Failed(NoMemory()))
        await it.until(lambda: len(it.submitted) == jobs + 1)
        assert it.dispatcher.units == UNITS


@pytest.mark.usefixtures("_no_ticks")
async def test_what_is_drawn_makes_room_while_it_is_written_down_up_to_a_bound(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dispatching(store) as it:
        writable, finish = asyncio.Event(), it.here.jobs.finish

        async def slow(job: Job, *outcome: Any) -> bool:
            await writable.wait()
            return await finish(job, *outcome)

        async def end(number: int) -> None:
            await it.until(lambda: len(it.submitted) == UNITS + number)
            it.service.tell(it.service.requests[number], Failed(NoMemory()))

        monkeypatch.setattr(it.here.jobs, "finish", slow)
        try:
            await it.asked(MAX_UNITS_CLAIMED + 2)
            for number in range(MAX_UNITS_CLAIMED - UNITS + 1):
                await end(number)
            await asyncio.sleep(0.2)
            assert it.dispatcher.units == MAX_UNITS_CLAIMED
        finally:
            writable.set()


@pytest.mark.usefixtures("_no_ticks")
async def test_what_waits_for_its_model_takes_no_place_but_is_bounded_too(store: Store) -> None:
    other = FakeModel(OTHER, status=ServiceStatus("loading"))
    async with dispatching(store, (other,)) as it:
        await it.asked(MAX_UNITS_CLAIMED // 4 + 4, of=4, model="other")
        await it.until(lambda: it.dispatcher.units == MAX_UNITS_CLAIMED)
        other.status = ServiceStatus("ready")
        it.dispatcher.wake()
        await asyncio.sleep(0.05)
        assert it.dispatcher.units == MAX_UNITS_CLAIMED


@pytest.mark.usefixtures("_no_ticks")
async def test_beside_those_that_wait_for_their_model_the_others_are_drawn(store: Store) -> None:
    other = FakeModel(OTHER, status=ServiceStatus("loading"))
    async with dispatching(store, (other,)) as it:
        await it.asked(UNITS, model="other")
        await it.until(lambda: it.dispatcher.units == UNITS)
        (one,) = await it.asked()
        await it.until(lambda: one.id in it.submitted)


@pytest.mark.usefixtures("_no_ticks")
async def test_nothing_is_claimed_while_the_model_loads_or_after_the_end_was_announced(
    store: Store,
) -> None:
    async with dispatching(store) as it:
        it.service.phase("loading")
        await it.asked()
        await asyncio.sleep(0.05)
        assert await it.states() == [State.QUEUED]
        it.service.phase("ready")
        it.dispatcher.close()
        it.dispatcher.wake()
        await asyncio.sleep(0.05)
        assert await it.states() == [State.QUEUED]


async def test_without_a_model_jobs_are_claimed_to_be_refused(store: Store) -> None:
    async with dispatching(store) as it:
        it.service.phase("unavailable")
        (one,) = await it.asked()
        await it.until(lambda: one.id in it.submitted)
