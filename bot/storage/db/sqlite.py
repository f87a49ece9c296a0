"""SQLite for SQLAlchemy, with one visit to the connection's thread for a statement.

As SQLAlchemy uses aiosqlite there are four: for the cursor, the statement, its rows and the
cursor's end. Under load the visits cost more than what is done in them.
"""

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Any

import aiosqlite


async def connect(path: str, locked_s: float) -> aiosqlite.Connection:
    """Open a database file.

    Args:
        path: of the file, which is made if it is missing.
        locked_s: so long a statement waits for somebody else's lock.
    """
    connection = _Connection(partial(sqlite3.connect, path, timeout=locked_s), iter_chunk_size=64)
    # Or a connection that nobody closes would keep the process from ending.
    connection._thread.daemon = True
    return await connection


class _Connection(aiosqlite.Connection):
    # The statement that begins a transaction, run with the first one of it.
    beginning = ""

    async def cursor(self) -> "_Cursor":  # type: ignore[override] # SQLAlchemy wants no more of it
        """Open a cursor without a visit to the thread."""
        return _Cursor(self)

    async def commit(self) -> None:
        """Commit, if a statement has begun the transaction."""
        self.beginning = ""
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back, if a statement has begun the transaction."""
        self.beginning = ""
        if self.in_transaction:
            await super().rollback()


class _Cursor:
    """Has a statement's rows as soon as it has run it."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.lastrowid: int | None = None
        self.rowcount = -1

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Run a statement."""
        await self._context(sqlite3.Cursor.execute, statement, parameters)

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Run a statement for every set of parameters."""
        await self._context(sqlite3.Cursor.executemany, statement, parameters)

    async def fetchall(self) -> list[Any]:
        """Give all rows."""
        return self._rows

    async def close(self) -> None:
        """Do nothing: the rows are all there is."""

    async def _context(self, how: Any, statement: str, parameters: Any) -> None:
        thread: Any = self._connection
        await thread._execute(self._run, how, statement, parameters)

    def _run(self, how: Any, statement: str, parameters: Any) -> None:
        """Run a statement to its end, in the connection's thread."""
        cursor = self._connection._conn.cursor()
        beginning, self._connection.beginning = self._connection.beginning, ""
        try:
            if beginning:
                cursor.execute(beginning)
            how(cursor, statement, parameters)
            self._rows = cursor.fetchall()
            self.description, self.lastrowid = cursor.description, cursor.lastrowid
            self.rowcount = cursor.rowcount
        finally:
            cursor.close()
