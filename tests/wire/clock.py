"""Discord's clock, which a test may set apart from this machine's."""

import itertools
import time
from datetime import UTC, datetime
from email.utils import formatdate

_EPOCH_MS = 1_420_070_400_000


class Clock:
    def __init__(self) -> None:
        self.offset_s = 0.0
        self._count = itertools.count()

    def now(self) -> float:
        return time.time() + self.offset_s

    def stamp(self) -> str:
        return datetime.fromtimestamp(self.now(), UTC).isoformat()

    def http_date(self) -> str:
        return formatdate(self.now(), usegmt=True)

    def snowflake(self, age_s: float = 0.0) -> int:
        """Make an id as old as asked; of two made at the same age the later is the larger."""
        milliseconds = int((self.now() - age_s) * 1000) - _EPOCH_MS
        return (milliseconds << 22) | (next(self._count) & 0x3FFFFF)
