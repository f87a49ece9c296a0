"""How much one member and one server may ask for."""

import time
from collections import Counter
from collections.abc import Iterator

from limits import RateLimitItem
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from bot.admission.types import Asker, Refusal
from bot.wording import duration


class RateLimits:
    """Counts pictures by member and by server, and the requests that a member has in work.

    A window begins with its first picture and is whole again at its end, so the time to wait
    that a member is told is exact.

    Args:
        per_user: limits on the pictures of one member, all of which hold.
        per_server: limits on the pictures of one server.
        in_flight: requests of one member that may wait or be drawn at once.
    """

    def __init__(
        self,
        per_user: tuple[RateLimitItem, ...],
        per_server: tuple[RateLimitItem, ...],
        in_flight: int,
    ) -> None:
        self._per_user, self._per_server, self._in_flight = per_user, per_server, in_flight
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._working: Counter[int] = Counter()

    async def refusal(self, asker: Asker, pictures: int) -> Refusal | None:
        """Say why these pictures are too many now, or None; nothing is spent."""
        if self._working[asker.user_id] >= self._in_flight:
            return Refusal(
                f"You have {_counted(self._in_flight, 'request')} in work already; "
                "please ask again when one of them is finished.",
                "in_flight",
            )
        for item, scope, key in self._all(asker):
            if not await self._limiter.test(item, scope, key, cost=pictures):
                return await self._explain(item, scope, key, pictures)
        return None

    async def spend(self, asker: Asker, pictures: int) -> None:
        """Charge an admitted request and count it as in work."""
        self._working[asker.user_id] += 1
        for item, scope, key in self._all(asker):
            await self._limiter.hit(item, scope, key, cost=pictures)

    def finished(self, asker: Asker) -> None:
        """Count one request of the member's as no longer in work."""
        self._working[asker.user_id] -= 1
        if self._working[asker.user_id] <= 0:
            del self._working[asker.user_id]

    def _all(self, asker: Asker) -> Iterator[tuple[RateLimitItem, str, str]]:
        yield from ((item, "user", str(asker.user_id)) for item in self._per_user)
        yield from ((item, "server", str(asker.guild_id)) for item in self._per_server)

    async def _explain(self, item: RateLimitItem, scope: str, key: str, pictures: int) -> Refusal:
        who = "You" if scope == "user" else "This server"
        allowance = f"{who} may have {_counted(item.amount, 'picture')} per {_period(item)}"
        if pictures > item.amount:
            return Refusal(f"{allowance}; please ask for fewer at a time.", f"{scope}_limit")
        window = await self._limiter.get_window_stats(item, scope, key)
        wait = duration(window.reset_time - time.time())
        left = f" and {window.remaining} of them left" if window.remaining else ""
        return Refusal(f"{allowance}{left}; please ask again in {wait}.", f"{scope}_limit")


def _period(item: RateLimitItem) -> str:
    unit = item.GRANULARITY.name
    return unit if item.multiples == 1 else f"{item.multiples} {unit}s"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"
