"""Limits that owners set for their server: read, such as hold, and within the operator's."""

from limits import RateLimitItem

from bot.admission import Quotas
from bot.admission.rates import exceeds_retention, rate_limits
from bot.interactions.context import Refused
from bot.language import Text, text
from bot.language.formatting import period, quote
from bot.storage import Scope

# Takes a limit away again.
NONE = "none"
EXAMPLE = "10/minute;60/hour"


def check_limit(quotas: Quotas, keep_days: int, scope: Scope, written: str) -> str | None:
    """Read what owners wrote as a limit.

    Args:
        quotas: of the operator.
        keep_days: for which requests are kept, and can be counted.
        scope: whose pictures are counted.
        written: such as "10/hour".

    Returns:
        The limit in that form; None to have only the operator's.

    Raises:
        Refused: it is none, counts for longer than that, or is more than the operator allows.
    """
    limit = written.strip()
    if limit.casefold() == NONE:
        return None
    items = _parsed(limit)
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


def limit_texts(limit: str) -> list[Text]:
    """Say a limit in words."""
    return [
        text("limit-item", count=item.amount, period=period(item.get_expiry()))
        for item in rate_limits(limit)
    ]


def _parsed(limit: str) -> tuple[RateLimitItem, ...]:
    try:
        items = rate_limits(limit)
    except ValueError:
        items = ()
    if not items or any(item.amount < 1 or item.get_expiry() < 1 for item in items):
        what = text("refused-limit-form", example=EXAMPLE, value=quote(limit, 60))
        raise Refused(what, "invalid")
    return items
