"""Database connections: transactions, the clock of the leases, and the errors."""

import asyncio
import contextlib
import os
import sqlite3
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
    SQLAlchemyError,
    StatementError,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.runtime.clock import steady_clock
from bot.storage.db.sqlite import connect

# Longest wait of a statement for another process's lock; the wait for this process's own
# transactions before it is as long at most. A member has to be answered within 3 s.
LOCKED_S = 1.0
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


class StorageUnavailable(Exception):
    """A database that does not work at the moment: locked, full or unreachable.

    Nothing was changed, unless the connection broke during the commit itself.
    """


class StatementRefused(StorageUnavailable):
    """A statement that the database refuses, and would refuse again.

    It has a value that does not fit, or names a table or column that does not exist.
    """


class Conflict(Exception):
    """A write that contradicts an existing row, mostly one with the same key."""


class DatabaseRefused(Exception):
    """A database that cannot be used; the message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class ProcessIdentity:
    """Identity of one process that works on the database.

    Args:
        application_id: returns the Discord application whose jobs the process handles; known
            once the bot has logged in.
        owner: unique name of the process, new at every start.
    """

    application_id: Callable[[], int]
    owner: str = field(default_factory=lambda: uuid.uuid4().hex)


class Database:
    """One database: SQLite for one process, PostgreSQL for several.

    Leases use the database server's clock; with a file, a monotonic clock of this process.

    Args:
        url: "sqlite:///path" or "postgresql://user:password@host/name".
        now: returns seconds since 1970; used with SQLite.

    Raises:
        DatabaseRefused: the URL names no supported database.
    """

    def __init__(self, url: str, now: Callable[[], float] | None = None) -> None:
        self.engine = _engine(url)
        self.is_file = self.engine.dialect.name == "sqlite"
        option, snapshot, none = (
            ("begin", "BEGIN", "")
            if self.is_file
            else ("isolation_level", "REPEATABLE READ", "AUTOCOMMIT")
        )
        self._snapshots = self.engine.execution_options(**{option: snapshot})
        self._without_transactions = self.engine.execution_options(**{option: none})
        # For work that is merely repeated after a power cut: its commits wait for no disk.
        self._hasty = _engine(url, "NORMAL") if self.is_file else self.engine
        # The time as an SQL expression: a statement that is built once reads the clock at each
        # execution. It is constant within a statement, or no index could be searched by it.
        self.now: Any = (
            sa.bindparam("now", type_=sa.Float, callable_=now or steady_clock())
            if self.is_file
            else sa.cast(sa.extract("epoch", sa.func.statement_timestamp()), sa.Float)
        )
        # SQLite admits writers in random order; this lock admits them in order of arrival.
        self._write_lock = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def writing(self, durable: bool = True) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that commits at the end of the block.

        Args:
            durable: whether the commit has to survive a power cut, and not only the death of this
                process.

        Raises:
            Conflict: a write contradicts an existing row.
            StatementRefused: a statement can never be executed.
            StorageUnavailable: the transaction could not begin, run or commit.
        """
        lock = self.write_lock() if self.is_file else contextlib.nullcontext()
        async with lock, self.transaction(durable) as connection:
            yield connection

    @contextlib.asynccontextmanager
    async def write_lock(self, wait_s: float | None = None) -> AsyncIterator[None]:
        """Hold this process's write lock during the block.

        With a file, every write needs it; with a server, only the writes that would otherwise
        wait for each other in the server, each with a connection of its own.

        Args:
            wait_s: longest wait for the lock in seconds; None for no limit.

        Raises:
            StorageUnavailable: the lock was not free in time.
        """
        with _translate_errors():
            async with asyncio.timeout(wait_s):
                await self._write_lock.acquire()
        try:
            yield
        finally:
            self._write_lock.release()

    @contextlib.asynccontextmanager
    async def transaction(self, durable: bool = True) -> AsyncIterator[AsyncConnection]:
        """Open a transaction; the caller holds the write lock where it is needed."""
        engine = self.engine if durable else self._hasty
        with _translate_errors():
            async with engine.begin() as connection:
                yield connection

    def insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        """Build an INSERT that supports ON CONFLICT in the dialect of this database."""
        return sqlite.insert(table) if self.is_file else postgresql.insert(table)

    @contextlib.asynccontextmanager
    async def reading(self, snapshot: bool = True) -> AsyncIterator[AsyncConnection]:
        """Open a connection that reads without a lock.

        Args:
            snapshot: whether all statements of the block see one state of the database; a single
                statement needs no transaction for that.

        Raises:
            StorageUnavailable: the database could not be read.
        """
        engine = self._snapshots if snapshot else self._without_transactions
        with _translate_errors():
            async with engine.connect() as connection:
                yield connection

    @contextlib.contextmanager
    def process_lock(self) -> Iterator[None]:
        """Lock a database file against other processes during the block.

        Raises:
            DatabaseRefused: another process holds the lock.
            StorageUnavailable: its folder cannot be written.
        """
        if not self.is_file:
            yield
            return
        # The system releases it when the process dies; a soft lock would outlive the process.
        lock = FileLock(
            f"{self._file}.lock", timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False
        )
        with _translate_errors():
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                lock.acquire()
            except Timeout as error:
                raise DatabaseRefused(
                    f"Another imagine-bot is running on {self._file.name}; stop it first, or name "
                    "another file, or a PostgreSQL server, in IMAGINE_DATABASE."
                ) from error
        try:
            with _translate_errors():
                # Prompts and tokens are in it; SQLite's companion files get its permissions.
                os.close(os.open(self._file, os.O_CREAT | os.O_WRONLY, 0o600))
            yield
        finally:
            lock.release()

    @property
    def is_missing(self) -> bool:
        """Whether the database file does not exist yet; opening a connection would create it."""
        return self.is_file and not self._file.exists()

    @property
    def _file(self) -> Path:
        return Path(self.engine.url.database or "")

    def restrict_access(self) -> None:
        """Make a database file readable by its owner alone; call it only for our own file."""
        if self.is_file:
            # SQLite's companion files included. A file of another user stays as it is.
            for file in (self._file, *self._file.parent.glob(f"{self._file.name}-*")):
                with contextlib.suppress(FileNotFoundError, PermissionError):
                    file.chmod(0o600)

    async def enable_write_ahead_log(self) -> None:
        """Set a file's journal to a write-ahead log: readers and a writer do not block each other.

        The mode is stored in the file, so call it only for our own file.

        Raises:
            StorageUnavailable: the mode could not be set.
        """
        if self.is_file:
            await self._pragma("journal_mode=WAL")

    async def scrub(self) -> bool:
        """Truncate a file's write-ahead log, which still contains deleted rows.

        Returns:
            Whether the log is empty now; a concurrent reader may still need it.

        Raises:
            StorageUnavailable: the file could not be written.
        """
        if not self.is_file:
            return True
        async with self.write_lock():
            return bool(await self._pragma("wal_checkpoint(TRUNCATE)") == 0)

    async def _pragma(self, pragma: str) -> Any:
        """Run a pragma outside any transaction; return the first value of its first row."""
        with _translate_errors():
            async with self.engine.connect() as connection:
                # Not through SQLAlchemy, which would begin a transaction.
                raw = await connection.get_raw_connection()
                driver: Any = raw.driver_connection
                async with driver.execute(f"PRAGMA {pragma}") as cursor:
                    return (await cursor.fetchone())[0]

    async def size_bytes(self) -> int:
        """Measure the size of the database on disk in bytes.

        Raises:
            StorageUnavailable: the size cannot be read.
        """
        if self.is_file:
            # With SQLite's companion files.
            file, beside = self._file, f"{self._file.name}-*"
            with _translate_errors():
                return await asyncio.to_thread(
                    lambda: sum(one.stat().st_size for one in (file, *file.parent.glob(beside)))
                )
        measured = sa.select(sa.func.pg_database_size(sa.func.current_database()))
        async with self.reading() as connection:
            return int((await connection.execute(measured)).scalar_one())

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()
        await self._hasty.dispose()


