"""Faults while pictures are held for moderators: each ends once, and nothing held is seen."""

import asyncio
import contextlib

import psutil

from benchmarks.faults import process
from benchmarks.faults.registry import fault
from benchmarks.faults.review_room import ReviewRoom
from benchmarks.faults.stage import LEASE_S, Stage, expect, kill
from bot.storage import ReviewState, State
from bot.storage import Stage as Held
from tests.wire import RateLimits

# Half of them about prompts, half about pictures.
MANY = 200
# Discord's usual five would take minutes for so many cards; these take half a minute.
FAST_CHANNELS = RateLimits(limit=20)


@fault(32, "the bot is killed while a prompt, and then its picture, is held", "drawn, shown once")
async def killed_while_held(stage: Stage) -> None:
    first = await stage.start(**{process.DIES: "after card"})
    room = ReviewRoom(stage)
    await room.hold("both")
    (asked,) = await stage.ask()
    await stage.until(lambda: first.poll() is not None)
    second = await stage.start(**{process.DIES: "after decision"})
    await room.approve((await room.waiting(1))[0])
    await stage.until(lambda: second.poll() is not None)
    third = await stage.start()
    (review,) = await room.waiting(1)
    expect(review.stage is Held.PICTURE, "the prompt was approved, and is drawn")
    expect(not stage.seen(asked), "its picture is not seen")
    kill(third)
    await stage.start()
    await (await room.approve(review)).answered()
    counts = await stage.settled(LEASE_S + 60)
    expect(counts == {State.DELIVERED: 1}, f"it is published: {counts}")
    await room.judge()


@fault(33, "two moderators approve and reject at the same moment", "one outcome each")
async def two_presses(stage: Stage) -> None:
    await stage.start()
    room = ReviewRoom(stage)
    await room.hold("picture")
    await stage.ask(6)
    found = await room.waiting(6)
    for number, review in enumerate(found):
        form = await room.open_rejection(review, room.second)
        presses = [room.approve(review), stage.wire.submit(form, reason="not here")]
        answers = await asyncio.gather(*(presses if number % 2 else reversed(presses)))
        await asyncio.gather(*(answer.answered() for answer in answers))
    counts = await stage.settled()
    decided = await room.reviews()
    approved = sum(one.state is ReviewState.APPROVED for one in decided)
    rejected = sum(one.state is ReviewState.REJECTED for one in decided)
    expect(approved + rejected == 6, f"each has one outcome: {[one.state for one in decided]}")
    wanted = {State.DELIVERED: approved, State.CANCELLED: rejected}
    wanted = {state: number for state, number in wanted.items() if number}
    expect(counts == wanted, f"and its job has the same: {counts}, not {wanted}")
    await room.judge()


@fault(34, f"a restart while {MANY} are held, in the middle of their cards", "none lost or doubled")
async def restart_with_many(stage: Stage) -> None:
    stage.wire.limits = FAST_CHANNELS
    bot = await stage.start()
    room = ReviewRoom(stage)
    await room.hold("prompt")
    await _ask_until(stage, MANY // 2)
    await room.hold("picture")
    await _ask_until(stage, MANY)
    kill(bot)
    await stage.start()
    found = await room.waiting(MANY, 240.0)
    await room.approve_all(found[::2])
    await room.end()
    counts = await stage.settled(180.0)
    wanted = {State.DELIVERED: MANY // 2, State.CANCELLED: MANY // 2}
    expect(counts == wanted, f"half are published, half rejected at the deadline: {counts}")
    await room.judge()


async def _ask_until(stage: Stage, number: int) -> None:
    """Have so many jobs in all, also where a busy machine refuses some at first."""
    while lacking := number - sum((await stage.counts()).values()):
        await stage.answered(await stage.ask(min(5, lacking)))


@fault(35, "the review channel is deleted, and another one is set", "kept; the cards come there")
async def review_channel_gone(stage: Stage) -> None:
    await stage.start()
    room = ReviewRoom(stage)
    await room.hold("picture")
    await stage.ask(2)
    await room.waiting(2)
    room.channel.delete()
    await stage.ask(2)
    await stage.in_state(State.HELD, 4)
    await room.posted()
    await room.move()
    first, second, *_ = await room.waiting(4)
    await room.approve_all([first, second])
    await room.end()
    counts = await stage.settled()
    wanted = {State.DELIVERED: 2, State.CANCELLED: 2}
    expect(counts == wanted, f"all end, two of them published: {counts}")
    await room.judge()


@fault(36, "the checker of pictures crashes", "held, not shown; the next is checked again")
async def checker_crashes(stage: Stage) -> None:
    bot = await stage.start()
    room = ReviewRoom(stage)
    await room.hold("none")
    killing = asyncio.create_task(_kill_checkers(bot.pid))
    (asked,) = await stage.ask()
    (review,) = await room.waiting(1)
    killing.cancel()
    expect(review.verdict.rule == "unchecked", f"it is held unchecked: {review.verdict.rule}")
    expect(not stage.seen(asked), "it is not seen")
    await room.approve_all([review])
    await stage.settled()
    await stage.ask()
    counts = await stage.settled()
    expect(counts == {State.DELIVERED: 2}, f"the next one is checked and shown: {counts}")
    await room.judge()


async def _kill_checkers(pid: int) -> None:
    """Kill each process that checks pictures as soon as it begins, until cancelled."""
    while True:
        for child in psutil.Process(pid).children():
            with contextlib.suppress(psutil.NoSuchProcess):
                if any("checker_process" in word for word in child.cmdline()):
                    child.kill()
        await asyncio.sleep(0.02)
