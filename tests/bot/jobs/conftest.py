"""Lends a database file of its own to each test, with a clock that the test turns."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage import Database, migrate
from tests.bot.storage.store import Store


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