@contextlib.contextmanager
def _translate_errors() -> Iterator[None]:
    """Translate the errors of drivers and of the system into those of this module."""
    try:
        yield
    except IntegrityError as error:
        # Without its cause, to which PostgreSQL adds the whole row.
        raise Conflict(_describe(error)) from None
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        if isinstance(error, StatementError) and not isinstance(error, DBAPIError):
            # A value that cannot be converted for its column; the error may quote it.
            raise StatementRefused(type(_driver_error(error)).__name__) from None
        wrong_statement = isinstance(error, ProgrammingError | DataError)
        if wrong_statement or _has_wrong_value(_driver_error(error)):
            # Without its cause, too, which may quote a value.
            raise StatementRefused(_describe(error)) from None
        raise StorageUnavailable(_describe(error)) from error
    except Exception as error:
        # While a server starts, its driver raises errors that SQLAlchemy does not wrap.
        if type(error).__module__.startswith("asyncpg."):
            raise StorageUnavailable(_describe(error)) from error
        raise


def _driver_error(error: BaseException) -> BaseException:
    """Return the driver's error that SQLAlchemy has wrapped, or the error itself."""
    wrapped = getattr(error, "orig", None)
    return (wrapped.__cause__ or wrapped) if wrapped else error


def _has_wrong_value(error: BaseException) -> bool:
    """Check by PostgreSQL's error class whether a value is wrong: such a message quotes it."""
    return str(getattr(error, "sqlstate", "")).startswith("22")


