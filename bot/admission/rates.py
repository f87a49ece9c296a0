"""Limits on how much may be asked for in what time, in the notation of the `limits` library."""

from functools import lru_cache

from limits import RateLimitItem, parse_many


@lru_cache(maxsize=1024)
def rate_limits(text: str) -> tuple[RateLimitItem, ...]:
    """Parse limits such as "10/minute;60/hour".

    Raises:
        ValueError: the text is not in the notation of the `limits` library.
    """
    return tuple(parse_many(text))


def outlasts(limit: str, keep_days: int) -> bool:
    """Tell whether a limit counts requests that are deleted by then."""
    return any(item.get_expiry() > keep_days * 86400 for item in rate_limits(limit))
