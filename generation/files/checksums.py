"""Whether a file is the one that was published, remembered so that gigabytes are hashed once."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Checksums:
    """Checks files, and keeps a note of each that was found right.

    Args:
        folder: where the notes are kept, one a file.
    """

    folder: Path

    def holds(self, path: Path, sha256: str) -> bool:
        """Tell whether a file exists and has this checksum.

        A file whose size and modification time are as noted is not read again.
        """
        if not path.is_file():
            return False
        note = self.folder / f"{path.name}.sha256"
        found = f"{_identity(path)}\n{sha256}\n"
        if note.is_file() and note.read_text("utf-8") == found:
            return True
        if sha256_of(path) != sha256:
            return False
        self.folder.mkdir(parents=True, exist_ok=True)
        note.write_text(found, "utf-8")
        return True


def sha256_of(path: Path) -> str:
    """Hash a file without holding it in memory."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _identity(path: Path) -> str:
    status = path.stat()
    return f"{path.resolve()} {status.st_size} {status.st_mtime_ns}"
