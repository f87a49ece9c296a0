"""A database's clock that is set back by hours keeps no accepted job waiting for them."""

from bot.storage import Quota
from tests.bot.storage.store import PICTURES, Store, caps, order

STEP_S = 7200.0
WAITS = caps(Quota("user", 3, 3600.0), longest_wait_s=3600.0)


async def test_a_queued_job_is_due_although_the_clock_was_set_back(store: Store) -> None:
    here, asked = store.process(), order()
    await here.accept(asked)
    await store.later(-STEP_S)
    await here.jobs.requeue_lost()
    (job,) = await here.jobs.claim(10)
    assert job.id == asked.id
    assert 0 <= job.waited_s < STEP_S


async def test_a_job_that_waits_for_its_allowance_waits_no_longer_for_it(store: Store) -> None:
    here, asked = store.process(), order()
    await here.jobs.finish(await here.claimed(order(count=3)), PICTURES)
    await here.accept(asked, WAITS)
    await store.later(-STEP_S)
    for _ in range(2):
        await here.jobs.requeue_lost()
        assert await here.line(10) == []
    await store.later(3600 + 60)
    assert await here.line(10) == [asked.id]


async def test_a_message_is_due_although_the_clock_was_set_back(store: Store) -> None:
    here = store.process()
    job = await here.claimed()
    assert await here.jobs.finish(job, PICTURES)
    await store.later(-STEP_S)
    await here.jobs.requeue_lost()
    # It may wait once more for as long as the job has taken.
    await store.later(60)
    (delivery,) = await here.outbox.take(10)
    assert delivery.order.id == job.id
    assert 0 <= delivery.age_s < STEP_S


async def test_a_message_that_is_put_off_stays_so(store: Store) -> None:
    here = store.process()
    await here.outbox.postpone(await here.taken(), 600, "rate limited")
    await store.later(-STEP_S)
    for _ in range(2):
        await here.jobs.requeue_lost()
        assert await here.outbox.take(10) == []
    await store.later(600 + 60)
    assert len(await here.outbox.take(10)) == 1


async def test_a_process_keeps_its_jobs_when_the_clock_is_set_back(store: Store) -> None:
    here = store.process()
    job = await here.claimed()
    await store.later(-STEP_S)
    assert await here.jobs.renew([job]) == {job.id}
    for _ in range(2):
        assert await here.jobs.requeue_lost() == 0
    assert await here.jobs.finish(job, PICTURES)
