"""Faults of what members send: picture bombs, long prompts, many and large files at once."""

import asyncio
import contextlib
import io
import random
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import psutil
from PIL import Image

from benchmarks.faults import process
from benchmarks.faults.registry import fault
from benchmarks.faults.stage import Stage, expect
from bot.storage import BanStore, State
from tests.generation.images.containers.bombs import BOMBS
from tests.wire import Interaction, Member, Upload

# One of each kind: scans, markers, chunks, edges.
CHOSEN = (
    "JPEG: 4900 scans",
    "JPEG: 0xFF all over",
    "JPEG: application segments",
    "PNG: empty chunks",
    "PNG: 8193 × 1",
    "JPEG: 65500 × 1",
)
# What others may feel of it.
P99_S, WORST_S, MORE_BYTES = 1.0, 2.5, 300 * 2**20
OTHERS_A_SECOND = 10
GRACE_S, END_S = 1, 5
LETTERS = 6000
TOGETHER = 12
REASON = "an attack"


@dataclass
class Watch:
    """What others feel while somebody attacks: how late they are answered, the bot's memory.

    Args:
        stage: where they are.
        bot: the process.
    """

    stage: Stage
    bot: psutil.Process
    others: list[Interaction] = field(default_factory=list)
    most_bytes: int = 0

    def __post_init__(self) -> None:
        self.before_bytes = self._bytes()

    def _bytes(self) -> int:
        """Measure the bot with all of its children."""
        total = 0
        for each in (self.bot, *self.bot.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                total += each.memory_info().rss
        return total

    async def ask(self) -> None:
        """Let other members ask, for ever."""
        while True:
            self.others += await self.stage.ask()
            await asyncio.sleep(1 / OTHERS_A_SECOND)

    async def measure(self) -> None:
        """Measure the memory, for ever."""
        while True:
            self.most_bytes = max(self.most_bytes, self._bytes())
            await asyncio.sleep(0.02)

    def judge(self) -> None:
        """Hold that nobody else has felt much of it.

        Raises:
            Failure: somebody has.
        """
        late = sorted(each.ack_s or 9.0 for each in self.others)
        p99_s, worst_s = late[int(0.99 * (len(late) - 1))], late[-1]
        more = self.most_bytes - self.before_bytes
        seen = f"of {len(late)} p99 {p99_s:.2f} s, worst {worst_s:.2f} s, {more / 2**20:+.0f} MB"
        print(seen)
        expect(p99_s < P99_S and worst_s < WORST_S, f"others are answered in time: {seen}")
        expect(more < MORE_BYTES, f"memory is bounded: {seen}")


@contextlib.asynccontextmanager
async def attacked(stage: Stage, bot: "subprocess.Popen[bytes]") -> AsyncIterator[Watch]:
    """Have other members ask while the block attacks, and judge what they felt."""
    await stage.until(lambda: "is ready" in stage.log(0))
    await stage.ask()
    await stage.settled()
    watch = Watch(stage, psutil.Process(bot.pid))
    works = [asyncio.create_task(work()) for work in (watch.ask, watch.measure)]
    try:
        # Before, during and after.
        await asyncio.sleep(1)
        yield watch
        await asyncio.sleep(1)
    finally:
        for work in works:
            work.cancel()
        await asyncio.gather(*works, return_exceptions=True)
    await stage.answered(watch.others)
    watch.judge()


async def banned(stage: Stage) -> Member:
    """Make a member who may not draw."""
    attacker = stage.guild.member("attacker")
    moderation = BanStore(stage.database)
    await moderation.ban(stage.guild.id, 1, attacker.id, REASON, None)
    return attacker


@cache
def bombs() -> tuple[bytes, ...]:
    """Make one of each kind."""
    return tuple(BOMBS[name]() for name in CHOSEN)


async def uploaded(stage: Stage, files: Sequence[bytes]) -> list[Upload]:
    """Put files where members have put theirs; hashing them holds up no answer."""
    return [await asyncio.to_thread(stage.wire.upload, "holiday.png", file) for file in files]


async def blend(stage: Stage, who: Member, uploads: Sequence[Upload]) -> Interaction:
    """Send three files at once."""
    first_picture, second_picture, third_picture = uploads
    asked = await stage.wire.command(
        who,
        stage.channel,
        "blend",
        first="apple",
        second="boat",
        first_picture=first_picture,
        second_picture=second_picture,
        third_picture=third_picture,
    )
    stage.asked.append(asked)
    return asked


async def throw(stage: Stage, who: Member) -> list[Interaction]:
    """Send each bomb three times in each of two commands; the next when they are answered."""
    thrown = []
    for upload in await uploaded(stage, await asyncio.to_thread(bombs)):
        both = [await blend(stage, who, [upload] * 3) for _ in range(2)]
        await stage.until(lambda both=both: all(each.refusal for each in both), 60)  # type: ignore[misc]
        thrown += both
    return thrown


@fault(26, "a banned member sends bombs", "nothing is fetched; others feel nothing")
async def bombs_of_the_banned(stage: Stage) -> None:
    bot = await stage.start()
    attacker = await banned(stage)
    async with attacked(stage, bot):
        thrown = await throw(stage, attacker)
    expect(all(REASON in str(each.refusal) for each in thrown), "they read why")
    expect(not any(each.deferred for each in thrown), "nothing is promised to them")
    expect(not stage.wire.downloads, f"nothing is fetched: {len(stage.wire.downloads)} files")
    await stage.settled()


@fault(27, "a member sends bombs", "refused in the limited process; others feel little")
async def bombs_of_the_allowed(stage: Stage) -> None:
    bot = await stage.start()
    async with attacked(stage, bot):
        thrown = await throw(stage, stage.guild.member("attacker"))
    expect(len(stage.wire.downloads) >= 3 * len(CHOSEN), "each kind was fetched")
    expect(all(each.refusal for each in thrown), "each has its sentence")
    counts = await stage.settled()
    expect(counts.get(State.CANCELLED), f"what was to be prepared is paid back: {counts}")


def long_prompt(number: int) -> str:
    """Write words that nobody has written before, as many as Discord takes."""
    rng = random.Random(number)
    letters = "abcdefghijklmnopqrstuvwxyzäöü0123456789🍎"
    words = ("".join(rng.choices(letters, k=rng.randint(1, 9))) for _ in range(LETTERS))
    return f"{number} {' '.join(words)}"[:LETTERS]


@fault(28, f"{TOGETHER} prompts of {LETTERS} characters at once", "others feel little")
async def long_prompts(stage: Stage) -> None:
    bot = await stage.start()
    members = [await banned(stage), stage.guild.member("writer")]
    prompts = [long_prompt(number) for number in range(2 * TOGETHER)]
    async with attacked(stage, bot):
        for member in members:
            made = [
                await stage.wire.imagine(member, stage.channel, prompts.pop())
                for _ in range(TOGETHER)
            ]
            stage.asked += made
            await stage.answered(made)
            refused = sum(REASON in str(each.refusal) for each in made)
            expect(refused == (TOGETHER if member is members[0] else 0), "the banned read why")
    await stage.settled(120)


@cache
def large_pictures() -> tuple[bytes, ...]:
    """Make three pictures of 15 MiB each, which no encoder can shrink."""
    made = []
    for seed in range(3):
        pixels = np.random.default_rng(seed).integers(0, 256, (2290, 2290, 3), np.uint8)
        buffer = io.BytesIO()
        Image.fromarray(pixels).save(buffer, "PNG", compress_level=1)
        made.append(buffer.getvalue())
    return tuple(made)


@fault(29, "15 commands with 45 MiB each", "one at a time; memory is bounded")
async def large_files(stage: Stage) -> None:
    bot = await stage.start()
    files = await uploaded(stage, await asyncio.to_thread(large_pictures))
    member = stage.guild.member("collector")
    async with attacked(stage, bot) as watch:
        made = [await blend(stage, member, files) for _ in range(15)]
        await stage.answered(made)
        kept = [each for each in made if each.deferred]
        await stage.until(lambda: all(_ended(stage, each) for each in kept), 60)
    expect(kept, "one of them is taken")
    expect(len(stage.wire.downloads) <= 3 * len(kept), "of the others nothing is fetched")
    expect(watch.others, "others asked meanwhile")
    await stage.settled(120)


def _ended(stage: Stage, asked: Interaction) -> object:
    return asked.refusal or stage.wire.pictures_of(asked)


@fault(30, "SIGTERM while a picture decodes for ever", "gone within the grace time and 5 s")
async def terminated_while_decoding(stage: Stage) -> None:
    bot = await stage.start(
        IMAGINE_SHUTDOWN_GRACE_S=str(GRACE_S),
        **{process.DECODER: "tests.generation.service.stubborn_process"},
    )
    member = stage.guild.member("attacker")
    start = stage.wire.upload("holiday.png", b"spin")
    asked = await stage.wire.imagine(member, stage.channel, "apple", start=start)
    stage.asked.append(asked)
    await stage.until(lambda: _decoders(bot))
    began = time.monotonic()
    bot.send_signal(signal.SIGTERM)
    decoders = _decoders(bot)
    await asyncio.to_thread(bot.wait, 60)
    took_s = time.monotonic() - began
    expect(took_s < GRACE_S + END_S, f"it is gone in time: {took_s:.1f} s")
    expect(not any(each.is_running() for each in decoders), "with all that it has started")
    await stage.start()
    await stage.settled()


def _decoders(bot: "subprocess.Popen[bytes]") -> list[psutil.Process]:
    children = psutil.Process(bot.pid).children()
    return [each for each in children if "stubborn" in " ".join(each.cmdline())]
