"""Lends both kinds of database, each test its own."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from bot.storage import Database, migrate
from tests.bot.storage.store import Store
from tests.postgres import NoPostgres, Postgres, postgres

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    """A PostgreSQL that the tests share; without one, those that want it are skipped."""
    try:
        with postgres() as running:
            yield running
    except NoPostgres as error:
        pytest.skip(str(error))


async def _migrated(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


@pytest.fixture(scope="session")
def template(server: Postgres) -> str:
    """A PostgreSQL database with the current schema, to be copied."""
    name = server.create()
    asyncio.run(_migrated(server.url(name)))
    return name


@pytest.fixture(scope="session")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file."""
    file = tmp_path_factory.mktemp("template") / "imagine.sqlite3"
    asyncio.run(_migrated(f"sqlite:///{file}"))
    return file


@pytest.fixture
def sqlite_url(template_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(template_file, tmp_path / 'imagine.sqlite3')}"


@pytest.fixture
def postgresql_url(server: Postgres, template: str) -> str:
    return server.url(server.create(template))


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest) -> str:
    """The address of a database with the current schema and nothing in it."""
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.fixture(params=KINDS)
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes databases in which there is nothing at all."""
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path / 'blank.sqlite3'}"
    server: Postgres = request.getfixturevalue("server")
    return lambda: server.url(server.create())


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    lent = Store(url, url.startswith("sqlite"))
    yield lent
    await lent.close()


@pytest.fixture
async def several(postgresql_url: str) -> AsyncIterator[Store]:
    """The database that several processes may have at once."""
    lent = Store(postgresql_url, is_file=False)
    yield lent
    await lent.close()
