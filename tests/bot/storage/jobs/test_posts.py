"""A post ends in the newest version of its subject and in its newest channel."""

from collections.abc import Awaitable, Callable

import pytest

from bot.storage import CARD, Post, Posts
from tests.bot.storage.store import LEASE_S, Process, Store

GUILD, OLD, NEW = 1, 8, 9
End = Callable[[Posts, Post], Awaitable[bool]]


async def put(here: Process, channel: int, subject: str = "review") -> None:
    await here.posts.put(CARD, subject, GUILD, channel)


async def mark_sent(posts: Posts, post: Post) -> bool:
    return await posts.mark_sent(post, 4711)


async def mark_stored(posts: Posts, post: Post) -> bool:
    return await posts.mark_stored(post, "unknown channel")


async def postpone(posts: Posts, post: Post) -> bool:
    return await posts.postpone(post, 600.0, "rate limited")


@pytest.mark.parametrize("end", [mark_sent, mark_stored, postpone])
async def test_what_moves_while_it_is_sent_is_posted_in_its_new_channel_next(
    store: Store, end: End
) -> None:
    here = store.process()
    await put(here, OLD)
    (before,) = await here.posts.take(9)
    await put(here, NEW)
    assert await end(here.posts, before)
    (after,) = await here.posts.take(9)
    assert (after.channel_id, after.message_id) == (NEW, None)
    assert after.version > before.version


@pytest.mark.parametrize("end", [mark_sent, mark_stored])
async def test_what_changes_while_it_is_sent_is_due_again(store: Store, end: End) -> None:
    here = store.process()
    await put(here, OLD)
    (before,) = await here.posts.take(9)
    await put(here, OLD)
    assert await end(here.posts, before)
    (after,) = await here.posts.take(9)
    assert after.version > before.version
    assert await end(here.posts, after)
    assert await here.posts.take(9) == []


async def test_a_channel_has_one_post_under_way_and_keeps_no_other_channel_waiting(
    store: Store,
) -> None:
    here, there = store.process(), store.process()
    for subject in ("first", "second", "third"):
        await put(here, OLD, subject)
    await put(here, NEW, "fourth")
    taken = await here.posts.take(2)
    assert {post.channel_id for post in taken} == {OLD, NEW}
    assert await there.posts.take(9) == []
    for post in taken:
        await here.posts.mark_sent(post, 4711)
    (next_one,) = await there.posts.take(9)
    assert next_one.channel_id == OLD


async def test_a_post_whose_process_died_is_taken_again_with_a_higher_fence(store: Store) -> None:
    here, there = store.process(), store.process()
    await put(here, OLD)
    (lost,) = await here.posts.take(9)
    await store.later(LEASE_S + 1)
    (found,) = await there.posts.take(9)
    assert (lost.fence, found.fence) == (1, 2)
    assert not await here.posts.mark_sent(lost, 4711)
