"""Detection of interactions that come too late: Discord replays them after a lost connection.

Their age is measured by Discord's own clock, which is in the Date header of every HTTP response,
so a wrong or changed clock of this machine does not matter.
"""

import time
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp

# An interaction can be answered for 3 s; the header has whole seconds.
TOO_OLD_S = 4.0


class Staleness:
    """Discord's clock, by which the age of interactions is measured.

    Args:
        steady: seconds of a monotonic clock.
        wall: seconds since 1970, used until the first response of Discord.
        on_time: called with the time of every response, in seconds since 1970.
    """

    def __init__(
        self,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        on_time: Callable[[float], None] | None = None,
    ) -> None:
        self._steady, self._on_time = steady, on_time
        self._ahead_s = wall() - steady()

    def trace(self) -> aiohttp.TraceConfig:
        """Build a trace that sets this clock by the responses of discord.py's HTTP client."""
        trace = aiohttp.TraceConfig()

        async def read(
            _session: aiohttp.ClientSession,
            _context: SimpleNamespace,
            end: aiohttp.TraceRequestEndParams,
        ) -> None:
            self.read_date(end.response.headers.get("Date", ""))

        trace.on_request_end.append(read)
        return trace

    def read_date(self, date: str) -> None:
        """Set the clock by a response's Date header; one that is no date is ignored."""
        try:
            time_s = parsedate_to_datetime(date).timestamp()
        except ValueError:
            return
        self._ahead_s = time_s - self._steady()
        if self._on_time:
            self._on_time(time_s)

    def age_s(self, created_at: datetime) -> float:
        """Return the age in seconds of what Discord created at a time."""
        return self._steady() + self._ahead_s - created_at.timestamp()

    def is_stale(self, created_at: datetime) -> bool:
        """Check whether Discord no longer takes an answer to an interaction of that time."""
        return self.age_s(created_at) > TOO_OLD_S
