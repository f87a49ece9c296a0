"""Assemble and encode finished units in threads of the parent process, while the worker runs."""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from generation.images.assembly import assemble
from generation.prepared import PreparedRequest
from generation.types import Assembled, RawImage

# Two, so that a picture need not wait for a morph; more would take cores from the worker.
THREADS = 2


class Postprocessor:
    """Thread pool that turns units into encoded pictures.

    It is separate from the event loop's, which also resolves host names and must not run out.

    Args:
        model: name in the catalogue, for the pictures' parameters.
    """

    def __init__(self, model: str) -> None:
        self._model = model
        self._threads = ThreadPoolExecutor(THREADS, "assembling")

    async def assemble(
        self, prepared: PreparedRequest, units: Sequence[RawImage]
    ) -> tuple[Assembled, float]:
        """Assemble a request's units into its encoded pictures, in a thread.

        Args:
            prepared: the request that the units are part of.
            units: all of its units, in order.

        Returns:
            The pictures and the animation, and the seconds that it took.
        """

        def assemble_timed() -> tuple[Assembled, float]:
            began = time.perf_counter()
            assembled = assemble(prepared, units, self._model)
            return assembled, time.perf_counter() - began

        return await asyncio.get_running_loop().run_in_executor(self._threads, assemble_timed)

    def close(self) -> None:
        """Shut the pool down without waiting for running tasks."""
        self._threads.shutdown(wait=False, cancel_futures=True)
