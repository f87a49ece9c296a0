"""How much one member, one role and one server may ask for, and how that is said."""

from collections.abc import Mapping
from dataclasses import dataclass

from limits import RateLimitItem

from bot.admission.types import Asker, Refusal
from bot.storage import Caps, Exceeded, Limit
from bot.wording import duration

Items = tuple[RateLimitItem, ...]


@dataclass(frozen=True, slots=True)
class Allowances:
    """What holds for whom; pictures are counted within any stretch of that length.

    Args:
        per_user: limits on the pictures of one member, all of which hold.
        per_role: in place of those for members with a role; of several, the most generous.
        per_server: limits on the pictures of one server.
        user_in_flight: requests of one member that may wait or be drawn at once.
        server_in_flight: requests of one server that may.
        waiting: pictures that may wait or be drawn in all.
    """

    per_user: Items
    per_role: Mapping[int, Items]
    per_server: Items
    user_in_flight: int
    server_in_flight: int
    waiting: int

    def caps(self, asker: Asker) -> Caps:
        """Say what holds for a member."""
        limits = (
            *(Limit("user", item.amount, item.get_expiry()) for item in self._of(asker)),
            *(Limit("server", item.amount, item.get_expiry()) for item in self.per_server),
        )
        return Caps(limits, self.user_in_flight, self.server_in_flight, self.waiting)

    def _of(self, asker: Asker) -> Items:
        theirs = [self.per_role[role] for role in asker.role_ids if role in self.per_role]
        return max(theirs, key=_generosity, default=self.per_user)

    def refusal(self, exceeded: Exceeded) -> Refusal:
        """Say to a member what stands in the way."""
        if exceeded.limit:
            return _over(exceeded, exceeded.limit)
        sentences = {
            "user_open": f"You have {_counted(self.user_in_flight, 'request')} in work already; "
            "please ask again when one of them is finished.",
            "server_open": f"This server has {_counted(self.server_in_flight, 'request')} in work "
            "already; please ask again in a few minutes.",
            "waiting": f"The line is full: {_counted(self.waiting, 'picture')} may wait at once. "
            "Please ask again in a few minutes.",
        }
        return Refusal(sentences[exceeded.what], exceeded.what)


def _generosity(items: Items) -> float:
    """Rank by what is left to a member in the long run."""
    return min((item.amount / item.get_expiry() for item in items), default=float("inf"))


def _over(exceeded: Exceeded, limit: Limit) -> Refusal:
    who = "You" if limit.scope == "user" else "This server"
    allowance = f"{who} may have {_counted(limit.amount, 'picture')} per {_period(limit.period_s)}"
    rule = f"{limit.scope}_limit"
    if exceeded.wait_s is None:
        return Refusal(f"{allowance}; please ask for fewer at a time.", rule)
    left = f" and {exceeded.left} of them left" if exceeded.left else ""
    return Refusal(f"{allowance}{left}; please ask again in {duration(exceeded.wait_s)}.", rule)


def _period(seconds: float) -> str:
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds % length == 0:
            number = int(seconds // length)
            return unit if number == 1 else f"{number} {unit}s"
    return f"{seconds:g} seconds" if seconds != 1 else "second"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"
