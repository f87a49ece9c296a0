"""Download of published files into the cache folder, with their checksums verified."""

import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from filelock import FileLock
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

from generation.errors import DownloadFailed
from generation.files.checksums import Checksums, compute_sha256
from generation.files.http import DownloadLimits, download, format_remedy
from generation.files.remote_file import RemoteFile

log = logging.getLogger(__name__)


def fetch_all(
    files: Mapping[str, RemoteFile],
    cache: Path,
    offline: Path | None,
    limits: DownloadLimits | None = None,
) -> dict[str, Path]:
    """Download the files that are not in the cache yet, and verify the checksum of each.

    Blocks, and runs event loops of its own: for a process or thread without one.

    Args:
        files: by role.
        cache: folder of downloads, made if missing.
        offline: folder to look in instead; where it is set, the network is never asked.
        limits: of each download, the defaults if None.

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
        return {
            role: _fetch_into_cache(file, cache, checksums, limits or DownloadLimits(), bars)
            for role, file in files.items()
        }


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
    file: RemoteFile, cache: Path, checksums: Checksums, limits: DownloadLimits, bars: Progress
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
            bar = bars.add_task(file.name, total=None)
            download(file, part, limits, partial(bars.update, bar))
            if compute_sha256(part) == file.sha256:
                part.replace(path)
                checksums.is_intact(path, file.sha256)
                return path
            part.unlink()
            bars.remove_task(bar)
            log.warning("%s arrived damaged.", file.name)
    reason = "arrived twice with another checksum than the published one"
    raise DownloadFailed(file.name, reason, format_remedy(file))
