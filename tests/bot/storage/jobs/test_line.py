"""Who is next: rounds by member, nobody twice, nobody never."""

import asyncio

from tests.bot.storage.store import APPLICATION, PICTURES, Process, Store, order


async def drawn(here: Process) -> int:
    """Draw the next job and tell whose it was."""
    (job,) = await here.jobs.claim(1)
    await here.jobs.finish(job, PICTURES)
    return job.order.user_id


async def test_jobs_are_claimed_in_the_order_in_which_they_came(store: Store) -> None:
    here = store.process()
    asked = [order(user=user) for user in range(5)]
    for one in asked:
        await here.accept(one)
    assert await here.line(100) == [one.id for one in asked]
    assert [job.id for job in await here.jobs.claim(3)] == [one.id for one in asked[:3]]
    assert await here.line(1) == [asked[3].id]


async def test_members_take_turns_whoever_asked_first(store: Store) -> None:
    here = store.process()
    for user in (1, 1, 1, 2, 2, 3):
        await here.accept(order(user=user))
    assert [await drawn(here) for _ in range(6)] == [1, 2, 3, 1, 2, 1]


async def test_a_newcomer_joins_the_round_that_is_being_drawn(store: Store) -> None:
    here = store.process()
    for _ in range(4):
        await here.accept(order(user=1))
    assert [await drawn(here), await drawn(here)] == [1, 1]
    await here.accept(order(user=2))
    assert 2 in [await drawn(here), await drawn(here)]


async def test_several_pictures_cost_as_many_turns(store: Store) -> None:
    here = store.process()
    for user, count in ((1, 4), (1, 1), (2, 1), (2, 1), (2, 1)):
        await here.accept(order(user=user, count=count))
    assert [await drawn(here) for _ in range(5)] == [1, 2, 2, 2, 1]


async def test_nobody_starves_behind_members_who_ask_for_the_first_time(store: Store) -> None:
    here = store.process()
    for _ in range(3):
        await here.accept(order(user=1))
    got = []
    for newcomer in range(10, 30):
        # As many come as are drawn, so somebody new always waits.
        (job,) = await here.jobs.claim(1)
        await here.accept(order(user=newcomer))
        await here.accept(order(user=newcomer + 100))
        await here.jobs.finish(job, PICTURES)
        got.append(job.order.user_id)
    assert got.count(1) == 3


async def test_nobody_starves_when_the_line_was_empty_in_between(store: Store) -> None:
    here = store.process()
    for _ in range(10):
        await here.accept(order(user=1))
    for _ in range(9):
        await drawn(here)
    (last,) = await here.jobs.claim(1)
    await here.accept(order(user=2))
    await here.accept(order(user=1))
    await here.jobs.finish(last, PICTURES)
    got = []
    for newcomer in range(10, 20):
        (job,) = await here.jobs.claim(1)
        await here.accept(order(user=newcomer))
        await here.jobs.finish(job, PICTURES)
        got.append(job.order.user_id)
    assert 1 in got


async def test_another_applications_line_is_another_line(store: Store) -> None:
    here, there = store.process(), store.process(application=78)
    for _ in range(5):
        await here.accept(order(user=1))
    await drawn(here)
    foreign = order(user=2, application=78)
    await there.accept(foreign)
    assert (await store.row(foreign.id)).turn == 0
    assert await there.line(10) == [foreign.id]
    assert [job.id for job in await there.jobs.claim(10)] == [foreign.id]
    assert [job.order.application_id for job in await here.jobs.claim(10)] == [APPLICATION] * 4


async def test_two_claimers_never_get_the_same_job(store: Store) -> None:
    processes = [store.process(), store.process(), store.process()]
    for user in range(30):
        await processes[0].accept(order(user=user))
    claims = await asyncio.gather(*(processes[n % 3].jobs.claim(4) for n in range(12)))
    assert all(len(claimed) <= 4 for claimed in claims)
    ids = [job.id for claimed in claims for job in claimed]
    assert len(ids) == len(set(ids)) == 30


async def test_a_claim_says_how_often_and_how_long_after(store: Store) -> None:
    here = store.process()
    await here.accept(order())
    await store.later(30)
    (job,) = await here.jobs.claim(1)
    assert (job.attempts, job.fence) == (1, 1)
    assert 30 <= job.waited_s < 35


async def test_a_room_that_the_first_fills_takes_no_second(store: Store) -> None:
    here = store.process()
    for user in range(3):
        await here.accept(order(user=user, count=2))
    assert len(await here.jobs.claim(2)) == 1
    assert len(await here.jobs.claim(3)) == 2
