"""Quotas of members, roles and servers, and the refusals of requests that exceed them."""

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

# After a longer wait the member has forgotten the request.
LONGEST_WAIT_S = 3600.0

Items = tuple[RateLimitItem, ...]


@dataclass(frozen=True, slots=True)
class Quotas:
    """Limits on requests and pictures; pictures are counted in a sliding window.

    Args:
        per_user: limits on the pictures of one member, all of which apply.
        per_role: limits by role id that replace `per_user`; of several, the most generous applies.
        per_server: limits on the pictures of one server.
        user_in_flight: largest number of queued or running requests of one member.
        server_in_flight: largest number of queued or running requests of one server.
        waiting: largest number of queued or running pictures in all.
        user_share: share of `waiting` for one member, 0 to 1; one request is always allowed.
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
        """Largest number of queued or running pictures of one member, at least one request's."""
        return max(MAX_COUNT, int(self.waiting * self.user_share))

    def caps(self, requester: Requester) -> AcceptanceLimits:
        """Collect the limits of a member, with those that owners and moderators have set.

        Of the operator's limits for the member's roles the most generous holds, and likewise of the
        server's; all of both have to be kept, so that a server is never the more generous one.
        """
        server, roles = requester.server, requester.role_ids
        of_operator = _select_limit(self.per_role, roles, self.per_user)
        own_limits = {role: rate_limits(limit) for role, limit in server.role_limits.items()}
        of_server = _select_limit(own_limits, roles, _parse_server_limit(server.user_limit))
        user_items = of_operator + of_server + _parse_server_limit(requester.quota)
        server_items = self.per_server + _parse_server_limit(server.server_limit)
        limits = (
            *(Quota("user", item.amount, item.get_expiry()) for item in user_items),
            *(Quota("server", item.amount, item.get_expiry()) for item in server_items),
        )
        longest_wait_s = LONGEST_WAIT_S if server.waits else 0.0
        return AcceptanceLimits(
            limits,
            self.user_in_flight,
            self.server_in_flight,
            self.waiting,
            longest_wait_s,
            self.user_waiting,
        )

    def max_pictures(self, scope: Scope, period_s: float) -> float:
        """Return the largest number of pictures that the operator allows in a period.

        Args:
            scope: "user" for one member, "server" for one server.
            period_s: length of the period in seconds.

        Returns:
            A whole number, or infinity without a limit.
        """
        sets = [self.per_server] if scope == "server" else [self.per_user, *self.per_role.values()]
        return max(
            min(
                (item.amount * math.ceil(period_s / item.get_expiry()) for item in items),
                default=math.inf,
            )
            for items in sets
        )

    def refusal(self, exceeded: LimitExceeded, units: int) -> Refusal:
        """Return the refusal of a request that exceeds a limit.

        Args:
            exceeded: the limit, and what is left of it.
            units: pictures that the request counts as.
        """
        if exceeded.limit:
            return _quota_refusal(exceeded, exceeded.limit, units)
        queue_key = "refused-line-full" if units <= self.waiting else "refused-line-short"
        sentences = {
            "user_open": text("refused-user-open", count=self.user_in_flight),
            "user_waiting": text(
                "refused-user-waiting", count=self.user_waiting, left=exceeded.left, units=units
            ),
            "server_open": text("refused-server-open", count=self.server_in_flight),
            "waiting": text(queue_key, count=self.waiting, units=units),
        }
        return Refusal(sentences[exceeded.what], exceeded.what)


def _select_limit(by_role: Mapping[int, Items], roles: tuple[int, ...], otherwise: Items) -> Items:
    """Select the most generous limit of a member's roles, the most pictures in the long run."""
    return max(
        (by_role[role] for role in roles if role in by_role),
        key=lambda items: min((i.amount / i.get_expiry() for i in items), default=math.inf),
        default=otherwise,
    )


def _parse_server_limit(limit: str | None) -> Items:
    """Parse a limit of a server or of a member, which was validated when it was set."""
    return rate_limits(limit) if limit else ()


def format_quota(limit: Quota) -> Text:
    """Format a limit as the number of pictures in a period."""
    return text(
        "allowance-user" if limit.scope == "user" else "allowance-server",
        count=limit.amount,
        period=period(limit.period_s),
    )


def _quota_refusal(exceeded: LimitExceeded, limit: Quota, units: int) -> Refusal:
    rule = f"{limit.scope}_limit"
    allowance = format_quota(limit)
    if exceeded.wait_s is None:
        return Refusal(text("refused-too-many", allowance=allowance, units=units), rule)
    wait = duration(exceeded.wait_s)
    if left := exceeded.left:
        few = text("refused-few-left", allowance=allowance, left=left, units=units, wait=wait)
        return Refusal(few, rule)
    return Refusal(text("refused-none-left", allowance=allowance, wait=wait), rule)
