"""Who has used up an allowance waits for it, and the limits hold as exactly as for who does not."""

import asyncio
import itertools
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.storage import AcceptanceLimits, Accepted, LimitExceeded, Quota
from tests.bot.storage.jobs.test_sliding_window import fullest
from tests.bot.storage.store import LEASE_S, PICTURES, Process, Store, caps, order

HOUR, DAY = Quota("user", 3, 3600.0), Quota("user", 5, 86400.0)
SERVER = Quota("server", 4, 1800.0)
WAITS = caps(HOUR, longest_wait_s=3600.0)


async def wait_s(here: Process, answer: Accepted | LimitExceeded) -> float:
    """How long an accepted order waits."""
    assert isinstance(answer, Accepted)
    assert answer.due_at
    async with here.database.reading() as connection:
        now = (await connection.execute(sa.select(sa.cast(here.database.now, sa.Float)))).scalar()
    assert now
    return answer.due_at - now


async def test_an_order_over_the_limit_is_accepted_for_when_it_fits(store: Store) -> None:
    here = store.process()
    assert (await here.accept(order(count=3), WAITS)).due_at is None
    await store.later(600)
    asked = order(count=2)
    assert await wait_s(here, await here.accept(asked, WAITS)) == pytest.approx(3000, abs=5)
    assert await here.accept(order(), caps(HOUR)) == LimitExceeded(
        "limit", HOUR, 0, pytest.approx(3000, abs=5)
    )


async def test_a_wait_of_less_than_a_second_is_told_too(sqlite_url: str) -> None:
    store = Store(sqlite_url, is_file=True)
    here = store.process()
    await here.accept(order(count=3), WAITS)
    await store.later(3599.5)
    answer = await here.accept(order(), WAITS)
    assert isinstance(answer, Accepted)
    assert answer.wait_s == pytest.approx(0.5)
    await store.close()


async def test_nothing_is_claimed_listed_or_counted_before_it_is_due(store: Store) -> None:
    here = store.process()
    await here.jobs.finish(await here.claimed(order(count=3)), PICTURES)
    asked = order()
    await here.accept(asked, WAITS)
    for _ in range(2):
        assert await here.jobs.claim(10) == []
        assert await here.line(10) == []
        assert await here.maintenance.measure_queue() == (0, 0.0)
        await here.jobs.take_over()
        await here.jobs.requeue_lost()
        await store.later(LEASE_S + 1)
    await store.later(3600)
    assert await here.line(10) == [asked.id]
    count, oldest_s = await here.maintenance.measure_queue()
    assert (count, oldest_s) == (1, pytest.approx(2 * (LEASE_S + 1), abs=5))
    (job,) = await here.jobs.claim(10)
    assert job.id == asked.id
    assert job.waited_s == pytest.approx(2 * (LEASE_S + 1), abs=5)


async def test_several_that_wait_come_one_period_after_the_other(store: Store) -> None:
    here, longer = store.process(), replace(WAITS, longest_wait_s=4 * 3600.0)
    await here.accept(order(count=3), longer)
    waits = [await wait_s(here, await here.accept(order(count=2), longer)) for _ in range(3)]
    assert waits == [pytest.approx(n * 3600, abs=5) for n in (1, 2, 3)]


async def test_a_small_order_fits_before_a_large_one_that_waits(store: Store) -> None:
    here = store.process()
    await here.accept(order(count=2), WAITS)
    assert (await here.accept(order(count=2), WAITS)).due_at
    assert (await here.accept(order(count=1), WAITS)).due_at is None
    assert isinstance(await here.accept(order(count=1), WAITS), Accepted)


async def test_nobody_waits_longer_than_the_longest_wait(store: Store) -> None:
    here = store.process()
    await here.accept(order(count=3), WAITS)
    await here.accept(order(count=3), WAITS)
    assert await here.accept(order(), WAITS) == LimitExceeded(
        "limit", HOUR, 0, pytest.approx(7200, abs=5)
    )
    assert await here.accept(order(count=4), WAITS) == LimitExceeded("limit", HOUR, 0, None)


async def test_who_waits_counts_among_those_in_work_and_in_line(store: Store) -> None:
    here = store.process()
    for what, allowed in (
        ("user_open", replace(WAITS, user_open=2)),
        ("server_open", replace(WAITS, server_open=2)),
        ("waiting", replace(WAITS, waiting=4)),
    ):
        user = len(what)
        await here.accept(order(user=user, guild=user, count=3), allowed)
        assert (await here.accept(order(user=user, guild=user, count=1), allowed)).due_at
        assert await here.accept(order(user=user, guild=user, count=1), allowed) == LimitExceeded(
            what
        )
        for job in await here.jobs.claim(10):
            await here.jobs.cancel(job.id, "over")
        await store.later(3601)
        for job in await here.jobs.claim(10):
            await here.jobs.cancel(job.id, "over")


