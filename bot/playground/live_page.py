"""Updates of the playground's page that lose no action of its visitors.

The simulation handles one action at a time. It answers an action during a republication with an
error, after which the page accepts none until it is reloaded; and it refuses an action on a state
that has been republished since, even half a second ago. Discord does neither.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any

from simcord import SetupError

from bot.playground.channels import KIND, Channels

if TYPE_CHECKING:
    from simcord import Env, Preview

log = logging.getLogger(__name__)

REFRESH_S = 1.0
# Largest time for which an action waits for a republication.
PATIENCE_S = 2.0


@contextlib.asynccontextmanager
async def keep_live(
    page: "Preview", env: "Env", update_clock: Callable[[], None]
) -> AsyncIterator[None]:
    """Republish the page, while the block runs, about a second after calls of the bot to Discord.

    Args:
        page: the open page.
        env: the simulated Discord that it shows.
        update_clock: called before every action and republication.
    """
    lock, act, channels = asyncio.Lock(), page._action, Channels(page)

    async def action(context_id: str | None, body: Any) -> dict[str, Any]:
        async with lock:
            update_clock()
            shown = page._pages.get(context_id or "")
            if shown is None or not isinstance(body, Mapping):
                return await act(context_id, body)
            if body.get("kind") == KIND:
                return channels.answer(shown, body)
            if "published_revision" in body:
                # Applied to the newest state; an action that this state lacks is refused anyway.
                body = {**body, "published_revision": shown.revision}
            with channels.act_in(shown):
                return await act(context_id, body)

    page._action = action  # type: ignore[method-assign]
    task = asyncio.create_task(_republish(page, channels, env, lock, update_clock))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _republish(
    page: "Preview",
    channels: Channels,
    env: "Env",
    lock: asyncio.Lock,
    update_clock: Callable[[], None],
) -> None:
    seen_calls = 0
    while True:
        await asyncio.sleep(REFRESH_S)
        calls = len(env.http_requests)
        if calls == seen_calls:
            continue
        try:
            async with lock, asyncio.timeout(PATIENCE_S):
                update_clock()
                await page.refresh()
                channels.leave_deleted()
        except (SetupError, TimeoutError) as error:
            log.debug("the page is refreshed later: %s", error)
        else:
            seen_calls = calls
