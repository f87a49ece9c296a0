"""A backup is one state of everything, and restores into either kind of database."""

import asyncio
import json
import stat
import time
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.storage import (
    Attachment,
    BanStore,
    Database,
    DatabaseRefused,
    FileStore,
    MaintenanceQueries,
    Message,
    ModerationLog,
    State,
    backup,
    migrate,
    restore,
)
from bot.storage.db.tables import deliveries, jobs
from tests.bot.storage.db.test_migrate import OLD_JOB
from tests.bot.storage.store import PICTURES, TROUBLE, Process, Store, files, order

PROMPT = "apple 🍎 \u2028 next line \x85 “ä” \n end"


@pytest.fixture
def pictures(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "pictures", 10**6, 1e6)


@pytest.fixture
def elsewhere(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "elsewhere", 10**6, 1e6)


@pytest.fixture
async def empty(blank: Callable[[], str]) -> AsyncIterator[Store]:
    """Where to restore into."""
    url = blank()
    lent = Store(url, url.startswith("sqlite"))
    yield lent
    await lent.close()


async def busy(here: Process, pictures: FileStore, stop: asyncio.Event) -> None:
    """Do all that a bot does, over and over."""
    user = 0
    while not stop.is_set():
        user += 1
        await here.accept(order(user=user, prompt=PROMPT))
        await here.accept(order(user=user))
        for job in await here.jobs.claim(1):
            sha256 = await pictures.put(job.id.encode())
            attached = (Attachment(sha256, "apple.png", "an apple"),)
            await here.jobs.finish(job, Message(State.DELIVERED, PROMPT, attached))
        for delivery in (await here.outbox.take(1))[: user % 2]:
            await here.outbox.mark_sent(delivery, State.DELIVERED, 9)


async def to_the_end(store: Store) -> None:
    """Let another process do all that is left."""
    here = store.process()
    await store.later(1000)
    await here.jobs.take_over()
    await here.jobs.requeue_lost()
    while claimed := await here.jobs.claim(100):
        for job in claimed:
            assert await here.jobs.finish(job, PICTURES)
    while taken := await here.outbox.take(100):
        for delivery in taken:
            assert await here.outbox.mark_sent(delivery, delivery.message.outcome, 9)


async def test_a_backup_taken_at_work_restores_to_jobs_that_each_end_once(
    store: Store, empty: Store, pictures: FileStore, elsewhere: FileStore, tmp_path: Path
) -> None:
    # One database's clock stands still, the other's is the machine's: they have to agree.
    store.clock.now = empty.clock.now = time.time()
    stop = asyncio.Event()
    at_work = [asyncio.create_task(busy(store.process(), pictures, stop)) for _ in range(3)]
    async with asyncio.timeout(30):
        while len(await MaintenanceQueries(store.database).pictures_needed()) < 3:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.01)
    async with asyncio.timeout(30):
        # At some moments nothing is left to be posted.
        while not (written := await backup(store.database, pictures, tmp_path / "backup"))["files"]:
            (tmp_path / "backup").unlink()
    async with asyncio.timeout(30):
        while len(await store.rows()) <= written["jobs"]:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.01)
    stop.set()
    await asyncio.gather(*at_work)
    assert await restore(empty.database, elsewhere, tmp_path / "backup") == written
    assert min(written["jobs"], written["deliveries"], written["files"]) > 0
    rows, later = await empty.rows(), {row.id: row for row in await store.rows()}
    assert len(rows) == written["jobs"] < len(later)
    assert [row.request for row in rows] == [later[row.id].request for row in rows]
    needed = await MaintenanceQueries(empty.database).pictures_needed()
    assert len(needed) == written["files"]
    assert all([await elsewhere.get(sha256) for sha256 in needed])
    # Whoever had a job when the backup was taken has gone on elsewhere, or is dead.
    await to_the_end(empty)
    assert {row.state for row in await empty.rows()} == {State.DELIVERED}
    assert len(await empty.rows(deliveries)) == len(rows)


async def test_every_state_and_every_text_comes_through(
    store: Store, empty: Store, pictures: FileStore, tmp_path: Path
) -> None:
    here = store.process()
    await here.accept(order(prompt=PROMPT))
    await here.jobs.cancel((await here.claimed()).id, "member left")
    await here.outbox.mark_stored(await here.taken(TROUBLE), State.FAILED, "unknown channel")
    await here.outbox.mark_sent(
        await here.taken(Message(State.DELIVERED, PROMPT)), State.DELIVERED, 2**62
    )
    await here.outbox.postpone(await here.taken(), 30, "status 500")
    await backup(store.database, pictures, tmp_path / "backup")
    await restore(empty.database, pictures, tmp_path / "backup")
    for table in (jobs, deliveries):
        told, kept = await store.rows(table), await empty.rows(table)
        without_lease = [{**row._mapping, "lease_until": 0.0} for row in told]
        key = next(iter(table.primary_key)).name
        assert sorted((dict(row._mapping) for row in kept), key=lambda row: row[key]) == sorted(
            without_lease, key=lambda row: row[key]
        )
    prompts = {json.loads(row.request)["prompt"] for row in await empty.rows()}
    assert PROMPT in prompts