def _describe(error: BaseException) -> str:
    """Format the driver's message without the statement, whose values may be a member's words."""
    original = _driver_error(error)
    text = "" if _has_wrong_value(original) else str(original).partition("\n")[0]
    return f"{type(original).__name__}: {text}" if text else type(original).__name__


def address(url: str) -> sa.URL:
    """Parse the address of a database, which has to outlive its connections.

    Raises:
        ValueError: it is no address, or not one of a supported kind.
    """
    try:
        parsed = make_url(url)
    except SQLAlchemyError as error:
        raise ValueError("not an address") from error
    driver = DRIVERS.get(parsed.get_backend_name())
    if driver is None or parsed.database in (None, "", ":memory:"):
        raise ValueError("not the address of a database that can be used")
    return parsed.set(drivername=driver)


def _engine(url: str, synchronous: str = "FULL") -> AsyncEngine:
    try:
        parsed = address(url)
        # The parameters are members' words, which must not be logged with an error.
        engine = create_async_engine(parsed, hide_parameters=True, **_engine_options(parsed))
    except ImportError as error:
        raise DatabaseRefused(
            "IMAGINE_DATABASE names PostgreSQL, whose driver asyncpg is not installed; run "
            "install.py again, or install it with: python -m pip install asyncpg"
        ) from error
    except (ValueError, SQLAlchemyError) as error:
        raise DatabaseRefused(
            "IMAGINE_DATABASE is not the address of a database; write sqlite:///path/to/file or "
            "postgresql://user:password@host/name."
        ) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine.sync_engine, "connect", partial(_prepare_sqlite, synchronous))
        sa.event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _engine_options(url: sa.URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"async_creator": partial(connect, str(url.database), LOCKED_S), "pool_size": 8}
    milliseconds = str(int(LOCKED_S * 1000))
    settings = {"lock_timeout": milliseconds, "statement_timeout": "10000"}
    # A restarted server leaves dead connections in the pool, which the ping replaces.
    return {
        "pool_pre_ping": True,
        "pool_timeout": LOCKED_S,
        "pool_size": 8,
        "connect_args": {"timeout": LOCKED_S, "server_settings": settings},
    }


def _prepare_sqlite(synchronous: str, connection: Any, _record: Any) -> None:
    # `_begin_sqlite` begins transactions; the driver would begin them too late.
    connection.isolation_level = None
    cursor = connection.cursor()
    pragmas = (
        f"synchronous={synchronous}",
        "foreign_keys=ON",
        # Deleted rows are overwritten: members' words may not remain in free pages.
        "secure_delete=ON",
        # 512 KiB per connection instead of 2,000, which ten connections would fill as the file
        # grows. The system caches the file's pages anyway.
        "cache_size=-512",
    )
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # IMMEDIATE takes the write lock at once: a transaction that reads first may fail to get it.
    begin = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
    driver: Any = connection.connection.driver_connection
    driver.beginning = begin
