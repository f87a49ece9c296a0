"""What stands in the way of a backup or of bringing it back is said in a sentence that names it."""

import errno
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NoReturn

import pytest
from pydantic import SecretStr

from bot.app import CannotRun, ExitCode
from bot.cli import backups
from bot.config.settings import Settings

Command = Callable[[Settings, Path, backups.Report], Awaitable[None]]
each = pytest.mark.parametrize("command", [backups.write_backup, backups.restore_backup])


def failing(number: int, file: str | None = None) -> Callable[..., Awaitable[NoReturn]]:
    """Work that ends with an error of the system's, about a file or about none."""

    async def fails(*_: object) -> NoReturn:
        raise OSError(number, os.strerror(number), file)

    return fails


async def refused(command: Command, settings: Settings, file: Path) -> str:
    """The sentence with which a command ends."""
    with pytest.raises(CannotRun) as caught:
        await command(settings, file, lambda said: pytest.fail(said))
    assert caught.value.code is ExitCode.DATABASE
    return str(caught.value)


@each
async def test_a_database_whose_driver_is_missing_is_said(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    settings = Settings(database=SecretStr("postgresql://host/name"))
    assert "python -m pip install asyncpg" in await refused(command, settings, tmp_path / "backup")


async def test_a_picture_that_cannot_be_read_is_named_and_not_the_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "backup", failing(errno.EACCES, "pictures/ab/abc"))
    (tmp_path / "imagine.sqlite3").touch()
    said = await refused(backups.write_backup, Settings(data_folder=tmp_path), tmp_path / "backup")
    assert said == "pictures/ab/abc cannot be read or written: Permission denied."


async def test_a_full_disk_is_said_with_what_was_to_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, data = failing(errno.ENOSPC), tmp_path / "data"
    monkeypatch.setattr(backups, "backup", full)
    monkeypatch.setattr(backups, "restore", full)
    settings, file = Settings(data_folder=data), tmp_path / "backup"
    data.mkdir()
    (data / "imagine.sqlite3").touch()
    no_room = "cannot be read or written: No space left on device."
    assert await refused(backups.write_backup, settings, file) == f"{file} {no_room}"
    assert await refused(backups.restore_backup, settings, file) == f"{data} {no_room}"
