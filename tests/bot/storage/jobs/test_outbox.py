"""What is to be posted stays until it is known what became of it."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.storage import Attachment, Delivery, DeliveryState, Message, Route, State
from bot.storage.db.tables import deliveries, pictures
from tests.bot.storage.store import LEASE_S, PICTURES, TROUBLE, Process, Store, of_job, order

ATTACHED = Message(
    State.DELIVERED,
    "**apple 🍎 \u2028**",
    (Attachment("a" * 64, "red-apple.png", "a red apple"), Attachment("b" * 64, "2.png", "“two”")),
)

Step = Callable[[Process, Delivery], Awaitable[bool]]
STEPS: dict[str, Step] = {
    "reroute": lambda here, delivery: here.outbox.reroute(delivery, Route.CHANNEL),
    "sent": lambda here, delivery: here.outbox.mark_sent(delivery, State.DELIVERED, 9),
    "stored": lambda here, delivery: here.outbox.mark_stored(delivery, State.FAILED, "refused"),
    "later": lambda here, delivery: here.outbox.postpone(delivery, 30.0, "status 500"),
}
steps = pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())


async def test_a_message_is_taken_as_it_was_written(store: Store) -> None:
    here = store.process()
    asked = order(prompt="apple 🍎")
    job = await here.claimed(asked)
    await store.later(40)
    await here.jobs.finish(job, ATTACHED)
    (delivery,) = await here.outbox.take(10)
    assert (delivery.order, delivery.message) == (asked, ATTACHED)
    assert (delivery.route, delivery.attempts) == (Route.EDIT, 1)
    assert 40 <= delivery.age_s < 45
    assert not await here.outbox.take(10)


async def test_two_postmen_never_take_the_same(store: Store) -> None:
    processes = [store.process(), store.process(), store.process()]
    for user in range(20):
        await processes[0].jobs.finish(await processes[0].claimed(order(user=user)), PICTURES)
    taken = await asyncio.gather(*(processes[n % 3].outbox.take(3) for n in range(9)))
    assert all(len(some) <= 3 for some in taken)
    ids = [delivery.order.id for some in taken for delivery in some]
    assert len(ids) == len(set(ids)) == 20


async def test_another_applications_messages_are_left_alone(store: Store) -> None:
    here, there = store.process(), store.process(application=78)
    await here.jobs.finish(await here.claimed(), PICTURES)
    assert not await there.outbox.take(10)
    assert len(await here.outbox.take(10)) == 1


async def test_what_was_sent_has_ended_with_its_messages_id(store: Store) -> None:
    here = store.process()
    delivery = await here.taken()
    assert await here.outbox.mark_sent(delivery, State.DELIVERED, 2**62)
    row, (sent,) = await store.row(delivery.order.id), await store.rows(deliveries)
    assert (row.state, row.refunded, row.interaction_token) == (State.DELIVERED, False, None)
    assert row.ended_at is not None
    assert (sent.state, sent.message_id) == (DeliveryState.SENT, 2**62)


async def test_pictures_know_the_message_in_which_they_were_sent(store: Store) -> None:
    here = store.process()
    await here.drew(order(user=1))
    other = await here.claimed(order(user=2))
    kept = of_job(other, 0, "b" * 64)
    message = Message(State.DELIVERED, "here", pictures=(kept.id,))
    assert await here.jobs.finish(other, message, [kept])
    (delivery,) = await here.outbox.take(1)
    assert await here.outbox.mark_stored(delivery, State.FAILED, "unknown channel")
    messages = {row.job_id: row.message_id for row in await store.rows(pictures)}
    assert messages.pop(other.id) is None
    assert list(messages.values()) == [9]


async def test_a_request_stays_with_its_job_until_delivered_pictures_have_it(store: Store) -> None:
    here = store.process()
    await here.drew(order(user=1))
    plain = await here.taken(PICTURES, order(user=2))
    assert await here.outbox.mark_sent(plain, State.DELIVERED, 10)
    job = await here.claimed(order(user=3))
    kept = of_job(job, 0, "c" * 64)
    message = Message(State.DELIVERED, "here", pictures=(kept.id,))
    assert await here.jobs.finish(job, message, [kept])
    (delivery,) = await here.outbox.take(1)
    assert await here.outbox.mark_stored(delivery, State.FAILED, "unknown channel")
    left = {row.user_id: bool(row.request) for row in await store.rows()}
    assert left == {1: False, 2: True, 3: True}


async def test_an_attempts_lease_holds_to_its_end(sqlite_url: str) -> None:
    store = Store(sqlite_url, is_file=True)
    here = store.process()
    await here.taken()
    await store.later(LEASE_S)
    assert not await here.outbox.take(1)
    await store.later(1)
    assert len(await here.outbox.take(1)) == 1
    await store.close()


@pytest.mark.parametrize("outcome", [State.FAILED, State.CANCELLED])
async def test_what_cannot_be_posted_is_stored_and_refunded(store: Store, outcome: State) -> None:
    here = store.process()
    delivery = await here.taken()
    assert await here.outbox.mark_stored(delivery, outcome, "unknown channel")
    row, (kept,) = await store.row(delivery.order.id), await store.rows(deliveries)
    assert (row.state, row.refunded, row.reason) == (outcome, True, "unknown channel")
    assert (kept.state, kept.content) == (DeliveryState.STORED, PICTURES.content)
    assert not await here.outbox.take(10)


async def test_a_notice_that_was_sent_leaves_a_failed_job_with_its_own_reason(store: Store) -> None:
    here = store.process()
    delivery = await here.taken(TROUBLE)
    assert await here.outbox.mark_sent(delivery, State.FAILED, 9)
    row = await store.row(delivery.order.id)
    assert (row.state, row.refunded, row.reason) == (State.FAILED, True, TROUBLE.reason)


async def test_a_text_in_place_of_the_pictures_is_a_failure_and_refunded(store: Store) -> None:
    here = store.process()
    delivery = await here.taken()
    assert await here.outbox.mark_sent(delivery, State.FAILED, 9)
    assert (await store.row(delivery.order.id)).refunded


async def test_what_is_put_off_comes_back_when_it_is_due(store: Store) -> None:
    here = store.process()
    delivery = await here.taken()
    assert await here.outbox.postpone(delivery, 30.0, "status 500")
    assert not await here.outbox.take(1)
    await store.later(31)
    (again,) = await here.outbox.take(1)
    assert (again.attempts, again.fence) == (2, delivery.fence + 1)


async def test_the_longest_due_comes_first(store: Store) -> None:
    here = store.process()
    first, second = await here.taken(), await here.taken()
    await here.outbox.postpone(first, 20.0, "status 500")
    await here.outbox.postpone(second, 10.0, "status 500")
    await store.later(30)
    taken = [await here.outbox.take(1), await here.outbox.take(1)]
    assert [some[0].order.id for some in taken] == [second.order.id, first.order.id]


async def test_a_route_that_was_changed_stays_so(store: Store) -> None:
    here = store.process()
    assert await here.outbox.reroute(await here.taken(), Route.CHANNEL)
    await store.later(LEASE_S + 1)
    (again,) = await here.outbox.take(1)
    assert again.route is Route.CHANNEL


async def test_a_message_whose_postman_died_is_taken_when_its_lease_is_over(store: Store) -> None:
    here, there = store.process(), store.process()
    delivery = await here.taken()
    await store.later(LEASE_S - 5)
    assert not await there.outbox.take(1)
    await store.later(10)
    (again,) = await there.outbox.take(1)
    assert (again.order.id, again.attempts) == (delivery.order.id, 2)


@steps
async def test_a_postman_who_was_overtaken_changes_nothing(store: Store, step: Step) -> None:
    here, there = store.process(), store.process()
    old = await here.taken()
    await store.later(LEASE_S + 1)
    (new,) = await there.outbox.take(1)
    before = await store.rows(), await store.rows(deliveries)
    assert not await step(here, old)
    assert (await store.rows(), await store.rows(deliveries)) == before
    assert await step(there, new)


@steps
@pytest.mark.parametrize("end", ["sent", "stored", "later"])
async def test_what_is_on_its_way_no_more_is_not_changed(
    store: Store, step: Step, end: str
) -> None:
    here = store.process()
    delivery = await here.taken()
    assert await STEPS[end](here, delivery)
    before = await store.rows(), await store.rows(deliveries)
    assert not await step(here, delivery)
    assert (await store.rows(), await store.rows(deliveries)) == before


@pytest.mark.parametrize("end", ["later", "stored"])
async def test_however_long_a_reason_is_it_can_be_kept(store: Store, end: str) -> None:
    here = store.process()
    delivery = await here.taken()
    if end == "later":
        assert await here.outbox.postpone(delivery, 1.0, "why? " * 100)
    else:
        assert await here.outbox.mark_stored(delivery, State.FAILED, "why? " * 100)


async def test_no_text_is_refused_when_it_is_too_late(store: Store) -> None:
    """What Discord sends as JSON can hold what no database takes."""
    here = store.process()
    asked = order(prompt="nul \0, half a pair \ud83d")
    delivery = await here.taken(Message(State.DELIVERED, asked.request.prompt), asked)
    assert delivery.order.request == asked.request
    assert delivery.message.content == "nul , half a pair ?"
