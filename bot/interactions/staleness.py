"""Which interactions come too late: after a lost connection Discord replays what was missed.

Their age is told by Discord's own clock, which every HTTP answer carries, so that it does not
matter what this machine's clock says, or that somebody sets it.
"""

import time
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp

# An interaction can be answered for 3 s; the header gives whole seconds.
TOO_OLD_S = 4.0


class Staleness:
    """Compares an interaction's time with Discord's.

    Args:
        steady: seconds of a clock that does not jump.
        wall: seconds since 1970, believed until Discord has told its own.
        told: called with every time that Discord tells, in seconds since 1970.
    """

    def __init__(
        self,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        told: Callable[[float], None] | None = None,
    ) -> None:
        self._steady, self._told = steady, told
        self._ahead_s = wall() - steady()

    def trace(self) -> aiohttp.TraceConfig:
        """Give what lets discord.py's HTTP client tell this clock the time."""
        trace = aiohttp.TraceConfig()

        async def read(
            _session: aiohttp.ClientSession,
            _context: SimpleNamespace,
            end: aiohttp.TraceRequestEndParams,
        ) -> None:
            self.heard(end.response.headers.get("Date", ""))

        trace.on_request_end.append(read)
        return trace

    def heard(self, date: str) -> None:
        """Take over the time of an answer's Date header."""
        try:
            told = parsedate_to_datetime(date).timestamp()
        except ValueError:
            return
        self._ahead_s = told - self._steady()
        if self._told:
            self._told(told)

    def is_stale(self, created_at: datetime) -> bool:
        """Tell whether Discord no longer takes an answer to what was made at that time."""
        return self._steady() + self._ahead_s - created_at.timestamp() > TOO_OLD_S
