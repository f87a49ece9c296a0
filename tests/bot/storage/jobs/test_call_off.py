"""A job that is called off ends once, and its channel is told once."""

import asyncio
from fractions import Fraction
from pathlib import Path

import pytest

from bot.storage import FileStore, Message, Privacy, Quota, State
from bot.storage.db.tables import deliveries
from tests.bot.storage.store import LEASE_S, PICTURES, Store, caps, order

OFF = Message(State.CANCELLED, "Cancelled by Ada.", reason="Cancelled")


@pytest.mark.parametrize("held", [False, True])
async def test_a_job_that_is_called_off_is_refunded_and_told(store: Store, held: bool) -> None:
    here = store.process()
    asked = order()
    await here.accept(asked)
    if held:
        await here.jobs.claim(1)
    assert await here.jobs.call_off(asked.id, OFF)
    row = await store.row(asked.id)
    assert (row.state, row.refunded, row.reason) == (State.OUTGOING, True, "Cancelled")
    assert not await here.jobs.claim(1)
    assert not await here.jobs.list_open(None, asked.guild_id)
    assert await here.accept(order(), caps(user_open=1))
    (delivery,) = await here.outbox.take(9)
    assert (delivery.order, delivery.message) == (asked, OFF)
    assert await here.outbox.mark_sent(delivery, delivery.message.outcome, 9)
    assert (await store.row(asked.id)).state == State.CANCELLED
    assert (await store.row(asked.id)).refunded


async def test_who_draws_it_learns_of_it_and_changes_nothing(store: Store) -> None:
    here = store.process()
    job = await here.claimed()
    assert await here.jobs.call_off(job.id, OFF)
    assert await here.jobs.renew([job]) == frozenset()
    assert not await here.jobs.finish(job, PICTURES)
    assert not await here.jobs.release(job)
    (row,) = await store.rows(deliveries)
    assert row.content == OFF.content


async def test_what_another_process_draws_is_told_when_that_one_knows(store: Store) -> None:
    here, there = store.process(), store.process()
    job = await there.claimed()
    assert await here.jobs.call_off(job.id, OFF)
    await store.later(LEASE_S / 4)
    assert not await here.outbox.take(9)
    assert await there.jobs.renew([job]) == frozenset()
    await store.later(LEASE_S / 4 + 1)
    assert len(await here.outbox.take(9)) == 1


async def test_what_has_ended_is_not_called_off(store: Store) -> None:
    here = store.process()
    delivery = await here.taken()
    assert not await here.jobs.call_off(delivery.order.id, OFF)
    assert not await here.jobs.call_off("no such job", OFF)
    asked = order()
    await here.accept(asked)
    assert await here.jobs.call_off(asked.id, OFF)
    assert not await here.jobs.call_off(asked.id, OFF)
    assert len(await store.rows(deliveries)) == 2


@pytest.mark.parametrize("_again", range(5))
async def test_of_an_end_and_two_cancellations_at_once_one_wins(store: Store, _again: int) -> None:
    here, there = store.process(), store.process()
    job = await here.claimed()
    won = await asyncio.gather(
        here.jobs.finish(job, PICTURES),
        there.jobs.call_off(job.id, OFF),
        here.jobs.call_off(job.id, OFF),
    )
    assert sum(won) == 1
    (row,) = await store.rows(deliveries)
    assert row.content == (PICTURES.content if won[0] else OFF.content)


async def test_open_requests_are_a_members_or_all_of_a_servers(store: Store) -> None:
    here = store.process()
    mine, theirs, elsewhere = order(user=1), order(user=2), order(user=1, guild=2)
    for asked in (mine, theirs, elsewhere):
        await here.accept(asked)
    assert await here.jobs.list_open(1, 1) == [(mine, State.QUEUED)]
    assert await here.jobs.list_open(None, 1) == [(mine, State.QUEUED), (theirs, State.QUEUED)]


HOUR = Quota("user", 4, 3600.0)


@pytest.mark.parametrize(
    ("count", "drawn", "spent"),
    [
        (1, Fraction(0), 0),
        (1, Fraction(1, 20), 1),
        (1, Fraction(19, 20), 1),
        (4, Fraction(1, 80), 1),
        (4, Fraction(3, 4), 3),
        (4, Fraction(3, 4) + Fraction(1, 80), 4),
        (4, Fraction(1), 4),
        (4, None, 4),
    ],
)
async def test_what_was_drawn_stays_charged(
    store: Store, count: int, drawn: Fraction | None, spent: int
) -> None:
    here = store.process()
    job = await here.claimed(order(count=count))
    assert await here.jobs.count_spent(job.id, drawn) == spent
    assert await here.jobs.call_off(job.id, OFF, spent)
    (delivery,) = await here.outbox.take(9)
    assert await here.outbox.mark_sent(delivery, delivery.message.outcome, 9)
    assert await here.jobs.count_left(1, 1, [HOUR]) == [4 - spent]
    row = await store.row(job.id)
    assert (row.state, row.refunded) == (State.CANCELLED, spent == 0)


async def test_what_was_not_begun_costs_nothing(store: Store) -> None:
    here = store.process()
    asked = order(count=4)
    await here.accept(asked)
    assert await here.jobs.count_spent(asked.id, None) == 0
    released = await here.claimed(order(count=4))
    await here.jobs.release(released)
    assert await here.jobs.count_spent(released.id, None) == 0
    assert await here.jobs.count_spent("no such job", None) == 0


async def test_how_far_another_process_is_nobody_knows_so_all_of_it_counts(store: Store) -> None:
    here, there = store.process(), store.process()
    job = await there.claimed(order(count=3))
    assert await here.jobs.count_spent(job.id, Fraction()) == 3


async def test_a_charge_that_cannot_be_told_stays_and_is_not_given_back(store: Store) -> None:
    here = store.process()
    job = await here.claimed(order(count=2))
    assert await here.jobs.call_off(job.id, OFF, 1)
    (delivery,) = await here.outbox.take(9)
    assert await here.outbox.mark_stored(delivery, State.CANCELLED, "message deleted")
    assert await here.jobs.count_left(1, 1, [HOUR]) == [3]


async def test_deleting_everything_gives_nothing_back_of_what_was_drawn(
    store: Store, tmp_path: Path
) -> None:
    here = store.process()
    job = await here.claimed(order(count=4))
    await here.accept(order(count=1))
    privacy = Privacy(store.database, FileStore(tmp_path, 10**6, 1e6))
    erased = await privacy.erase(1, {job.id: Fraction(1, 2)}.get)
    assert len(erased.open) == 2
    assert await here.jobs.count_left(1, 1, [HOUR]) == [2]
