"""`/server quiet`: hours of the day in which nothing is drawn."""

import re
from collections.abc import Iterable
from datetime import time

from discord import app_commands

from bot.admission.server_rules.quiet_hours import ZONES
from bot.features.server_settings.server_admin import ServerAdmin
from bot.interactions.autocomplete import autocomplete
from bot.interactions.context import Context, Refused
from bot.language import Text, describe, text
from bot.language.formatting import quote
from bot.storage import QuietHours

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
Written = app_commands.Range[str, 1, 40]


def quiet_group(admin: ServerAdmin) -> app_commands.Group:
    """Build the command group `/server quiet`."""
    group = app_commands.Group(name="quiet", description=describe("server-quiet"))

    @group.command(name="set", description=describe("server-quiet-set"))
    @app_commands.describe(
        start=describe("server-quiet-start"),
        end=describe("server-quiet-end"),
        zone=describe("server-quiet-zone"),
    )
    @admin.handler.callback
    async def set_(context: Context, start: Written, end: Written, zone: Written) -> None:
        hours = QuietHours(_parse_time(start), _parse_time(end), _parse_zone(zone))
        if hours.start == hours.end:
            raise Refused(text("refused-quiet-same"), "invalid")
        await admin.set(context, "quiet hours", quiet_hours=hours)
        await context.tell(text("server-quiet-now", hours=format_hours(hours)))

    @group.command(name="off", description=describe("server-quiet-off"))
    @admin.handler.callback
    async def off(context: Context) -> None:
        await admin.set(context, "quiet hours", quiet_hours=None)
        await context.tell(text("server-quiet-none"))

    async def zones(_context: Context) -> Iterable[str]:
        return ZONES

    set_.autocomplete("zone")(autocomplete(admin.services.handler, zones))
    return group


def format_hours(hours: QuietHours) -> Text:
    """Format quiet hours with their time zone."""
    start, end = f"{hours.start:%H:%M}", f"{hours.end:%H:%M}"
    return text("quiet-hours", start=start, end=end, zone=hours.zone)


def _parse_time(written: str) -> time:
    """Parse a time of day, as "22", "22:30" or "7.30".

    Raises:
        Refused: it is none.
    """
    found = _TIME.fullmatch(written.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise Refused(text("refused-time", value=quote(written, 40)), "invalid")
    return time(hour, minute)


def _parse_zone(written: str) -> str:
    """Find a time zone by its name, in whatever case.

    Raises:
        Refused: there is none of that name.
    """
    folded = written.strip().casefold()
    zone = next((one for one in ZONES if one.casefold() == folded), None)
    if zone is None:
        raise Refused(text("refused-zone", value=quote(written, 40)), "invalid")
    return zone
