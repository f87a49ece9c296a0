"""Bounded search for the files of a models folder, which opens none of them.

A folder may hold loops of links, pipes and devices, or more files than anyone can choose from.
None of them may delay the start of the bot.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from generation.files.regular_files import replace_unprintable
from generation.weights.checkpoint_files import is_folder
from generation.weights.headers import PICKLES

SUFFIX = ".safetensors"
# Levels of subfolders; entries of a folder; files of one content.
DEEPEST, MOST_ENTRIES, MOST_FILES = 4, 20_000, 1_000


@dataclass
class Finder:
    """Bounded search for weights below a folder.

    Args:
        root: the folder.
        skipped: subfolders of it that are not entered.
        folders: whether diffusers' folders count as files.
    """

    root: Path
    skipped: frozenset[str] = frozenset()
    folders: bool = False
    _seen: set[tuple[int, int]] = field(default_factory=set)

    def find(self, refuse: Callable[[Path, str], None]) -> Iterator[Path]:
        """Find weights in the order of their names, those of a folder before its subfolders'.

        Args:
            refuse: called with each folder that is not searched, or not to its end, and the reason.

        Raises:
            OSError: the root cannot be listed.
        """
        self._is_new(self.root)
        found = self._find_below(self.root, 0, refuse)
        yield from islice(found, MOST_FILES)
        if next(found, None) is not None:
            refuse(self.root, f"holds more than {MOST_FILES} files; the rest is not looked at")

    def _find_below(
        self, folder: Path, depth: int, refuse: Callable[[Path, str], None]
    ) -> Iterator[Path]:
        with os.scandir(folder) as listing:
            entries = [folder / entry.name for entry in islice(listing, MOST_ENTRIES + 1)]
        if len(entries) > MOST_ENTRIES:
            refuse(folder, f"holds more than {MOST_ENTRIES} entries; the rest is not looked at")
        below = []
        for path in sorted(entries[:MOST_ENTRIES]):
            is_weights = (
                self.folders and is_folder(path)
                if is_directory(path)
                else path.suffix.lower() in (SUFFIX, *PICKLES)
            )
            if is_weights:
                yield path
            elif self._is_entered(path, depth):
                below.append(path)
        for path in below:
            if depth == DEEPEST:
                refuse(path, f"lies more than {DEEPEST} folders deep, and is not looked at")
                continue
            try:
                yield from self._find_below(path, depth + 1, refuse)
            except OSError as error:
                refuse(path, f"cannot be listed ({error.strerror})")

    def _is_entered(self, path: Path, depth: int) -> bool:
        """Check whether a subfolder may hold weights and was not entered over another link."""
        if path.name.startswith(".") or not is_directory(path) or is_folder(path):
            return False
        if depth == 0 and path.name in self.skipped:
            return False
        return self._is_new(path)

    def _is_new(self, folder: Path) -> bool:
        try:
            status = folder.stat()
        except OSError:  # Removed meanwhile.
            return False
        count = len(self._seen)
        self._seen.add((status.st_dev, status.st_ino))
        return len(self._seen) > count


def is_directory(path: Path) -> bool:
    """Check whether a path leads to a folder; no error where access to it is denied."""
    return os.path.isdir(path)  # noqa: PTH112  # Path.is_dir raises where access is denied.


def relative_name(path: Path, root: Path) -> str:
    """Format a path relative to a folder.

    Args:
        path: below the folder.
        root: the folder.
    """
    return replace_unprintable(path.relative_to(root).as_posix())
