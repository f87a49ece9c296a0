"""Limits of a server, validated against the limits of the operator."""

from collections.abc import Sequence

from discord import app_commands
from limits import RateLimitItem

from bot.admission import Quotas
from bot.admission.rates import NONE, exceeds_retention, rate_limits
from bot.interactions.context import Refused
from bot.language import Text, text
from bot.language.formatting import join_with_and, period, quote
from bot.storage import Scope, ServerPreferences

EXAMPLE = "10/minute;60/hour"
Limit = app_commands.Range[str, 1, 40]


def check_limit(quotas: Quotas, keep_days: int, scope: Scope, written: str) -> str | None:
    """Validate a limit of a server.

    Args:
        quotas: limits of the operator.
        keep_days: days for which requests are stored and can be counted.
        scope: whether pictures are counted per member or per server.
        written: such as "10/hour".

    Returns:
        The limit in the same notation; None to remove it.

    Raises:
        Refused: the notation is invalid, a period is longer than `keep_days`, or the limit is
            above the operator's.
    """
    limit = written.strip()
    if limit.casefold() == NONE:
        return None
    items = _parse_limit(limit)
    if exceeds_retention(limit, keep_days):
        what = text("refused-limit-long", days=keep_days, value=quote(limit, 60))
        raise Refused(what, "invalid")
    for item in items:
        most = quotas.max_pictures(scope, item.get_expiry())
        if item.amount > most:
            allowed = text("limit-item", count=most, period=period(item.get_expiry()))
            what = text("refused-limit-generous", value=quote(limit, 60), allowed=allowed)
            raise Refused(what, "invalid")
    return limit


def limit_texts(items: Sequence[RateLimitItem]) -> list[Text]:
    """Return a limit as texts, one per item: "10 pictures per hour"."""
    return [
        text("limit-item", count=item.amount, period=period(item.get_expiry())) for item in items
    ]


def format_limits(choices: ServerPreferences) -> Text:
    """Format the limits that a server has set."""
    member, server = (
        text(key, limit=join_with_and(limit_texts(rate_limits(limit))) or "") if limit else None
        for key, limit in (
            ("server-limit-member", choices.user_limit),
            ("server-limit-server", choices.server_limit),
        )
    )
    if member and server:
        return text("server-limits-both", member=member, server=server)
    return member or server or text("server-limits-none")


def _parse_limit(limit: str) -> tuple[RateLimitItem, ...]:
    try:
        items = rate_limits(limit)
    except ValueError:
        items = ()
    if not items or any(item.amount < 1 or item.get_expiry() < 1 for item in items):
        what = text("refused-limit-form", example=EXAMPLE, value=quote(limit, 60))
        raise Refused(what, "invalid")
    return items
