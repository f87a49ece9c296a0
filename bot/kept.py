"""What operators do with that which is kept: back it up, bring it back, look at it."""

from collections.abc import Callable
from pathlib import Path

from bot.app import CannotRun, ExitCode, pictures_of
from bot.settings import Settings
from bot.storage import (
    Database,
    DatabaseRefused,
    Keeper,
    StorageUnavailable,
    backup,
    restore,
)

Say = Callable[[str], None]


async def back_up(settings: Settings, file: Path, say: Say) -> None:
    """Write a backup; a bot may be at work on the same database.

    Raises:
        CannotRun: the database cannot be read, or the file not be written.
    """
    database = Database(settings.database_url())
    try:
        kept = await backup(database, pictures_of(settings), file)
    except FileExistsError as error:
        raise CannotRun(f"{file} is there already; name a new file.", ExitCode.DATABASE) from error
    except OSError as error:
        raise CannotRun(
            f"{file} cannot be written: {error.strerror}.", ExitCode.DATABASE
        ) from error
    except StorageUnavailable as error:
        raise CannotRun(f"The database cannot be read ({error}).", ExitCode.DATABASE) from error
    finally:
        await database.close()
    say(f"Wrote {_counted(kept)} to {file}.")


async def bring_back(settings: Settings, file: Path, say: Say) -> None:
    """Fill an empty database from a backup.

    Raises:
        CannotRun: the database is not empty or in use, or the file is no backup.
    """
    database = Database(settings.database_url())
    try:
        with database.alone():
            kept = await restore(database, pictures_of(settings), file)
    except DatabaseRefused as error:
        raise CannotRun(str(error), ExitCode.DATABASE) from error
    except StorageUnavailable as error:
        raise CannotRun(f"The database cannot be written ({error}).", ExitCode.DATABASE) from error
    finally:
        await database.close()
    say(f"Brought back {_counted(kept)} from {file}.")


async def state(settings: Settings) -> list[str]:
    """Describe the database for a report: what kind it is, and how many jobs are in which state."""
    database = Database(settings.database_url())
    try:
        counts = await Keeper(database).counts()
    finally:
        await database.close()
    jobs = ", ".join(f"{number} {state}" for state, number in sorted(counts.items())) or "none"
    return [f"kind: {database.engine.dialect.name}", f"jobs: {jobs}"]


def _counted(kept: dict[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in kept.items() if number) or "nothing"
