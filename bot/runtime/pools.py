"""Thread pools for blocking work, one for each kind, so that no kind waits for another.

The threads are daemons: a process that ends waits for none of them. A file that they write gets its
name only when it is complete.
"""

import asyncio
import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Pool:
    """Pool of daemon threads for blocking work.

    Not a ThreadPoolExecutor, whose threads are joined when the interpreter ends.

    Args:
        name: prefix of the names of its threads.
        threads: number of threads, at least 1; they start with the first work.
    """

    def __init__(self, name: str, threads: int) -> None:
        self._name, self._threads = name, threads
        self._work: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        self._started = False

    async def run(
        self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
    ) -> Result:
        """Run a function in one of the threads, in the context of the caller.

        Args:
            work: the function; it is not started after its caller was cancelled.
            given: its positional arguments.
            named: its keyword arguments.

        Returns:
            The result of the function.

        Raises:
            Exception: any that the function raises.
        """
        if not self._started:
            self._started = True
            for number in range(self._threads):
                name = f"{self._name}-{number}"
                threading.Thread(target=self._serve, name=name, daemon=True).start()
        future: Future[Result] = Future()
        context = contextvars.copy_context()
        self._work.put((future, partial(context.run, partial(work, *given, **named))))
        return await asyncio.wrap_future(future)

    def _serve(self) -> None:
        while True:
            _run(*self._work.get())


def _run(future: "Future[Any]", work: Callable[[], Any]) -> None:
    """Run one piece of work; its locals end with it, so that an idle thread holds no memory."""
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - the caller handles it
        future.set_exception(error)
    else:
        future.set_result(result)


# Judging holds Python's global lock: more threads would be no faster, and delay all other work.
MODERATION = Pool("moderation", 2)
# Reads, writes and flushes of files: a slow disk blocks only these.
STORAGE = Pool("storage", 4)
# Encoding of pictures, during which Pillow releases the global lock.
PICTURES = Pool("pictures", 2)
