"""What OpenVINO made of the networks: files from start to start, and what is compiled just now."""

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
        room_bytes: that compiled programs may take together; one is kept in any case.
    """

    folder: Path
    room_bytes: int
    _compiled: "OrderedDict[tuple[Path, Shapes], Any]" = field(default_factory=OrderedDict)

    def file(self, name: str) -> Path:
        """Say where a program's description lies; its weights lie beside it."""
        return self.folder / f"{name}.xml"

    def compiled(self, file: Path, shapes: Shapes, compile_: Callable[[], Any]) -> Any:
        """Give a program compiled for arguments, and forget what was not used for longest."""
        key = file, shapes
        if key not in self._compiled:
            self._make_room(weights_bytes(file))
            self._compiled[key] = compile_()
        self._compiled.move_to_end(key)
        return self._compiled[key]

    def _make_room(self, size_bytes: int) -> None:
        used = [weights_bytes(file) for file, _ in self._compiled]
        while self._compiled and size_bytes + sum(used) > self.room_bytes:
            self._compiled.popitem(last=False)
            del used[0]

    def make_way(self) -> None:
        """Let all that is compiled of a large model go; it is compiled again in some seconds.

        Also the decoder, which has few weights, and holds its activations from run to run.
        """
        if any(weights_bytes(file) >= LARGE_BYTES for file, _ in self._compiled):
            self._compiled.clear()
            release_memory()

    def touch(self, file: Path) -> None:
        """Note that a file is in use, and delete the oldest ones of all models over the limit."""
        with suppress(FileNotFoundError):  # Another process may have deleted it this moment.
            os.utime(file)
        kept_bytes = 0
        for other in sorted(self.folder.parent.rglob("*.xml"), key=_used, reverse=True):
            kept_bytes += weights_bytes(other)
            if kept_bytes > MOST_ON_DISK_BYTES and other != file:
                self.delete(other)

    def complete(self, file: Path) -> bool:
        """Say whether a program's two files are there."""
        return file.exists() and file.with_suffix(WEIGHTS).exists()

    def delete(self, file: Path) -> None:
        """Delete a program from disk."""
        # Windows does not delete what a process has mapped: then the next start does, which finds
        # the weights by the description.
        with suppress(OSError):
            file.with_suffix(WEIGHTS).unlink(missing_ok=True)
            file.unlink(missing_ok=True)


def weights_bytes(file: Path) -> int:
    """Tell the size of a program's weights, 0 where they are gone."""
    try:
        return file.with_suffix(WEIGHTS).stat().st_size
    except FileNotFoundError:
        return 0


def _used(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def fingerprint_of_weights(files: Iterable[Path], precision: str) -> str:
    """Name what a model's programs are made from: weights, precision, this package, libraries.

    Args:
        files: of the model; a folder counts with all that is in it.
        precision: of the networks.
    """
    digest = hashlib.sha256(f"{precision} {software_name()}\0".encode())
    for path in sorted(files):
        for part in sorted(path.rglob("*")) if path.is_dir() else [path]:
            status = part.stat()
            digest.update(f"{part}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:16]
