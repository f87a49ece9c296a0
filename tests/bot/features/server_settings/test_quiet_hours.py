"""`/server quiet`: hours in which nobody draws."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.storage import QuietHours, ServerPreferences
from tests.bot.features.gallery.scenes import drawn, press
from tests.bot.features.server_settings.scenes import chosen, owner, use
from tests.bot.world import World, private, world


async def set_around_now(w: World) -> None:
    """Set quiet hours that began some hours ago, and end in some hours."""
    now = datetime.now(UTC)
    start, end = ((now + timedelta(hours=hours)).strftime("%H:%M") for hours in (-6, 6))
    await use(w, owner(w), "quiet set", start=start, end=end, zone="UTC")


async def test_in_quiet_hours_nobody_draws_by_command_or_button() -> None:
    async with world() as w:
        picture = await drawn(w)
        await set_around_now(w)
        for who in (w.ada, owner(w)):
            said = private(await w.imagine(who=who))
            assert said.startswith("It's quiet hours here; I'll draw again <t:")
        assert "quiet hours" in private(await press(w, picture, "Re-roll"))
        await use(w, owner(w), "quiet off")
        assert not (await w.imagine()).ephemeral


@pytest.mark.parametrize(
    ("start", "end", "zone", "hours"),
    [
        ("22:30", "7", "europe/berlin", QuietHours(time(22, 30), time(7), "Europe/Berlin")),
        ("0", "5.45", "UTC", QuietHours(time(0), time(5, 45), "UTC")),
    ],
)
async def test_times_and_zones_are_read_as_people_write_them(
    start: str, end: str, zone: str, hours: QuietHours
) -> None:
    async with world() as w:
        said = private(await use(w, owner(w), "quiet set", start=start, end=end, zone=zone))
        assert f"{hours.start:%H:%M} to {hours.end:%H:%M} ({hours.zone})" in said
        assert (await chosen(w)).quiet_hours == hours


@pytest.mark.parametrize(
    ("start", "end", "zone", "sentence"),
    [
        ("24:00", "7", "UTC", "A time must look like 22:30. You gave `24:00`."),
        ("22:60", "7", "UTC", "A time must look like"),
        ("ten", "7", "UTC", "A time must look like"),
        ("22", "7", "Mars/Olympus", "I don't know the time zone `Mars/Olympus`."),
        ("22", "7", "../../etc/passwd", "I don't know the time zone"),
        ("7", "7:00", "UTC", "Quiet hours need a beginning and an end that differ."),
    ],
)
async def test_hours_that_cannot_hold_are_refused(
    start: str, end: str, zone: str, sentence: str
) -> None:
    async with world() as w:
        said = private(await use(w, owner(w), "quiet set", start=start, end=end, zone=zone))
        assert said.startswith(sentence)
        assert await chosen(w) == ServerPreferences()


async def test_time_zones_are_offered_as_they_are_typed() -> None:
    async with world() as w:
        offered = await owner(w).autocomplete(
            w.channel, "server quiet set", "zone", "berl", start="22", end="7"
        )
        assert [one["value"] for one in offered] == ["Europe/Berlin"]
