"""What is kept goes by a clock that is believed, and a little at a time."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.jobs.maintenance import Janitor, Retention
from bot.storage import FileStore, HiddenPictures, PictureStore, State, migrate
from bot.storage.db.tables import pictures as rows_of_pictures
from tests.bot.storage.store import Store, order

DAY_S = 86400.0
KEEP = Retention(30 * DAY_S, 10**8, 10**9)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    lent = Store(f"sqlite:///{tmp_path / 'imagine.sqlite3'}", is_file=True)
    await migrate(lent.database)
    yield lent
    await lent.close()


@pytest.fixture
def files(tmp_path: Path, store: Store) -> FileStore:
    return FileStore(tmp_path / "pictures", 10**6, KEEP.keep_s, store.clock)


def janitor(store: Store, files: FileStore, off_s: float = 0.0, keep: Retention = KEEP) -> Janitor:
    """The janitor, for whom the database's clock is so far off the one that is believed."""
    here = store.process()
    now = lambda: store.clock() - off_s  # noqa: E731 - a clock
    gallery, hidden = PictureStore(store.database), HiddenPictures(store.database)
    return Janitor(here.jobs, here.maintenance, gallery, hidden, files, keep, now, 5.0)


async def ended(store: Store, number: int) -> None:
    here = store.process()
    for _ in range(number):
        await here.outbox.mark_sent(await here.taken(), State.DELIVERED, 9)


async def test_a_clock_that_disagrees_with_discords_deletes_nothing_for_its_age(
    store: Store, files: FileStore, caplog: pytest.LogCaptureFixture
) -> None:
    await ended(store, 3)
    sha256 = await files.put(b"apple")
    await store.later(31 * DAY_S)
    await janitor(store, files, off_s=31 * DAY_S)._prune()
    assert len(await store.rows()) == 3
    assert await files.get(sha256)
    (said,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert "off Discord's" in said.getMessage()


async def test_what_is_too_old_goes_a_tenth_at_a_time(store: Store, files: FileStore) -> None:
    await ended(store, 25)
    for number in range(25):
        await files.put(bytes([number]))
    await store.later(31 * DAY_S)
    for left in (22, 19, 17):
        await janitor(store, files)._prune()
        assert len(await store.rows()) == left
        kept = [await files.get(one) for one in await names(files)]
        assert len(kept) == left


async def names(files: FileStore) -> list[str]:
    return [path.name for path in files.path("aa").parent.parent.rglob("*") if path.is_file()]


async def test_the_pictures_of_who_has_too_many_go_with_their_files(
    store: Store, files: FileStore
) -> None:
    here = store.process()
    mine = await files.put(b"mine")
    await here.drew(order(user=1), mine)
    tight = replace(KEEP, user_bytes=10)
    await janitor(store, files, keep=tight)._prune()
    assert not await store.rows(rows_of_pictures)
    assert await files.get(mine) is None
