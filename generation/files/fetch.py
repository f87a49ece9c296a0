"""Published files in the cache folder: there and checked, or one sentence why not."""

import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from generation.errors import DownloadFailed
from generation.files.checksums import Checksums, sha256_of
from generation.files.file_lock import hold_file_lock
from generation.files.http import Patience, download, way_out
from generation.files.remote_file import RemoteFile

log = logging.getLogger(__name__)


def fetch_all(
    files: Mapping[str, RemoteFile],
    cache: Path,
    offline: Path | None,
    patience: Patience | None = None,
) -> dict[str, Path]:
    """Have files on this machine, each with the right checksum.

    Blocks, and runs event loops of its own: for a process or thread without one.

    Args:
        files: by role.
        cache: folder of downloads, made if missing.
        offline: folder to look in instead; where it is set the network is never asked.
        patience: limits of each download, the defaults if None.

    Returns:
        Paths by role.

    Raises:
        DownloadFailed: a file cannot be had; names it and the way out.
    """
    checksums = Checksums(cache / "checked")
    if offline is not None:
        return {role: _stored(file, offline, checksums) for role, file in files.items()}
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        first = next(iter(files.values())).name
        reason = f"cannot be downloaded: the folder {cache} cannot be made"
        raise DownloadFailed(first, reason, "Set IMAGINE_CACHE_FOLDER to another.") from error
    with _progress() as bars:
        return {
            role: _cached(file, cache, checksums, patience or Patience(), bars)
            for role, file in files.items()
        }


def _stored(file: RemoteFile, offline: Path, checksums: Checksums) -> Path:
    """Find a file in the offline folder."""
    path = offline.expanduser() / file.name
    if not path.is_file():
        reason, remedy = f"is not in the offline folder {offline}", f"Put it there from {file.url}"
    elif not checksums.holds(path, file.sha256):
        reason = f"in the offline folder {offline} is damaged or another version"
        remedy = f"Replace it from {file.url}"
    else:
        return path
    raise DownloadFailed(file.name, reason, f"{remedy}, or unset IMAGINE_OFFLINE_FOLDER.")


def _cached(
    file: RemoteFile, cache: Path, checksums: Checksums, patience: Patience, bars: Progress
) -> Path:
    """Find a file in the cache, or fetch it while other processes wait for it."""
    path = cache / file.name
    with hold_file_lock(cache / f"{file.name}.lock"):
        if checksums.holds(path, file.sha256):
            return path
        if path.exists():
            log.warning("%s is damaged and is downloaded again.", path)
        # Of this version: a part of another one must not be gone on with.
        part = cache / f"{file.name}.{file.sha256[:8]}.part"
        _fetch(file, part, patience, bars)
        part.replace(path)
        checksums.holds(path, file.sha256)
    return path


def _fetch(file: RemoteFile, part: Path, patience: Patience, bars: Progress) -> None:
    """Download until the checksum is right, starting over once if it is not."""
    for _ in range(2):
        bar = bars.add_task(file.name, total=None)
        download(file, part, patience, partial(_advance, bars, bar))
        if sha256_of(part) == file.sha256:
            return
        part.unlink()
        bars.remove_task(bar)
        log.warning("%s arrived damaged.", file.name)
    reason = "arrived twice with another checksum than the published one"
    raise DownloadFailed(file.name, reason, way_out(file))


def _advance(bars: Progress, bar: TaskID, have: int, total: int | None) -> None:
    bars.update(bar, completed=have, total=total)


def _progress() -> Progress:
    """Bars on standard error, shown only to a person at a terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console, disable=not console.is_terminal)
