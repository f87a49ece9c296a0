"""Finished units are put together and encoded in threads of the parent, beside the worker."""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from generation.images.assembly import assemble
from generation.request import GenerationRequest
from generation.types import Assembled, Pixels

# So that a picture need not wait for somebody's morph; more would take cores from the worker.
THREADS = 2


class Postprocessor:
    """Threads of its own: those of the event loop also look host names up and must not run out.

    Args:
        model: name in the catalogue, for the pictures' parameters.
    """

    def __init__(self, model: str) -> None:
        self._model = model
        self._threads = ThreadPoolExecutor(THREADS, "assembling")

    async def assemble(
        self, request: GenerationRequest, units: Sequence[Pixels]
    ) -> tuple[Assembled, float]:
        """Put a request's units together, and say how many seconds it took."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._assembled, request, units)

    def close(self) -> None:
        """Take no more; what runs ends by itself, and nobody waits for it."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _assembled(
        self, request: GenerationRequest, units: Sequence[Pixels]
    ) -> tuple[Assembled, float]:
        began = time.perf_counter()
        assembled = assemble(request, units, self._model)
        return assembled, time.perf_counter() - began
