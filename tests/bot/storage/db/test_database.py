"""What the database may do to us, and what it may not tell."""

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.runtime.clock import steady_clock
from bot.storage import (
    Accepted,
    Conflict,
    Database,
    DatabaseRefused,
    StatementRefused,
    StorageUnavailable,
    migrate,
)
from bot.storage.db.tables import jobs
from tests.bot.storage.store import NO_LIMITS, Store, order
from tests.postgres import postgres

# What a member wrote, and what lets anybody answer in the bot's name.
SECRETS = ("purple aardvark", "very-secret-token")


@asynccontextmanager
async def locked(store: Store) -> AsyncIterator[None]:
    """Hold the whole database from outside."""
    if store.is_file:
        with closing(sqlite3.connect(store.url.removeprefix("sqlite:///"))) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    async with store.connect().writing() as connection:
        await connection.execute(sa.text("LOCK TABLE jobs IN ACCESS EXCLUSIVE MODE"))
        yield


async def test_a_locked_database_is_told_before_the_member_stops_waiting(store: Store) -> None:
    here = store.process()
    await here.accept()
    loop = asyncio.get_running_loop()

    async def refused_after() -> float:
        began = loop.time()
        with pytest.raises(StorageUnavailable):
            await here.jobs.acceptance.accept(order(), NO_LIMITS, wait_s=1.0)
        return loop.time() - began

    async with locked(store):
        # Seconds are the claim here: Discord gives three. With room for a slow machine.
        assert max(await asyncio.gather(*(refused_after() for _ in range(4)))) < 2.4
    assert isinstance(await here.accept(), Accepted)
    assert len(await store.rows()) == 2


async def test_no_wait_for_our_own_transactions_is_longer_than_asked(sqlite_url: str) -> None:
    store = Store(sqlite_url, is_file=True)
    here = store.process()
    async with store.database.writing():
        with pytest.raises(StorageUnavailable, match="Timeout"):
            await here.jobs.acceptance.accept(order(), NO_LIMITS, wait_s=0.05)
    assert isinstance(await here.accept(), Accepted)
    await store.close()


async def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(Conflict):
        await _insert(store, _row(), _row())
    assert not await store.rows()


async def _insert(store: Store, *rows: dict[str, object]) -> None:
    async with store.database.writing() as connection:
        for row in rows:
            await connection.execute(sa.insert(jobs), row)


def _row(**other: object) -> dict[str, object]:
    return {
        "id": "a" * 32,
        "interaction_id": 1,
        "application_id": 1,
        "guild_id": 1,
        "channel_id": 1,
        "user_id": 1,
        "member": "Ada",
        "interaction_token": SECRETS[1],
        "request": order(prompt=SECRETS[0]).request,
        "units": 1,
        "turn": 0,
        "state": "queued",
        "accepted_at": 0.0,
        "attempts": 0,
        "fence": 0,
        "refunded": False,
        **other,
    }


@pytest.mark.parametrize("wrong", [{"locale": SECRETS[0]}, {"guild_id": 2**70}])
async def test_a_value_that_never_fits_is_told_apart_from_a_database_that_does_not_answer(
    several: Store, wrong: dict[str, object]
) -> None:
    with pytest.raises(StatementRefused) as caught:
        await _insert(several, _row(**wrong))
    told = "".join(traceback.format_exception(caught.value))
    assert not [secret for secret in SECRETS if secret in told]


async def test_a_table_that_is_not_there_is_told_likewise(several: Store) -> None:
    with pytest.raises(StatementRefused, match="no_such_table"):
        async with several.database.reading() as connection:
            await connection.execute(sa.text("SELECT 1 FROM no_such_table"))


@pytest.mark.parametrize("wrong", [{"units": None}, {"guild_id": 2**70}])
async def test_no_error_holds_what_a_member_wrote_or_a_token(
    store: Store, wrong: dict[str, object]
) -> None:
    with pytest.raises((Conflict, StorageUnavailable, OverflowError)) as caught:
        await _insert(store, _row(**wrong))
    told = "".join(traceback.format_exception(caught.value))
    assert not [secret for secret in SECRETS if secret in told]


async def test_a_locked_database_is_told_without_what_was_to_be_written(store: Store) -> None:
    here = store.process()
    await here.accept()
    async with locked(store):
        with pytest.raises(StorageUnavailable) as caught:
            await here.accept(order(prompt=SECRETS[0], token=SECRETS[1]))
    told = "".join(traceback.format_exception(caught.value))
    assert not [secret for secret in SECRETS if secret in told]


