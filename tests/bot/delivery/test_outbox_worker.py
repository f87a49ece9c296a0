"""Every message is brought until it is known what became of it, whatever comes in between."""

import asyncio
import logging
from typing import Any

import pytest

from bot.delivery import outbox_worker as under_test
from bot.delivery.outbox_worker import (
    LOCKED_OUT_S,
    MAX_CONCURRENT_ATTEMPTS,
    MAX_CONCURRENT_DELIVERIES,
    MAX_DELIVERIES,
    MAX_EDITS,
)
from bot.delivery.transport import Blocked, Dropped, Later, LockedOut, Outcome, Sent, Undeliverable
from bot.storage import (
    Delivery,
    DeliveryState,
    Message,
    State,
    StatementRefused,
    StorageUnavailable,
)
from bot.storage.db.tables import deliveries
from tests.bot.delivery.delivering import ELSEWHERE, SENT, delivering
from tests.bot.storage.store import LEASE_S, PICTURES, TROUBLE, Store


async def test_a_delivery_that_fails_on_our_side_is_tried_so_often_and_no_more(
    store: Store,
) -> None:
    def unreadable() -> Outcome:
        raise PermissionError(13, "Permission denied")

    it = await delivering(store, by=unreadable)
    for attempts in range(1, MAX_DELIVERIES + 1):
        await it.flush()
        (row,) = await store.rows(deliveries)
        assert (row.attempts, row.reason) == (attempts, "fault")
        await store.later(1000)
    assert row.state == DeliveryState.STORED
    (job,) = await store.rows()
    assert (job.state, job.reason, job.refunded) == (State.FAILED, "fault", True)


