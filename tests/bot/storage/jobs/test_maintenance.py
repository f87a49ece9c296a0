"""What is no longer needed goes, and what is asked to be forgotten; no more."""

import pytest

from bot.storage import Attachment, Message, State
from bot.storage.db.tables import deliveries
from tests.bot.storage.store import LEASE_S, PICTURES, Store


async def test_what_ended_long_ago_is_forgotten_with_its_message(store: Store) -> None:
    here = store.process()
    await here.outbox.mark_sent(await here.taken(), State.DELIVERED, 9)
    await store.later(100)
    recent = await here.taken()
    await here.outbox.mark_sent(recent, State.DELIVERED, 10)
    assert await here.maintenance.forget(50) == 1
    assert [row.id for row in await store.rows()] == [recent.order.id]
    assert [row.job_id for row in await store.rows(deliveries)] == [recent.order.id]


async def test_what_has_not_ended_is_never_forgotten(store: Store) -> None:
    here = store.process()
    await here.taken()
    await here.claimed()
    await here.accept()
    await store.later(1e9)
    assert await here.maintenance.forget(0) == 0
    assert len(await store.rows()) == 3


async def test_jobs_are_counted_by_state(store: Store) -> None:
    here = store.process()
    assert await here.maintenance.counts() == {}
    await here.outbox.mark_sent(await here.taken(), State.DELIVERED, 9)
    await here.taken()
    cancelled = await here.claimed()
    await here.jobs.cancel(cancelled.id, "member left")
    await here.claimed()
    await here.accept()
    await here.accept()
    assert await here.maintenance.counts() == {
        State.QUEUED: 2,
        State.RUNNING: 1,
        State.OUTGOING: 1,
        State.DELIVERED: 1,
        State.CANCELLED: 1,
    }


async def test_the_longest_wait_is_of_those_that_wait(store: Store) -> None:
    here = store.process()
    assert await here.maintenance.measure_queue() == (0, 0)
    await here.claimed()
    await store.later(100)
    await here.accept()
    await store.later(20)
    await here.accept()
    assert await here.maintenance.measure_queue() == (2, pytest.approx(20, abs=2))


async def test_pictures_are_needed_until_their_message_is_posted_or_stored(store: Store) -> None:
    here = store.process()

    def message(letter: str) -> Message:
        return Message(State.DELIVERED, "", (Attachment(letter * 64, f"{letter}.png", ""),))

    sent, stored = await here.taken(message("a")), await here.taken(message("b"))
    await here.taken(message("c"))
    await here.jobs.finish(await here.claimed(), message("d"))
    await here.taken(PICTURES)
    await here.outbox.mark_sent(sent, State.DELIVERED, 9)
    await here.outbox.mark_stored(stored, State.FAILED, "unknown channel")
    await store.later(10 * LEASE_S)
    assert await here.maintenance.pictures_needed() == {"c" * 64, "d" * 64}


async def test_a_database_that_answers_is_told_by_silence(store: Store) -> None:
    assert await store.process().maintenance.ping() is None
