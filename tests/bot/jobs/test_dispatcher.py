"""Whatever happens, what is drawn ends once."""

import asyncio
import logging
from dataclasses import replace

import pytest

from bot.jobs import files as job_files
from bot.jobs.files import StartGone
from bot.storage import DeliveryState, State, StatementRefused
from bot.storage.retry import retry_forever
from generation import Failed, PreparedRequest, Progress, Queued, QueueFull, ServiceClosed, Start
from generation import OutOfMemory as NoMemory
from tests.bot.fakes import TIMINGS
from tests.bot.jobs.dispatching import Dispatching, dispatching
from tests.bot.storage.store import LEASE_S, Clock, Store, files, order
from tests.bot.world import World, world


async def test_what_will_never_be_taken_is_not_asked_for_again() -> None:
    asked: list[str] = []

    async def refused() -> None:
        asked.append("once")
        raise StatementRefused

    with pytest.raises(StatementRefused):
        await retry_forever(refused)
    assert asked == ["once"]


async def test_what_is_drawn_goes_to_the_outbox_with_its_pictures(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async with dispatching(store) as it:
        one = await it.drawing()
        it.service.finish()
        await it.idle()
        (delivery,) = await it.deliveries()
        assert (delivery.job_id, delivery.content) == (one.id, "drawn")
        assert await it.states() == [State.OUTGOING]
        assert len(files(it.folder)) == 1
        assert (it.posted, it.display.over) == (1, [one.id])
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_the_times_count_from_the_request_and_not_from_the_claim(store: Store) -> None:
    async with dispatching(store) as it:
        it.service.phase("loading")
        await it.asked()
        await store.later(40)
        it.service.phase("ready")
        it.dispatcher.wake()
        await it.until(lambda: it.submitted)
        it.service.finish()
        await it.idle()
    (result,) = it.writer.results
    expected = replace(TIMINGS, queue_s=TIMINGS.queue_s + 40, total_s=TIMINGS.total_s + 40)
    assert result.timings == expected


async def test_members_are_shown_the_newest_of_a_job_until_it_ends(store: Store) -> None:
    async with dispatching(store) as it:
        one = await it.drawing()
        progress = Progress(3, 20, 1.0, b"")
        it.service.tell(it.service.requests[0], progress)
        it.service.finish()
        await it.idle()
    events = [event for job, event in it.display.notes if job == one.id]
    assert events == [None, Queued(0, None), progress]


@pytest.mark.parametrize("error", [ServiceClosed(), QueueFull(64, 90.0)])
async def test_what_the_service_does_not_take_now_goes_back_into_the_line(
    store: Store, error: Exception
) -> None:
    async with dispatching(store) as it:
        await it.drawing()
        it.dispatcher.close()
        it.service.tell(it.service.requests[0], Failed(error))
        await it.idle()
        (row,) = await store.rows()
        assert (row.state, row.attempts, row.owner) == (State.QUEUED, 0, None)
        assert await it.deliveries() == []
        assert it.display.over == [row.id]


async def test_what_cannot_be_drawn_ends_with_a_notice_that_knows_why(store: Store) -> None:
    async with dispatching(store) as it:
        await it.drawing()
        error = NoMemory()
        it.service.tell(it.service.requests[0], Failed(error))
        await it.idle()
        (delivery,) = await it.deliveries()
        assert (delivery.content, delivery.state) == ("failed", DeliveryState.WAITING)
        assert (it.writer.errors, it.posted) == ([error], 1)


async def test_what_the_service_refuses_at_once_ends_with_a_notice_that_knows_why(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = NoMemory()

    def refuse(_request: object) -> None:
        raise error

    async with dispatching(store) as it:
        monkeypatch.setattr(it.service, "submit", refuse)
        await it.asked()
        await it.until(lambda: it.posted)
    assert it.writer.errors == [error]


async def test_a_fault_of_ours_ends_with_a_notice_and_is_told_in_the_log(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_request: object) -> None:
        raise ZeroDivisionError

    async with dispatching(store) as it:
        monkeypatch.setattr(it.service, "submit", broken)
        await it.asked()
        await it.until(lambda: it.posted)
    assert it.writer.errors == [None]
    assert "drawing failed" in caplog.text


async def test_a_job_whose_start_picture_is_gone_ends_with_a_notice_of_that(store: Store) -> None:
    async with dispatching(store) as it:
        asked = order()
        request = replace(asked.request, start=Start(b""))
        await it.here.accept(
            replace(asked, prepared=PreparedRequest.restore(request), sources=("a" * 64,))
        )
        it.dispatcher.wake()
        await it.until(lambda: it.posted)
    (error,) = it.writer.errors
    assert isinstance(error, StartGone)


async def test_a_result_that_another_process_was_to_draw_is_thrown_away(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async with dispatching(store) as it:
        await it.drawing()
        it.dispatcher.close()
        await it.overtaken()
        it.service.finish()
        await it.idle()
        assert (await it.deliveries(), it.posted) == ([], 0)
        assert await it.states() == [State.RUNNING]
        assert len(files(it.folder)) == 1, "the other process draws the very same file"
    assert "the result is thrown away" in caplog.text


async def test_the_files_of_a_job_that_was_cancelled_meanwhile_are_deleted(store: Store) -> None:
    async with dispatching(store) as it:
        one = await it.drawing()
        assert await it.here.jobs.cancel(one.id, "cancelled")
        it.service.finish()
        await it.idle()
        assert files(it.folder) == {}


async def test_a_lease_is_renewed_several_times_before_it_ends(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits, timeout = [], asyncio.timeout

    def noted(seconds: float | None) -> asyncio.Timeout:
        limits.append(seconds or 0.0)
        return timeout(seconds)

    async with dispatching(store) as it:
        with monkeypatch.context() as now:
            now.setattr(asyncio, "timeout", noted)
            renewing = asyncio.create_task(it.dispatcher.renew_leases())
            while not limits:  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.002)
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)
    assert max(limits) <= LEASE_S / 3


async def test_a_lease_that_is_renewed_does_not_run_out(store: Store) -> None:
    async with dispatching(store) as it:
        one = await it.drawing()
        await store.later(LEASE_S - 1)
        await renewed(it)
        await store.later(LEASE_S - 1)
        assert await it.here.jobs.requeue_lost() == 0
        assert one.id not in it.service.cancelled


async def test_only_what_another_process_has_taken_over_is_given_up(store: Store) -> None:
    async with dispatching(store) as it:
        await it.asked(2)
        await it.until(lambda: len(it.submitted) == 2)
        it.dispatcher.close()
        await store.later(LEASE_S - 1)
        first, second = it.submitted
        assert await it.here.jobs.cancel(first, "cancelled")
        await renewed(it)
        assert it.service.cancelled == [first]
        await it.until(lambda: it.dispatcher.units == 1)
        assert second not in it.display.over


async def renewed(it: Dispatching) -> None:
    """Let the leases be renewed once."""
    renewals, renew = 0, it.here.jobs.renew

    async def counted(held: object) -> frozenset[str]:
        nonlocal renewals
        kept = await renew(held)
        renewals += 1
        return kept

    it.here.jobs.renew = counted  # type: ignore[method-assign]
    renewing = asyncio.create_task(it.dispatcher.renew_leases())
    await it.until(lambda: renewals)
    await asyncio.sleep(0)
    renewing.cancel()
    await asyncio.gather(renewing, return_exceptions=True)
    it.here.jobs.renew = renew  # type: ignore[method-assign]


async def test_a_job_that_is_called_off_is_neither_drawn_nor_shown_any_more(store: Store) -> None:
    async with dispatching(store) as it:
        one = await it.drawing()
        await it.dispatcher.stop(one.id)
        assert it.service.cancelled == [one.id]
        assert it.dispatcher.units == 0
        assert (it.display.over, it.posted) == ([one.id], 1)


async def test_a_job_that_is_called_off_while_it_waits_is_only_taken_off_the_display(
    store: Store,
) -> None:
    async with dispatching(store) as it:
        await it.dispatcher.stop("not held here")
        assert it.service.cancelled == []
        assert (it.display.over, it.posted) == (["not held here"], 1)


async def test_what_is_drawn_within_the_grace_is_delivered_and_the_rest_put_back(
    store: Store,
) -> None:
    async with dispatching(store) as it:
        await it.asked(2)
        await it.until(lambda: len(it.submitted) == 2)
        draining = asyncio.create_task(it.dispatcher.drain(0.5))
        await asyncio.sleep(0.01)
        it.service.tell(it.service.requests[0], Failed(NoMemory()))
        await draining
        states = {row.id: row.state for row in await store.rows()}
        assert [states[one] for one in it.submitted] == [State.OUTGOING, State.QUEUED]
        assert it.service.cancelled == [it.submitted[1]]


async def test_without_anything_held_the_end_comes_at_once(store: Store) -> None:
    async with dispatching(store) as it:
        await it.dispatcher.drain(3600.0)
    assert it.service.cancelled == []


async def test_a_job_whose_end_cannot_be_written_is_told_in_the_log(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refused(*_: object) -> bool:
        raise StatementRefused("no such column")

    async with dispatching(store) as it:
        one = await it.drawing()
        it.dispatcher.close()
        monkeypatch.setattr(it.here.jobs, "finish", refused)
        it.service.finish()
        await it.idle()
    assert f"job {one.id} failed" in caplog.text


async def claimed_again(w: World, clock: Clock) -> None:
    """Let the lease of what is being drawn run out, and the same process have the job again."""
    clock.now += LEASE_S + 1
    assert await w.bot.stores.jobs.requeue_lost() == 1
    w.bot.dispatcher.wake()
    store = Store("", is_file=True, opened=[w.database])
    async with asyncio.timeout(10):
        while [row.attempts for row in await store.rows()] != [2]:
            pass


async def test_what_is_claimed_again_while_it_is_drawn_is_delivered_and_drawn_once() -> None:
    clock = Clock()
    async with world(now=clock) as w:
        result = await w.imagine()
        await claimed_again(w, clock)
        w.service.finish()
        await w.answered(result)
        await w.until(lambda: not w.bot.dispatcher.units)
        assert len(w.service.requests) == 1


async def test_what_is_claimed_again_as_its_drawing_is_given_up_is_drawn_anew() -> None:
    clock = Clock()
    async with world(now=clock) as w:
        result = await w.imagine()
        await claimed_again(w, clock)
        w.service.cancel(w.service.requests[0].id)
        await w.until(lambda: len(w.service.requests) == 2)
        w.service.finish()
        await w.answered(result)


async def test_a_result_that_cannot_be_kept_fails_with_a_notice(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(job_files, "new_picture_id", lambda: "same")
    async with world() as w:
        result = await w.imagine(count=2)
        w.service.finish()
        await w.until(
            lambda: result.response and "couldn't draw this picture" in result.response.content
        )
        await w.until(lambda: not w.bot.dispatcher.units)
    assert "the result cannot be written down" in caplog.text
