"""Checksums of published files, with notes that save hashing gigabytes again."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Checksums:
    """Verification of files by checksum, with a note of each file that was intact.

    Args:
        folder: of the notes, one for each file.
    """

    folder: Path

    def is_intact(self, path: Path, sha256: str) -> bool:
        """Check whether a file exists and has the expected checksum.

        A file whose size and modification time are as noted is not read again.

        Args:
            path: of the file.
            sha256: expected checksum, in hexadecimal.
        """
        if not path.is_file():
            return False
        note = self.folder / f"{path.name}.sha256"
        status = path.stat()
        expected = f"{path.resolve()} {status.st_size} {status.st_mtime_ns}\n{sha256}\n"
        if note.is_file() and note.read_text("utf-8") == expected:
            return True
        if compute_sha256(path) != sha256:
            return False
        self.folder.mkdir(parents=True, exist_ok=True)
        note.write_text(expected, "utf-8")
        return True


def compute_sha256(path: Path) -> str:
    """Compute a file's checksum in hexadecimal, without holding the file in memory."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
