"""Group commit: writes that wait at the same time share one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database, StatementRefused, StorageUnavailable

Item = TypeVar("Item")
Answer = TypeVar("Answer")

# With more of them the first one would wait for the last.
MOST_TOGETHER = 16


@dataclass(eq=False)
class _Waiting(Generic[Item, Answer]):
    """An item that waits for its transaction."""

    item: Item
    answer: "asyncio.Future[Answer]"

    def done(self, answer: Answer) -> None:
        """Hand the answer to the task that waits for it, if it still does."""
        if not self.answer.done():
            self.answer.set_result(answer)

    def failed(self, error: Exception) -> None:
        """Raise an error in the task that waits, if it still does."""
        if not self.answer.done():
            self.answer.set_exception(error)


class GroupCommit(Generic[Item, Answer]):
    """Write items of several tasks in common transactions.

    Most of a transaction's time goes into its beginning and its end.

    Args:
        database: where the items are written.
        write: writes items and returns their answers in the same order.
        durable: whether a transaction has to survive a power cut.
        together: whether items share transactions on a server, too, where those that do not
            wait for each other run side by side.
    """

    def __init__(
        self,
        database: Database,
        write: Callable[[AsyncConnection, Sequence[Item]], Awaitable[Sequence[Answer]]],
        durable: bool = True,
        together: bool = False,
    ) -> None:
        self._database, self._write, self._durable = database, write, durable
        self._together = together or database.is_file
        self._waiting: list[_Waiting[Item, Answer]] = []
        self._writer: asyncio.Task[None] | None = None

    async def write(self, item: Item, wait_s: float | None = None) -> Answer:
        """Write an item.

        Args:
            item: to be written.
            wait_s: longest time to wait for other transactions.

        Raises:
            Conflict: it contradicts what is there.
            StatementRefused: it can never be written.
            StorageUnavailable: it was not written.
        """
        if not self._together:
            return (await self._transaction([item]))[0]
        mine: _Waiting[Item, Answer] = _Waiting(item, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_waiting(), name="group commit")
        await asyncio.wait([mine.answer], timeout=wait_s)
        if mine in self._waiting:
            self._waiting.remove(mine)
            raise StorageUnavailable("TimeoutError: other transactions took longer")
        # Where it is part of a transaction just now, that one's end decides.
        return await mine.answer

    async def _write_waiting(self) -> None:
        try:
            while self._waiting:
                async with self._database.turn():
                    group = self._waiting[:MOST_TOGETHER]
                    del self._waiting[:MOST_TOGETHER]
                    await self._write_group(group)
        finally:
            self._writer = None

    async def _write_group(self, group: Sequence[_Waiting[Item, Answer]]) -> None:
        try:
            answers = await self._transaction([one.item for one in group])
        except asyncio.CancelledError:
            for one in group:
                one.answer.cancel()
            raise
        except Exception as error:  # noqa: BLE001 - it is raised where the answer is awaited
            await self._settle(group, error)
        else:
            for one, answer in zip(group, answers, strict=True):
                one.done(answer)

    async def _settle(self, group: Sequence[_Waiting[Item, Answer]], error: Exception) -> None:
        """Fail a group with an error that all share; else write each alone to find its cause."""
        shared = isinstance(error, StorageUnavailable) and not isinstance(error, StatementRefused)
        for one in group:
            if shared or len(group) == 1:
                one.failed(error)
            else:
                await self._write_group([one])

    async def _transaction(self, items: Sequence[Item]) -> Sequence[Answer]:
        async with self._database.transaction(self._durable) as connection:
            return await self._write(connection, items)
