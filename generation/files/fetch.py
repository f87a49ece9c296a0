"""Download of published files into the cache folder, with their checksums verified."""

import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from filelock import FileLock
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TimeRemainingColumn

from generation.errors import DownloadFailed
from generation.files.checksums import Checksums, compute_sha256
from generation.files.http import DownloadLimits, ProgressCallback, download, format_remedy
from generation.files.remote_file import RemoteFile

log = logging.getLogger(__name__)


def fetch_all(
    files: Mapping[str, RemoteFile],
    cache: Path,
    offline: Path | None,
    limits: DownloadLimits | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> dict[str, Path]:
    """Download the files that are not in the cache yet, and verify the checksum of each.

    Blocks, and runs event loops of its own: for a process or thread without one.

    Args:
        files: by role.
        cache: folder of downloads, made if missing.
        offline: folder to look in instead; where it is set, the network is never asked.
        limits: of each download, the defaults if None.
        on_progress: called with each block that arrives: the bytes that are there, and those of
            all files that were missing.

    Returns:
        Paths by role.

    Raises:
        DownloadFailed: a file cannot be had; names it and the remedy.
    """
    checksums = Checksums(cache / "checked")
    if offline is not None:
        return {role: _find_offline(file, offline, checksums) for role, file in files.items()}
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        first = next(iter(files.values())).name
        reason = f"cannot be downloaded: the folder {cache} cannot be made"
        raise DownloadFailed(first, reason, "Set IMAGINE_CACHE_FOLDER to another.") from error
    # Bars on standard error, shown only to a person at a terminal.
    console = Console(stderr=True)
    with Progress(
        "{task.description}",
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    ) as bars:
        missing = [file for file in files.values() if not (cache / file.name).exists()]
        arrivals = _Arrivals(missing, bars, on_progress or (lambda _have, _of: None))
        return {
            role: _fetch_into_cache(file, cache, checksums, limits or DownloadLimits(), arrivals)
            for role, file in files.items()
        }


class _Arrivals:
    """Progress of downloads: a bar for each, and the bytes of all together.

    Args:
        missing: the files, of which the last ones have not begun.
        bars: on standard error.
        on_progress: called with the bytes that are there, and those of all files.
    """

    def __init__(
        self, missing: Iterable[RemoteFile], bars: Progress, on_progress: Callable[[int, int], None]
    ) -> None:
        self._bars, self._on_progress = bars, on_progress
        self._tasks: dict[str, TaskID] = {}
        self._have: dict[str, int] = {}
        self._sizes = {file.name: file.size_bytes for file in missing}

    def begin(self, file: RemoteFile) -> ProgressCallback:
        """Show the bar of a download that begins, or begins anew."""
        if file.name not in self._tasks:
            self._tasks[file.name] = self._bars.add_task(file.name)
        bar = self._tasks[file.name]
        self._bars.reset(bar, total=None)

        def record(*, completed: int, total: int | None) -> None:
            self._bars.update(bar, completed=completed, total=total)
            self._have[file.name] = completed
            self._sizes[file.name] = max(total or self._sizes.get(file.name, 0), completed)
            self._on_progress(sum(self._have.values()), sum(self._sizes.values()))

        return record


def _find_offline(file: RemoteFile, offline: Path, checksums: Checksums) -> Path:
    """Find a file in the offline folder."""
    path = offline.expanduser() / file.name
    if not path.is_file():
        reason, remedy = f"is not in the offline folder {offline}", f"Put it there from {file.url}"
    elif not checksums.is_intact(path, file.sha256):
        reason = f"in the offline folder {offline} is damaged or another version"
        remedy = f"Replace it from {file.url}"
    else:
        return path
    raise DownloadFailed(file.name, reason, f"{remedy}, or unset IMAGINE_OFFLINE_FOLDER.")


def _fetch_into_cache(
    file: RemoteFile, cache: Path, checksums: Checksums, limits: DownloadLimits, arrivals: _Arrivals
) -> Path:
    """Find a file in the cache, or download it while other processes wait for it."""
    path = cache / file.name
    # Removing the lock's file would let a waiting process lock one that nobody else can find.
    with FileLock(cache / f"{file.name}.lock", preserve_lock_file=True):
        if checksums.is_intact(path, file.sha256):
            return path
        if path.exists():
            log.warning("%s is damaged and is downloaded again.", path)
        # Named after the version: the part of another version must not be resumed.
        part = cache / f"{file.name}.{file.sha256[:8]}.part"
        # A download that arrives damaged is started over once.
        for _ in range(2):
            download(file, part, limits, arrivals.begin(file))
            if compute_sha256(part) == file.sha256:
                part.replace(path)
                checksums.is_intact(path, file.sha256)
                return path
            part.unlink()
            log.warning("%s arrived damaged.", file.name)
    reason = "arrived twice with another checksum than the published one"
    raise DownloadFailed(file.name, reason, format_remedy(file))
