"""Posting and editing of the messages that follow a subject, each at most once at a time."""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Mapping

from bot.delivery.discord_posts import DiscordPosts, Rendering
from bot.delivery.transport import Dropped, Later, LockedOut, Outcome, Sent
from bot.storage import Post, Posts
from bot.storage.retry import repeat_forever, retry_forever

log = logging.getLogger(__name__)

TICK_S = 1.0
# Between two reads: cards are for people to read, and leave the database to the commands.
PAUSE_S = 0.2
# Channels at a time, each with one post: Discord limits the messages of each channel, and all
# calls of a bot to 50 a second.
MAX_CONCURRENT = 4
# After so many attempts, some ten minutes, a post is stored until its subject changes.
MAX_ATTEMPTS = 8

# Pause of all posts after Discord has refused the token: it counts refused calls.
LOCKED_OUT_S = 60.0

# Writes the message of a post from its subject as it is now; None if there is nothing to show.
Renderer = Callable[[Post], Awaitable[Rendering | None]]


class PostWorker:
    """Worker that posts and edits the messages of one application.

    Args:
        posts: the posts that are due.
        transport: sends them.
        renderers: write them, by their kinds.
        lease_s: of the posts: an attempt ends before it does, or another process would begin one.
    """

    def __init__(
        self,
        posts: Posts,
        transport: DiscordPosts,
        renderers: Mapping[str, Renderer],
        lease_s: float,
    ) -> None:
        self._posts, self._transport, self._renderers = posts, transport, renderers
        self._attempt_s = 0.8 * lease_s
        self._under_way: set[asyncio.Task[None]] = set()
        self._locked_until = -math.inf
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Signal that a post is due."""
        self._wake.set()

    async def run(self) -> None:
        """Send posts until cancelled."""
        try:
            await repeat_forever(self._take, TICK_S, self._wake, PAUSE_S)
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _take(self) -> None:
        room = MAX_CONCURRENT - len(self._under_way)
        if room <= 0 or time.monotonic() < self._locked_until:
            return
        for post in await self._posts.take(room):
            task = asyncio.create_task(self._send(post), name=f"post {post.key}")
            self._under_way.add(task)
            task.add_done_callback(self._forget_task)

    def _forget_task(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        self._wake.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("%s failed", task.get_name(), exc_info=error)

    async def _send(self, post: Post) -> None:
        outcome = await self._attempt(post)
        if outcome is None or isinstance(outcome, Sent):
            message_id = outcome.message_id if outcome else post.message_id
            await retry_forever(lambda: self._posts.mark_sent(post, message_id))
        elif isinstance(outcome, Dropped):
            await retry_forever(lambda: self._posts.forget_message(post))
        elif isinstance(outcome, LockedOut):
            self._locked_until = time.monotonic() + LOCKED_OUT_S
            await retry_forever(lambda: self._posts.postpone(post, LOCKED_OUT_S, "token refused"))
        elif isinstance(outcome, Later) and post.attempts < MAX_ATTEMPTS:
            wait_s = max(outcome.wait_s, float(2**post.attempts))
            await retry_forever(lambda: self._posts.postpone(post, wait_s, outcome.reason))
        else:
            log.warning("%s cannot be posted: %s", post.key, outcome.reason)
            await retry_forever(lambda: self._posts.mark_stored(post, outcome.reason))

    async def _attempt(self, post: Post) -> Outcome | None:
        """Attempt to send a post for a bounded time; any exception becomes an outcome."""
        try:
            async with asyncio.timeout(self._attempt_s):
                rendering = await self._renderers[post.kind](post)
                return await self._transport.send(post, rendering) if rendering else None
        except TimeoutError:
            return Later("timeout")
        except Exception:
            # It counts as an attempt, or it would be repeated without end.
            log.exception("%s cannot be sent", post.key)
            return Later("fault")
