"""The playground, and what its page cannot do: `python -m tests.browser.studio 0`.

SIGUSR1 lets an hour pass, SIGUSR2 deletes the channel #moderators.
"""

import asyncio
import functools
import signal
import sys
import time
from unittest.mock import patch

from simcord import Env

from bot.__main__ import main
from bot.app import open_database
from bot.playground import run, simulation

HOUR_S = 3600.0


class Clock:
    """Clock of the bot's database, which can be moved forward."""

    def __init__(self) -> None:
        self._ahead_s = 0.0

    def now(self) -> float:
        """Return the time in seconds since 1970."""
        return time.time() + self._ahead_s

    def advance(self) -> None:
        """Advance by an hour."""
        self._ahead_s += HOUR_S


def delete_review_channel(env: Env) -> None:
    """Delete the channel of the cards, as the owner of a server does in Discord."""
    channels = env.backend.channels.values()
    (found,) = [channel.id for channel in channels if channel.name == "moderators"]
    env.backend.delete_channel(found)


def serve(port: str) -> None:
    """Run the playground with handlers of both signals.

    Args:
        port: port of its page; 0 for any free one.
    """
    clock, mend = Clock(), simulation.mend

    def mend_and_listen(env: Env) -> simulation.Calendar:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, clock.advance)
        loop.add_signal_handler(signal.SIGUSR2, delete_review_channel, env)
        return mend(env)

    opened = functools.partial(open_database, now=clock.now)
    with (
        patch.object(simulation, "mend", mend_and_listen),
        patch.object(run, "open_database", opened),
    ):
        main(["playground", "--no-browser", "--port", port])


if __name__ == "__main__":
    serve(sys.argv[1])
