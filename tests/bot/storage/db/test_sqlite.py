"""Claims about the way to a database file."""

from pathlib import Path
from typing import Any

import aiosqlite
import pytest
import sqlalchemy as sa

from bot.storage import Database

ROWS = sa.text("SELECT 1 AS one UNION SELECT 2 ORDER BY one")


async def test_a_statement_and_its_rows_take_one_visit_to_the_connections_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contexts: list[str] = []
    context = aiosqlite.Connection._execute

    async def counted(self: aiosqlite.Connection, function: Any, *given: Any, **named: Any) -> Any:
        contexts.append(str(function))
        return await context(self, function, *given, **named)

    database = Database(f"sqlite:///{tmp_path / 'file'}")
    async with database.reading() as connection:
        # The first one begins the transaction.
        await connection.execute(ROWS)
        monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
        assert [row.one for row in await connection.execute(ROWS)] == [1, 2]
        assert len(contexts) == 1
    await database.close()


async def test_many_rows_are_written_and_counted(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'file'}")
    table = sa.Table("numbers", sa.MetaData(), sa.Column("number", sa.Integer, primary_key=True))
    async with database.writing() as connection:
        await connection.run_sync(table.create)
        await connection.execute(sa.insert(table), [{"number": number} for number in range(5)])
        more = sa.update(table).where(table.c.number > 2).values(number=table.c.number + 10)
        assert (await connection.execute(more)).rowcount == 2
        returned = await connection.execute(sa.delete(table).returning(table.c.number))
        assert sorted(returned.scalars()) == [0, 1, 2, 13, 14]
    await database.close()
