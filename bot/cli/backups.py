"""Commands on the stored data: backup, restore, and a summary for reports."""

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

Report = Callable[[str], None]


async def write_backup(settings: Settings, file: Path, report: Report) -> None:
    """Write a backup; a bot may use the same database meanwhile.

    Args:
        settings: the location of the database and of the pictures.
        file: path of a new file.
        report: prints the result.

    Raises:
        CannotRun: the database or a picture cannot be read, or the file cannot be written.
    """
    async with _open_database(settings, "read", file) as database:
        if database.is_missing:
            none = "There is no database to back up yet; check IMAGINE_DATABASE and "
            raise CannotRun(f"{none}IMAGINE_DATA_FOLDER.", ExitCode.DATABASE)
        try:
            kept = await backup(database, open_file_store(settings), file)
        except FileExistsError as error:
            there = f"{file} already exists; name a new file."
            raise CannotRun(there, ExitCode.DATABASE) from error
    report(f"Wrote {_format_counts(kept)} to {file}.")


async def restore_backup(settings: Settings, file: Path, report: Report) -> None:
    """Fill an empty database from a backup.

    Args:
        settings: the location of the database and of the pictures.
        file: path of the backup.
        report: prints the result.

    Raises:
        CannotRun: the database is not empty or in use, the file is no backup, or a picture cannot
            be written.
    """
    async with _open_database(settings, "written", settings.data_folder) as database:
        with database.process_lock():
            kept = await restore(database, open_file_store(settings), file)
    report(f"Restored {_format_counts(kept)} from {file}.")


@contextlib.asynccontextmanager
async def _open_database(settings: Settings, action: str, path: Path) -> AsyncIterator[Database]:
    """Open the database for the block, and turn errors into one sentence.

    Args:
        settings: the location of the database.
        action: action of the block on it, as a participle.
        path: path for errors in which the system names no file, such as a full disk.
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
        raise CannotRun(f"The database cannot be {action} ({error}).", ExitCode.DATABASE) from error
    except OSError as error:
        raise CannotRun(
            f"{error.filename or path} cannot be read or written: {error.strerror}.",
            ExitCode.DATABASE,
        ) from error


async def describe_database(settings: Settings) -> list[str]:
    """Describe the database for a report: its kind, and the number of jobs by state."""
    database = Database(settings.database_url())
    if database.is_missing:
        return ["there is none yet"]
    try:
        counts = await MaintenanceQueries(database).counts()
    finally:
        await database.close()
    jobs = ", ".join(f"{number} {state}" for state, number in sorted(counts.items())) or "none"
    return [f"kind: {database.engine.dialect.name}", f"jobs: {jobs}"]


def _format_counts(kept: dict[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in kept.items() if number) or "nothing"
