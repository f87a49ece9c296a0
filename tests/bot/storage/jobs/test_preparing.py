"""A job that is prepared takes its place and its price, and ends with its process."""

from dataclasses import replace

from bot.storage import (
    PREPARING_S,
    UNPREPARED,
    Accepted,
    Duplicate,
    JobRequest,
    LimitExceeded,
    Quota,
    State,
)
from generation import PreparedRequest
from tests.bot.storage.store import Process, Store, caps, order

HOUR = Quota("user", 3, 3600.0)


async def preparing(here: Process, asked: JobRequest) -> Accepted:
    answer = await here.jobs.acceptance.accept(asked, caps(HOUR, user_open=2), 10, State.PREPARING)
    assert isinstance(answer, Accepted)
    return answer


async def test_nobody_claims_what_is_prepared_and_then_it_is_claimed_with_its_sources(
    store: Store,
) -> None:
    here, asked = store.process(), order(prompt="…")
    await preparing(here, asked)
    assert await here.jobs.claim(1) == []
    assert await here.line(9) == []
    whole = replace(
        asked,
        prepared=PreparedRequest.restore(replace(asked.request, prompt="apple")),
        sources=("ab",),
    )
    assert await here.jobs.acceptance.queue_prepared(whole) == Accepted(0)
    (job,) = await here.jobs.claim(1)
    assert job.order == whole


async def test_what_is_prepared_counts_for_limits_and_places(store: Store) -> None:
    here = store.process()
    await preparing(here, order(count=2))
    looked = await here.jobs.acceptance.check(order(count=2), caps(HOUR))
    assert isinstance(looked, LimitExceeded)
    assert looked.left == 1
    await preparing(here, order())
    assert await here.jobs.acceptance.check(order(), caps(user_open=2)) == LimitExceeded(
        "user_open"
    )
    assert await here.jobs.acceptance.check(order(), caps(waiting=3)) == LimitExceeded("waiting")


async def test_who_was_prepared_for_longer_keeps_the_place_taken_at_first(store: Store) -> None:
    here, first = store.process(), order(user=1)
    await preparing(here, first)
    for user in (2, 3):
        await here.accept(order(user=user))
    assert await here.jobs.acceptance.queue_prepared(first) == Accepted(0)
    assert (await here.line(9))[0] == first.id


async def test_looking_writes_nothing_and_knows_what_came_before(store: Store) -> None:
    here, asked = store.process(), order()
    assert await here.jobs.acceptance.check(asked, caps(HOUR)) is None
    assert await store.rows() == []
    await preparing(here, asked)
    assert await here.jobs.acceptance.check(asked, caps(HOUR)) == Duplicate()


async def test_what_was_cancelled_meanwhile_is_not_prepared_any_more(store: Store) -> None:
    here, asked = store.process(), order(count=3)
    await preparing(here, asked)
    assert await here.jobs.cancel(asked.id, "not prepared")
    assert await here.jobs.acceptance.queue_prepared(asked) is None
    assert (await store.row(asked.id)).state == State.CANCELLED
    assert isinstance(await here.accept(order(count=3), caps(HOUR)), Accepted)


async def test_what_is_not_prepared_in_time_is_called_off_and_its_member_told(
    store: Store,
) -> None:
    here, asked = store.process(), order(count=3)
    await preparing(here, asked)
    await store.later(PREPARING_S - 2)
    assert await here.jobs.requeue_lost() == 0
    await store.later(4)
    assert await here.jobs.requeue_lost() == 1
    assert await here.jobs.acceptance.queue_prepared(asked) is None
    (delivery,) = await here.outbox.take(9)
    assert delivery.message.reason == UNPREPARED
    assert delivery.message.outcome is State.CANCELLED
    assert isinstance(await here.accept(order(count=3), caps(HOUR)), Accepted)


async def test_a_start_ends_what_the_process_before_prepared(store: Store) -> None:
    here, asked = store.process(), order()
    await preparing(here, asked)
    ended = await here.jobs.take_over()
    assert ended == (1 if store.is_file else 0)
    # On a server others may be at work.
    assert (await store.row(asked.id)).state == (
        State.OUTGOING if store.is_file else State.PREPARING
    )


async def test_what_is_prepared_can_be_called_off_and_is_listed(store: Store) -> None:
    here, asked = store.process(), order()
    await preparing(here, asked)
    ((listed, state),) = await here.jobs.list_open(asked.user_id, asked.guild_id)
    assert (listed.id, state) == (asked.id, State.PREPARING)
    assert await here.jobs.order(asked.id) == asked
