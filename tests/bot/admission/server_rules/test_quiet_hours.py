"""When a server's quiet hours hold, and when they end, whatever the clocks do."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.admission import PlaceAndWordRules, Requester
from bot.admission.server_rules.quiet_hours import ZONES, find_quiet_end
from bot.storage import QuietHours, ServerPreferences

NIGHT = QuietHours(time(22), time(7, 30), "Europe/Berlin")


def at(written: str) -> float:
    """Seconds since 1970 of a time with its offset, or else of UTC."""
    moment = datetime.fromisoformat(written)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-06-10T21:59:59+02:00", None),
        ("2026-06-10T22:00:00+02:00", "2026-06-11T07:30:00+02:00"),
        ("2026-06-11T00:30:00+02:00", "2026-06-11T07:30:00+02:00"),
        ("2026-06-11T07:29:59+02:00", "2026-06-11T07:30:00+02:00"),
        ("2026-06-11T07:30:00+02:00", None),
        # In winter the same times of day are an hour later.
        ("2026-12-10T21:30:00+00:00", "2026-12-11T06:30:00+00:00"),
        ("2026-06-10T21:30:00+00:00", "2026-06-11T05:30:00+00:00"),
    ],
)
def test_hours_over_midnight_hold_until_the_morning(now: str, end: str | None) -> None:
    assert find_quiet_end(NIGHT, at(now)) == (at(end) if end else None)


@pytest.mark.parametrize(("now", "holds"), [("12:59", False), ("13:00", True), ("14:00", False)])
def test_hours_within_a_day_end_on_that_day(now: str, holds: bool) -> None:
    hours = QuietHours(time(13), time(14), "Asia/Tokyo")
    end = at("2026-06-10T14:00:00+09:00") if holds else None
    assert find_quiet_end(hours, at(f"2026-06-10T{now}:00+09:00")) == end


@pytest.mark.parametrize(
    ("night", "hours"), [("2026-03-28T22:00+01:00", 8.5), ("2026-10-24T22:00+02:00", 10.5)]
)
def test_the_night_in_which_clocks_change_is_an_hour_shorter_or_longer(
    night: str, hours: float
) -> None:
    assert find_quiet_end(NIGHT, at(night)) == at(night) + hours * 3600


def test_an_end_that_the_clocks_leave_out_is_counted_from_midnight() -> None:
    hours = QuietHours(time(22), time(2, 30), "Europe/Berlin")
    end = at("2026-03-29T01:30:00")
    assert find_quiet_end(hours, end - 1) == end
    assert find_quiet_end(hours, end) is None


def test_an_end_that_comes_twice_ends_them_once() -> None:
    hours = QuietHours(time(22), time(2, 30), "Europe/Berlin")
    first = at("2026-10-25T02:30:00+02:00")
    assert find_quiet_end(hours, first - 1) == first
    minutes = (first + minute * 60 for minute in range(180))
    assert all(find_quiet_end(hours, minute) is None for minute in minutes)


@pytest.mark.parametrize("zone", ["Europe/London", "America/St_Johns", "Australia/Lord_Howe"])
@pytest.mark.parametrize("hours", [(time(0), time(3)), (time(2), time(1, 45)), (time(23), time(0))])
def test_they_end_when_they_are_said_to_at_every_minute_of_a_year(
    zone: str, hours: tuple[time, time]
) -> None:
    quiet = QuietHours(*hours, zone)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    ends = [
        (moment, end)
        for quarter in range(366 * 96)
        if (
            end := find_quiet_end(
                quiet, moment := (start + timedelta(minutes=15 * quarter)).timestamp()
            )
        )
    ]
    assert len({end for _, end in ends}) in (366, 367)
    for moment, end in ends:
        assert moment < end
        assert find_quiet_end(quiet, end - 0.5) == end


def test_a_refusal_says_when_they_end_and_holds_for_everybody() -> None:
    requester = Requester(1, 2, (3,), server=ServerPreferences(quiet_hours=NIGHT))
    now = at("2026-06-10T23:00:00+02:00")
    refusal = PlaceAndWordRules(None, now=lambda: now).place_refusal(requester)
    assert refusal
    assert refusal.rule == "quiet_hours"
    end = int(at("2026-06-11T07:30:00+02:00"))
    assert f"<t:{end}:t>" in refusal.sentence
    assert f"<t:{end}:R>" in refusal.sentence
    noon = at("2026-06-10T12:00:00+02:00")
    assert PlaceAndWordRules(None, now=lambda: noon).place_refusal(requester) is None


def test_a_channel_that_is_not_allowed_is_refused_for_that_also_at_night() -> None:
    requester = Requester(1, 2, (3,), server=ServerPreferences(channels=(4,), quiet_hours=NIGHT))
    night = at("2026-06-10T23:00:00+02:00")
    refusal = PlaceAndWordRules(None, now=lambda: night).place_refusal(requester)
    assert refusal
    assert refusal.rule == "channel"


def test_time_zones_are_offered_by_the_names_of_their_places() -> None:
    assert {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"} <= set(ZONES)
    assert not {"Etc/GMT+1", "EST5EDT", "localtime"} & set(ZONES)
