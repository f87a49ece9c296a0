"""A request is decided on, written down and paid for in one transaction."""

import asyncio

import pytest

from bot.storage import AcceptanceLimits, Accepted, Duplicate, LimitExceeded, Quota, State
from tests.bot.storage.store import PICTURES, TROUBLE, Store, caps, order

HOUR = Quota("user", 3, 3600.0)
SERVER = Quota("server", 3, 3600.0)


async def test_an_accepted_order_is_written_down_as_it_was_asked(store: Store) -> None:
    here = store.process()
    asked = order(prompt="apple 🍎 \u2028 \N{COMBINING ACUTE ACCENT}", count=4)
    assert isinstance(await here.accept(asked), Accepted)
    (job,) = await here.jobs.claim(1)
    assert job.order == asked


async def test_a_limit_counts_pictures_and_says_what_is_left(store: Store) -> None:
    here = store.process()
    await here.accept(order(count=2), caps(HOUR))
    assert await here.accept(order(count=2), caps(HOUR)) == LimitExceeded(
        "limit", HOUR, 1, pytest.approx(3600, abs=5)
    )
    assert isinstance(await here.accept(order(count=1), caps(HOUR)), Accepted)


async def test_the_wait_is_until_enough_of_the_oldest_count_no_more(store: Store) -> None:
    here = store.process()
    for count in (1, 2):
        await here.accept(order(count=count), caps(HOUR))
        await store.later(600)
    # Where the clock stands still, exactly.
    off = 0.0 if store.is_file else 5.0
    one = await here.accept(order(count=1), caps(HOUR))
    two = await here.accept(order(count=2), caps(HOUR))
    assert one.wait_s == pytest.approx(2400, abs=off)
    assert two.wait_s == pytest.approx(3000, abs=off)
    await store.later(one.wait_s + 0.001)
    assert isinstance(await here.accept(order(count=2), caps(HOUR)), LimitExceeded)
    assert isinstance(await here.accept(order(count=1), caps(HOUR)), Accepted)


async def test_what_never_fits_has_no_wait(store: Store) -> None:
    refused = await store.process().accept(order(count=4), caps(HOUR))
    assert refused == LimitExceeded("limit", HOUR, 3, None)


async def test_a_members_limit_is_theirs_alone_and_a_servers_is_everybodys(store: Store) -> None:
    here = store.process()
    both = caps(HOUR, SERVER)
    await here.accept(order(user=1, count=3), both)
    assert (await here.accept(order(user=1), both)).limit == HOUR
    assert (await here.accept(order(user=2), both)).limit == SERVER
    assert isinstance(await here.accept(order(user=2, guild=2, count=3), both), Accepted)
    # The member has spent theirs, whatever the server.
    assert (await here.accept(order(user=1, guild=3), both)).limit == HOUR


async def test_every_one_of_several_limits_holds(store: Store) -> None:
    minute, day = Quota("user", 2, 60.0), Quota("user", 3, 86400.0)
    here = store.process()
    await here.accept(order(count=2), caps(minute, day))
    assert (await here.accept(order(), caps(minute, day))).limit == minute
    await store.later(61)
    await here.accept(order(), caps(minute, day))
    assert (await here.accept(order(), caps(minute, day))).limit == day


async def test_a_role_with_a_larger_limit_may_ask_on(store: Store) -> None:
    here = store.process()
    await here.accept(order(count=3), caps(HOUR))
    assert isinstance(await here.accept(order(), caps(Quota("user", 5, 3600.0))), Accepted)
    assert isinstance(await here.accept(order(), caps(HOUR)), LimitExceeded)


@pytest.mark.parametrize(
    ("what", "allowed", "other"),
    [
        ("user_open", caps(user_open=2), order(user=2)),
        ("server_open", caps(server_open=2), order(guild=2, user=2)),
    ],
)
async def test_requests_in_work_are_bounded_until_one_is_on_its_way(
    store: Store, what: str, allowed: AcceptanceLimits, other: object
) -> None:
    here = store.process()
    await here.accept(order(), allowed)
    job = await here.claimed(order())
    assert await here.accept(order(), allowed) == LimitExceeded(what)
    assert isinstance(await here.accept(other, allowed), Accepted)
    await here.jobs.finish(job, PICTURES)
    assert isinstance(await here.accept(order(), allowed), Accepted)


async def test_the_line_is_bounded_in_pictures_over_all_servers(store: Store) -> None:
    here = store.process()
    await here.accept(order(guild=1, count=3), caps(waiting=4))
    assert await here.accept(order(guild=2, user=2, count=2), caps(waiting=4)) == LimitExceeded(
        "waiting"
    )
    assert isinstance(await here.accept(order(guild=3, user=3), caps(waiting=4)), Accepted)


async def test_what_was_refused_costs_nothing_and_leaves_nothing(store: Store) -> None:
    here = store.process()
    await here.accept(order(count=4), caps(HOUR))
    assert not await store.rows()
    assert isinstance(await here.accept(order(count=3), caps(HOUR)), Accepted)


