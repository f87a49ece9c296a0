"""Keeps the playground's page up to date, and loses nothing that its visitors do meanwhile.

The simulation does one thing at a time. What a visitor does while the page is republished it
answers with an error, after which the page takes nothing more until it is loaded anew; and what
was done on a page that has been republished since, be it for half a second, it refuses. Discord
does neither.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simcord import Env, Preview

log = logging.getLogger(__name__)

REFRESH_S = 1.0
# So long at most a visitor waits for the page to be republished.
PATIENCE_S = 2.0


@contextlib.asynccontextmanager
async def keep_live(page: "Preview", env: "Env") -> AsyncIterator[None]:
    """While the block runs, republish the page about a second after the bot has called Discord.

    Args:
        page: open.
        env: the simulated Discord that it shows.
    """
    turns = asyncio.Lock()
    _take_turns(page, turns)
    task = asyncio.create_task(_republish(page, env, turns))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _take_turns(page: "Preview", turns: asyncio.Lock) -> None:
    """Have what visitors do wait for its turn, and then mean the page as it is."""
    act = page._action

    async def action(context_id: str | None, body: Any) -> dict[str, Any]:
        async with turns:
            return await act(context_id, _up_to_date(page, context_id, body))

    page._action = action  # type: ignore[method-assign]


def _up_to_date(page: "Preview", context_id: str | None, body: Any) -> Any:
    """Let an action be about the page's newest state; what is not in that is refused anyway."""
    seen = page._pages.get(context_id or "")
    if seen is None or not isinstance(body, Mapping) or "published_revision" not in body:
        return body
    return {**body, "published_revision": seen.revision}


async def _republish(page: "Preview", env: "Env", turns: asyncio.Lock) -> None:
    # Not at the top: the playground tells whoever has no simcord how to get it.
    from simcord import SetupError

    seen = 0
    while True:
        await asyncio.sleep(REFRESH_S)
        calls = len(env.http_requests)
        if calls == seen:
            continue
        try:
            async with turns, asyncio.timeout(PATIENCE_S):
                await page.refresh()
        except (SetupError, TimeoutError) as error:
            log.debug("the page is refreshed later: %s", error)
        else:
            seen = calls
