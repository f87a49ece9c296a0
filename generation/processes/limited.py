"""Limited process: started by its first request, ended when idle, replaced when it dies."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from generation.errors import ServiceClosed

START_S = 30.0  # To import the libraries, on a busy machine.
MAX_REPLY = 64 * 2**20
PIECE = 2**18  # Bytes written at once: the event loop copies no more of a file at a time.
# Variables of the environment; the others may hold a token.
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Request:
    """Request to a limited process.

    Args:
        head: what is asked for, as JSON.
        files: what it is asked for.
    """

    head: Mapping[str, Any]
    files: Sequence[bytes] = field(repr=False)

    def pieces(self, cpu_s: float) -> Iterator[bytes | memoryview]:
        """Yield the line of the request, and its files in pieces of at most PIECE bytes."""
        head = {**self.head, "lengths": [len(file) for file in self.files], "cpu_s": cpu_s}
        yield json.dumps(head).encode() + b"\n"
        for file in self.files:
            for start in range(0, len(file), PIECE):
                yield memoryview(file)[start : start + PIECE]


class ProcessFailed(Exception):
    """The process sent no answer; the message has the reason, and nothing of the files.

    Args:
        reason: "timeout", "died", or the word with which the process failed.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        texts = {"timeout": "passed its deadline", "died": "ended its process"}
        return texts.get(self.reason, f"failed ({self.reason})")


class LimitedProcess:
    """One limited process.

    Args:
        command: the module of its program, and the arguments.
        deadline_s: timeout of a request in seconds; it may take as much CPU time.
        idle_s: seconds without work after which the process ends, which frees its memory; None for
            never.
    """

    def __init__(
        self, command: Sequence[str], deadline_s: float, idle_s: float | None = None
    ) -> None:
        self._command, self._deadline_s, self._idle_s = command, deadline_s, idle_s
        self._process: Process | None = None
        self._idle_timer: asyncio.Task[None] | None = None
        self._closed = False

    async def run(self, request: Request) -> tuple[str, bytes]:
        """Send a request to the process, and wait for its reply; one request at a time.

        Returns:
            The kind of the reply and its content; never of the kind "failed".

        Raises:
            ProcessFailed: there is no reply, or none in time.
            ServiceClosed: the process is closed.
        """
        self._stop_idle_timer()
        try:
            process = await self._start()
            async with asyncio.timeout(self._deadline_s):
                assert process.stdin
                for piece in request.pieces(self._deadline_s):
                    process.stdin.write(piece)
                    await process.stdin.drain()
                reply = await _read(process)
        except (EOFError, OSError, ValueError) as error:
            await self._kill()
            if self._closed:
                raise ServiceClosed from None
            raise ProcessFailed(_failure_reason(error)) from error
        except BaseException:
            await self._kill()
            raise
        if self._idle_s is not None:
            self._idle_timer = asyncio.create_task(self._kill_after(self._idle_s))
        return reply

    async def close(self) -> None:
        """End the process at once and permanently, even while it works."""
        self._closed = True
        self._stop_idle_timer()
        await self._kill()

    async def _start(self) -> Process:
        if self._process is None and not self._closed:
            passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
            # Not by multiprocessing: it would import the parent's main module, which is the whole
            # bot, and unpickle the replies.
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-W", "ignore", "-m", *self._command),
                stdin=PIPE,
                stdout=PIPE,
                # One thread is enough for numpy's part; more would each reserve address space.
                env=passed_on
                | {"PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"},
            )
            async with asyncio.timeout(START_S):
                await _read(self._process)
        if self._process is None or self._closed:
            raise EOFError
        return self._process

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _kill_after(self, idle_s: float) -> None:
        await asyncio.sleep(idle_s)
        await self._kill()

    def _stop_idle_timer(self) -> None:
        if self._idle_timer:
            self._idle_timer.cancel()


async def _read(process: Process) -> tuple[str, bytes]:
    assert process.stdout
    line = await process.stdout.readline()
    if not line:
        raise EOFError
    kind, length = line.decode().split()
    if int(length) > MAX_REPLY:
        raise ValueError("too long a reply")
    content = await process.stdout.readexactly(int(length))
    if kind == "failed":
        raise ValueError(content.decode())
    return kind, content


def _failure_reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    return str(error) if isinstance(error, ValueError) else "died"
