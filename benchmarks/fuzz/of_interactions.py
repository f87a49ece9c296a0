"""The bot in a process of its own, and interactions that it gets over the gateway."""

import asyncio
import json
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from typing import Any

import discord
import psutil
from hypothesis import strategies as st

from benchmarks.faults import process
from benchmarks.faults.stage import Stage, stage
from benchmarks.fuzz.payloads import IMPROPER, PICTURE, PROPER, WIRE, Use, changed, form_of
from benchmarks.fuzz.registry import Check, target
from tests.wire import Interaction, Member, User

# CPU seconds of the bot between a handful of interactions and the answer to an honest /imagine.
DEADLINE_S = 2.5
# Nothing is answered so late, even on a machine that does much else.
HANG_S = 60.0
PICTURE_ID = re.compile(r"reroll:([\w.-]+)")
# What is logged of exceptions, on whatever level.
EXCEPTION = re.compile(r"Traceback|\b(?:error|critical)\b|interaction \S+ failed", re.IGNORECASE)


class _Scene:
    """A bot, a member who uses it honestly, and one who may do all and does.

    Args:
        here: the bot's world.
        quiet: whether the log must hold no exception.
    """

    def __init__(self, here: Stage, quiet: bool) -> None:
        self._here, self._quiet = here, quiet
        self._honest = here.guild.member("honest")
        everything = discord.Permissions.all()
        self._others = [here.guild.member("odd"), here.guild.member("odd admin", (), everything)]
        self._picture, self._read = "1", 0

    async def open(self) -> None:
        """Start the bot and draw a picture."""
        # The fault bench's pipelines draw no tiles of an upscale.
        pace = self._here.folder / "pace"
        pace.write_text("0.01", "ascii")
        await self._here.start(**{process.STUB: str(pace)})
        self._process = psutil.Process(self._here.bots[0].pid)
        self._drawn = await self._answered()
        await self._here.until(lambda: self._here.wire.pictures_of(self._drawn))
        (self._message,) = self._here.wire.pictures_of(self._drawn)
        found = PICTURE_ID.search(json.dumps(self._message.components))
        assert found, "the picture has a button"
        self._picture = found[1]
        self._read = len(self._here.log(0))

    async def play(self, uses: Sequence[Use]) -> float:
        """Send interactions, and then an honest one.

        Returns:
            CPU seconds of the bot until that was answered.
        """
        began = self._cpu_s()
        sent = [self._send(use, self._others[at % 2]) for at, use in enumerate(uses)]
        await self._answered()
        opened = [(one, use) for one, use in zip(sent, uses, strict=True) if one.modal]
        for one, use in opened:
            self._send(form_of(one.modal or {}, use.written), one.by)
        if opened:
            await self._answered()
        took = self._cpu_s() - began
        assert self._here.bots[0].poll() is None, f"it ended: {self._here.log(0)[-3000:]}"
        self._hold_log()
        return took

    async def _answered(self) -> Interaction:
        asked = await self._here.wire.imagine(self._honest, self._here.channel, steps=1)
        while not asked.acknowledged.is_set():
            assert self._here.bots[0].poll() is None, f"it ended: {self._here.log(0)[-3000:]}"
            assert time.monotonic() - asked.born < HANG_S, "an honest command is not answered"
            await asyncio.sleep(0.01)
        return asked

    def _send(self, use: Use, by: Member | User) -> Interaction:
        wire = self._here.wire
        text = json.dumps(use.data).replace(WIRE, wire.url).replace(PICTURE, self._picture)
        number, born = wire.clock.snowflake(), time.monotonic()
        made = Interaction(
            number, use.kind, wire.application, by, self._here.channel, json.loads(text), born
        )
        made.source = self._message if use.kind in (3, 5) else None
        wire.world.interactions[made.token] = made
        payload: Any = made.payload()
        for path, odd in use.changes:
            payload = changed(payload, path, odd)
        wire.gateway.dispatch("INTERACTION_CREATE", payload, wire.application, self._here.guild)
        return made

    def _cpu_s(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)

    def _hold_log(self) -> None:
        log = self._here.log(0)
        new, self._read = log[self._read :], len(log)
        assert not (self._quiet and EXCEPTION.search(new)), new[-6000:]


def _played(quiet: bool) -> Iterator[Check]:
    with asyncio.Runner() as runner:
        opened = AsyncExitStack()
        try:
            here = runner.run(opened.enter_async_context(stage(None)))
            scene = _Scene(here, quiet)
            runner.run(scene.open())
            yield lambda uses: runner.run(scene.play(uses))
        finally:
            runner.run(opened.aclose())


@target("interactions", st.lists(PROPER, min_size=1, max_size=8), deadline_s=DEADLINE_S, batch=10)
def play_proper() -> Iterator[Check]:
    """Send what Discord could send: nothing is an exception."""
    yield from _played(quiet=True)


@target(
    "malformed interactions",
    st.lists(IMPROPER, min_size=1, max_size=8),
    deadline_s=DEADLINE_S,
    batch=10,
)
def play_improper() -> Iterator[Check]:
    """Send what Discord would never send: the bot goes on."""
    yield from _played(quiet=False)
