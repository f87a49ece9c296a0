"""Client of the limited process that computes the scores of pictures."""

import asyncio
import json
import logging
import time
from collections.abc import Sequence
from pathlib import Path

from generation.errors import ServiceClosed
from generation.processes.limited import LimitedProcess, ProcessFailed, Request
from generation.safety.checker_model import find_files

log = logging.getLogger(__name__)

MODULE = "generation.safety.checker_process"
# Without a usable model: seconds until it is looked for again.
RETRY_S = 30.0
# Why pictures have no score. The first three: the model is not there, has another checksum, or is
# none that its description fits.
UNUSABLE = ("missing", "damaged", "unfit")
UNCHECKED = (*UNUSABLE, "busy", "timeout", "died", "failed", "unreadable", "invalid", "closed")


class PictureUnchecked(Exception):
    """Pictures have no score.

    Args:
        reason: one of UNCHECKED.
        detail: of an unfit model, the key and its rule.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail

    def __str__(self) -> str:
        return f"{self.reason} ({self.detail})" if self.detail else self.reason


class OnnxChecker:
    """Checker of pictures, which runs a model in a process of its own.

    A process that passes its deadline or dies is replaced.

    Args:
        file: the model, NAME.onnx with its description NAME.toml beside it; None for open_nsfw.
        deadline_s: timeout of a call in seconds, from its start in the process.
        most_waiting: calls that may wait for the process; another one fails.
    """

    def __init__(
        self, file: Path | None = None, deadline_s: float = 20.0, most_waiting: int = 64
    ) -> None:
        self.files = find_files(file)
        command = [MODULE, *map(str, self.files)]
        self._process = LimitedProcess(command, deadline_s)
        self._free, self._room = asyncio.Lock(), 1 + most_waiting
        # When the model was found unusable, and how.
        self._unusable: tuple[float, PictureUnchecked] | None = None
        self._calls: set[asyncio.Task[tuple[float, ...]]] = set()

    async def check(self, pictures: Sequence[bytes]) -> tuple[float, ...]:
        """Compute the scores of pictures.

        Args:
            pictures: encoded PNG, JPEG or WebP; of an animation, every fourth frame is looked at.

        Returns:
            For each, in order, the probability, 0 to 1, that it is not safe for work.

        Raises:
            PictureUnchecked: they have no scores.
        """
        if len(self._calls) >= self._room:
            raise PictureUnchecked("busy")
        # A caller that leaves does not end the process, for which others wait.
        return await asyncio.shield(self._begin(pictures))

    async def start(self) -> None:
        """Start to load the model, and return at once; the log says if it cannot be used."""
        self._begin(())

    async def close(self) -> None:
        """End the process, even while it works; may be called again."""
        await self._process.close()

    def _begin(self, pictures: Sequence[bytes]) -> "asyncio.Task[tuple[float, ...]]":
        def end(call: "asyncio.Task[tuple[float, ...]]") -> None:
            self._calls.discard(call)
            if not call.cancelled():
                call.exception()  # Retrieved, for its caller may have left.

        call = asyncio.create_task(self._check(pictures))
        self._calls.add(call)
        call.add_done_callback(end)
        return call

    async def _check(self, pictures: Sequence[bytes]) -> tuple[float, ...]:
        async with self._free:
            if self._unusable and time.monotonic() < self._unusable[0] + RETRY_S:
                raise self._unusable[1]
            try:
                kind, content = await self._process.run(Request({}, pictures))
            except ServiceClosed as error:
                raise PictureUnchecked("closed") from error
            except ProcessFailed as error:
                raise self._explain(error) from error
        if kind == "refused":
            raise PictureUnchecked("unreadable")
        scores = tuple(json.loads(content))
        if len(scores) != len(pictures) or not all(0 <= score <= 1 for score in scores):
            raise PictureUnchecked("invalid")
        return scores

    def _explain(self, error: ProcessFailed) -> PictureUnchecked:
        reason, _, detail = error.reason.partition(": ")
        if reason not in UNUSABLE:
            return PictureUnchecked(reason if reason in UNCHECKED else "failed")
        unchecked = PictureUnchecked(reason, detail)
        log.error("pictures cannot be checked: %s is %s", self.files[0].name, unchecked)
        self._unusable = time.monotonic(), unchecked
        return unchecked
