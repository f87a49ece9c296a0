"""Group commit: writes that wait at the same time share one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database, StatementRefused, StorageUnavailable

Item = TypeVar("Item")
Answer = TypeVar("Answer")

# Most items of one transaction: in a larger one, the first item would wait for the last.
MOST_TOGETHER = 16


@dataclass(eq=False)
class _Waiting(Generic[Item, Answer]):
    """Item that waits for its transaction, with the future of its answer."""

    item: Item
    answer: "asyncio.Future[Answer]"

    def set_answer(self, answer: Answer) -> None:
        """Return the answer to the waiting task, unless that has given up."""
        if not self.answer.done():
            self.answer.set_result(answer)

    def set_error(self, error: Exception) -> None:
        """Raise an error in the waiting task, unless that has given up."""
        if not self.answer.done():
            self.answer.set_exception(error)


class GroupCommit(Generic[Item, Answer]):
    """Common transactions for the items of several tasks.

    Most of a transaction's time is spent on its beginning and its commit.

    Args:
        database: the database that the items are written to.
        write: writes items and returns their answers in the same order.
        durable: whether a transaction has to survive a power cut.
        together: whether items share transactions on a server, too, where transactions that do
            not wait for each other run in parallel.
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
            item: the item.
            wait_s: longest wait for other transactions in seconds; None for no limit.

        Returns:
            The item's answer from `write`.

        Raises:
            Conflict: the item contradicts an existing row.
            StatementRefused: the item can never be written.
            StorageUnavailable: the item was not written.
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
        # If a transaction with the item is running, its end decides.
        return await mine.answer

    async def _write_waiting(self) -> None:
        try:
            while self._waiting:
                async with self._database.write_lock():
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
            refused = isinstance(error, StatementRefused)
            shared = isinstance(error, StorageUnavailable) and not refused
            for one in group:
                if shared or len(group) == 1:
                    one.set_error(error)
                else:
                    # On its own, to find the item that is at fault.
                    await self._write_group([one])
        else:
            for one, answer in zip(group, answers, strict=True):
                one.set_answer(answer)

    async def _transaction(self, items: Sequence[Item]) -> Sequence[Answer]:
        async with self._database.transaction(self._durable) as connection:
            return await self._write(connection, items)
