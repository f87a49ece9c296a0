"""Blocking work of one kind waits for no other, and holds up no exit."""

import asyncio
import subprocess
import sys
import threading
from contextvars import ContextVar
from pathlib import Path

import pytest

from bot.runtime.pools import Pool

ROOT = Path(__file__).resolve().parents[3]
JOB: ContextVar[str] = ContextVar("job", default="none")

# Ends while its pool sleeps for ever, and so does the standard library's at its exit.
ENDING = """
import asyncio, threading
from bot.runtime.pools import Pool

async def main():
    begun = threading.Event()
    def sleep():
        begun.set()
        threading.Event().wait()
    asyncio.create_task(Pool("t", 1).run(sleep))
    while not begun.is_set():
        await asyncio.sleep(0.01)

asyncio.run(main())
print("ended")
"""


def test_a_process_ends_whatever_its_pools_do() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDING], cwd=ROOT, capture_output=True, timeout=60, check=True
    )
    assert done.stdout.split() == [b"ended"]


async def test_work_runs_in_threads_of_its_own_in_the_context_of_its_caller() -> None:
    JOB.set("mine")
    pool = Pool("kind", 2)
    seen = await pool.run(lambda: (threading.current_thread().name, JOB.get()))
    assert seen in {("kind-0", "mine"), ("kind-1", "mine")}


async def test_no_more_runs_at_once_than_there_are_threads() -> None:
    pool, going_on, begun = Pool("kind", 2), threading.Event(), list[int]()

    def work(number: int) -> int:
        begun.append(number)
        assert going_on.wait(10)
        return number

    tasks = [asyncio.create_task(pool.run(work, number)) for number in range(3)]
    while len(begun) < 2:  # noqa: ASYNC110 - threads have no event of the loop
        await asyncio.sleep(0.001)
    other = await Pool("other", 1).run(lambda: "is not waited for")
    assert other
    assert len(begun) == 2
    going_on.set()
    assert await asyncio.gather(*tasks) == [0, 1, 2]


async def test_what_its_caller_no_longer_wants_is_not_begun() -> None:
    pool, going_on, begun = Pool("kind", 1), threading.Event(), list[str]()
    first = asyncio.create_task(pool.run(going_on.wait, 10))
    second = asyncio.create_task(pool.run(begun.append, "second"))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.wait([second])
    going_on.set()
    assert await first
    await pool.run(begun.append, "third")
    assert begun == ["third"]


async def test_an_error_is_its_callers_and_the_thread_goes_on() -> None:
    pool = Pool("kind", 1)
    with pytest.raises(ZeroDivisionError):
        await pool.run(lambda: 1 / 0)
    assert await pool.run(int, "7") == 7
