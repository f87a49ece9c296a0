"""Pictures on disk, each in a file named by the SHA-256 of its content."""

import contextlib
import hashlib
import math
import os
import stat
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from bot.runtime.clock import steady_clock
from bot.runtime.pools import STORAGE
from bot.storage.pictures.fair_shares import beyond_share, fair_share

# Largest share of all files or rows that may be deleted in an hour because of their age.
MOST_AT_ONCE = 0.1

# Finds the owners of pictures by their SHA-256; pictures without one are left out.
Owners = Callable[[Collection[str]], Awaitable[Mapping[str, int]]]


class _File(NamedTuple):
    written_at: float
    size: int
    path: Path


class FileStore:
    """Folder of pictures with a limit on its size and on their age.

    Args:
        folder: path of the folder, which is created with the first picture.
        most_bytes: largest size of all pictures in bytes.
        keep_s: largest age of a picture in seconds.
        now: returns seconds since 1970 by a monotonic clock; the system's clock may jump.
    """

    def __init__(
        self,
        folder: Path,
        most_bytes: int,
        keep_s: float,
        now: Callable[[], float] | None = None,
    ) -> None:
        self._folder, self._most_bytes, self._keep_s = folder, most_bytes, keep_s
        self._now = now or steady_clock()

    async def put(self, content: bytes) -> str:
        """Store a picture; it is synced to the disk on return.

        Returns:
            Its SHA-256.

        Raises:
            OSError: the picture cannot be written.
        """
        return (await self.add(content))[0]

    async def add(self, content: bytes) -> tuple[str, bool]:
        """Store a picture as `put` does; return its SHA-256 and whether it is new."""
        return await STORAGE.run(self._add, content)

    async def name(self, content: bytes) -> str:
        """Compute the SHA-256 that names a picture."""
        return await STORAGE.run(_name, content)

    async def get(self, sha256: str) -> bytes | None:
        """Read a picture; None if it was deleted or its content has changed."""
        return await STORAGE.run(self._get, sha256)

    async def prune(
        self, needed: Collection[str], owners: Owners | None = None, by_age: bool = True
    ) -> int:
        """Delete pictures that are too old, then the oldest of the largest owners until all fit.

        Of those that are too old, only a share is deleted at once: a clock may be wrong.

        Args:
            needed: SHA-256 of pictures that are not posted yet, which stay.
            owners: finds the owners of pictures; those without one are deleted before all others.
            by_age: whether pictures that are too old are deleted.

        Returns:
            The number of deleted pictures.
        """
        kept = frozenset(needed)
        files = await STORAGE.run(self._list_newest_first)
        oldest = self._now() - self._keep_s if by_age else -math.inf
        too_old = [
            file
            for file in reversed(files)
            if file.written_at < oldest and file.path.name not in kept
        ]
        old = too_old[: deletion_limit(len(files))]
        deleted = set(old)
        rest = [file for file in files if file not in deleted]
        more = []
        if sum(file.size for file in rest) > self._most_bytes:
            names = [file.path.name for file in rest]
            more = self._list_unfair(rest, kept, await owners(names) if owners else {})
        await _delete_files(file.path for file in (*old, *more))
        return len(old) + len(more)

    def path(self, sha256: str) -> Path:
        """Return the path of a picture's file."""
        return self._folder / sha256[:2] / sha256

    async def delete(self, sha256s: Collection[str]) -> None:
        """Delete pictures; those that do not exist are skipped."""
        await _delete_files(map(self.path, sha256s))

    def _add(self, content: bytes) -> tuple[str, bool]:
        sha256 = _name(content)
        path, new = self.path(sha256), self._get(sha256) is None
        if new:
            self._folder.mkdir(0o700, parents=True, exist_ok=True)
            path.parent.mkdir(0o700, exist_ok=True)
            _write(path, content)
        # By our own clock, which `prune` compares it with.
        os.utime(path, (self._now(),) * 2)
        return sha256, new

    def _get(self, sha256: str) -> bytes | None:
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError:
            return None
        return content if _name(content) == sha256 else None

    def _list_unfair(
        self, newest_first: list[_File], needed: frozenset[str], owners: Mapping[str, int]
    ) -> list[_File]:
        """List files to delete until all fit: ownerless ones, then those beyond a fair share."""
        others = [file for file in newest_first if file.path.name not in needed]
        theirs = [file for file in others if file.path.name in owners]
        nobodys = [file for file in others if file.path.name not in owners]
        room = self._most_bytes - sum(f.size for f in newest_first if f.path.name in needed)
        held = Counter[int]()
        for file in theirs:
            held[owners[file.path.name]] += file.size
        share = fair_share(held.values(), room)
        owned = ((owners[file.path.name], file.size, file) for file in theirs)
        beyond = list(beyond_share(owned, share))
        left = room - held.total() + sum(file.size for file in beyond)
        return [*beyond, *beyond_share(((None, file.size, file) for file in nobodys), left)]

    def _list_newest_first(self) -> list[_File]:
        """List the files, unfinished ones of dead processes included."""
        files = []
        for path in self._folder.rglob("*"):
            # Another task may delete it meanwhile.
            with contextlib.suppress(FileNotFoundError):
                status = path.stat()
                if stat.S_ISREG(status.st_mode):
                    files.append(_File(status.st_mtime, status.st_size, path))
        return sorted(files, reverse=True)


def deletion_limit(count: int) -> int:
    """Compute how many of `count` files or rows may be deleted at once because of their age."""
    return math.ceil(count * MOST_AT_ONCE)


async def _delete_files(paths: Iterable[Path]) -> None:
    def unlink() -> None:
        for path in paths:
            path.unlink(missing_ok=True)

    await STORAGE.run(unlink)


def _name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write a file atomically: after a crash it is complete or absent."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink()
            raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Sync the file names of a folder to the disk, which syncing the files does not do."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
