"""Posts are sent once, edited with every change, and given up where Discord takes none."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from bot.delivery.discord_posts import Rendering
from bot.delivery.post_worker import MAX_ATTEMPTS, PostWorker
from bot.delivery.transport import Dropped, Later, LockedOut, Outcome, Sent, Undeliverable
from bot.interactions.layouts import Layout
from bot.storage import CARD, DeliveryState, Post, Posts
from bot.storage.db.tables import posts
from tests.bot.storage.store import LEASE_S, Store

SUBJECT, GUILD, CHANNEL = "0a1b2c3d4e5f", 1, 50


@dataclass
class Poster:
    """A transport of whose answers the test decides.

    Args:
        says: what comes of an attempt.
    """

    says: list[Outcome]
    seen: list[Post] = field(default_factory=list)

    async def send(self, post: Post, _rendering: Rendering) -> Outcome:
        self.seen.append(post)
        return self.says.pop(0) if len(self.says) > 1 else self.says[0]


@dataclass
class Posting:
    """A worker with one post that is due."""

    store: Store
    posts: Posts
    poster: Poster
    worker: PostWorker

    async def put(self) -> None:
        """Change the subject."""
        await self.posts.put(CARD, SUBJECT, GUILD, CHANNEL)

    async def flush(self) -> None:
        """Send what is due now, once."""
        await self.worker._take()
        await asyncio.gather(*self.worker._under_way)

    async def row(self) -> tuple[str, int, int | None, str | None]:
        """State, attempts, message and reason of the post."""
        (row,) = await self.store.rows(posts)
        return row.state, row.attempts, row.message_id, row.reason


async def rendered(_post: Post) -> Rendering | None:
    return Rendering(Layout("en"))


@contextlib.asynccontextmanager
async def posting(
    store: Store,
    *says: Outcome,
    renderer: Callable[[Post], Awaitable[Rendering | None]] = rendered,
    lease_s: float = LEASE_S,
) -> AsyncIterator[Posting]:
    """Have a post that is due; Discord says the outcomes, the last of them for ever."""
    here, poster = store.process(), Poster([*says])
    sent = Posts(here.database, here.session, lease_s)
    worker = PostWorker(sent, poster, {CARD: renderer}, lease_s)  # type: ignore[arg-type]
    it = Posting(store, sent, poster, worker)
    await it.put()
    yield it


async def test_a_post_is_sent_once_and_edited_with_every_change(store: Store) -> None:
    async with posting(store, Sent(4711)) as it:
        await it.flush()
        assert await it.row() == (DeliveryState.SENT, 0, 4711, None)
        await it.flush()
        assert len(it.poster.seen) == 1
        await it.put()
        await it.flush()
        assert [post.message_id for post in it.poster.seen] == [None, 4711]


async def test_a_change_while_it_is_sent_is_sent_next(store: Store) -> None:
    async def changed_meanwhile(post: Post) -> Rendering:
        if post.version == 1:
            await it.put()
        return Rendering(Layout("en"))

    async with posting(store, Sent(4711), renderer=changed_meanwhile) as it:
        await it.flush()
        assert (await it.row())[0] == DeliveryState.WAITING
        await it.flush()
        assert (await it.row())[0] == DeliveryState.SENT
        assert [post.version for post in it.poster.seen] == [1, 2]


async def test_nothing_is_sent_where_there_is_nothing_to_show(store: Store) -> None:
    async def nothing(_post: Post) -> Rendering | None:
        return None

    async with posting(store, Sent(4711), renderer=nothing) as it:
        await it.flush()
        assert (await it.row())[0] == DeliveryState.SENT
        assert it.poster.seen == []


async def test_a_deleted_message_is_posted_anew(store: Store) -> None:
    async with posting(store, Sent(1), Dropped("message deleted"), Sent(2)) as it:
        await it.flush()
        await it.put()
        await it.flush()
        await it.flush()
        assert await it.row() == (DeliveryState.SENT, 0, 2, None)


async def test_a_channel_that_is_gone_stores_the_post_until_its_next_change(store: Store) -> None:
    async with posting(store, Undeliverable("unknown channel"), Sent(2)) as it:
        await it.flush()
        assert await it.row() == (DeliveryState.STORED, 0, None, "unknown channel")
        await it.flush()
        assert len(it.poster.seen) == 1
        await it.put()
        await it.flush()
        assert (await it.row())[2] == 2


@pytest.mark.parametrize("outcome", [Later("status 500"), LockedOut()])
async def test_what_may_be_tried_again_waits(store: Store, outcome: Outcome) -> None:
    async with posting(store, outcome) as it:
        await it.flush()
        assert (await it.row())[:2] == (DeliveryState.WAITING, 1)
        await it.flush()
        assert len(it.poster.seen) == 1


async def test_a_renderer_that_fails_is_tried_so_often_and_no_more(store: Store) -> None:
    async def broken(_post: Post) -> Rendering:
        raise PermissionError(13, "Permission denied")

    async with posting(store, Sent(1), renderer=broken) as it:
        for attempts in range(1, MAX_ATTEMPTS):
            await it.flush()
            assert (await it.row())[1:] == (attempts, None, "fault")
            await store.later(1000)
        await it.flush()
        assert (await it.row())[::3] == (DeliveryState.STORED, "fault")


async def test_an_attempt_ends_before_its_lease(store: Store) -> None:
    async def endless(_post: Post) -> Rendering:
        await asyncio.Event().wait()
        raise AssertionError

    async with posting(store, Sent(1), renderer=endless, lease_s=0.05) as it:
        async with asyncio.timeout(10):
            await it.flush()
        assert (await it.row())[3] == "timeout"


async def test_only_one_of_two_processes_sends_a_post(store: Store) -> None:
    async with posting(store, Sent(1)) as it:
        there = store.process()
        others = Posts(there.database, there.session, LEASE_S)
        taken = await asyncio.gather(it.posts.take(9), others.take(9))
        assert sorted(map(len, taken)) == [0, 1]


async def test_a_process_that_lost_its_lease_changes_nothing(store: Store) -> None:
    async with posting(store, Sent(1)) as it:
        (before,) = await it.posts.take(9)
        await store.later(LEASE_S + 1)
        (after,) = await it.posts.take(9)
        assert not await it.posts.mark_sent(before, 1)
        assert await it.posts.mark_sent(after, 2)
        assert (await it.row())[2] == 2


async def test_the_worker_sends_what_it_is_woken_for(store: Store) -> None:
    async with posting(store, Sent(4711)) as it:
        task = asyncio.create_task(it.worker.run())
        try:
            async with asyncio.timeout(20):
                while (await it.row())[2] is None:  # noqa: ASYNC110
                    await asyncio.sleep(0.005)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
