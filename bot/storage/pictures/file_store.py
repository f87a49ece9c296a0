"""Pictures on disk, each under the SHA-256 of its content."""

import contextlib
import hashlib
import math
import os
import stat
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from bot.runtime.clock import steady_clock
from bot.runtime.pools import STORAGE
from bot.storage.pictures.fair_shares import beyond_share, fair_share

# The share of what is kept that may go in an hour because of its age.
MOST_AT_ONCE = 0.1

# Finds whose pictures are, by their SHA-256; what is nobody's is left out.
Owners = Callable[[Collection[str]], Awaitable[Mapping[str, int]]]


class _File(NamedTuple):
    written_at: float
    size: int
    path: Path


class FileStore:
    """A folder of pictures with a bound on its size and on their age.

    Args:
        folder: made when the first one is put there.
        most_bytes: all together.
        keep_s: how long a picture is kept.
        now: seconds since 1970, of a clock that does not jump; the system's may.
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
        """Keep a picture; it is on the disk when this returns.

        Raises:
            OSError: it cannot be written.
        """
        return (await self.add(content))[0]

    async def add(self, content: bytes) -> tuple[str, bool]:
        """Keep a picture as `put` does; also whether it was not there before."""
        return await STORAGE.run(self._add, content)

    async def name(self, content: bytes) -> str:
        """Say under which SHA-256 a picture lies, or would lie."""
        return await STORAGE.run(_name, content)

    async def get(self, sha256: str) -> bytes | None:
        """Give a picture, None if it is gone or no longer what it was."""
        return await STORAGE.run(self._get, sha256)

    async def prune(
        self, needed: Collection[str], owners: Owners | None = None, by_age: bool = True
    ) -> int:
        """Delete what is too old, then the oldest of those who have most until the rest fits.

        Of what is too old, only a share goes at once: a clock may be wrong.

        Args:
            needed: pictures that are still to be posted, which stay.
            owners: finds whose the pictures are; what is nobody's goes before all others.
            by_age: whether what is too old goes.

        Returns:
            How many were deleted.
        """
        kept = frozenset(needed)
        found = await STORAGE.run(self._newest_first)
        old = self._too_old(found, kept) if by_age else []
        going = set(old)
        rest = [file for file in found if file not in going]
        more = []
        if sum(file.size for file in rest) > self._most_bytes:
            names = [file.path.name for file in rest]
            more = self._unfair(rest, kept, await owners(names) if owners else {})
        await STORAGE.run(_unlink, [*old, *more])
        return len(old) + len(more)

    def path(self, sha256: str) -> Path:
        """Say where a picture lies."""
        return self._folder / sha256[:2] / sha256

    async def delete(self, sha256s: Collection[str]) -> None:
        """Delete pictures, those that are gone already included."""

        def unlink() -> None:
            for sha256 in sha256s:
                self.path(sha256).unlink(missing_ok=True)

        await STORAGE.run(unlink)

    def _add(self, content: bytes) -> tuple[str, bool]:
        sha256 = _name(content)
        path, new = self.path(sha256), self._get(sha256) is None
        if new:
            self._folder.mkdir(0o700, parents=True, exist_ok=True)
            path.parent.mkdir(0o700, exist_ok=True)
            _write(path, content)
        # By our clock, by which its age is told.
        os.utime(path, (self._now(),) * 2)
        return sha256, new

    def _get(self, sha256: str) -> bytes | None:
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError:
            return None
        return content if _name(content) == sha256 else None

    def _too_old(self, newest_first: list[_File], needed: frozenset[str]) -> list[_File]:
        """List the oldest of what is too old, at most a share of all."""
        over = self._now() - self._keep_s
        old = [
            file
            for file in reversed(newest_first)
            if file.written_at < over and file.path.name not in needed
        ]
        return old[: at_once(len(newest_first))]

    def _unfair(
        self, newest_first: list[_File], needed: frozenset[str], owners: Mapping[str, int]
    ) -> list[_File]:
        """List what goes until the rest fits: nobody's, then the oldest beyond a fair share."""
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

    def _newest_first(self) -> list[_File]:
        return sorted(self._files(), reverse=True)

    def _files(self) -> Iterator[_File]:
        """List the files with their times and sizes, but for those that go meanwhile."""
        # Those that a process began and did not end are among them.
        for file in self._folder.rglob("*"):
            with contextlib.suppress(FileNotFoundError):
                found = file.stat()
                if stat.S_ISREG(found.st_mode):
                    yield _File(found.st_mtime, found.st_size, file)


def at_once(kept: int) -> int:
    """Compute how much of what is kept may go at once because of its age."""
    return math.ceil(kept * MOST_AT_ONCE)


def _unlink(files: Iterable[_File]) -> None:
    for file in files:
        file.path.unlink(missing_ok=True)


def _name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write a file that is there wholly or not at all, whatever happens meanwhile."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink()
            raise
    _keep_names(path.parent)


def _keep_names(folder: Path) -> None:
    """Have the names in a folder on the disk; the files' own content does not include them."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
