"""Pictures that strangers sent are decoded in a limited process, which may die of them."""

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from generation.errors import ServiceClosed
from generation.rules import broken

log = logging.getLogger(__name__)

START_S = 30.0  # To start and to import Pillow and numpy, on a busy machine.
IDLE_S = 60.0  # A process that has nothing to do is ended after so long: it holds 40 MB.
MOST_REPLY = 64 * 2**20
# Of the environment; the rest, in which a token may stand, is none of the process's business.
KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMPDIR")


class PictureDecoder:
    """Decodes untrusted pictures in processes of limited CPU time and address space.

    A process that takes too long, too much or dies is replaced; its picture is refused.

    Args:
        processes: how many pictures are decoded at a time; each is started when first needed.
        deadline_s: seconds that a picture may take.
        most_waiting: pictures that may wait for a process; another one is refused.
    """

    def __init__(self, processes: int = 1, deadline_s: float = 5.0, most_waiting: int = 32) -> None:
        self._processes = [_DecodingProcess(deadline_s) for _ in range(processes)]
        # The one that was used last is taken first, so that the others may be ended.
        self._idle: asyncio.LifoQueue[_DecodingProcess] = asyncio.LifoQueue()
        for process in self._processes:
            self._idle.put_nowait(process)
        self._room = processes + most_waiting
        self._closed = False

    async def start_png(self, data: bytes, width: int, height: int) -> bytes:
        """Cut a picture to the size at which it is worked with; see `generation.start_png`.

        Raises:
            InvalidRequest: also if it takes too long, or if too many others wait.
            ServiceClosed: the decoder is closed.
        """
        return await self._run("start", "start_png", [data], (width, height))

    async def blended_png(self, pictures: Sequence[bytes], width: int, height: int) -> bytes:
        """Lay pictures over each other; see `generation.blended_png`.

        Raises:
            InvalidRequest: also if they take too long, or if too many others wait.
            ServiceClosed: the decoder is closed.
        """
        return await self._run("start", "blended_png", pictures, (width, height))

    async def fields_in(self, data: bytes) -> dict[str, str]:
        """Read the parameters that a picture was drawn with; see `generation.fields_in`.

        Raises:
            InvalidRequest: also if it takes too long, or if too many others wait.
            ServiceClosed: the decoder is closed.
        """
        fields: dict[str, str] = json.loads(await self._run("picture", "fields_in", [data], ()))
        return fields

    async def close(self) -> None:
        """End the processes, whatever they decode; may be called again."""
        self._closed = True
        await asyncio.gather(*(process.end() for process in self._processes))

    async def _run(
        self, field: str, task: str, pictures: Sequence[bytes], size: Sequence[int]
    ) -> bytes:
        if not self._room:
            raise broken(field, "one more", "decode-busy")
        self._room -= 1
        try:
            process = await self._idle.get()
            try:
                return await self._decoded(process, field, task, pictures, size)
            finally:
                self._idle.put_nowait(process)
        finally:
            self._room += 1

    async def _decoded(
        self,
        process: "_DecodingProcess",
        field: str,
        task: str,
        pictures: Sequence[bytes],
        size: Sequence[int],
    ) -> bytes:
        if self._closed:
            raise ServiceClosed
        try:
            kind, content = await process.run({"task": task, "size": size}, pictures)
        except (EOFError, OSError, ValueError) as error:
            if self._closed:
                raise ServiceClosed from None
            log.warning("A picture was not decoded: %s", type(error).__name__)
            raise broken(field, "one that takes longer", "decode-time") from error
        if kind == "refused":
            field, value, code, limits = json.loads(content)
            raise broken(field, value, code, **limits)
        return content


class _DecodingProcess:
    """One limited process: started by the first task, ended when idle, replaced when it dies."""

    def __init__(self, deadline_s: float) -> None:
        self._deadline_s = deadline_s
        self._process: Process | None = None
        self._retirement: asyncio.Task[None] | None = None

    async def run(self, request: dict[str, Any], pictures: Sequence[bytes]) -> tuple[str, bytes]:
        """Have a request answered.

        Returns:
            The kind of the reply ("picture", "fields" or "refused"), and its content.

        Raises:
            TimeoutError: the deadline passed.
            EOFError, OSError: the process died.
            ValueError: what it says is no reply.
        """
        if self._retirement:
            self._retirement.cancel()
        header = request | {"cpu_s": self._deadline_s, "sizes": [*map(len, pictures)]}
        try:
            process = await self._started()
            async with asyncio.timeout(self._deadline_s):
                reply = await _answer(process, header, pictures)
        except BaseException:
            await self.end()
            raise
        self._retirement = asyncio.create_task(self._retire())
        return reply

    async def end(self) -> None:
        """End the process at once, whatever it is doing."""
        if self._retirement:
            self._retirement.cancel()
        await self._kill()

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _retire(self) -> None:
        await asyncio.sleep(IDLE_S)
        await self._kill()

    async def _started(self) -> Process:
        if self._process is None:
            # Not by multiprocessing: that would import the parent's main module, all of the bot
            # (1.2 s of CPU time and 60 MB), and unpickle what comes back.
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-W", "ignore", "-m", "generation.limited"),
                stdin=PIPE,
                stdout=PIPE,
                env=_environment(),
            )
            async with asyncio.timeout(START_S):
                await _reply(self._process)
        return self._process


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    # One thread, as one has no use for more.
    return kept | {"PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"}


async def _answer(
    process: Process, header: dict[str, Any], pictures: Sequence[bytes]
) -> tuple[str, bytes]:
    assert process.stdin
    process.stdin.writelines([json.dumps(header).encode() + b"\n", *pictures])
    await process.stdin.drain()
    return await _reply(process)


async def _reply(process: Process) -> tuple[str, bytes]:
    assert process.stdout
    kind, size = (await process.stdout.readline()).decode().split()
    if int(size) > MOST_REPLY:
        raise ValueError("a reply that is too long")
    return kind, await process.stdout.readexactly(int(size))
