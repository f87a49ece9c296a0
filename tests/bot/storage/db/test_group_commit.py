"""Claims about writes that share a transaction."""

import asyncio
from collections.abc import Sequence

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import Conflict, StorageUnavailable
from bot.storage.db.group_commit import MOST_TOGETHER, GroupCommit
from bot.storage.db.tables import bans
from tests.bot.storage.store import Store


class Bans:
    """Writes bans, and notes which were written together."""

    def __init__(self, store: Store, *, together: bool = True) -> None:
        self.groups: list[list[int]] = []
        self.error: Exception | None = None
        self._commit = GroupCommit(store.database, self._write, together=together)

    async def ban(self, user_id: int, wait_s: float | None = None) -> str:
        return await self._commit.write(user_id, wait_s)

    async def _write(self, connection: AsyncConnection, users: Sequence[int]) -> list[str]:
        self.groups.append(list(users))
        if self.error:
            raise self.error
        for user in users:
            row = {"guild_id": 1, "user_id": user, "reason": ""}
            await connection.execute(sa.insert(bans), row)
        return [f"banned {user}" for user in users]


async def test_those_that_wait_share_a_transaction_and_each_has_its_own_answer(
    store: Store,
) -> None:
    mine = Bans(store)
    async with store.database.write_lock():
        waiting = [asyncio.create_task(mine.ban(user)) for user in range(MOST_TOGETHER + 2)]
        await asyncio.sleep(0)
    assert await asyncio.gather(*waiting) == [f"banned {user}" for user in range(18)]
    assert [len(group) for group in mine.groups] == [MOST_TOGETHER, 2]


async def test_who_is_refused_fails_alone(store: Store) -> None:
    mine = Bans(store)
    assert await mine.ban(7) == "banned 7"
    async with store.database.write_lock():
        waiting = [asyncio.create_task(mine.ban(user)) for user in (6, 7, 8)]
        await asyncio.sleep(0)
    six, seven, eight = await asyncio.gather(*waiting, return_exceptions=True)
    assert (six, eight) == ("banned 6", "banned 8")
    assert isinstance(seven, Conflict)


async def test_what_keeps_all_of_them_out_is_told_to_all_at_once(store: Store) -> None:
    mine = Bans(store)
    mine.error = StorageUnavailable("the disk is full")
    answers = await asyncio.gather(*(mine.ban(user) for user in (1, 2)), return_exceptions=True)
    assert [str(answer) for answer in answers] == ["the disk is full"] * 2
    assert mine.groups == [[1, 2]], "none of them is tried again alone"
    mine.error = None
    assert await mine.ban(1) == "banned 1"


async def test_who_gives_up_waiting_is_not_written_and_keeps_nobody_waiting(store: Store) -> None:
    mine = Bans(store)
    async with store.database.write_lock():
        with pytest.raises(StorageUnavailable, match="longer"):
            await mine.ban(1, wait_s=0.01)
    assert await mine.ban(2) == "banned 2"
    assert mine.groups == [[2]]


async def test_a_task_that_is_cancelled_takes_no_answer_from_the_others(store: Store) -> None:
    mine = Bans(store)
    async with store.database.write_lock():
        gone, other = (asyncio.create_task(mine.ban(user)) for user in (1, 2))
        await asyncio.sleep(0)
        gone.cancel()
    assert await other == "banned 2"


async def test_on_a_server_those_that_need_no_turn_have_a_transaction_each(store: Store) -> None:
    mine = Bans(store, together=False)
    await asyncio.gather(*(mine.ban(user) for user in (1, 2)))
    assert len(mine.groups) == (1 if store.database.is_file else 2)
