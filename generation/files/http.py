"""One file over HTTP: streamed, resumed where it broke off, ended where nothing comes."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from generation.errors import DownloadFailed
from generation.files.remote_file import RemoteFile

# Told the bytes that are there and the bytes in all, None while unknown.
Advance = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a download may take, and how often it may fail.

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


def way_out(file: RemoteFile) -> str:
    """Say what an operator can do without the download."""
    return (
        f"Check the network and start again, which resumes it; or download {file.url} elsewhere, "
        "put it into a folder and set IMAGINE_OFFLINE_FOLDER to that folder."
    )


def download(file: RemoteFile, part: Path, patience: Patience, advance: Advance) -> None:
    """Fetch a file, going on from what an earlier attempt left.

    Args:
        file: what to fetch.
        part: where its bytes are collected; kept when this fails.
        patience: limits.
        advance: told of progress.

    Raises:
        DownloadFailed: the server refuses, cannot be reached, is too slow, or sends too much.
    """
    deadline, failures = time.monotonic() + patience.total_s, 0
    while True:
        before = _size(part)
        try:
            return asyncio.run(_receive(file, part, patience, deadline, advance))
        except _TooLarge:
            # Nothing of it would be gone on from.
            part.unlink(missing_ok=True)
            reason = f"has more than {patience.most_bytes} bytes, which is another file"
            other = "Put the published one into a folder and set IMAGINE_OFFLINE_FOLDER to it."
            raise DownloadFailed(file.name, reason, other) from None
        except (aiohttp.ClientError, ConnectionError, TimeoutError) as error:
            progressed = _size(part) - before >= patience.stall_bytes
            failures = 0 if progressed else failures + 1
            if _final(error) or failures >= patience.attempts or time.monotonic() >= deadline:
                raise DownloadFailed(file.name, _reason(error), way_out(file)) from error
            time.sleep(patience.pause_s * 2**failures)
        except OSError as error:
            reason = f"cannot be written to {part.parent}: {error.strerror or error}"
            raise DownloadFailed(file.name, reason, "Make room or permit writing there.") from error


async def _receive(
    file: RemoteFile, part: Path, patience: Patience, deadline: float, advance: Advance
) -> None:
    have = _size(part)
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    timeout = aiohttp.ClientTimeout(
        total=max(deadline - time.monotonic(), 0.001), sock_connect=patience.connect_s
    )
    async with (
        aiohttp.ClientSession(timeout=timeout, trust_env=True, auto_decompress=False) as session,
        asyncio.timeout(patience.connect_s + patience.stall_s) as stalled,
        session.get(file.url, headers=headers) as response,
    ):
        if response.status == 416 and have:
            return  # Nothing follows what is there: it is complete, or its checksum will tell.
        response.raise_for_status()
        if response.status != 206:
            have = 0  # The server ignored the range and sends all of it again.
        await _append(response, part, have, patience, stalled, advance)


async def _append(
    response: aiohttp.ClientResponse,
    part: Path,
    have: int,
    patience: Patience,
    stalled: asyncio.Timeout,
    advance: Advance,
) -> None:
    total = None if response.content_length is None else have + response.content_length
    clock = asyncio.get_running_loop().time
    recent = 0
    # Nothing else runs in this loop, so plain writes block nobody.
    with part.open("ab" if have else "wb") as stream:
        stalled.reschedule(clock() + patience.stall_s)
        async for block in response.content.iter_any():
            stream.write(block)
            have, recent = have + len(block), recent + len(block)
            if have > patience.most_bytes:
                raise _TooLarge
            advance(have, total)
            if recent >= patience.stall_bytes:
                recent = 0
                stalled.reschedule(clock() + patience.stall_s)


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _final(error: Exception) -> bool:
    """Tell whether asking again is pointless: refused for a reason that will not pass."""
    if not isinstance(error, aiohttp.ClientResponseError):
        return False
    return 400 <= error.status < 500 and error.status not in (408, 429)


def _reason(error: Exception) -> str:
    if isinstance(error, aiohttp.ClientResponseError):
        return f"was refused by the server (HTTP {error.status})"
    if isinstance(error, aiohttp.ClientConnectorError):
        return "cannot be downloaded: the server cannot be reached"
    if isinstance(error, TimeoutError):
        return "cannot be downloaded: the server is too slow"
    return "cannot be downloaded: the connection broke off again and again"
