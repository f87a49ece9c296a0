"""Client of the limited processes that decode untrusted pictures."""

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from generation.errors import ServiceClosed
from generation.images.containers import check_length
from generation.validation import validation_error

log = logging.getLogger(__name__)

MODULE = "generation.images.decoder_process"
START_S = 30.0  # To import Pillow and numpy, on a busy machine.
IDLE_S = 60.0  # A process without work ends after it, and frees 40 MB.
MAX_REPLY = 64 * 2**20
PIECE = 2**18  # Bytes written at once: the event loop copies no more of a picture at a time.
# Variables of the environment; the others may hold a token.
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMPDIR")


@dataclass(frozen=True, slots=True)
class _Request:
    task: str
    name: str  # Of the refused field.
    pictures: Sequence[bytes] = field(repr=False)
    size: Sequence[int] = ()

    def pieces(self, cpu_s: float) -> Iterator[bytes | memoryview]:
        """Yield the line of the request, and its pictures in pieces of at most PIECE bytes."""
        lengths = [len(picture) for picture in self.pictures]
        head = {"task": self.task, "size": self.size, "lengths": lengths, "cpu_s": cpu_s}
        yield json.dumps(head).encode() + b"\n"
        for picture in self.pictures:
            for start in range(0, len(picture), PIECE):
                yield memoryview(picture)[start : start + PIECE]


class _DecodingFailed(Exception):
    """The process sent no answer; the message has the reason, and nothing of the picture."""


class PictureDecoder:
    """Decoder of untrusted pictures in processes with limits on CPU time and address space.

    A process that exceeds a limit or dies is replaced, and its picture refused.

    Args:
        processes: most pictures decoded at a time; a process is started at its first request.
        deadline_s: timeout of a request in seconds, from its start in a process.
        most_waiting: calls that may wait for a process; another one is refused.
    """

    def __init__(self, processes: int = 1, deadline_s: float = 5.0, most_waiting: int = 32) -> None:
        self._processes = [_DecodingProcess(deadline_s) for _ in range(processes)]
        # The process that was used last is taken first, so that the others become idle and end.
        self._free: asyncio.LifoQueue[_DecodingProcess] = asyncio.LifoQueue()
        for process in self._processes:
            self._free.put_nowait(process)
        self._room = processes + most_waiting

    async def start_png(self, data: bytes, width: int, height: int) -> bytes:
        """Crop and scale a picture to the size at which it is processed.

        Args:
            data: a PNG, JPEG or WebP.
            width: pixels.
            height: pixels.

        Returns:
            An encoded PNG.

        Raises:
            InvalidRequest: it cannot be decoded within the limits, or too many others wait.
            ServiceClosed: the decoder is closed.
        """
        return await self._run(_Request("start_png", "start", [data], (width, height)))

    async def blended_png(self, pictures: Sequence[bytes], width: int, height: int) -> bytes:
        """Average pictures, each cropped and scaled to one size.

        Args:
            pictures: at least one PNG, JPEG or WebP.
            width: pixels.
            height: pixels.

        Returns:
            An encoded PNG.

        Raises:
            InvalidRequest: one cannot be decoded within the limits, or too many others wait.
            ServiceClosed: the decoder is closed.
        """
        return await self._run(_Request("blended_png", "start", pictures, (width, height)))

    async def fields_in(self, data: bytes) -> dict[str, str]:
        """Read the parameters that a picture was drawn with; see `generation.fields_in`.

        Raises:
            InvalidRequest: there are none, a limit was exceeded, or too many others wait.
            ServiceClosed: the decoder is closed.
        """
        fields: dict[str, str] = json.loads(
            await self._run(_Request("fields_in", "picture", [data]))
        )
        return fields

    async def close(self) -> None:
        """End the processes, even while they decode; waiting calls raise ServiceClosed.

        May be called again.
        """
        await asyncio.gather(*(process.close() for process in self._processes))

    async def _run(self, request: _Request) -> bytes:
        for picture in request.pictures:
            check_length(picture, request.name)
        if not self._room:
            raise validation_error(request.name, "one more", "decode-busy")
        self._room -= 1
        try:
            process = await self._free.get()
            try:
                kind, content = await process.run(request)
            finally:
                self._free.put_nowait(process)
        except _DecodingFailed as error:
            log.warning("A picture was refused, because its decoding %s.", error)
            raise validation_error(request.name, "one that does not", "decode-time") from error
        finally:
            self._room += 1
        if kind == "refused":
            name, value, code, limits = json.loads(content)
            raise validation_error(name, value, code, **limits)
        return content


class _DecodingProcess:
    """One limited process: started by the first request, ended when idle, replaced when it dies."""

    def __init__(self, deadline_s: float) -> None:
        self._deadline_s = deadline_s
        self._process: Process | None = None
        self._idle_timer: asyncio.Task[None] | None = None
        self._closed = False

    async def run(self, request: _Request) -> tuple[str, bytes]:
        """Send a request to the process, and wait for its reply.

        Returns:
            The kind of the reply, "done" or "refused", and its content.

        Raises:
            _DecodingFailed: there is no reply, or none in time.
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
                kind, content = await _read(process)
            if kind == "failed":
                raise ValueError(content.decode())
        except (EOFError, OSError, ValueError) as error:
            await self._kill()
            if self._closed:
                raise ServiceClosed from None
            raise _DecodingFailed(_failure_reason(error)) from error
        except BaseException:
            await self._kill()
            raise
        self._idle_timer = asyncio.create_task(self._kill_when_idle())
        return kind, content

    async def close(self) -> None:
        """End the process at once and permanently, even while it decodes."""
        self._closed = True
        self._stop_idle_timer()
        await self._kill()

    async def _start(self) -> Process:
        if self._process is None and not self._closed:
            passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
            # Not by multiprocessing: it would import the parent's main module, which is the whole
            # bot, and unpickle the replies.
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-W", "ignore", "-m", MODULE),
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

    async def _kill_when_idle(self) -> None:
        await asyncio.sleep(IDLE_S)
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
    return kind, await process.stdout.readexactly(int(length))


def _failure_reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "passed its deadline"
    return f"failed ({error})" if isinstance(error, ValueError) else "ended its process"
