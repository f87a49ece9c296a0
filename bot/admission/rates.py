"""Rate limits in the notation of the `limits` library."""

from functools import lru_cache

from limits import RateLimitItem, parse_many

NONE = "none"


@lru_cache(maxsize=1024)
def rate_limits(text: str) -> tuple[RateLimitItem, ...]:
    """Parse limits such as "10/minute;60/hour"; "none" is no limit.

    Raises:
        ValueError: the text is not in the notation of the `limits` library.
    """
    return () if text == NONE else tuple(parse_many(text))


def exceeds_retention(limit: str, keep_days: int) -> bool:
    """Return whether a limit counts requests that are deleted before its period ends.

    Args:
        limit: in the notation of the `limits` library.
        keep_days: days after which requests are deleted.
    """
    return any(item.get_expiry() > keep_days * 86400 for item in rate_limits(limit))