async def test_a_token_that_was_refused_once_holds_deliveries_for_a_while_and_not_for_ever(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    it = await delivering(store, LockedOut(), SENT)
    await it.flush()
    (row,) = await store.rows(deliveries)
    assert row.not_before == store.clock.now, "a process that is let in may have it at once"
    await store.later(LOCKED_OUT_S - 1)
    await it.flush()
    assert it.messenger.asked == ["edit"]
    assert "set a new IMAGINE_TOKEN" in caplog.text
    await store.later(1)
    await it.flush()
    (job,) = await store.rows()
    assert job.state == State.DELIVERED


async def test_whom_discord_has_shut_out_for_good_no_time_lets_in_again(store: Store) -> None:
    it = await delivering(store, LockedOut())
    it.outbox_worker.hold()
    await store.later(LOCKED_OUT_S + 1)
    await it.flush()
    (row,) = await store.rows(deliveries)
    assert row.state == DeliveryState.WAITING


async def test_a_refused_token_is_told_once_however_many_deliveries_it_meets(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    it = await delivering(store, LockedOut(), count=3)
    await it.flush()
    assert len(it.messenger.asked) == 3
    assert caplog.text.count("set a new IMAGINE_TOKEN") == 1


async def test_flushing_waits_for_what_was_under_way_when_the_token_was_refused(
    store: Store,
) -> None:
    async def first_refused() -> Outcome:
        if len(it.messenger.asked) == 1:
            return LockedOut()
        await asyncio.sleep(0.1)
        return SENT

    it = await delivering(store, by=first_refused, count=2)
    await it.flush()
    assert State.DELIVERED in {row.state for row in await store.rows()}


async def test_while_the_token_is_refused_the_outbox_is_not_even_asked(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    async def take(most: int) -> list[Delivery]:
        asked.append(most)
        return []

    it = await delivering(store, SENT)
    monkeypatch.setattr(it.here.outbox, "take", take)
    it.outbox_worker.hold()
    async with it.running():
        for _ in range(3):
            it.outbox_worker.wake()
            await asyncio.sleep(0.02)
    assert asked == []


async def test_the_first_attempts_edit_the_answer_and_all_others_go_to_the_channel(
    store: Store,
) -> None:
    it = await delivering(store, ELSEWHERE)
    for _ in range(MAX_DELIVERIES):
        await it.attempt()
    posts = ["find", "post"] * (MAX_DELIVERIES - MAX_EDITS)
    assert it.messenger.asked == ["edit"] * MAX_EDITS + posts
    (job,) = await store.rows()
    assert (job.state, job.reason) == (State.FAILED, "status 500")


async def test_an_answer_that_cannot_be_edited_any_more_is_posted_at_once_and_from_then_on(
    store: Store,
) -> None:
    it = await delivering(store, Blocked("token expired"), ELSEWHERE)
    await it.attempt()
    await it.attempt()
    assert it.messenger.asked == ["edit", "find", "post", "find", "post"]


async def test_what_is_found_in_the_channel_is_not_posted_again(store: Store) -> None:
    it = await delivering(store, Blocked("token expired"))
    it.messenger.finds = Sent(11)
    await it.attempt()
    assert it.messenger.asked == ["edit", "find"]
    (row,) = await store.rows(deliveries)
    assert (row.state, row.message_id) == (DeliveryState.SENT, 11)


async def test_the_pause_doubles_with_every_attempt(store: Store) -> None:
    it = await delivering(store, ELSEWHERE)
    pauses = []
    for _ in range(4):
        await it.flush()
        (row,) = await store.rows(deliveries)
        pauses.append(row.not_before - store.clock.now)
        await store.later(pauses[-1])
    assert pauses == [2, 4, 8, 16]


async def test_the_pause_is_as_long_as_discord_asks_for(store: Store) -> None:
    it = await delivering(store, Later("status 429", 300.0))
    await it.flush()
    (row,) = await store.rows(deliveries)
    assert (row.not_before - store.clock.now, row.reason) == (300, "status 429")


async def test_an_attempt_is_over_before_its_lease_is(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits, timeout = [], asyncio.timeout

    def noted(seconds: float | None) -> asyncio.Timeout:
        limits.append(seconds or 0.0)
        return timeout(seconds)

    it = await delivering(store, SENT)
    monkeypatch.setattr(asyncio, "timeout", noted)
    await it.flush()
    assert limits
    assert 0 < max(limits) < LEASE_S


async def test_an_attempt_that_takes_too_long_is_made_again_later(store: Store) -> None:
    it = await delivering(store, by=asyncio.Event().wait, lease_s=0.02)
    await it.flush()
    (row,) = await store.rows(deliveries)
    assert (row.state, row.reason) == (DeliveryState.WAITING, "Discord takes too long")


async def test_so_many_are_delivered_at_once_and_each_that_is_done_makes_room_for_one(
    store: Store,
) -> None:
    under_way, most, all_begun = 0, 0, asyncio.Event()

    async def held() -> Outcome:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        if len(it.messenger.asked) == MAX_CONCURRENT_ATTEMPTS + 3:
            all_begun.set()
        # The last that fits makes room, and so does each that comes into its place.
        if len(it.messenger.asked) < MAX_CONCURRENT_ATTEMPTS:
            await all_begun.wait()
        else:
            await asyncio.sleep(0)
        under_way -= 1
        return SENT

    it = await delivering(store, by=held, count=MAX_CONCURRENT_ATTEMPTS + 3)
    await it.flush()
    assert most == MAX_CONCURRENT_ATTEMPTS
    assert {row.state for row in await store.rows()} == {State.DELIVERED}


async def test_what_stands_in_the_channel_makes_room_while_that_is_written_down_up_to_a_bound(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = await delivering(store, SENT, count=MAX_CONCURRENT_DELIVERIES + 3)
    writable, sent = asyncio.Event(), it.here.outbox.mark_sent

    async def slow(*given: Any) -> bool:
        await writable.wait()
        return await sent(*given)

    monkeypatch.setattr(it.here.outbox, "mark_sent", slow)
    async with it.running(), asyncio.timeout(20):
        while len(it.messenger.asked) < MAX_CONCURRENT_DELIVERIES:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        assert len(it.messenger.asked) == MAX_CONCURRENT_DELIVERIES
        writable.set()
        await it.outbox_worker.flush()
    assert {row.state for row in await store.rows()} == {State.DELIVERED}


async def test_when_the_database_does_not_answer_flushing_ends_and_keeps_everything(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(_most: int) -> list[Delivery]:
        raise StorageUnavailable("no answer")

    monkeypatch.setattr(under_test, "TICK_S", 0)
    it = await delivering(store, SENT)
    with monkeypatch.context() as now:
        now.setattr(it.here.outbox, "take", silent)
        await it.flush()
    assert it.messenger.asked == []
    await it.flush()
    assert it.messenger.asked == ["edit"]


async def test_a_fault_of_the_database_is_told_with_its_delivery(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refused(*_: object) -> bool:
        raise StatementRefused("no such column")

    it = await delivering(store, SENT)
    monkeypatch.setattr(it.here.outbox, "mark_sent", refused)
    await it.flush()
    (told,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    (job,) = await store.rows()
    assert told.getMessage() == f"deliver {job.id} failed"


async def test_deliveries_that_are_cut_off_at_the_end_are_no_fault(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    begun = asyncio.Event()

    async def endless() -> Outcome:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    it = await delivering(store, by=endless)
    async with it.running():
        await asyncio.wait_for(begun.wait(), 10)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_delivery_that_goes_well_is_told_as_ended_and_nothing_is_amiss(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.delivery.outbox_worker")
    it = await delivering(store, SENT)
    await it.flush()
    assert [record.getMessage() for record in caplog.records] == ["ended: sent"]


async def test_a_message_that_another_process_has_taken_over_is_not_posted_here(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async def overtaken() -> Outcome:
        await store.later(LEASE_S + 1)
        assert await store.process().outbox.take(1)
        return Blocked("token expired")

    it = await delivering(store, by=overtaken)
    await it.flush()
    assert it.messenger.asked == ["edit"]
    (row,) = await store.rows(deliveries)
    assert row.state == DeliveryState.SENDING
    assert "failed" not in caplog.text


async def test_a_message_that_another_process_has_taken_over_meanwhile_is_counted_there(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async def overtaken() -> Outcome:
        await store.later(LEASE_S + 1)
        assert await store.process().outbox.take(1)
        return SENT

    it = await delivering(store, by=overtaken)
    await it.flush()
    assert "taken over by another process" in caplog.text
    assert await it.counted("imagine_jobs_delivered_total") == 0


async def test_the_wait_that_is_counted_is_from_the_request_to_the_end_of_the_upload(
    store: Store,
) -> None:
    def uploading() -> Outcome:
        store.clock.now += 5
        return SENT

    it = await delivering(store, by=uploading)
    await store.later(40)
    await it.flush()
    assert await it.counted("imagine_jobs_delivered_total") == 1
    assert await it.counted("imagine_wait_seconds_sum") == 45


@pytest.mark.parametrize(
    ("message", "outcome", "became", "reason"),
    [
        (PICTURES, Sent(9, shown=False), State.FAILED, "undeliverable"),
        (TROUBLE, SENT, State.FAILED, "other"),
        (PICTURES, Undeliverable("unknown channel"), State.FAILED, "undeliverable"),
        (TROUBLE, Undeliverable("unknown channel"), State.FAILED, "other"),
        (PICTURES, Dropped("the message was deleted"), State.CANCELLED, "dropped"),
    ],
)
async def test_what_was_not_delivered_is_counted_by_its_reason(
    store: Store, message: Message, outcome: Outcome, became: State, reason: str
) -> None:
    it = await delivering(store, outcome, message=message)
    await it.flush()
    (job,) = await store.rows()
    assert (job.state, job.refunded) == (became, True)
    assert await it.counted(f"imagine_jobs_failed_total,reason={reason}") == 1
    assert await it.counted("imagine_jobs_delivered_total") == 0