async def test_the_moderators_log_goes_on_in_a_restored_database(
    store: Store, empty: Store, pictures: FileStore, tmp_path: Path
) -> None:
    # One database's clock stands still, the other's is the machine's: what is restored is older.
    store.clock.now, empty.clock.now = time.time() - 60, time.time() + 60
    before, after = ModerationLog(store.database), ModerationLog(empty.database)
    moderation = BanStore(store.database)
    await moderation.ban(1, 9, 2, "spam", None)
    await moderation.unban(1, 9, 2, "said sorry")
    await backup(store.database, pictures, tmp_path / "backup")
    await restore(empty.database, pictures, tmp_path / "backup")
    assert await after.page(1, 9) == await before.page(1, 9)
    await BanStore(empty.database).ban(1, 9, 2, "spam again", None)
    told = [entry.reason for entry in await after.page(1, 9)]
    assert told == ["spam again", "said sorry", "spam"]


async def test_nothing_is_restored_over_what_is_there(
    store: Store, pictures: FileStore, elsewhere: FileStore, tmp_path: Path
) -> None:
    await store.process().taken()
    await backup(store.database, pictures, tmp_path / "backup")
    before = await store.rows(), await store.rows(deliveries)
    with pytest.raises(DatabaseRefused, match="not empty"):
        await restore(store.database, elsewhere, tmp_path / "backup")
    assert (await store.rows(), await store.rows(deliveries)) == before
    assert not files(tmp_path / "elsewhere")


async def test_an_earlier_database_that_is_not_empty_is_not_even_migrated(
    store: Store, pictures: FileStore, tmp_path: Path
) -> None:
    await backup(store.database, pictures, tmp_path / "backup")
    old = Store(f"sqlite:///{tmp_path / 'old.sqlite3'}", is_file=True)
    await migrate(old.database, to="0001")
    async with old.database.writing() as connection:
        columns, values = ", ".join(OLD_JOB), ", ".join("?" * len(OLD_JOB))
        statement = f"INSERT INTO jobs ({columns}) VALUES ({values})"
        await connection.exec_driver_sql(statement, tuple(OLD_JOB.values()))
    await old.close()
    before = (tmp_path / "old.sqlite3").read_bytes()
    with pytest.raises(DatabaseRefused, match="not empty"):
        await restore(old.database, pictures, tmp_path / "backup")
    await old.close()
    assert (tmp_path / "old.sqlite3").read_bytes() == before


@pytest.mark.parametrize("started", [False, True])
async def test_a_backup_of_an_earlier_version_restores(
    empty: Store, pictures: FileStore, tmp_path: Path, started: bool
) -> None:
    if started:
        # Who restores may have started the bot once to see whether it runs.
        await migrate(empty.database)
    delivery = {
        "job_id": OLD_JOB["id"],
        "outcome": "delivered",
        "content": "**red apple**",
        "files": "[]",
        "state": "sending",
        "route": "edit",
        "attempts": 1,
        "fence": 1,
        "not_before": 0.0,
    }
    rows = {"jobs": {**OLD_JOB, "state": "outgoing"}, "deliveries": delivery}
    with zipfile.ZipFile(tmp_path / "backup", "w") as archive:
        archive.writestr("manifest.json", json.dumps({"schema": "0001"}))
        for name, row in rows.items():
            archive.writestr(f"{name}.jsonl", json.dumps(row))
    restored = await restore(empty.database, pictures, tmp_path / "backup")
    assert {name: number for name, number in restored.items() if number} == {
        "jobs": 1,
        "deliveries": 1,
    }
    (taken,) = await empty.process().outbox.take(5)
    assert taken.order.upload_limit == 10 * 2**20


def _damaged(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", '{"schema": "0002"}')
        for name in ("jobs", "deliveries"):
            archive.writestr(f"{name}.jsonl", json.dumps(OLD_JOB) * 50)
    content = bytearray(file.read_bytes())
    content[150:160] = b"\xff" * 10
    file.write_bytes(content)


def _without_jobs(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", '{"schema": "0002"}')


def _list(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", "[1]")


@pytest.mark.parametrize(
    "made",
    [
        lambda file: file.write_text("Dear diary"),
        lambda file: file.mkdir(),
        lambda file: None,
        _damaged,
        _without_jobs,
        _list,
    ],
    ids=["text", "folder", "nothing", "damaged", "without jobs", "list"],
)
async def test_what_is_no_backup_is_refused_and_nothing_happens(
    pictures: FileStore, tmp_path: Path, made: Callable[[Path], object]
) -> None:
    made(tmp_path / "backup")
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    with pytest.raises(DatabaseRefused, match="not a backup") as caught:
        await restore(database, pictures, tmp_path / "backup")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "new.sqlite3").exists()
    await database.close()


async def test_a_backup_of_a_later_version_is_refused(pictures: FileStore, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "backup", "w") as archive:
        archive.writestr("manifest.json", '{"schema": "9999"}')
        archive.writestr("jobs.jsonl", "")
        archive.writestr("deliveries.jsonl", "")
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    with pytest.raises(DatabaseRefused, match="newer"):
        await restore(database, pictures, tmp_path / "backup")
    await database.close()


async def test_a_backup_is_private_and_never_written_over_another(
    store: Store, pictures: FileStore, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    await backup(store.database, pictures, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    with pytest.raises(FileExistsError):
        await backup(store.database, pictures, file)
    assert file.read_bytes() == before


async def test_half_a_backup_is_not_left_behind(
    store: Store, pictures: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match="No space left"):
        await backup(store.database, pictures, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()
