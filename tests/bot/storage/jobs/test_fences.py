"""Who was overtaken changes nothing, and what a dead process held is done by another."""

from collections.abc import Awaitable, Callable

import pytest

from bot.storage import GIVEN_UP, MAX_ATTEMPTS, DeliveryState, Job, State
from bot.storage.db.tables import deliveries
from tests.bot.storage.store import (
    LEASE_S,
    PICTURES,
    TROUBLE,
    Process,
    Store,
    caps,
    order,
)

Step = Callable[[Process, Job], Awaitable[object]]

STEPS: dict[str, Step] = {
    "finish": lambda here, job: here.jobs.finish(job, PICTURES),
    "fail": lambda here, job: here.jobs.finish(job, TROUBLE),
    "release": lambda here, job: here.jobs.release(job),
    "renew": lambda here, job: here.jobs.renew([job]),
}
steps = pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())


async def overtaken(store: Store, here: Process, there: Process) -> tuple[Job, Job]:
    """Claim a job here, let its lease run out, and claim it there."""
    old = await here.claimed()
    await store.later(LEASE_S + 1)
    assert await there.jobs.requeue_lost() == 1
    (new,) = await there.jobs.claim(1)
    assert new.id == old.id
    assert new.fence > old.fence
    return old, new


@steps
async def test_who_was_overtaken_changes_nothing(store: Store, step: Step) -> None:
    here, there = store.process(), store.process()
    old, new = await overtaken(store, here, there)
    before = await store.rows()
    assert not await step(here, old)
    assert await store.rows() == before
    assert not await store.rows(deliveries)
    assert await there.jobs.renew([new]) == {new.id}


@steps
async def test_who_overtook_itself_is_not_taken_for_its_older_claim(
    store: Store, step: Step
) -> None:
    here = store.process()
    old, new = await overtaken(store, here, here)
    before = await store.rows()
    assert not await step(here, old)
    assert await store.rows() == before
    assert await here.jobs.renew([old, new]) == {new.id}


@steps
@pytest.mark.parametrize("end", ["requeued", "released", "cancelled", "finished"])
async def test_a_job_that_is_held_no_more_is_not_changed(
    store: Store, step: Step, end: str
) -> None:
    here = store.process()
    job = await here.claimed()
    if end == "requeued":
        await store.later(LEASE_S + 1)
        await here.jobs.requeue_lost()
    elif end == "released":
        await here.jobs.release(job)
    elif end == "cancelled":
        await here.jobs.cancel(job.id, "member left")
    else:
        await here.jobs.finish(job, PICTURES)
    before = await store.rows(), await store.rows(deliveries)
    assert not await step(here, job)
    assert (await store.rows(), await store.rows(deliveries)) == before


async def test_a_lease_that_is_renewed_does_not_run_out(store: Store) -> None:
    here = store.process()
    job = await here.claimed()
    for _ in range(3):
        await store.later(LEASE_S - 10)
        assert await here.jobs.renew([job]) == {job.id}
        assert await here.jobs.requeue_lost() == 0
    await store.later(LEASE_S + 1)
    assert await here.jobs.requeue_lost() == 1
    assert await here.line(10) == [job.id]


async def test_a_lease_holds_to_its_end(sqlite_url: str) -> None:
    store = Store(sqlite_url, is_file=True)
    here = store.process()
    job = await here.claimed()
    await store.later(LEASE_S)
    assert await here.jobs.requeue_lost() == 0
    assert await here.jobs.renew([job]) == {job.id}
    await store.later(LEASE_S)
    assert await here.jobs.requeue_lost() == 0
    await store.later(1)
    assert await here.jobs.requeue_lost() == 1
    await store.close()


async def test_nothing_is_renewed_where_nothing_is_held(store: Store) -> None:
    here = store.process()
    await here.claimed()
    assert await here.jobs.renew([]) == frozenset()


async def test_who_comes_late_but_before_all_others_is_still_heard(store: Store) -> None:
    here = store.process()
    job = await here.claimed()
    await store.later(LEASE_S + 1)
    assert await here.jobs.finish(job, PICTURES)
    assert await here.jobs.requeue_lost() == 0


async def test_a_released_job_was_not_tried(store: Store) -> None:
    here = store.process()
    job = await here.claimed()
    assert await here.jobs.release(job)
    (again,) = await here.jobs.claim(1)
    assert (again.attempts, again.fence) == (1, job.fence + 1)


async def test_a_requeued_job_keeps_its_place_in_the_line(store: Store) -> None:
    here = store.process()
    job = await here.claimed()
    await here.accept(order(user=2))
    await store.later(LEASE_S + 1)
    await here.jobs.requeue_lost()
    assert (await here.line(1)) == [job.id]


