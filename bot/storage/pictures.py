"""Pictures on disk, each under the SHA-256 of its content."""

import contextlib
import hashlib
import os
import stat
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.pools import STORAGE


class Pictures:
    """A folder of pictures with a bound on its size and on their age.

    Args:
        folder: made when the first one is put there.
        most_bytes: all together.
        keep_s: how long a picture is kept.
    """

    def __init__(self, folder: Path, most_bytes: int, keep_s: float) -> None:
        self._folder, self._most_bytes, self._keep_s = folder, most_bytes, keep_s

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

    async def prune(self, needed: Collection[str]) -> int:
        """Delete what is too old, then the oldest until the rest fits.

        Args:
            needed: pictures that are still to be posted, which stay.

        Returns:
            How many were deleted.
        """
        return await STORAGE.run(self._prune, frozenset(needed))

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
        else:
            os.utime(path)
        return sha256, new

    def _get(self, sha256: str) -> bytes | None:
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError:
            return None
        return content if _name(content) == sha256 else None

    def _prune(self, needed: frozenset[str]) -> int:
        kept_bytes, deleted = 0, 0
        for written_at, size, file in sorted(self._files(), reverse=True):
            too_old = time.time() - written_at > self._keep_s
            if file.name in needed or not (too_old or kept_bytes + size > self._most_bytes):
                kept_bytes += size
            else:
                file.unlink(missing_ok=True)
                deleted += 1
        return deleted

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """List the files with their times and sizes, but for those that go meanwhile."""
        # Those that a process began and did not end are among them.
        for file in self._folder.rglob("*"):
            with contextlib.suppress(FileNotFoundError):
                found = file.stat()
                if stat.S_ISREG(found.st_mode):
                    yield found.st_mtime, found.st_size, file


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