async def test_a_refund_counts_no_more(store: Store) -> None:
    here = store.process()
    for end in ("failed", "cancelled"):
        asked = order(count=3)
        assert isinstance(await here.accept(asked, caps(HOUR)), Accepted)
        (job,) = await here.jobs.claim(1)
        assert isinstance(await here.accept(order(), caps(HOUR)), LimitExceeded)
        if end == "failed":
            await here.jobs.finish(job, TROUBLE)
        else:
            await here.jobs.cancel(asked.id, "member left")
    delivery = await here.taken(asked=order(count=3))
    assert isinstance(await here.accept(order(), caps(HOUR)), LimitExceeded)
    await here.outbox.mark_stored(delivery, State.FAILED, "unknown channel")
    assert isinstance(await here.accept(order(count=3), caps(HOUR)), Accepted)


async def test_what_was_delivered_is_paid_for_until_its_time_is_over(store: Store) -> None:
    here = store.process()
    await here.outbox.mark_sent(await here.taken(asked=order(count=3)), State.DELIVERED, 9)
    assert isinstance(await here.accept(order(), caps(HOUR)), LimitExceeded)
    await store.later(3601)
    assert isinstance(await here.accept(order(), caps(HOUR)), Accepted)


async def test_an_interaction_that_comes_twice_is_accepted_once(store: Store) -> None:
    here = store.process()
    for again in (False, True):
        answer = await here.accept(order(interaction_id=99), caps(HOUR, user_open=1))
        assert isinstance(answer, Duplicate if again else Accepted)
    assert len(await store.rows()) == 1


async def test_an_interaction_that_comes_twice_at_once_is_accepted_once(store: Store) -> None:
    processes = [store.process(), store.process()]
    answers = await asyncio.gather(*(p.accept(order(interaction_id=99)) for p in processes * 4))
    assert sum(isinstance(answer, Accepted) for answer in answers) == 1
    assert sum(isinstance(answer, Duplicate) for answer in answers) == 7


async def test_fifty_at_once_never_exceed_a_limit(store: Store) -> None:
    processes = [store.process(), store.process()]
    limit = caps(Quota("user", 7, 3600.0), Quota("server", 9, 3600.0), waiting=12)
    asked = [order(user=n % 3 // 2, guild=n % 4 // 2) for n in range(50)]
    answers = await asyncio.gather(
        *(processes[n % 2].accept(one, limit) for n, one in enumerate(asked))
    )
    assert sum(isinstance(answer, Accepted) for answer in answers) == 12
    rows = await store.rows()
    assert len(rows) == 12
    for name, most in (("user_id", 7), ("guild_id", 9)):
        owners = [getattr(row, name) for row in rows]
        assert max(map(owners.count, owners)) <= most


async def test_fifty_at_once_of_one_member_keep_to_those_in_work(store: Store) -> None:
    processes = [store.process(), store.process()]
    answers = await asyncio.gather(
        *(processes[n % 2].accept(order(), caps(user_open=3)) for n in range(50))
    )
    assert sum(isinstance(answer, Accepted) for answer in answers) == 3


async def test_what_waits_together_is_answered_each_for_itself(sqlite_url: str) -> None:
    store = Store(sqlite_url, is_file=True)
    here = store.process()
    asked = [order(user=user, interaction_id=number) for number, user in ((1, 1), (1, 1), (2, 1))]
    answers = await asyncio.gather(*(here.accept(one, caps(user_open=1)) for one in asked))
    assert sorted(type(answer).__name__ for answer in answers) == [
        "Accepted",
        "Duplicate",
        "LimitExceeded",
    ]
    await store.close()


async def test_who_gives_up_waiting_spoils_it_for_nobody_else(store: Store) -> None:
    here = store.process()
    tasks = [asyncio.create_task(here.accept(order(user=user))) for user in range(10)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    tasks[5].cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    rows = {row.user_id for row in await store.rows()}
    told = {user for user, answer in enumerate(answers) if isinstance(answer, Accepted)}
    assert told <= rows
    # Whoever shared the transaction of one who left was told no, and it is no.
    assert rows <= told | {0, 5}
    assert len(await store.process().jobs.claim(100)) == len(rows)


async def test_a_member_holds_no_more_than_a_share_of_the_line(store: Store) -> None:
    here, share = store.process(), caps(waiting=64, user_waiting=16)
    for _ in range(4):
        assert isinstance(await here.accept(order(count=4), share), Accepted)
    assert await here.accept(order(count=1), share) == LimitExceeded("user_waiting")
    # In every server of the bot, and also of what is drawn already.
    await here.jobs.claim(2)
    assert await here.accept(order(guild=2), share) == LimitExceeded("user_waiting")
    assert isinstance(await here.accept(order(user=2, count=4), share), Accepted)


async def test_there_is_room_again_as_soon_as_a_request_has_ended(store: Store) -> None:
    here, share = store.process(), caps(user_waiting=6)
    first = order(count=4)
    await here.accept(first, share)
    assert await here.accept(order(count=4), share) == LimitExceeded("user_waiting", left=2)
    assert isinstance(await here.accept(order(count=2), share), Accepted)
    await here.jobs.cancel(first.id, "why")
    assert isinstance(await here.accept(order(count=4), share), Accepted)


async def test_one_request_is_never_more_than_its_members_share(store: Store) -> None:
    here, share = store.process(), caps(user_waiting=2)
    assert isinstance(await here.accept(order(count=4), share), Accepted)
    assert await here.accept(order(), share) == LimitExceeded("user_waiting")
