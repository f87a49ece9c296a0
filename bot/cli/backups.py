"""What operators do with that which is kept: back it up, bring it back, look at it."""

import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from bot.app import CannotRun, ExitCode
from bot.composition import open_file_store
from bot.config.settings import Settings
from bot.storage import (
    Database,
    DatabaseRefused,
    MaintenanceQueries,
    StorageUnavailable,
    backup,
    restore,
)

Say = Callable[[str], None]


async def back_up(settings: Settings, file: Path, say: Say) -> None:
    """Write a backup; a bot may be at work on the same database.

    Raises:
        CannotRun: the database or a picture cannot be read, or the file not be written.
    """
    async with _database(settings, "read", file) as database:
        if database.is_missing:
            none = "There is no database to back up yet; check IMAGINE_DATABASE and "
            raise CannotRun(f"{none}IMAGINE_DATA_FOLDER.", ExitCode.DATABASE)
        try:
            kept = await backup(database, open_file_store(settings), file)
        except FileExistsError as error:
            there = f"{file} is there already; name a new file."
            raise CannotRun(there, ExitCode.DATABASE) from error
    say(f"Wrote {_counted(kept)} to {file}.")


async def bring_back(settings: Settings, file: Path, say: Say) -> None:
    """Fill an empty database from a backup.

    Raises:
        CannotRun: the database is not empty or in use, the file is no backup, or a picture cannot
            be written.
    """
    async with _database(settings, "written", settings.data_folder) as database:
        with database.process_lock():
            kept = await restore(database, open_file_store(settings), file)
    say(f"Brought back {_counted(kept)} from {file}.")


@contextlib.asynccontextmanager
async def _database(settings: Settings, done: str, place: Path) -> AsyncIterator[Database]:
    """Open the database, and say in a sentence what stands in the way of the block.

    Args:
        settings: say where it is.
        done: what the block does with it.
        place: what a full disk is about, of which the system's error names no file.
    """
    try:
        database = Database(settings.database_url())
        try:
            yield database
        finally:
            await database.close()
    except DatabaseRefused as error:
        raise CannotRun(str(error), ExitCode.DATABASE) from error
    except StorageUnavailable as error:
        raise CannotRun(f"The database cannot be {done} ({error}).", ExitCode.DATABASE) from error
    except OSError as error:
        raise CannotRun(
            f"{error.filename or place} cannot be read or written: {error.strerror}.",
            ExitCode.DATABASE,
        ) from error


async def state(settings: Settings) -> list[str]:
    """Describe the database for a report: what kind it is, and how many jobs are in which state."""
    database = Database(settings.database_url())
    if database.is_missing:
        return ["there is none yet"]
    try:
        counts = await MaintenanceQueries(database).counts()
    finally:
        await database.close()
    jobs = ", ".join(f"{number} {state}" for state, number in sorted(counts.items())) or "none"
    return [f"kind: {database.engine.dialect.name}", f"jobs: {jobs}"]


def _counted(kept: dict[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in kept.items() if number) or "nothing"
