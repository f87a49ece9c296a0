"""What is not known to be safe is held, and no server is laxer than the defaults for everybody."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interactions.context import Refused
from bot.jobs.picture_verdicts import (
    HELD_UNCHECKED,
    NUDITY,
    PictureJudge,
    bands_at,
    judge_score,
)
from bot.operations import Metrics
from bot.storage import Bands, Preferences, ServerPreferences, StorageUnavailable
from bot.verdicts import Ruling
from generation import UNCHECKED, PictureUnchecked
from tests.bot.fakes import FakeChecker, ServerBands, picture_judge

LAX, STRICT = Bands(0.7, 0.8, 1.0), Bands(0.1, 0.2, 0.3)
SCORES = st.floats(0, 1)


@dataclass(frozen=True)
class Place:
    """A channel, or a thread of one."""

    guild_id: int = 1
    channel_id: int = 5
    thread_of: int = 0
    age_restricted: bool = False


HERE = Place()
BANDS = st.builds(Bands, SCORES, SCORES, SCORES)


@pytest.mark.parametrize(
    ("score", "ruling"),
    [
        (0.0, Ruling.ALLOW),
        (0.2999, Ruling.ALLOW),
        (0.3, Ruling.SPOILER),
        (0.5, Ruling.HOLD),
        (0.85, Ruling.REFUSE),
        (1.0, Ruling.REFUSE),
    ],
)
def test_a_band_begins_at_its_score(score: float, ruling: Ruling) -> None:
    verdict = judge_score(score, Bands())
    assert (verdict.ruling, verdict.score) == (ruling, score)
    assert verdict.rule == (NUDITY if ruling is not Ruling.ALLOW else "")


def test_of_bands_in_another_order_the_strictest_counts() -> None:
    assert judge_score(0.6, Bands(spoiler=0.9, hold=0.8, block=0.5)).ruling is Ruling.REFUSE


@given(BANDS, BANDS, BANDS, SCORES, st.sampled_from([Place(), Place(channel_id=9, thread_of=5)]))
def test_only_where_adults_are_is_anything_laxer_than_the_defaults(
    bands: Bands, adult: Bands, own: Bands, score: float, place: Place
) -> None:
    server = ServerPreferences(bands=bands, adult_bands=adult, channel_bands={5: own})
    ruling = judge_score(score, bands_at(place, server)).ruling
    assert ruling.severity >= judge_score(score, Bands()).ruling.severity


def test_the_bands_are_those_of_the_channel_or_else_of_its_audience() -> None:
    server = ServerPreferences(bands=STRICT, adult_bands=LAX, channel_bands={7: Bands(0.2)})
    assert bands_at(HERE, server) == STRICT
    assert bands_at(Place(age_restricted=True), server) == LAX
    assert bands_at(Place(channel_id=7, age_restricted=True), server) == Bands(0.2)
    assert bands_at(Place(channel_id=8, thread_of=7), server) == Bands(0.2)


async def test_the_strictest_picture_decides() -> None:
    class Scores(FakeChecker):
        async def check(self, pictures: Sequence[bytes]) -> tuple[float, ...]:
            return (0.1, 0.6, 0.4)

    verdict = await picture_judge(Scores()).judge(HERE, [b"1", b"2", b"3"], "result")
    assert (verdict.ruling, verdict.score) == (Ruling.HOLD, 0.6)


@pytest.mark.parametrize(
    "fault", [*map(PictureUnchecked, UNCHECKED), RuntimeError("any other"), TimeoutError()]
)
async def test_without_a_score_a_picture_is_held(fault: Exception) -> None:
    metrics = Metrics()
    judge = PictureJudge(FakeChecker(fault), cast("Preferences", ServerBands()), metrics)
    assert await judge.judge(HERE, [b"picture"], "result") == HELD_UNCHECKED
    reason = fault.reason if isinstance(fault, PictureUnchecked) else "failed"
    counted = {"imagine_pictures_unchecked_total": {"reason": reason}}
    counted["imagine_picture_verdicts_total"] = {"kind": "result", "ruling": "hold"}
    for name, labels in counted.items():
        assert metrics.registry.get_sample_value(name, labels) == 1


async def test_without_the_settings_of_the_server_a_picture_is_held() -> None:
    class Broken(ServerBands):
        async def server(self, _guild_id: int) -> ServerPreferences:
            raise StorageUnavailable

    judge = PictureJudge(FakeChecker(), cast("Preferences", Broken()), Metrics())
    assert await judge.judge(HERE, [b"picture"], "result") == HELD_UNCHECKED


@pytest.mark.parametrize(
    ("score", "rule"),
    [
        (0.6, "start_unsuitable"),
        (0.9, "start_unsuitable"),
        (PictureUnchecked("died"), "start_unchecked"),
    ],
)
async def test_what_would_not_be_shown_is_not_started_from(
    score: float | Exception, rule: str
) -> None:
    with pytest.raises(Refused) as refused:
        await picture_judge(FakeChecker(score)).refuse_unsuitable(HERE, [b"picture"], 60)
    assert refused.value.rule == rule


@pytest.mark.parametrize("score", [0.0, 0.4])
async def test_what_is_shown_even_behind_a_spoiler_is_started_from(score: float) -> None:
    await picture_judge(FakeChecker(score)).refuse_unsuitable(HERE, [b"picture"], 60)


async def test_what_is_not_checked_in_time_is_not_started_from() -> None:
    class Slow(FakeChecker):
        async def check(self, pictures: Sequence[bytes]) -> tuple[float, ...]:
            await asyncio.sleep(3600)
            raise AssertionError

    with pytest.raises(Refused) as refused:
        await picture_judge(Slow()).refuse_unsuitable(HERE, [b"picture"], 0.01)
    assert refused.value.rule == "start_unchecked"
