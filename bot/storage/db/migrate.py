"""Migrations at start: upgrade a database to this version's schema, or refuse it unchanged."""

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
# Key of the advisory lock that keeps two starting processes from migrating a server at once.
_MIGRATING = 0x1A6D


async def migrate(database: Database, to: str = "head") -> None:
    """Apply the missing migrations, all or none.

    Args:
        database: empty, or of an earlier version.
        to: the schema revision to stop at.

    Raises:
        DatabaseRefused: the database is damaged, or was written by a newer version.
        StorageUnavailable: the database cannot be reached.
    """
    await check_file(database, to)
    with _report_damage():
        database.restrict_access()
        await database.enable_write_ahead_log()
        async with database.writing() as connection:
            if not database.is_file:
                # Only here may another process's transaction take long.
                await connection.execute(sa.text("SET LOCAL lock_timeout = '10min'"))
                await connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
                await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATING)))
            # Once more: another process may have migrated it meanwhile.
            await connection.run_sync(_check_revisions, to)
            await connection.run_sync(lambda sync: command.upgrade(_config(sync), to))


async def check_file(database: Database, to: str = "head") -> None:
    """Check a database file before anything is written into it.

    Args:
        database: a database; a server is not checked.
        to: the schema revision to migrate to.

    Raises:
        DatabaseRefused: the file is damaged, or of another program or a newer version.
        StorageUnavailable: the file cannot be read.
    """
    if not database.is_file:
        return
    with _report_damage():
        async with database.reading() as connection:
            result = (await connection.exec_driver_sql("PRAGMA quick_check(1)")).scalar()
            if result != "ok":
                raise _damage_error()
            await connection.run_sync(_check_revisions, to)


@contextlib.contextmanager
def _report_damage() -> Iterator[None]:
    """Replace SQLite's errors about a damaged file by the sentence for the operator."""
    try:
        yield
    except StorageUnavailable as error:
        signs = ("not a database", "malformed", "disk image")
        if isinstance(error.__cause__, sa.exc.DatabaseError) and any(
            sign in str(error) for sign in signs
        ):
            raise _damage_error() from error
        raise


def _damage_error() -> DatabaseRefused:
    return DatabaseRefused(
        "The database that IMAGINE_DATABASE names is damaged; it was left as it is. Move the file "
        "away and restore a backup with: imagine-bot restore FILE."
    )


def _check_revisions(connection: sa.Connection, to: str) -> None:
    """Refuse a database of another program or of a newer version."""
    current = read_revision(connection)
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


def read_revision(connection: sa.Connection) -> str | None:
    """Read the schema revision of a database; None without one."""
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def newest_revision() -> str:
    """Return the schema revision of this version."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None, "there are migrations"
    return head
