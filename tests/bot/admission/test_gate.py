"""Rate limit, then moderation, then capacity; what is refused costs nothing."""

import time
from pathlib import Path

import pytest

from tests.bot.fakes import FakeService
from tests.bot.world import private, world


class Clock:
    """A wall clock that the test turns."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    turned = Clock()
    monkeypatch.setattr(time, "time", turned)
    return turned


async def test_a_members_allowance_is_told_with_the_time_and_refills(clock: Clock) -> None:
    async with world(user_limit="2/hour") as w:
        await w.imagine(count=2)
        clock.now += 60 * 40
        said = private(await w.imagine())
        assert said == ("You may have 2 pictures per hour; please ask again in about 20 minutes.")
        await w.imagine(who=w.ben)
        clock.now += 60 * 20 + 1
        assert not (await w.imagine()).ephemeral
        assert len(w.service.requests) == 3


async def test_a_servers_allowance_counts_all_its_members() -> None:
    async with world(server_limit="1/minute") as w:
        await w.imagine()
        said = private(await w.imagine(who=w.ben))
        assert said.startswith("This server may have 1 picture")


async def test_what_is_left_is_told_when_too_many_are_asked_for() -> None:
    async with world(user_limit="3/hour") as w:
        assert "fewer at a time" in private(await w.imagine(count=4))
        await w.imagine(count=2)
        assert "and 1 of them left" in private(await w.imagine(count=2))
        assert not (await w.imagine(count=1)).ephemeral


async def test_a_members_requests_in_work_are_bounded_until_one_is_finished() -> None:
    async with world(user_in_flight=1) as w:
        first = await w.imagine()
        assert "You have 1 request in work" in private(await w.imagine())
        assert not (await w.imagine(who=w.ben)).ephemeral
        w.service.finish()
        await w.answered(first)
        assert not (await w.imagine()).ephemeral


async def test_a_refused_prompt_does_not_spend_the_allowance() -> None:
    async with world(user_limit="1/hour") as w:
        assert "not allowed here" in private(await w.imagine("porn"))
        assert not (await w.imagine()).ephemeral


async def test_a_full_line_does_not_spend_the_allowance() -> None:
    service = FakeService(limit=0)
    async with world(service, user_limit="1/hour") as w:
        assert "The line is full" in private(await w.imagine())
        service.limit = 1
        assert not (await w.imagine()).ephemeral


async def test_the_rate_limit_is_asked_before_moderation() -> None:
    async with world(user_limit="1/hour") as w:
        await w.imagine()
        assert "ask again in" in private(await w.imagine("porn"))


async def test_other_channels_than_the_allowed_are_named() -> None:
    async with world(allowed_channels=(1, 2)) as w:
        assert private(await w.imagine()) == "Pictures are drawn only in <#1>, <#2>."


async def test_unreadable_rules_refuse_everything_and_say_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with world(blocked_words_file=tmp_path / "missing.txt") as w:
        assert "list of blocked words cannot be read" in private(await w.imagine())
        assert not w.service.requests
    assert "IMAGINE_BLOCKED_WORDS_FILE cannot be read" in caplog.text


async def test_a_draining_bot_says_so() -> None:
    async with world() as w:
        await w.service.drain()
        assert "closing" in private(await w.imagine())
