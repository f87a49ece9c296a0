"""Many members of many servers at once, of whom everything is held, and two moderators.

    python -m benchmarks.held_load --rate 50 --seconds 60 [--pause 0.2] [--json]

As benchmarks.load, but each server wants to see prompts and pictures before they are published,
and Discord answers 429 to what is over its limits. Two moderators press Approve on one card after
the other during the run, and without a pause after it, until nothing waits or --drain is over.
"""

import argparse
import asyncio
import json
import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from benchmarks.faults.review_room import MODERATOR, set_server
from benchmarks.faults.stage import Stage
from benchmarks.load import FAST_S, Crowd, environment, set_pace
from benchmarks.report import Report, Row, Target, arguments, publish
from bot.storage import ReviewState, State
from bot.storage.db.tables import jobs, reviews
from tests.wire import Channel, Guild, Interaction, Member, WireDiscord

_APPROVE = re.compile(r"approve:[0-9a-f]+")


@dataclass
class Moderators:
    """Two moderators of all servers.

    Args:
        stage: where they are.
        pause_s: seconds between two presses of one of them.
    """

    stage: Stage
    pause_s: float
    presses: list[Interaction] = field(default_factory=list)
    _rooms: list[tuple[Channel, tuple[Member, Member]]] = field(default_factory=list)
    _pressed: set[str] = field(default_factory=set)

    async def move_in(self, guild: Guild) -> None:
        """Open the review channel of a server, where everything waits from now on."""
        channel = guild.text_channel("review")
        both = (guild.member("mod1", permissions=MODERATOR), guild.member("mod2"))
        both[1].permissions = MODERATOR
        self._rooms.append((channel, both))
        held = {"approval": "both", "review_channel": channel.id}
        await set_server(self.stage.database, guild.id, **held)

    async def approve(self, number: int) -> None:
        """Press Approve as one of the two, in every second room, until cancelled."""
        while True:
            for channel, members in self._rooms[number::2]:
                for message in list(channel.messages.values()):
                    found = _APPROVE.search(json.dumps(message.components))
                    if found and found.group() not in self._pressed:
                        self._pressed.add(found.group())
                        press = self.stage.wire.press(members[number], message, found.group())
                        self.presses.append(await press)
                        await asyncio.sleep(self.pause_s)
            await asyncio.sleep(0.1)

    @property
    def cards(self) -> int:
        """Number of the cards."""
        return sum(len(channel.messages) for channel, _ in self._rooms)


async def measure(asked: argparse.Namespace, folder: Path) -> Row:
    """Let the crowd and the moderators come, and count what became of everything."""
    async with WireDiscord(validate=False, keep_files=False, keep_bodies=False) as wire:
        stage, pace = Stage(wire, folder, None), folder / "pace"
        set_pace(pace, FAST_S)
        try:
            await stage.start(**environment(pace))
            return await _measured(asked, stage)
        finally:
            stage.close()
            await stage.database.close()


async def _measured(asked: argparse.Namespace, stage: Stage) -> Row:
    crowd, moderators = Crowd(stage), Moderators(stage, asked.pause)
    for guild in crowd.guilds:
        await moderators.move_in(guild)
    pressing = [asyncio.create_task(moderators.approve(number)) for number in range(2)]
    await crowd.come(asked.rate, asked.seconds)
    during = len(moderators.presses), moderators.cards
    moderators.pause_s = 0.0
    over = time.monotonic()
    give_up = over + asked.drain
    # Another process ends them.
    while time.monotonic() < give_up and await _unfinished(stage):  # noqa: ASYNC110
        await asyncio.sleep(1)
    for task in pressing:
        task.cancel()
    await asyncio.gather(*pressing, return_exceptions=True)
    return {
        "rate": asked.rate,
        "seconds": asked.seconds,
        **await _row(stage, crowd.asked),
        "approved_meanwhile": during[0],
        "cards_meanwhile": during[1],
        "approved": len(moderators.presses),
        "drained_s": time.monotonic() - over,
        **_limits(stage),
    }


async def _unfinished(stage: Stage) -> int:
    ended = {State.DELIVERED, State.FAILED, State.CANCELLED}
    counts = await stage.counts()
    return sum(number for state, number in counts.items() if state not in ended)


async def _row(stage: Stage, made: list[Interaction]) -> Row:
    waiting = sa.select(reviews.c.job_id).where(reviews.c.state == ReviewState.OPEN)
    async with stage.database.reading() as connection:
        columns = jobs.c.interaction_id, jobs.c.state, jobs.c.id
        rows = (await connection.execute(sa.select(*columns))).all()
        waits = set((await connection.execute(waiting)).scalars())
    acks = sorted(each.ack_s for each in made if each.ack_s is not None)
    pictured = Counter(each.id for each in made for one in each.messages if one.pictures)
    promised = {each.id for each in made if each.deferred and not each.ephemeral}
    published = {row.interaction_id for row in rows if row.state == State.DELIVERED}
    held = {row.interaction_id for row in rows if row.id in waits and row.state == State.HELD}
    under_way = {
        row.interaction_id
        for row in rows
        if row.state in (State.QUEUED, State.RUNNING, State.OUTGOING)
    }
    return {
        "ack_p50_s": statistics.median(acks),
        "ack_p99_s": acks[int(0.99 * (len(acks) - 1))],
        "ack_max_s": acks[-1],
        "unanswered": len(made) - len(acks),
        "refused": sum(each.ephemeral for each in made),
        "accepted": len(promised),
        "delivered": len(published & pictured.keys()),
        "held": len(held),
        "lost": len(promised - held - under_way - (published & pictured.keys())),
        "seen_while_held": len(held & pictured.keys()),
        "doubled": sum(number > 1 for number in pictured.values()),
    }


def _limits(stage: Stage) -> Row:
    """Count the calls that Discord answered with 429, and print by which routes."""
    over = [call for call in stage.wire.calls() if call.status == 429]
    print(Counter(f"{call.method} {call.route}" for call in over), file=sys.stderr)
    return {"calls": len(stage.wire.calls()), "over_limit": len(over)}


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = arguments(__doc__)
    parser.add_argument("--rate", type=float, default=50.0, help="commands a second")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=0.2, help="of a moderator, in seconds")
    parser.add_argument("--drain", type=float, default=600.0, help="longest, in seconds")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        row = asyncio.run(measure(asked, Path(folder)))
    targets = [
        Target("acknowledgement, 99 of 100, s", float(row["ack_p99_s"]), 1.0),
        *(
            Target(name, float(row[name]), 0.0)
            for name in ("unanswered", "lost", "seen_while_held", "doubled", "over_limit")
        ),
    ]
    publish(Report("held_load", [row], targets), asked)


if __name__ == "__main__":
    main()
