"""The connection to the database: transactions, the clock that leases go by, what can go wrong."""

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
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.runtime.clock import steady_clock
from bot.storage.db.sqlite import connect

# So long a statement waits for somebody else's lock, after at most as long a wait for our own
# transactions. A member has to be answered within 3 s.
LOCKED_S = 1.0
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


class StorageUnavailable(Exception):
    """The database does not do its work now: locked, full, unreachable. Nothing was changed,
    unless the connection broke during the commit itself.
    """


class StatementRefused(StorageUnavailable):
    """The database does not take a statement, and would not the next time either: it has a value
    that does not fit, or names what is not there.
    """


class Conflict(Exception):
    """What is to be written contradicts what is there: a row with that key, most of all."""


class DatabaseRefused(Exception):
    """The database cannot be used; one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class ProcessIdentity:
    """One process at work on the database.

    Args:
        application_id: whose jobs it has, known once the bot has logged in.
        owner: names it, anew at every start.
    """

    application_id: Callable[[], int]
    owner: str = field(default_factory=lambda: uuid.uuid4().hex)


class Database:
    """One database: SQLite for one process, PostgreSQL for several.

    Leases go by the database server's clock; where the database is a file, by a clock of this
    process that does not jump.

    Args:
        url: "sqlite:///path" or "postgresql://user:password@host/name".
        now: seconds since 1970, used with SQLite.

    Raises:
        DatabaseRefused: the URL names no database that is supported.
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
        # For what is only done again if the power fails: it waits for no disk.
        self._hasty = _engine(url, "NORMAL") if self.is_file else self.engine
        # The time as an expression for statements, of which one that is made once goes on reading
        # the clock. Within a statement it stands still, or no index could be searched by it.
        self.now: Any = (
            sa.bindparam("now", type_=sa.Float, callable_=now or steady_clock())
            if self.is_file
            else sa.cast(sa.extract("epoch", sa.func.statement_timestamp()), sa.Float)
        )
        # SQLite lets writers in by chance and not in turns.
        self._writing = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def writing(self, durable: bool = True) -> AsyncIterator[AsyncConnection]:
        """Begin a transaction that commits at the end of the block.

        Args:
            durable: whether it has to survive a power cut from then on, and not only our death.

        Raises:
            Conflict: it contradicts what is there.
            StatementRefused: it can never be done.
            StorageUnavailable: it could not begin, do its work or commit.
        """
        turn = self.turn() if self.is_file else contextlib.nullcontext()
        async with turn, self.transaction(durable) as connection:
            yield connection

    @contextlib.asynccontextmanager
    async def turn(self, wait_s: float | None = None) -> AsyncIterator[None]:
        """Wait until nothing else of this process that needs a turn has one.

        Into a file all write in turns; on a server those do that would wait for each other there,
        each with a connection.

        Args:
            wait_s: for so long at most.

        Raises:
            StorageUnavailable: others took longer.
        """
        with _translated():
            async with asyncio.timeout(wait_s):
                await self._writing.acquire()
        try:
            yield
        finally:
            self._writing.release()

    @contextlib.asynccontextmanager
    async def transaction(self, durable: bool = True) -> AsyncIterator[AsyncConnection]:
        """Begin a transaction in our turn."""
        engine = self.engine if durable else self._hasty
        with _translated():
            async with engine.begin() as connection:
                yield connection

    def insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        """Begin an insertion that can say what is done if its row is there already."""
        return sqlite.insert(table) if self.is_file else postgresql.insert(table)

    @contextlib.asynccontextmanager
    async def reading(self, snapshot: bool = True) -> AsyncIterator[AsyncConnection]:
        """Read without a lock.

        Args:
            snapshot: whether all statements of the block see one state of the database; for a
                single one it would be a transaction in vain.

        Raises:
            StorageUnavailable: it could not be read.
        """
        engine = self._snapshots if snapshot else self._without_transactions
        with _translated():
            async with engine.connect() as connection:
                yield connection

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from a database file while the block runs.

        Raises:
            DatabaseRefused: one has it already.
            StorageUnavailable: its folder cannot be written.
        """
        if not self.is_file:
            yield
            return
        with _locked(self._file):
            yield

    @property
    def is_missing(self) -> bool:
        """Whether there is no file yet; whoever looks into it would make one."""
        return self.is_file and not self._file.exists()

    @property
    def _file(self) -> Path:
        return Path(self.engine.url.database or "")

    def keep_private(self) -> None:
        """Let nobody else read a file, whoever has made it; it must be known to be ours."""
        if self.is_file:
            # With what SQLite has made beside it. Of another's file another decides.
            for file in (self._file, *self._file.parent.glob(f"{self._file.name}-*")):
                with contextlib.suppress(FileNotFoundError, PermissionError):
                    file.chmod(0o600)

    async def write_ahead(self) -> None:
        """Have a file written in a way in which readers and a writer do not wait for each other.

        That is a property of the file, so it must be known to be ours.

        Raises:
            StorageUnavailable: it could not be set.
        """
        if self.is_file:
            await self._pragma("journal_mode=WAL")

    async def scrub(self) -> bool:
        """Have nothing left in a file's write-ahead log, which still has what was deleted.

        Returns:
            Whether it is empty now; who reads at the moment may need it.

        Raises:
            StorageUnavailable: the file could not be written.
        """
        if not self.is_file:
            return True
        async with self.turn():
            return bool(await self._pragma("wal_checkpoint(TRUNCATE)") == 0)

    async def _pragma(self, pragma: str) -> Any:
        """Run a pragma outside of any transaction; the first value of what it answers."""
        with _translated():
            async with self.engine.connect() as connection:
                # Not through SQLAlchemy, which would begin a transaction.
                raw = await connection.get_raw_connection()
                driver: Any = raw.driver_connection
                async with driver.execute(f"PRAGMA {pragma}") as cursor:
                    return (await cursor.fetchone())[0]

    async def size_bytes(self) -> int:
        """Measure what the database takes on the disk.

        Raises:
            StorageUnavailable: it cannot be measured.
        """
        if self.is_file:
            with _translated():
                return await asyncio.to_thread(_size, self._file)
        measured = sa.select(sa.func.pg_database_size(sa.func.current_database()))
        async with self.reading() as connection:
            return int((await connection.execute(measured)).scalar_one())

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()
        await self._hasty.dispose()


def _size(file: Path) -> int:
    """Add up a file and what SQLite has made beside it."""
    return sum(each.stat().st_size for each in (file, *file.parent.glob(f"{file.name}-*")))


@contextlib.contextmanager
def _locked(database: Path) -> Iterator[None]:
    """Hold a lock beside the file; the system frees it when the process dies.

    A transaction in a second SQLite file is a lock that Windows has too.
    """
    with _translated():
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = sqlite3.connect(f"{database}.lock", timeout=0, isolation_level=None)
    with contextlib.closing(lock):
        with _translated():
            _take(lock, database)
            # Prompts and tokens are in it; what SQLite makes beside it is as private as it is.
            os.close(os.open(database, os.O_CREAT | os.O_WRONLY, 0o600))
        yield


def _take(lock: sqlite3.Connection, database: Path) -> None:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        raise DatabaseRefused(
            f"Another imagine-bot is running on {database.name}; stop it first, or name "
            "another file, or a PostgreSQL server, in IMAGINE_DATABASE."
        ) from error


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        # Without its cause, to which PostgreSQL adds the whole row.
        raise Conflict(_said(error)) from None
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        if _is_refused(error):
            # Without its cause, too, which may quote a value.
            raise StatementRefused(_said(error)) from None
        raise StorageUnavailable(_said(error)) from error
    except Exception as error:
        # While a server starts, its driver's own errors come through as they are.
        if type(error).__module__.startswith("asyncpg."):
            raise StorageUnavailable(_said(error)) from error
        raise


def _is_refused(error: BaseException) -> bool:
    """Tell whether the statement is at fault, or its values."""
    return isinstance(error, ProgrammingError | DataError) or _is_of_values(_original(error))


def _original(error: BaseException) -> BaseException:
    """Give the driver's own error."""
    wrapped = getattr(error, "orig", None)
    return (wrapped.__cause__ or wrapped) if wrapped else error


