"""Rate limits: the buckets, their headers and the 429 of who goes on all the same."""

import time
from dataclasses import dataclass, field
from zlib import crc32

from tests.wire.errors import ApiError


@dataclass
class Bucket:
    name: str
    limit: int
    window_s: float
    began: float = 0.0
    used: int = 0

    def take(self, now: float) -> None:
        if now - self.began >= self.window_s:
            self.began, self.used = now, 0
        self.used += 1

    def reset_after_s(self, now: float) -> float:
        return max(0.0, self.began + self.window_s - now)


@dataclass
class RateLimits:
    """Discord publishes no figures but the 50 a second; the others are of the usual size.

    Args:
        limit: requests in a window, per route and channel, server or webhook.
        window_s: the window.
        global_per_s: all requests of one bot, those for interactions excepted.
        enforced: answer 429 to what is over; else the headers stop at 0.
    """

    limit: int = 5
    window_s: float = 2.0
    global_per_s: int = 50
    enforced: bool = True
    _buckets: dict[tuple[str, ...], Bucket] = field(default_factory=dict, repr=False)

    def take(self, route: str, major: str) -> Bucket:
        """Count a request; raises the 429 if it is one too many."""
        name = f"{crc32(route.encode()):08x}"
        bucket = self._bucket((route, major), name, self.limit, self.window_s)
        self._take(bucket, is_global=False)
        return bucket

    def take_global(self, bot: str) -> None:
        self._take(self._bucket(("", bot), "global", self.global_per_s, 1.0), is_global=True)

    def _bucket(self, key: tuple[str, ...], name: str, limit: int, window_s: float) -> Bucket:
        if len(self._buckets) > 10_000:
            self._forget()
        if key not in self._buckets:
            self._buckets[key] = Bucket(name, limit, window_s)
        return self._buckets[key]

    def _take(self, bucket: Bucket, is_global: bool) -> None:
        now = time.monotonic()
        bucket.take(now)
        if self.enforced and bucket.used > bucket.limit:
            wait = round(bucket.reset_after_s(now), 3)
            kind = (429, 0, "You are being rate limited.")
            raise ApiError(kind, retry_after=wait, **{"global": is_global})

    def _forget(self) -> None:
        now = time.monotonic()
        kept = {key: each for key, each in self._buckets.items() if each.reset_after_s(now)}
        self._buckets = kept


def headers(bucket: Bucket | None, clock_now: float) -> dict[str, str]:
    if bucket is None:
        return {}
    after = bucket.reset_after_s(time.monotonic())
    return {
        "X-RateLimit-Limit": str(bucket.limit),
        "X-RateLimit-Remaining": str(max(0, bucket.limit - bucket.used)),
        "X-RateLimit-Reset": f"{clock_now + after:.3f}",
        "X-RateLimit-Reset-After": f"{after:.3f}",
        "X-RateLimit-Bucket": bucket.name,
    }
