"""Client of the limited processes that decode untrusted pictures."""

import asyncio
import json
import logging
from collections.abc import Sequence

from generation.images.containers import check_length
from generation.processes.limited import LimitedProcess, ProcessFailed, Request
from generation.validation import validation_error

log = logging.getLogger(__name__)

MODULE = "generation.images.decoder_process"
IDLE_S = 60.0  # A process without work ends after it, and frees 40 MB.


class PictureDecoder:
    """Decoder of untrusted pictures in processes with limits on CPU time and address space.

    A process that exceeds a limit or dies is replaced, and its picture refused.

    Args:
        processes: most pictures decoded at a time; a process is started at its first request.
        deadline_s: timeout of a request in seconds, from its start in a process.
        most_waiting: calls that may wait for a process; another one is refused.
    """

    def __init__(self, processes: int = 1, deadline_s: float = 5.0, most_waiting: int = 32) -> None:
        self._processes = [LimitedProcess([MODULE], deadline_s, IDLE_S) for _ in range(processes)]
        # The process that was used last is taken first, so that the others become idle and end.
        self._free: asyncio.LifoQueue[LimitedProcess] = asyncio.LifoQueue()
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
        return await self._run("start_png", "start", [data], (width, height))

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
        return await self._run("blended_png", "start", pictures, (width, height))

    async def fields_in(self, data: bytes) -> dict[str, str]:
        """Read the parameters that a picture was drawn with; see `generation.fields_in`.

        Raises:
            InvalidRequest: there are none, a limit was exceeded, or too many others wait.
            ServiceClosed: the decoder is closed.
        """
        fields: dict[str, str] = json.loads(await self._run("fields_in", "picture", [data]))
        return fields

    async def close(self) -> None:
        """End the processes, even while they decode; waiting calls raise ServiceClosed.

        May be called again.
        """
        await asyncio.gather(*(process.close() for process in self._processes))

    async def _run(
        self, task: str, name: str, pictures: Sequence[bytes], size: Sequence[int] = ()
    ) -> bytes:
        """Run a task in a process.

        Args:
            task: of `decoder_process.answer`.
            name: of the refused field.
            pictures: encoded files.
            size: width and height of the result, if it is a picture.
        """
        for picture in pictures:
            check_length(picture, name)
        if not self._room:
            raise validation_error(name, "one more", "decode-busy")
        self._room -= 1
        try:
            process = await self._free.get()
            try:
                kind, content = await process.run(Request({"task": task, "size": size}, pictures))
            finally:
                self._free.put_nowait(process)
        except ProcessFailed as error:
            log.warning("A picture was refused, because its decoding %s.", error)
            raise validation_error(name, "one that does not", "decode-time") from error
        finally:
            self._room += 1
        if kind == "refused":
            field, value, code, limits = json.loads(content)
            raise validation_error(field, value, code, **limits)
        return content