def _is_of_values(error: BaseException) -> bool:
    """Tell whether a value is at fault, by PostgreSQL's class of errors: the driver quotes it."""
    return str(getattr(error, "sqlstate", "")).startswith("22")


def _said(error: BaseException) -> str:
    """Say what the driver says, without the statement, whose values may be a member's words."""
    original = _original(error)
    said = "" if _is_of_values(original) else str(original).partition("\n")[0]
    return f"{type(original).__name__}: {said}" if said else type(original).__name__


def address(url: str) -> sa.URL:
    """Read the address of a database, which has to outlive its connections.

    Raises:
        ValueError: it is none, or not of a kind that is supported.
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
        # What is logged with an error must not be a member's words.
        made = create_async_engine(parsed, hide_parameters=True, **_options(parsed))
    except ImportError as error:
        raise DatabaseRefused(
            "IMAGINE_DATABASE names PostgreSQL, whose driver is not installed; install it with: "
            "pip install 'imagine-bot[postgresql]'."
        ) from error
    except (ValueError, SQLAlchemyError) as error:
        raise DatabaseRefused(
            "IMAGINE_DATABASE is not the address of a database; write sqlite:///path/to/file or "
            "postgresql://user:password@host/name."
        ) from error
    if made.dialect.name == "sqlite":
        sa.event.listen(made.sync_engine, "connect", partial(_prepare_sqlite, synchronous))
        sa.event.listen(made.sync_engine, "begin", _begin_sqlite)
    return made


def _options(url: sa.URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"async_creator": partial(connect, str(url.database), LOCKED_S), "pool_size": 8}
    milliseconds = str(int(LOCKED_S * 1000))
    settings = {"lock_timeout": milliseconds, "statement_timeout": "10000"}
    # A server that was restarted left dead connections in the pool.
    return {
        "pool_pre_ping": True,
        "pool_timeout": LOCKED_S,
        "pool_size": 8,
        "connect_args": {"timeout": LOCKED_S, "server_settings": settings},
    }


def _prepare_sqlite(synchronous: str, connection: Any, _record: Any) -> None:
    # Transactions are begun below and not by the driver, which would begin them too late.
    connection.isolation_level = None
    cursor = connection.cursor()
    pragmas = (
        f"synchronous={synchronous}",
        "foreign_keys=ON",
        # What is deleted is overwritten: members' words may not stay behind in free pages.
        "secure_delete=ON",
        # KiB a connection, of 2,000 by default, which ten of them fill as the file grows. The
        # system has its pages in memory anyway.
        "cache_size=-512",
    )
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # Taking the write lock at once: a transaction that read first could not get it any more.
    begin = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
    driver: Any = connection.connection.driver_connection
    driver.beginning = begin
