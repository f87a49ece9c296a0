"""Download of one file over HTTP: streamed, resumed after a broken connection, ended by a stall."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import aiohttp

from generation.errors import DownloadFailed
from generation.files.remote_file import RemoteFile

# Causes of a failure by the error's class; the first that fits.
_CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorError, "the server cannot be reached"),
    (TimeoutError, "the server is too slow"),
    (Exception, "the connection broke off again and again"),
)


class ProgressCallback(Protocol):
    """Receiver of the progress of a download."""

    def __call__(self, *, completed: int, total: int | None) -> None:
        """Record the bytes received, and the bytes in all; None while that is unknown."""


@dataclass(frozen=True, slots=True)
class DownloadLimits:
    """Limits of a download's time, failures and size.

    Args:
        connect_s: seconds to reach the server.
        stall_s: seconds within which `stall_bytes` have to arrive, else the server is stalled.
        stall_bytes: with the default, anything under 4 KiB a second.
        total_s: seconds for one file, every attempt counted.
        attempts: failures in a row without `stall_bytes` of progress before giving up.
        pause_s: half the seconds before the second attempt; they double with each.
        most_bytes: of one file; the largest published one has 5.2 GB.
    """

    connect_s: float = 20.0
    stall_s: float = 30.0
    stall_bytes: int = 120 * 1024
    total_s: float = 12 * 3600.0
    attempts: int = 4
    pause_s: float = 1.0
    most_bytes: int = 16 * 10**9


class _TooLarge(Exception):
    """A server sends more than any file of a model has."""


def format_remedy(file: RemoteFile) -> str:
    """Describe the ways for an operator to get a file whose download failed."""
    return (
        f"Check the network and start again, which resumes it; or download {file.url} elsewhere, "
        "put it into a folder and set IMAGINE_OFFLINE_FOLDER to that folder."
    )


def download(
    file: RemoteFile, part: Path, limits: DownloadLimits, on_progress: ProgressCallback
) -> None:
    """Download a file, resuming the part that an earlier attempt left.

    Args:
        file: to download.
        part: collects the bytes; kept when the download fails.
        limits: of time, failures and size.
        on_progress: called with each block that arrives.

    Raises:
        DownloadFailed: the server refuses, cannot be reached, is too slow, or sends too much.
    """
    deadline, failures = time.monotonic() + limits.total_s, 0
    while True:
        before = _size(part)
        try:
            return asyncio.run(_receive(file, part, limits, deadline, on_progress))
        except _TooLarge:
            # No part of another file can be resumed.
            part.unlink(missing_ok=True)
            reason = f"has more than {limits.most_bytes} bytes, which is another file"
            other = "Put the published one into a folder and set IMAGINE_OFFLINE_FOLDER to it."
            raise DownloadFailed(file.name, reason, other) from None
        except (aiohttp.ClientError, ConnectionError, TimeoutError) as error:
            failures = 0 if _size(part) - before >= limits.stall_bytes else failures + 1
            # Asking again is pointless where the reason for the refusal will not pass.
            status = getattr(error, "status", 0)
            is_final = 400 <= status < 500 and status not in (408, 429)
            if is_final or failures >= limits.attempts or time.monotonic() >= deadline:
                cause = next(text for kind, text in _CAUSES if isinstance(error, kind))
                refusal = f"was refused by the server (HTTP {status})"
                reason = refusal if status else f"cannot be downloaded: {cause}"
                raise DownloadFailed(file.name, reason, format_remedy(file)) from error
            time.sleep(limits.pause_s * 2**failures)
        except OSError as error:
            reason = f"cannot be written to {part.parent}: {error.strerror or error}"
            raise DownloadFailed(file.name, reason, "Make room or permit writing there.") from error


async def _receive(
    file: RemoteFile,
    part: Path,
    limits: DownloadLimits,
    deadline: float,
    on_progress: ProgressCallback,
) -> None:
    have = _size(part)
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    timeout = aiohttp.ClientTimeout(
        total=max(deadline - time.monotonic(), 0.001), sock_connect=limits.connect_s
    )
    async with (
        aiohttp.ClientSession(timeout=timeout, trust_env=True, auto_decompress=False) as session,
        asyncio.timeout(limits.connect_s + limits.stall_s) as stall_timeout,
        session.get(file.url, headers=headers) as response,
    ):
        if response.status == 416 and have:
            return  # No byte follows: the part is complete, or its checksum will be wrong.
        response.raise_for_status()
        if response.status != 206:
            have = 0  # The server ignored the range and sends all of it again.
        await _append(response, part, have, limits, stall_timeout, on_progress)


async def _append(
    response: aiohttp.ClientResponse,
    part: Path,
    have: int,
    limits: DownloadLimits,
    stall_timeout: asyncio.Timeout,
    on_progress: ProgressCallback,
) -> None:
    total = None if response.content_length is None else have + response.content_length
    clock = asyncio.get_running_loop().time
    recent = 0
    # This loop runs nothing else, so plain writes block nobody.
    with part.open("ab" if have else "wb") as stream:
        stall_timeout.reschedule(clock() + limits.stall_s)
        async for block in response.content.iter_any():
            stream.write(block)
            have, recent = have + len(block), recent + len(block)
            if have > limits.most_bytes:
                raise _TooLarge
            on_progress(completed=have, total=total)
            if recent >= limits.stall_bytes:
                recent = 0
                stall_timeout.reschedule(clock() + limits.stall_s)


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0
