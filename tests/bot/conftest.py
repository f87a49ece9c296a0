"""Gives every test the logging that it found, and a database file of its own to those that ask."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot import composition
from bot.storage import Database, migrate
from tests.bot.fakes import FakeChecker
from tests.bot.storage.store import Store


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    yield
    # pytest's own handlers come and go by themselves.
    for handler in [new for new in root.handlers if new not in handlers]:
        root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def calm_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whatever bot is built find every picture safe, without a process that has to start."""
    monkeypatch.setattr(composition, "OnnxChecker", lambda _file: FakeChecker())


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the current schema, to be copied: making one takes a second."""
    file = tmp_path_factory.mktemp("template") / "imagine.sqlite3"

    async def make() -> None:
        database = Database(f"sqlite:///{file}")
        await migrate(database)
        await database.close()

    asyncio.run(make())
    return file


@pytest.fixture
async def store(template: Path, tmp_path: Path) -> AsyncIterator[Store]:
    file = shutil.copy(template, tmp_path / "imagine.sqlite3")
    lent = Store(f"sqlite:///{file}", is_file=True)
    yield lent
    await lent.close()
