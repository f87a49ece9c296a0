"""OpenVINO's programs of the networks: converted ones on disk, compiled ones in memory."""

import hashlib
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generation.engines.fingerprint import software_name
from generation.engines.memory import release_memory
from generation.engines.tensorflow import LARGE_BYTES
from generation.weights.headers import Shape

# Each size and context length of Stable Diffusion takes 1.7 GB on disk.
MOST_ON_DISK_BYTES = 8_000_000_000
WEIGHTS = ".bin"

Shapes = tuple[Shape, ...]


@dataclass
class CompiledPrograms:
    """Converted programs of one model, on disk and in memory.

    Args:
        folder: of their files.
        room_bytes: limit on the weights of all compiled programs; one is kept in any case.
    """

    folder: Path
    room_bytes: int
    _compiled: "OrderedDict[tuple[Path, Shapes], Any]" = field(default_factory=OrderedDict)

    def file(self, name: str) -> Path:
        """Return the path of a program's description; its weights are in the same folder."""
        return self.folder / f"{name}.xml"

    def get_or_compile(self, file: Path, shapes: Shapes, compile_: Callable[[], Any]) -> Any:
        """Return a program compiled for shapes, and drop the least recently used ones if needed.

        Args:
            file: description of the program.
            shapes: of its arguments.
            compile_: called if the program is not compiled for these shapes.
        """
        key = file, shapes
        if key not in self._compiled:
            used = [weights_bytes(other) for other, _ in self._compiled]
            while self._compiled and weights_bytes(file) + sum(used) > self.room_bytes:
                self._compiled.popitem(last=False)
                del used[0]
            self._compiled[key] = compile_()
        self._compiled.move_to_end(key)
        return self._compiled[key]

    def release_large(self) -> None:
        """Drop all compiled programs of a large model; compiling them again takes some seconds.

        The decoder too, which has few weights, but holds its activations from run to run.
        """
        if any(weights_bytes(file) >= LARGE_BYTES for file, _ in self._compiled):
            self._compiled.clear()
            release_memory()

    def touch(self, file: Path) -> None:
        """Mark a file as used, and delete the least recently used ones over the limit.

        The limit is on the programs of all models together.
        """
        with suppress(FileNotFoundError):  # Another process may have deleted it meanwhile.
            os.utime(file)
        kept_bytes = 0
        for other in sorted(
            self.folder.parent.rglob("*.xml"), key=lambda path: _status(path)[1], reverse=True
        ):
            kept_bytes += weights_bytes(other)
            if kept_bytes > MOST_ON_DISK_BYTES and other != file:
                self.delete(other)

    def is_complete(self, file: Path) -> bool:
        """Check whether both files of a program exist."""
        return file.exists() and file.with_suffix(WEIGHTS).exists()

    def delete(self, file: Path) -> None:
        """Delete a program from disk."""
        # Windows does not delete a file that a process has mapped; the next start does then, and
        # finds the weights by the description.
        with suppress(OSError):
            file.with_suffix(WEIGHTS).unlink(missing_ok=True)
            file.unlink(missing_ok=True)


def weights_bytes(file: Path) -> int:
    """Return the size of a program's weights; 0 if they are gone."""
    return _status(file.with_suffix(WEIGHTS))[0]


def _status(file: Path) -> tuple[int, float]:
    """Return a file's size in bytes and its time of modification; zeros if it is gone."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return 0, 0.0
    return status.st_size, status.st_mtime


def fingerprint_of_weights(files: Iterable[Path], precision: str) -> str:
    """Compute a name from a model's weights, its precision, this package and the libraries.

    Args:
        files: of the model; a folder counts with its contents.
        precision: of the networks.
    """
    digest = hashlib.sha256(f"{precision} {software_name()}\0".encode())
    for path in sorted(files):
        for part in sorted(path.rglob("*")) if path.is_dir() else [path]:
            status = part.stat()
            digest.update(f"{part}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:16]