async def test_what_was_tried_too_often_is_given_up_told_and_refunded(store: Store) -> None:
    here = store.process()
    asked = order()
    await here.accept(asked)
    for attempt in range(1, MAX_ATTEMPTS + 1):
        (job,) = await here.jobs.claim(1)
        assert job.attempts == attempt
        assert not (await store.row(asked.id)).refunded
        await store.later(LEASE_S + 1)
        assert await here.jobs.requeue_lost() == 1
    assert not await here.jobs.claim(1)
    assert (await store.row(asked.id)).refunded
    (delivery,) = await here.outbox.take(1)
    assert delivery.order == asked
    assert (delivery.message.reason, delivery.message.outcome) == (GIVEN_UP, State.FAILED)
    await here.outbox.mark_sent(delivery, delivery.message.outcome, 9)
    row = await store.row(asked.id)
    assert (row.state, row.attempts, row.reason) == (State.FAILED, MAX_ATTEMPTS, "attempts")


async def test_one_that_is_given_up_does_not_take_the_others_with_it(store: Store) -> None:
    here = store.process()
    often = order(user=1)
    await here.accept(often)
    for _ in range(MAX_ATTEMPTS - 1):
        await here.jobs.claim(1)
        await store.later(LEASE_S + 1)
        await here.jobs.requeue_lost()
    once = order(user=2)
    await here.accept(once)
    assert len(await here.jobs.claim(2)) == 2
    await store.later(LEASE_S + 1)
    assert await here.jobs.requeue_lost() == 2
    assert (await store.row(often.id)).state == State.OUTGOING
    assert await here.line(10) == [once.id]


async def test_a_start_voids_every_lease_of_a_file_and_none_of_a_servers(store: Store) -> None:
    here = store.process()
    job = await here.claimed()
    delivery = await here.taken(asked=order(user=2))
    restarted = store.process()
    assert await restarted.jobs.take_over() == (1 if store.is_file else 0)
    if store.is_file:
        (again,) = await restarted.jobs.claim(1)
        assert (again.id, again.attempts) == (job.id, 2)
        assert not await here.jobs.finish(job, PICTURES)
        (sending,) = await restarted.outbox.take(1)
        assert sending.order.id == delivery.order.id
        assert not await here.outbox.mark_sent(delivery, State.DELIVERED, 9)
    else:
        assert not await restarted.jobs.claim(1)
        assert not await restarted.outbox.take(1)
        assert await here.jobs.finish(job, PICTURES)
        assert await here.outbox.mark_sent(delivery, State.DELIVERED, 9)


async def test_a_start_gives_up_what_was_tried_too_often(sqlite_url: str) -> None:
    store = Store(sqlite_url, is_file=True)
    here = store.process()
    asked = order()
    await here.accept(asked)
    for _ in range(MAX_ATTEMPTS):
        assert len(await here.jobs.claim(1)) == 1
        assert await here.jobs.take_over() == 1
    assert (await store.row(asked.id)).state == State.OUTGOING
    await store.close()


@pytest.mark.parametrize("held", [False, True])
async def test_a_cancelled_job_has_ended_and_is_refunded(store: Store, held: bool) -> None:
    here = store.process()
    asked = order()
    await here.accept(asked)
    if held:
        await here.jobs.claim(1)
    assert await here.jobs.cancel(asked.id, "member left")
    row = await store.row(asked.id)
    assert (row.state, row.refunded, row.reason) == (State.CANCELLED, True, "member left")
    assert row.ended_at is not None
    assert row.interaction_token is None
    assert not await here.jobs.cancel(asked.id, "again")
    assert not await here.jobs.claim(1)
    assert await here.accept(order(), caps(user_open=1))


async def test_what_is_on_its_way_to_discord_is_not_cancelled(store: Store) -> None:
    here = store.process()
    delivery = await here.taken()
    assert not await here.jobs.cancel(delivery.order.id, "too late")
    assert (await store.row(delivery.order.id)).state == State.OUTGOING
    assert not await here.jobs.cancel("no such job", "why")


async def test_an_outcome_is_in_the_outbox_as_soon_as_the_job_is_finished(store: Store) -> None:
    here = store.process()
    job = await here.claimed()
    assert await here.jobs.finish(job, PICTURES)
    (row,) = await store.rows(deliveries)
    assert (row.job_id, row.state, row.content) == (job.id, DeliveryState.WAITING, PICTURES.content)
    assert not (await store.row(job.id)).refunded
