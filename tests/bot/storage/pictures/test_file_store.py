"""Pictures lie under what they are, are there wholly or not at all, and go when they may."""

import errno
import hashlib
import os
import stat
import time
from collections.abc import Collection
from pathlib import Path

import pytest

from bot.storage import FileStore

DAY_S = 86400.0


@pytest.fixture
def pictures(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "pictures", most_bytes=1000, keep_s=DAY_S)


def there(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def grow_old(pictures: FileStore, sha256: str, seconds: float) -> None:
    written_at = time.time() - seconds
    os.utime(pictures.path(sha256), (written_at, written_at))


async def test_a_picture_lies_under_what_it_is(pictures: FileStore) -> None:
    sha256 = await pictures.put(b"apple")
    assert sha256 == hashlib.sha256(b"apple").hexdigest()
    assert await pictures.get(sha256) == b"apple"
    assert await pictures.get("0" * 64) is None


async def test_the_same_picture_is_kept_once_and_is_young_again(
    pictures: FileStore, tmp_path: Path
) -> None:
    sha256 = await pictures.put(b"apple")
    grow_old(pictures, sha256, 2 * DAY_S)
    assert await pictures.put(b"apple") == sha256
    assert len(there(tmp_path)) == 1
    assert await pictures.prune(()) == 0


async def test_a_corrupt_file_is_no_picture_until_it_is_put_again(pictures: FileStore) -> None:
    sha256 = await pictures.put(b"apple")
    pictures.path(sha256).write_bytes(b"ap")
    assert await pictures.get(sha256) is None
    assert await pictures.put(b"apple") == sha256
    assert await pictures.get(sha256) == b"apple"


async def test_pictures_go_when_they_are_too_old(pictures: FileStore) -> None:
    old, young = await pictures.put(b"old"), await pictures.put(b"young")
    grow_old(pictures, old, DAY_S + 1)
    assert await pictures.prune(()) == 1
    assert await pictures.get(old) is None
    assert await pictures.get(young) == b"young"


async def test_the_oldest_go_until_the_rest_fits(pictures: FileStore) -> None:
    names = [await pictures.put(bytes([number]) * 300) for number in range(5)]
    for age, sha256 in enumerate(reversed(names)):
        grow_old(pictures, sha256, age)
    assert await pictures.prune(()) == 2
    assert [bool(await pictures.get(sha256)) for sha256 in names] == [False, False, *[True] * 3]


async def test_what_is_to_be_posted_stays_however_old_and_large(pictures: FileStore) -> None:
    needed = await pictures.put(b"n" * 5000)
    other = await pictures.put(b"other")
    grow_old(pictures, needed, 10 * DAY_S)
    grow_old(pictures, other, 20 * DAY_S)
    assert await pictures.prune({needed}) == 1
    assert await pictures.get(needed)
    assert await FileStore(Path("nowhere"), 1, 1).prune(()) == 0


async def test_what_goes_while_it_is_looked_at_keeps_nothing_else_from_going(
    pictures: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, going = await pictures.put(b"old"), await pictures.put(b"going")
    grow_old(pictures, old, DAY_S + 1)
    look = Path.stat

    def last_look(file: Path, **how: bool) -> os.stat_result:
        found = look(file, **how)
        if file.name == going:
            file.unlink()
        return found

    monkeypatch.setattr(Path, "stat", last_look)
    assert await pictures.prune(()) == 1


@pytest.mark.parametrize("step", ["fsync", "replace", "write"])
async def test_a_full_disk_is_told_and_leaves_nothing_behind(
    pictures: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        if step == "replace":
            patch.setattr(Path, "replace", full)
        elif step == "fsync":
            patch.setattr(os, "fsync", full)
        else:
            # The disk that is always full.
            patch.setattr(
                "bot.storage.pictures.file_store.NamedTemporaryFile", _on_a_full_disk(tmp_path)
            )
        with pytest.raises(OSError, match="No space left"):
            await pictures.put(b"apple" * 10_000)
    assert not there(tmp_path)
    assert await pictures.get(await pictures.put(b"apple"))


def _on_a_full_disk(tmp_path: Path) -> object:
    def opened(**_: object) -> object:
        link = tmp_path / "full"
        link.symlink_to("/dev/full")
        # Unbuffered: what cannot be written is told at once and not again at the end.
        return link.open("wb", buffering=0)

    return opened


async def test_what_a_killed_process_began_to_write_goes_in_time(
    pictures: FileStore, tmp_path: Path
) -> None:
    sha256 = await pictures.put(b"apple")
    left = pictures.path(sha256).parent / ".tmp1234"
    left.write_bytes(b"ap")
    assert await pictures.prune(()) == 0
    os.utime(left, (0, 0))
    assert await pictures.prune(()) == 1
    assert there(tmp_path) == [pictures.path(sha256)]


async def test_pictures_are_private(pictures: FileStore, tmp_path: Path) -> None:
    path = pictures.path(await pictures.put(b"apple"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_of_what_is_too_old_only_a_tenth_goes_at_once(pictures: FileStore) -> None:
    for number in range(25):
        grow_old(pictures, await pictures.put(bytes([number])), 40 * DAY_S)
    assert [await pictures.prune(()) for _ in range(3)] == [3, 3, 2]


async def test_a_wall_clock_that_jumps_takes_no_picture(
    pictures: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = time.time
    sha256 = await pictures.put(b"apple")
    for days in (31, -31):
        monkeypatch.setattr(time, "time", lambda days=days: wall() + days * DAY_S)
        assert await pictures.prune(()) == 0
        assert await pictures.put(b"apple") == sha256
    monkeypatch.undo()
    assert await pictures.prune(()) == 0


async def test_a_picture_is_as_old_as_the_clock_that_is_believed_says(tmp_path: Path) -> None:
    now = 1_000_000_000.0
    pictures = FileStore(tmp_path, 1000, DAY_S, lambda: now)
    sha256 = await pictures.put(b"apple")
    assert await pictures.prune(()) == 0
    now += 2 * DAY_S
    assert await pictures.prune((), by_age=False) == 0
    assert await pictures.prune(()) == 1
    assert await pictures.get(sha256) is None


async def test_a_flood_of_one_members_pictures_pushes_out_nobody_elses(pictures: FileStore) -> None:
    others = {await pictures.put(bytes([number]) * 100): number for number in range(3)}
    flood = [await pictures.put(bytes([number]) * 300) for number in range(10, 16)]
    for age, sha256 in enumerate(reversed([*others, *flood])):
        grow_old(pictures, sha256, age)
    whose = others | dict.fromkeys(flood, 99)

    async def owners(names: Collection[str]) -> dict[str, int]:
        return {name: whose[name] for name in names}

    assert await pictures.prune((), owners) == 4
    left = [bool(await pictures.get(sha256)) for sha256 in flood]
    assert left == [False] * 4 + [True] * 2
    assert all([await pictures.get(sha256) for sha256 in others])


async def test_what_is_nobodys_goes_before_anything_that_is_somebodys(pictures: FileStore) -> None:
    mine, nobodys = await pictures.put(b"m" * 600), await pictures.put(b"n" * 600)
    grow_old(pictures, mine, 100)

    async def owners(_: Collection[str]) -> dict[str, int]:
        return {mine: 1}

    assert await pictures.prune((), owners) == 1
    assert await pictures.get(mine)
    assert await pictures.get(nobodys) is None
