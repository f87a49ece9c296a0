"""A database goes forward with its data, or is left byte for byte as it is."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.storage import Database, DatabaseRefused, migrate
from bot.storage.db.migrate import newest_revision, read_revision
from bot.storage.db.tables import metadata
from tests.bot.storage.store import PICTURES, Store, order

# A job as the first schema has it.
OLD_JOB = {
    "id": "a" * 32,
    "interaction_id": 2**61,
    "application_id": 77,
    "guild_id": 1,
    "channel_id": 5,
    "user_id": 1,
    "member": "Ada",
    "interaction_token": "token",
    "request": '{"prompt": "red apple", "user": "1", "width": 128, "height": 128, "steps": 20, '
    '"guidance": 4.0, "seed": 7, "id": "' + "a" * 32 + '"}',
    "units": 1,
    "turn": 0,
    "state": "queued",
    "accepted_at": 1_700_000_000.0,
    "attempts": 0,
    "fence": 0,
    "refunded": False,
}


@pytest.fixture
async def empty(blank: Callable[[], str]) -> AsyncIterator[Store]:
    """A database without a schema."""
    url = blank()
    lent = Store(url, url.startswith("sqlite"))
    yield lent
    await lent.close()


async def _execute(database: Database, *statements: str) -> None:
    async with database.writing() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)


async def test_a_database_from_before_goes_forward_with_its_data(empty: Store) -> None:
    await migrate(empty.database, to="0001")
    async with empty.database.writing() as connection:
        table = await connection.run_sync(
            lambda sync: sa.Table("jobs", sa.MetaData(), autoload_with=sync)
        )
        await connection.execute(sa.insert(table), OLD_JOB)
    await migrate(empty.database)
    (job,) = await empty.process().jobs.claim(5)
    assert job.order.request.prompt == "red apple"
    assert job.order.upload_limit == 10 * 2**20
    assert job.order.action == ""


async def test_the_migrations_make_what_the_queries_are_written_for(empty: Store) -> None:
    await migrate(empty.database)

    def shape(connection: sa.Connection) -> dict[str, object]:
        there = sa.inspect(connection)
        return {
            name: (
                {column["name"]: column["nullable"] for column in there.get_columns(name)},
                {
                    (index["name"], tuple(index["column_names"]))
                    for index in there.get_indexes(name)
                    if not index["unique"]
                },
            )
            for name in there.get_table_names()
            if name != "alembic_version"
        }

    async with empty.database.reading() as connection:
        found = await connection.run_sync(shape)
    assert found == {
        name: (
            {column.name: column.nullable for column in table.columns},
            {(index.name, tuple(c.name for c in index.columns)) for index in table.indexes},
        )
        for name, table in metadata.tables.items()
    }


async def test_a_current_database_is_not_changed(store: Store) -> None:
    here = store.process()
    await here.accept()
    before = await store.rows()
    await migrate(store.database)
    assert await store.rows() == before
    async with store.database.reading() as connection:
        assert await connection.run_sync(read_revision) == newest_revision()


async def test_processes_that_start_at_once_wait_for_each_other(empty: Store) -> None:
    if empty.is_file:
        # There can be one process only, which may try again.
        await migrate(empty.database)
        await migrate(empty.database)
    else:
        await asyncio.gather(*(migrate(empty.connect()) for _ in range(3)))
    await empty.process().accept()
    assert len(await empty.rows()) == 1


async def test_a_migration_may_take_longer_than_a_member_would_wait(several: Store) -> None:
    async with several.connect().writing() as connection:
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(6765)")
        waiting = asyncio.create_task(migrate(several.connect()))
        await asyncio.sleep(1.5)
        assert not waiting.done()
    await waiting


async def test_the_database_of_a_later_version_is_refused(store: Store) -> None:
    await store.process().accept()
    await _execute(store.database, "UPDATE alembic_version SET version_num = '9999'")
    before = await store.rows()
    with pytest.raises(DatabaseRefused, match=r"newer imagine-bot \(schema 9999\)"):
        await migrate(store.database)
    assert await store.rows() == before


async def test_another_programs_database_is_refused(empty: Store) -> None:
    await _execute(empty.database, "CREATE TABLE songs (id INTEGER)")
    with pytest.raises(DatabaseRefused, match="tables of another program"):
        await migrate(empty.database)
    async with empty.database.reading() as connection:
        tables = await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names())
    assert tables == ["songs"]


def _newer(file: Path) -> None:
    asyncio.run(_current(file))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _foreign(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.execute("INSERT INTO songs VALUES ('Ode')")


def _corrupt(file: Path) -> None:
    asyncio.run(_current(file, jobs=40))
    content = bytearray(file.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    file.write_bytes(content)


def _truncated(file: Path) -> None:
    asyncio.run(_current(file, jobs=40))
    file.write_bytes(file.read_bytes()[:-4096])


def _no_database(file: Path) -> None:
    file.write_bytes(b"Dear diary, " * 1000)


async def _current(file: Path, jobs: int = 1) -> None:
    store = Store(f"sqlite:///{file}", is_file=True)
    await migrate(store.database)
    here = store.process()
    for user in range(jobs):
        await here.jobs.finish(await here.claimed(order(user=user)), PICTURES)
    await store.close()


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (_newer, "newer"),
        (_foreign, "another program"),
        (_corrupt, "damaged"),
        (_truncated, "damaged"),
        (_no_database, "damaged"),
    ],
)
def test_a_file_that_is_refused_stays_byte_for_byte(
    tmp_path: Path, made: Callable[[Path], None], says: str
) -> None:
    file = tmp_path / "imagine.sqlite3"
    made(file)
    before, mode = file.read_bytes(), file.stat().st_mode

    async def start() -> None:
        database = Database(f"sqlite:///{file}")
        with database.process_lock():
            try:
                await migrate(database)
            finally:
                await database.close()

    with pytest.raises(DatabaseRefused, match=says) as caught:
        asyncio.run(start())
    assert "\n" not in str(caught.value)
    assert file.read_bytes() == before
    assert file.stat().st_mode == mode
    assert {path.name for path in tmp_path.iterdir()} == {file.name, f"{file.name}.lock"}
