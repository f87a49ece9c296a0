"""How much one member, one role and one server may ask for, and how that is said."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from limits import RateLimitItem

from bot.admission.rates import rate_limits
from bot.admission.types import Refusal, Requester
from bot.language import Text, text
from bot.language.formatting import duration, period
from bot.storage import AcceptanceLimits, LimitExceeded, Quota, Scope
from generation import MAX_COUNT

# Who waits for longer has forgotten what they asked for.
LONGEST_WAIT_S = 3600.0

Items = tuple[RateLimitItem, ...]


@dataclass(frozen=True, slots=True)
class Quotas:
    """What holds for whom; pictures are counted within any stretch of that length.

    Args:
        per_user: limits on the pictures of one member, all of which hold.
        per_role: in place of those for members with a role; of several, the most generous.
        per_server: limits on the pictures of one server.
        user_in_flight: requests of one member that may wait or be drawn at once.
        server_in_flight: requests of one server that may.
        waiting: pictures that may wait or be drawn in all.
        user_share: of those, what one member's pictures may take, 0 to 1; one request always may.
    """

    per_user: Items
    per_role: Mapping[int, Items]
    per_server: Items
    user_in_flight: int
    server_in_flight: int
    waiting: int
    user_share: float = 1.0

    @property
    def user_waiting(self) -> int:
        """Pictures of one member that may wait or be drawn, at least a usual request's."""
        return max(MAX_COUNT, int(self.waiting * self.user_share))

    def caps(self, requester: Requester) -> AcceptanceLimits:
        """Say what holds for a member; what their server has set holds beside all that."""
        user_items = self._of(requester) + _set(requester.server.user_limit)
        server_items = self.per_server + _set(requester.server.server_limit)
        limits = (
            *(Quota("user", item.amount, item.get_expiry()) for item in user_items),
            *(Quota("server", item.amount, item.get_expiry()) for item in server_items),
        )
        longest_wait_s = LONGEST_WAIT_S if requester.server.waits else 0.0
        return AcceptanceLimits(
            limits,
            self.user_in_flight,
            self.server_in_flight,
            self.waiting,
            longest_wait_s,
            self.user_waiting,
        )

    def _of(self, requester: Requester) -> Items:
        theirs = [self.per_role[role] for role in requester.role_ids if role in self.per_role]
        return max(theirs, key=_generosity, default=self.per_user)

    def most(self, scope: Scope, period_s: float) -> int:
        """Say how many pictures the operator allows at most in a stretch of that length."""
        sets = [self.per_server] if scope == "server" else [self.per_user, *self.per_role.values()]
        return max(
            min(item.amount * math.ceil(period_s / item.get_expiry()) for item in items)
            for items in sets
        )

    def refusal(self, exceeded: LimitExceeded, units: int) -> Refusal:
        """Say to a member what stands in the way of a request that counts as so many pictures."""
        if exceeded.limit:
            return _over(exceeded, exceeded.limit, units)
        line = "refused-line-full" if units <= self.waiting else "refused-line-short"
        sentences = {
            "user_open": text("refused-user-open", count=self.user_in_flight),
            "user_waiting": text(
                "refused-user-waiting", count=self.user_waiting, left=exceeded.left, units=units
            ),
            "server_open": text("refused-server-open", count=self.server_in_flight),
            "waiting": text(line, count=self.waiting, units=units),
        }
        return Refusal(sentences[exceeded.what], exceeded.what)


def _set(limit: str | None) -> Items:
    """Read a limit of a server, which was checked when it was set."""
    return rate_limits(limit) if limit else ()


def _generosity(items: Items) -> float:
    """Rank by what is left to a member in the long run."""
    return min((item.amount / item.get_expiry() for item in items), default=float("inf"))


def format_quota(limit: Quota) -> Text:
    """Say what a limit allows."""
    return text(
        "allowance-user" if limit.scope == "user" else "allowance-server",
        count=limit.amount,
        period=period(limit.period_s),
    )


def _over(exceeded: LimitExceeded, limit: Quota, units: int) -> Refusal:
    rule = f"{limit.scope}_limit"
    told = format_quota(limit)
    if exceeded.wait_s is None:
        return Refusal(text("refused-too-many", allowance=told, units=units), rule)
    wait = duration(exceeded.wait_s)
    if left := exceeded.left:
        few = text("refused-few-left", allowance=told, left=left, units=units, wait=wait)
        return Refusal(few, rule)
    return Refusal(text("refused-none-left", allowance=told, wait=wait), rule)
