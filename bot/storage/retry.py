"""Work that goes on for as long as the bot runs, whatever the database or Discord do."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import TypeVar

from bot.storage.db.database import StatementRefused, StorageUnavailable

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


async def repeat_forever(
    work: Callable[[], Awaitable[object]],
    every_s: float,
    wake: asyncio.Event,
    pause_s: float = 0.0,
) -> None:
    """Do `work` when woken and at least `every_s`; its trouble is logged and it is done again.

    Args:
        work: to be done.
        every_s: longest time between two runs.
        wake: begins the next run.
        pause_s: shortest time between two runs.
    """
    while True:
        wake.clear()
        try:
            await work()
        except StorageUnavailable as error:
            log.warning("the database does not answer, it is asked again: %s", error)
        except Exception:
            log.exception("%s failed; it is tried again", getattr(work, "__qualname__", "a task"))
        if pause_s:
            await asyncio.sleep(pause_s)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(every_s):
                await wake.wait()


async def retry_forever(write: Callable[[], Awaitable[Answer]], pause_s: float = 0.5) -> Answer:
    """Ask the database until it answers: what it is told must not be lost.

    Raises:
        StatementRefused: it has answered, and would not do so otherwise.
    """
    while True:
        try:
            return await write()
        except StatementRefused:
            raise
        except StorageUnavailable as error:
            log.warning("the database does not take a result yet: %s", error)
            await asyncio.sleep(pause_s)
            pause_s = min(5.0, 2 * pause_s)


@contextlib.asynccontextmanager
async def run_in_background(
    *works: Callable[[], Coroutine[None, None, None]],
) -> AsyncIterator[None]:
    """Run endless works while the block runs."""
    tasks = [asyncio.create_task(work()) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
