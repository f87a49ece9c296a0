"""Retries and endless background tasks that survive errors of the database and of Discord."""

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
    """Run `work` forever, at every wake-up and after `every_s` at the latest; log its errors.

    Args:
        work: the work of one run.
        every_s: longest pause between two runs in seconds.
        wake: event that starts the next run.
        pause_s: shortest pause between two runs in seconds.
    """
    while True:
        wake.clear()
        try:
            await work()
        except StorageUnavailable as error:
            log.warning("the database does not answer; retrying: %s", error)
        except Exception:
            log.exception("%s failed; retrying", getattr(work, "__qualname__", "a task"))
        if pause_s:
            await asyncio.sleep(pause_s)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(every_s):
                await wake.wait()


async def retry_forever(write: Callable[[], Awaitable[Answer]], pause_s: float = 0.5) -> Answer:
    """Retry a write that must not be lost until the database accepts it.

    Args:
        write: the write.
        pause_s: pause before the first retry in seconds; it doubles up to 5.

    Returns:
        The result of the write.

    Raises:
        StatementRefused: the database would refuse every retry.
    """
    while True:
        try:
            return await write()
        except StatementRefused:
            raise
        except StorageUnavailable as error:
            log.warning("the database does not accept a write yet; retrying: %s", error)
            await asyncio.sleep(pause_s)
            pause_s = min(5.0, 2 * pause_s)


@contextlib.asynccontextmanager
async def run_in_background(
    *works: Callable[[], Coroutine[None, None, None]],
) -> AsyncIterator[None]:
    """Run endless tasks during the block and cancel them at its end."""
    tasks = [asyncio.create_task(work()) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
