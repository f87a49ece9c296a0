"""Quiet hours of servers, in which nothing is drawn."""

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.admission.types import Refusal
from bot.language import text
from bot.language.formatting import format_timestamp
from bot.storage import QuietHours

# Names of time zones as people know them; the others are abbreviations and old names.
ZONES = tuple(
    sorted(
        name
        for name in available_timezones()
        if name == "UTC" or ("/" in name and not name.startswith(("Etc/", "SystemV/", "posix/")))
    )
)


def quiet_refusal(hours: QuietHours | None, now_s: float) -> Refusal | None:
    """Check the quiet hours of a server; they hold for all its members, moderators included.

    Args:
        hours: None for none.
        now_s: the time in seconds since 1970.
    """
    if hours is None or (end_s := find_quiet_end(hours, now_s)) is None:
        return None
    when, left = format_timestamp(end_s, "t"), format_timestamp(end_s, "R")
    return Refusal(text("refused-quiet-hours", when=when, left=left), "quiet_hours")


def find_quiet_end(hours: QuietHours, now_s: float) -> float | None:
    """Find the end of the quiet hours that a time is in.

    They last from one instant to another, whatever the clocks do in between: where clocks are set
    back, the first of two equal times of day counts; where they are set forward over a time of day,
    it is counted from midnight.

    Args:
        hours: the quiet hours.
        now_s: the time in seconds since 1970.

    Returns:
        The end in seconds since 1970; None at a time outside of quiet hours.
    """
    zone = _load_zone(hours.zone)
    today = datetime.fromtimestamp(now_s, zone).date()
    for day in (today - timedelta(days=1), today):
        end_day = day if hours.start < hours.end else day + timedelta(days=1)
        start_s = datetime.combine(day, hours.start, zone).timestamp()
        end_s = datetime.combine(end_day, hours.end, zone).timestamp()
        if start_s <= now_s < end_s:
            return end_s
    return None


# Each reads a small file once.
_load_zone = cache(ZoneInfo)
