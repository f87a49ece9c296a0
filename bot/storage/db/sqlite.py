"""SQLite connections for SQLAlchemy that call the connection's thread once per statement.

SQLAlchemy's own use of aiosqlite makes four calls: for the cursor, the statement, its rows and the
cursor's end. Under load the calls cost more than the work in them.
"""

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Any

import aiosqlite


async def connect(path: str, locked_s: float) -> aiosqlite.Connection:
    """Open a database file.

    Args:
        path: path of the file, which is created if it is missing.
        locked_s: longest wait of a statement for another connection's lock in seconds.
    """
    connection = _Connection(partial(sqlite3.connect, path, timeout=locked_s), iter_chunk_size=64)
    # A thread that is no daemon would keep the process alive where a connection is not closed.
    connection._thread.daemon = True
    return await connection


class _Connection(aiosqlite.Connection):
    # The statement that begins a transaction; it runs together with the transaction's first one.
    beginning = ""

    async def cursor(self) -> "_Cursor":  # type: ignore[override] # SQLAlchemy wants no more of it
        """Open a cursor without a call to the thread."""
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
    """Cursor that fetches all rows of a statement as it executes it."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.lastrowid: int | None = None
        self.rowcount = -1

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Execute a statement.

        Args:
            statement: SQL text.
            parameters: values for its placeholders.
        """
        await self._call_thread(sqlite3.Cursor.execute, statement, parameters)

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Execute a statement for every set of parameters.

        Args:
            statement: SQL text.
            parameters: values for its placeholders, one sequence per execution.
        """
        await self._call_thread(sqlite3.Cursor.executemany, statement, parameters)

    async def fetchall(self) -> list[Any]:
        """Return all rows."""
        return self._rows

    async def close(self) -> None:
        """Do nothing: the driver's cursor is closed already."""

    async def _call_thread(self, method: Any, statement: str, parameters: Any) -> None:
        connection: Any = self._connection
        await connection._execute(self._run_statement, method, statement, parameters)

    def _run_statement(self, method: Any, statement: str, parameters: Any) -> None:
        """Execute a statement and fetch its rows, in the connection's thread."""
        cursor = self._connection._conn.cursor()
        beginning, self._connection.beginning = self._connection.beginning, ""
        try:
            if beginning:
                cursor.execute(beginning)
            method(cursor, statement, parameters)
            self._rows = cursor.fetchall()
            self.description, self.lastrowid = cursor.description, cursor.lastrowid
            self.rowcount = cursor.rowcount
        finally:
            cursor.close()
