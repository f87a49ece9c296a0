"""Faults of the bot's process and of its machine: killed, stopped, disk full, clock set."""

import asyncio
import contextlib
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults import process
from benchmarks.faults.registry import fault
from benchmarks.faults.stage import LEASE_S, Stage, expect
from bot.language import say, text
from bot.storage import State

FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")


class NotHere(Exception):
    """This machine lacks what the fault needs."""


@fault(2, "the bot is killed after the picture, before the commit", "drawn again, one message")
async def killed_before_commit(stage: Stage) -> None:
    bot = await stage.start(**{process.DIES: "before finish"})
    (asked,) = await stage.ask(seed=7)
    await stage.until(lambda: bot.poll() is not None)
    await stage.start()
    counts = await stage.settled(LEASE_S + 30)
    expect(counts == {State.DELIVERED: 1}, f"it is drawn after the start: {counts}")
    expect("seed 7" in stage.wire.pictures_of(asked)[0].text, "with the same seed")


@fault(3, "the bot is killed after the POST, before the message's id", "found, not posted again")
async def killed_after_post(stage: Stage) -> None:
    bot = await stage.start(**{process.DIES: "after post"})
    stage.wire.fail("PATCH", "*/messages/@original", status=404, code=10015, times=None)
    (asked,) = await stage.ask()
    await stage.until(lambda: bot.poll() is not None)
    expect(len(stage.wire.pictures_of(asked)) == 1, "it was posted by then")
    await stage.start()
    counts = await stage.settled(LEASE_S + 30)
    expect(counts == {State.DELIVERED: 1}, f"it is known to stand there: {counts}")


@fault(6, "the disk is full", "new jobs are refused in a sentence; nothing is lost")
async def disk_full(stage: Stage) -> None:
    if not stage.is_file:
        raise NotHere("the database's disk is its server's")
    stage.undoing.enter_context(_small_disk(stage.folder))
    stage.step_s = 0.1
    await stage.start()
    before = await stage.ask()
    await stage.answered(before)
    filler = stage.folder / "filler"
    _fill(filler)
    during = await stage.ask(8)
    await stage.answered(during)
    refused = [each for each in during if each.ephemeral]
    expect(refused, "with no room new ones are refused")
    sentence = say("en-US", text("refused-no-storage"))
    expect(sentence in str(refused[-1].refusal), "in a sentence")
    filler.unlink()
    await stage.settled()
    after = await stage.ask()
    await stage.settled()
    expect(stage.wire.pictures_of(after[0]), "with room again, pictures are drawn again")


@contextlib.contextmanager
def _small_disk(folder: Path) -> Iterator[None]:
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True
    )
    if made.returncode:
        raise NotHere("mounting a small disk needs root")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _fill(file: Path) -> None:
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"\0" * 4096)


@fault(15, "the clock jumps an hour forward, then two back", "leases unharmed")
async def clock_jumps(stage: Stage) -> None:
    stage.step_s = 0.3
    setting, shifted = shifted_clock(stage.folder)
    await stage.start(**shifted)
    await stage.until(lambda: "is ready" in stage.log(0))
    for jump in ("+3600", "-3600"):
        made = await stage.ask()
        await stage.answered(made)
        await asyncio.sleep(1)
        setting.write_text(jump)
        await asyncio.sleep(LEASE_S + 1)
        expect("requeued" not in stage.log(0), "no lease is taken for over")
    await stage.ask()
    counts = await stage.settled()
    expect(counts == {State.DELIVERED: 3}, f"nor is a command taken for a stale one: {counts}")


def shifted_clock(folder: Path) -> tuple[Path, dict[str, str]]:
    """Prepare processes whose wall clock can be shifted.

    Args:
        folder: gets the file that holds the shift, "+0" seconds at first.

    Returns:
        The file, and the environment of the processes.

    Raises:
        NotHere: libfaketime is not installed.
    """
    if not FAKETIME.exists():
        raise NotHere("needs Debian's libfaketime")
    setting = folder / "faketime"
    setting.write_text("+0")
    return setting, {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(setting),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        # Its correction would compare the end of a steady clock's wait with the wall clock: the
        # wait would end at once, and threads that wait for Python's lock would spin for seconds.
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",
        # The files' times are those that the disk has.
        "NO_FAKE_STAT": "1",
    }


@fault(31, "the wall clock is 31 days ahead, at start and at run time", "all that is kept stays")
async def clock_a_month_ahead(stage: Stage) -> None:
    setting, shifted = shifted_clock(stage.folder)
    shifted[process.PRUNE_S] = "2"
    first = await stage.start(**shifted)
    await _drawn(stage, 3)
    kept = _pictures(stage)
    setting.write_text(f"+{31 * 86400}")
    await asyncio.sleep(5)
    await _kept_all(stage, kept, 3, "it jumps while the bot runs")
    first.send_signal(signal.SIGTERM)
    await asyncio.to_thread(first.wait, 30)
    await stage.start(**shifted)
    await stage.until(lambda: "is ready" in stage.log(-1))
    await asyncio.sleep(5)
    expect("off Discord's" in stage.log(-1), "the operator is told of it")
    await _kept_all(stage, kept, 3, "it is ahead at the start")
    await _drawn(stage, 4)
    await _kept_all(stage, kept, 4, "a picture is drawn by it")


async def _drawn(stage: Stage, jobs: int) -> None:
    """Have so many jobs delivered in all, also where a busy machine refuses some at first."""
    while (await stage.counts()).get(State.DELIVERED, 0) < jobs:
        expect(len(stage.asked) < 20, f"{jobs} jobs are delivered: {await stage.counts()}")
        await stage.ask()
        await stage.settled()


def _pictures(stage: Stage) -> set[str]:
    return {file.name for file in (stage.folder / "pictures").rglob("*") if file.is_file()}


async def _kept_all(stage: Stage, pictures: set[str], jobs: int, when: str) -> None:
    expect(_pictures(stage) >= pictures, f"every picture is there after {when}")
    counts = await stage.counts()
    expect(counts.get(State.DELIVERED) == jobs, f"every job is there after {when}: {counts}")


@fault(16, "SIGTERM during a batch", "drained or released; exit within the grace time")
async def terminated(stage: Stage) -> None:
    stage.step_s = 0.2
    bot = await stage.start(IMAGINE_SHUTDOWN_GRACE_S="6")
    await stage.ask(2)
    await stage.in_state(State.RUNNING)
    await stage.answered(await stage.ask(4, steps=50))
    began = time.monotonic()
    bot.send_signal(signal.SIGTERM)
    await asyncio.to_thread(bot.wait, 30)
    expect(time.monotonic() - began < 6 + 4, "it exits within its grace time")
    counts = await stage.counts()
    expect(not {State.RUNNING, State.OUTGOING} & counts.keys(), f"nothing is in between: {counts}")
    expect(counts.get(State.QUEUED), f"the rest is released: {counts}")
    stage.step_s = 0.002
    await stage.start()
    await stage.settled()
