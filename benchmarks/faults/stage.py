"""Where a fault is played: a Discord on loopback, a database, and bot processes."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.faults import pipelines, process
from bot.storage import Database, MaintenanceQueries, State
from bot.storage.jobs.records import CANCELLABLE
from tests.postgres import Postgres
from tests.wire import Channel, Interaction, Member, Message, WireDiscord

# Claims and deliveries of a dead process are taken over after so long.
LEASE_S = 4.0
START_S, SETTLE_S = 60.0, 60.0


class Failure(Exception):
    """The fault had another outcome than it should."""


def expect(holds: object, claim: str) -> None:
    """Fail with a claim that does not hold."""
    if not holds:
        raise Failure(claim)


@dataclass
class Stage:
    """One fault's own world.

    Args:
        wire: Discord.
        folder: of the bots' data.
        url: of the database; None for a file in that folder.
        server: that the database is on, if it is to be restarted.
    """

    wire: WireDiscord
    folder: Path
    url: str | None
    server: Postgres | None = None
    bots: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    asked: list[Interaction] = field(default_factory=list)
    # What is to be undone once all is judged.
    undoing: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    step_s: float = 0.002
    # Channels that no member sees.
    unseen: set[Channel] = field(default_factory=set)
    _members: list[Member] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.guild = self.wire.guild()
        self.channel: Channel = self.guild.text_channel("art")
        self.database = Database(self.url or f"sqlite:///{self.folder / 'imagine.sqlite3'}")

    @property
    def is_file(self) -> bool:
        """Whether the database is SQLite's."""
        return self.database.is_file

    async def start(self, **environment: str) -> "subprocess.Popen[bytes]":
        """Start a bot process, and wait until it is on the gateway."""
        before, log = self.wire.identifies, self.folder / f"bot-{len(self.bots)}.log"
        given = os.environ | self.wire.environment | self._settings() | environment
        command = [sys.executable, "-m", "benchmarks.faults.process"]
        with log.open("wb") as output:
            bot = subprocess.Popen(command, env=given, stdout=output, stderr=output)
        self.bots.append(bot)
        await self.until(lambda: self.wire.identifies > before or bot.poll() is not None)
        expect(bot.poll() is None, f"the bot starts; its log: {self.log(-1)[-600:]}")
        return bot

    def _settings(self) -> dict[str, str]:
        return {
            "IMAGINE_DATA_FOLDER": str(self.folder),
            "IMAGINE_CACHE_FOLDER": str(self.folder / "cache"),
            "IMAGINE_DATABASE": self.url or "",
            "IMAGINE_USER_LIMIT": "1000/hour",
            "IMAGINE_SERVER_LIMIT": "100000/hour",
            "IMAGINE_USER_IN_FLIGHT": "100",
            "IMAGINE_SERVER_IN_FLIGHT": "10000",
            "IMAGINE_MAX_WAITING": "10000",
            "IMAGINE_LOG_LEVEL": "INFO",
            "IMAGINE_HEALTH_PORT": "0",
            process.LEASE_S: str(LEASE_S),
            pipelines.STEP_S: str(self.step_s),
        }

    def log(self, number: int) -> str:
        """Read what a bot process has written."""
        return (self.folder / f"bot-{number % len(self.bots)}.log").read_text("utf-8", "replace")

    def worker(self, bot: "subprocess.Popen[bytes]") -> psutil.Process:
        """Find a bot's worker process."""
        children = psutil.Process(bot.pid).children()
        workers = [child for child in children if "spawn_main" in " ".join(child.cmdline())]
        expect(workers, "the bot has a worker process")
        return workers[-1]

    def member(self, number: int = 0) -> Member:
        """Give a member; there are as many as are asked for."""
        while len(self._members) <= number:
            self._members.append(self.guild.member(f"member{len(self._members)}"))
        return self._members[number]

    async def ask(self, times: int = 1, *, steps: int = 20, **given: object) -> list[Interaction]:
        """Let members use /imagine, each with a prompt of its own, and wait for the answers."""
        made = []
        for _ in range(times):
            number = len(self.asked)
            member = self.member(number % 5)
            prompt = str(given.pop("prompt", f"apple number {number} of them"))
            asked = await self.wire.imagine(member, self.channel, prompt, steps=steps, **given)
            self.asked.append(asked)
            made.append(asked)
        return made

    def shown(self, asked: Interaction) -> list[Message]:
        """Find the messages with an interaction's pictures that members see."""
        return [one for one in self.wire.pictures_of(asked) if one.channel not in self.unseen]

    def seen(self, asked: Interaction) -> bool:
        """Return whether members have ever seen a picture of an interaction, a preview included."""
        every = [*asked.messages, *self.shown(asked)]
        versions = [one for message in every for one in message.life]
        return any(upload.is_picture for one in versions for upload in one.attachments)

    async def answered(self, made: list[Interaction]) -> None:
        """Wait until interactions are acknowledged."""
        await self.until(lambda: all(each.acknowledged.is_set() for each in made), 10.0)

    async def until(self, holds: Callable[[], object], seconds: float = START_S) -> None:
        """Wait for something that has no event."""
        give_up = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > give_up:
                raise Failure(f"nothing came of it in {seconds:g} s")
            await asyncio.sleep(0.02)

    async def counts(self) -> dict[State, int]:
        """Count the jobs by state."""
        return await MaintenanceQueries(self.database).counts()

    async def in_state(self, state: State, number: int = 1, seconds: float = 30.0) -> None:
        """Wait until so many jobs are in a state."""
        give_up = time.monotonic() + seconds
        while (await self.counts()).get(state, 0) < number:
            if time.monotonic() > give_up:
                raise Failure(f"{number} jobs {state} in {seconds:g} s: {await self.counts()}")
            await asyncio.sleep(0.05)

    async def settled(self, seconds: float = SETTLE_S) -> dict[State, int]:
        """Wait until every job has ended; commands that are on their way get a moment."""
        with contextlib.suppress(Failure):
            await self.until(lambda: all(each.acknowledged.is_set() for each in self.asked), 5.0)
        give_up = time.monotonic() + seconds
        while True:
            counts = await self.counts()
            if not {*CANCELLABLE, State.OUTGOING} & counts.keys():
                return counts
            if time.monotonic() > give_up:
                raise Failure(f"the jobs end within {seconds:g} s: {counts}")
            await asyncio.sleep(0.1)

    def close(self) -> None:
        """End every bot process."""
        for bot in self.bots:
            with contextlib.suppress(psutil.NoSuchProcess):
                for each in (*psutil.Process(bot.pid).children(), psutil.Process(bot.pid)):
                    each.kill()
            bot.wait()


@contextlib.asynccontextmanager
async def stage(url: str | None, server: Postgres | None = None) -> AsyncIterator[Stage]:
    """Set up a world of its own, and take it down whatever happened in it."""
    with TemporaryDirectory(prefix="fault-") as scratch:
        async with WireDiscord() as wire:
            here = Stage(wire, Path(scratch), url, server)
            try:
                yield here
            finally:
                here.close()
                await here.database.close()
                here.undoing.close()


def kill(bot: "subprocess.Popen[bytes]") -> None:
    """End a process as a power cut does."""
    bot.send_signal(signal.SIGKILL)
    bot.wait()