async def test_a_server_that_is_restarted_is_used_again_and_nothing_is_claimed_twice() -> None:
    with postgres() as server:
        store = Store(server.url(server.create()), is_file=False)
        await migrate(store.database)
        here = store.process()
        first, second = order(user=1), order(user=2)
        await here.accept(first)
        await here.accept(second)
        (held,) = await here.jobs.claim(1)
        server.stop("immediate")
        with pytest.raises(StorageUnavailable):
            await here.accept()
        with pytest.raises(StorageUnavailable):
            await here.jobs.list_waiting(1)
        server.start()
        assert [job.id for job in await here.jobs.claim(5)] == [second.id]
        assert await here.jobs.renew([held]) == {held.id}
        await store.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://host/name", "what?"])
def test_an_address_that_cannot_be_used_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(DatabaseRefused, match="IMAGINE_DATABASE") as caught:
        Database(url)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="Linux has it")
def test_the_clock_goes_on_while_the_machine_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = dict.fromkeys((time.CLOCK_BOOTTIME, time.CLOCK_MONOTONIC), 100.0)
    monkeypatch.setattr(time, "clock_gettime", clocks.__getitem__)
    now = steady_clock()
    before = now()
    clocks[time.CLOCK_BOOTTIME] += 8 * 3600
    assert now() - before == pytest.approx(8 * 3600)


def test_a_second_process_is_refused_while_the_first_one_has_the_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'imagine.sqlite3'}"
    second = pytest.raises(DatabaseRefused, match="Another imagine-bot")
    with Database(url).process_lock(), second, Database(url).process_lock():
        pass
    with Database(url).process_lock():
        pass


HOLD = """
import sys
from bot.storage import Database
with Database(sys.argv[1]).process_lock():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_file_is_free_as_soon_as_a_process_is_killed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'imagine.sqlite3'}"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(DatabaseRefused), Database(url).process_lock():
            pass
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    with Database(url).process_lock():
        pass


async def test_a_server_is_for_as_many_processes_as_come(several: Store) -> None:
    with several.connect().process_lock(), several.connect().process_lock():
        pass


def _modes(folder: Path) -> dict[str, int]:
    """Who may read what is there; in the lock and its journal there is nothing."""
    return {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in folder.iterdir()
        if ".lock" not in path.name
    }


async def test_the_file_and_what_lies_beside_it_are_private(tmp_path: Path) -> None:
    file = tmp_path / "data" / "imagine.sqlite3"
    store = Store(f"sqlite:///{file}", is_file=True)
    with store.database.process_lock():
        await migrate(store.database)
        await store.process().accept()
        assert _modes(file.parent) == {
            f"imagine.sqlite3{end}": 0o600 for end in ("", "-wal", "-shm")
        }
        await store.close()
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


async def test_a_file_that_somebody_else_has_begun_becomes_private(tmp_path: Path) -> None:
    file = tmp_path / "imagine.sqlite3"
    store = Store(f"sqlite:///{file}", is_file=True)
    file.touch(0o644)
    with store.database.process_lock():
        await migrate(store.database)
        await store.process().accept()
        assert _modes(tmp_path) == {f"imagine.sqlite3{end}": 0o600 for end in ("", "-wal", "-shm")}
        await store.close()


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(StorageUnavailable),
        Database(f"sqlite:///{tmp_path / 'file' / 'imagine.sqlite3'}").process_lock(),
    ):
        pass


async def test_what_was_accepted_is_on_the_disk_before_it_is_promised(store: Store) -> None:
    """A power cut is not to be had here; the setting by which SQLite lives through one is."""
    async with store.database.reading() as connection:
        if store.is_file:
            assert (await connection.exec_driver_sql("PRAGMA synchronous")).scalar() == 2
            assert (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar() == "wal"
            assert (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar() == 1


async def test_reading_sees_one_state_and_waits_for_no_writer(store: Store) -> None:
    here = store.process()
    await here.accept()
    async with store.database.reading() as connection:
        count = sa.select(sa.func.count()).select_from(jobs)
        before = (await connection.execute(count)).scalar()
        await here.accept()
        assert (await connection.execute(count)).scalar() == before == 1
    assert len(await store.rows()) == 2
