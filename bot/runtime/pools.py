"""Threads for blocking work, a few for each kind, so that no kind waits for another.

They are daemons: a process that is to end waits for none of them. What they write appears under
its name only when it is whole.
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
    """Runs blocking work in daemon threads of its own.

    Not a ThreadPoolExecutor, whose threads are joined when the interpreter ends.

    Args:
        name: of its threads.
        threads: how many, at least 1; started with the first work.
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
            work: the function; it is not begun any more once its caller is cancelled.
            given: its positional arguments.
            named: its keyword arguments.

        Returns:
            What it returns.

        Raises:
            Exception: whatever it raises.
        """
        self._start()
        future: Future[Result] = Future()
        context = contextvars.copy_context()
        self._work.put((future, partial(context.run, partial(work, *given, **named))))
        return await asyncio.wrap_future(future)

    def _start(self) -> None:
        if self._started:
            return
        self._started = True
        for number in range(self._threads):
            name = f"{self._name}-{number}"
            threading.Thread(target=self._serve, name=name, daemon=True).start()

    def _serve(self) -> None:
        while True:
            _run(*self._work.get())


def _run(future: "Future[Any]", work: Callable[[], Any]) -> None:
    """Run one piece of work; in a function of its own, so that an idle thread holds no bytes."""
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - it is the caller's
        future.set_exception(error)
    else:
        future.set_result(result)


# Judging holds Python's global lock: more threads would judge no sooner, and delay everything.
MODERATION = Pool("moderation", 2)
# Files are read, written and flushed: a slow disk holds these alone.
STORAGE = Pool("storage", 4)
# Pictures of our own are encoded anew; Pillow frees the lock meanwhile.
PICTURES = Pool("pictures", 2)