async def test_what_was_cancelled_while_it_waited_leaves_its_place_to_others(store: Store) -> None:
    here = store.process()
    await here.accept(order(count=3), WAITS)
    first = order(count=3)
    await here.accept(first, WAITS)
    assert isinstance(await here.accept(order(), WAITS), LimitExceeded)
    await here.jobs.cancel(first.id, "member left")
    assert (await here.accept(order(), WAITS)).due_at


async def test_a_servers_limit_is_waited_for_too(store: Store) -> None:
    here, allowed = store.process(), caps(HOUR, SERVER, longest_wait_s=3600.0)
    await here.accept(order(user=1, count=3), allowed)
    waited = await wait_s(here, await here.accept(order(user=2, count=2), allowed))
    assert waited == pytest.approx(1800, abs=5)
    # What waits of one member does not keep another from what is left now.
    assert (await here.accept(order(user=3), allowed)).due_at is None


async def test_those_who_wait_do_not_pull_newcomers_into_their_round(store: Store) -> None:
    here = store.process()
    await here.accept(order(user=1, count=3), WAITS)
    waiting = order(user=1)
    await here.accept(waiting, WAITS)
    for _ in range(5):
        await here.accept(order(user=2))
    for _ in range(4):
        (job,) = await here.jobs.claim(1)
        await here.jobs.finish(job, PICTURES)
    newcomer = order(user=3)
    await here.accept(newcomer)
    rows = {row.id: row.turn for row in await store.rows()}
    assert rows[newcomer.id] >= min(
        row.turn for row in await store.rows() if row.user_id == 2 and row.state == "queued"
    )


async def test_an_order_is_told_how_many_are_drawn_before_it(store: Store) -> None:
    here = store.process()
    assert (await here.accept(order(user=1))).ahead == 0
    await here.accept(order(user=1))
    await here.accept(order(user=1))
    assert len(await here.jobs.claim(1)) == 1
    # The one that is drawn and the second; the third is of a later round.
    assert (await here.accept(order(user=2))).ahead == 2
    assert (await here.accept(order(user=1))).ahead == 4
    assert (await here.accept(order(user=3, application=78))).ahead == 0


asks = st.lists(
    st.tuples(
        st.integers(1, 2),
        st.integers(1, 4),
        st.booleans(),
        st.sampled_from([0.0, 1.0, 300.0, 1799.0, 1800.0, 3600.0]),
    ),
    max_size=25,
)
EXAMPLES = itertools.count(1)
LIMITS = (HOUR, DAY, SERVER)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asks=asks)
def test_no_stretch_ever_has_more_than_a_limit_allows(
    sqlite_url: str, asks: list[tuple[int, int, bool, float]]
) -> None:
    asyncio.run(_asked(sqlite_url, asks))


async def _asked(url: str, asks: list[tuple[int, int, bool, float]]) -> None:
    store = Store(url, is_file=True)
    here = store.process()
    # Long after the examples before.
    await store.later(next(EXAMPLES) * 1e7)
    since = store.clock.now
    refuses, waits = caps(*LIMITS), caps(*LIMITS, longest_wait_s=7200.0)
    for user, count, waiting, pause_s in asks:
        await _one(here, user, count, waits if waiting else refuses)
        await store.later(pause_s)
    booked = [row for row in await store.rows() if row.due_at >= since]
    for limit, of in ((HOUR, "user_id"), (DAY, "user_id"), (SERVER, "guild_id")):
        for whose in {getattr(row, of) for row in booked}:
            theirs = [(row.due_at, row.units) for row in booked if getattr(row, of) == whose]
            assert fullest(theirs, limit.period_s) <= limit.amount
    await store.close()


async def _one(here: Process, user: int, count: int, allowed: AcceptanceLimits) -> None:
    """Ask once more: whoever is told to wait does fit then, and nobody waits for too long."""
    answer = await here.accept(order(user=user, count=count), allowed)
    if isinstance(answer, Accepted) and answer.due_at:
        assert allowed.longest_wait_s
    if isinstance(answer, LimitExceeded) and answer.wait_s is not None:
        assert answer.wait_s > allowed.longest_wait_s
