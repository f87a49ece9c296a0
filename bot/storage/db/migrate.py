"""Brings a database to this version's schema at start, or refuses it and leaves it as it is."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.storage.db.database import Database, DatabaseRefused, StorageUnavailable

_SCRIPTS = Path(__file__).with_name("migrations")
# Two processes that start at once on PostgreSQL migrate one after the other.
_MIGRATING = 0x1A6D


async def migrate(database: Database, to: str = "head") -> None:
    """Apply the migrations that are missing, all or none.

    Args:
        database: empty, or of an earlier version.
        to: the schema to stop at.

    Raises:
        DatabaseRefused: the database is damaged, or was written by a newer version.
        StorageUnavailable: it cannot be reached.
    """
    await look_over(database, to)
    with _damage_told():
        database.keep_private()
        await database.write_ahead()
        async with database.writing() as connection:
            if not database.is_file:
                # Here, and only here, somebody else's work may take long.
                await connection.execute(sa.text("SET LOCAL lock_timeout = '10min'"))
                await connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
                await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATING)))
            await connection.run_sync(_upgrade, to)


async def look_over(database: Database, to: str = "head") -> None:
    """Look at a file before anything is written into it.

    Raises:
        DatabaseRefused: it is damaged, another program's, or a later version's.
        StorageUnavailable: it cannot be read.
    """
    if not database.is_file:
        return
    with _damage_told():
        await _look_into(database, to)


async def _look_into(database: Database, to: str) -> None:
    async with database.reading() as connection:
        found = (await connection.exec_driver_sql("PRAGMA quick_check(1)")).scalar()
        if found != "ok":
            raise _damage()
        await connection.run_sync(_check, to)


@contextlib.contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except StorageUnavailable as error:
        if isinstance(error.__cause__, sa.exc.DatabaseError) and _damaged(str(error)):
            raise _damage() from error
        raise


def _damaged(said: str) -> bool:
    return any(sign in said for sign in ("not a database", "malformed", "disk image"))


def _damage() -> DatabaseRefused:
    return DatabaseRefused(
        "The database that IMAGINE_DATABASE names is damaged; it was left as it is. Move the file "
        "away and restore a backup with: imagine-bot restore FILE."
    )


def _upgrade(connection: sa.Connection, to: str) -> None:
    _check(connection, to)
    command.upgrade(_config(connection), to)


def _check(connection: sa.Connection, to: str) -> None:
    """Refuse what is another program's or a later version's."""
    current = revision_of(connection)
    if current is None and sa.inspect(connection).get_table_names():
        raise DatabaseRefused(
            "The database that IMAGINE_DATABASE names holds tables of another program; it was "
            "left as it is. Name an empty one."
        )
    scripts = ScriptDirectory.from_config(_config())
    known = {script.revision for script in scripts.walk_revisions()} | {"head"}
    for revision in (current, to):
        if revision is not None and revision not in known:
            raise DatabaseRefused(
                f"This was written by a newer imagine-bot (schema {revision}); it was left as it "
                "is. Run that version, or name another database in IMAGINE_DATABASE."
            )


def revision_of(connection: sa.Connection) -> str | None:
    """Name the schema that a database has."""
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """Name the schema of this version."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None, "there are migrations"
    return head
