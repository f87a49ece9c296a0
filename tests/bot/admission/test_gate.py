"""Moderation, then capacity and allowances; what is refused costs nothing."""

from pathlib import Path
from typing import Any, ClassVar

import pytest

from bot.admission import PlaceAndWordRules, Refusal
from bot.admission.content_filter.filter import Policy
from bot.storage import BanStore, ServerPreferences
from bot.verdicts import Verdict
from generation import PreparedRequest
from tests.bot.world import private, world


class Clock:
    """The database's clock, which the test turns."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


async def test_a_members_allowance_is_told_with_the_time_and_refills() -> None:
    clock = Clock()
    async with world(now=clock, user_limit="2/hour") as w:
        await w.imagine(count=2)
        clock.now += 60 * 40
        said = private(await w.imagine())
        assert said == (
            "Your limit is 2 pictures per hour, and it's used up for now. "
            "Try again in about 20 minutes."
        )
        await w.imagine(who=w.ben)
        clock.now += 60 * 20 + 1
        assert not (await w.imagine()).ephemeral
        assert len(w.service.requests) == 3


@pytest.mark.complaint("yasd#22")
async def test_who_has_used_up_an_allowance_waits_for_it_where_the_owner_allows_that() -> None:
    clock = Clock()
    async with world(now=clock, user_limit="1/hour") as w:
        await w.server_chooses(ServerPreferences(waits=True))
        first = await w.imagine()
        w.service.finish()
        await w.answered(first)
        clock.now += 600
        result = await w.ada.slash(w.channel, "imagine", prompt="green pear")
        assert not result.ephemeral
        due = f"this will be drawn <t:{int(clock.now) + 3000}:R>"
        await w.until(lambda: result.response and due in result.response.content)
        assert due in private(await w.ada.slash(w.channel, "queue"))
        assert "Try again in" in private(
            await w.ada.slash(w.channel, "imagine", prompt="a third", count=1)
        )
        assert len(w.service.requests) == 1
        clock.now += 3000
        await w.until(lambda: len(w.service.requests) == 2)
        w.service.finish()
        assert "green pear" in (await w.answered(result)).content


async def test_a_servers_allowance_counts_all_its_members() -> None:
    async with world(server_limit="1/minute") as w:
        await w.imagine()
        said = private(await w.imagine(who=w.ben))
        assert said.startswith("This server's limit is 1 picture")


async def test_what_is_left_is_told_when_too_many_are_asked_for() -> None:
    async with world(user_limit="3/hour") as w:
        assert "and this counts as 4. Try fewer at a time" in private(await w.imagine(count=4))
        await w.imagine(count=2)
        said = private(await w.imagine(count=2))
        assert "Right now 1 is left, and this counts as 2. Try fewer, or try again in" in said
        assert not (await w.imagine(count=1)).ephemeral


async def test_a_members_requests_in_work_are_bounded_until_one_is_finished() -> None:
    async with world(user_in_flight=1) as w:
        first = await w.imagine()
        assert "You already have 1 request in progress" in private(await w.imagine())
        assert not (await w.imagine(who=w.ben)).ephemeral
        w.service.finish()
        await w.answered(first)
        assert not (await w.imagine()).ephemeral


async def test_a_refused_prompt_does_not_spend_the_allowance() -> None:
    async with world(user_limit="1/hour") as w:
        assert "I don't draw nudity" in private(await w.imagine("porn"))
        assert not (await w.imagine()).ephemeral


async def test_a_full_line_does_not_spend_the_allowance() -> None:
    async with world(max_waiting=1, user_limit="2/hour") as w:
        first = await w.imagine()
        assert "The queue is full" in private(await w.imagine())
        w.service.finish()
        await w.answered(first)
        assert not (await w.imagine()).ephemeral


async def test_who_asks_for_more_than_the_line_ever_holds_is_not_told_to_come_back() -> None:
    async with world(max_waiting=3) as w:
        assert private(await w.imagine(count=4)) == (
            "This counts as 4 pictures, and the queue holds 3 at most. Try fewer at a time."
        )


async def test_a_servers_requests_in_work_are_bounded() -> None:
    async with world(server_in_flight=1) as w:
        await w.imagine()
        assert "This server already has 1 request in progress" in private(
            await w.imagine(who=w.ben)
        )


async def test_other_channels_than_the_allowed_are_named() -> None:
    async with world(allowed_channels=(1, 2)) as w:
        assert private(await w.imagine()) == "I only draw in <#1>, <#2>."


async def test_unreadable_rules_refuse_everything_and_say_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with world(blocked_words_file=tmp_path / "missing.txt") as w:
        assert "list of blocked words can't be read" in private(await w.imagine())
        assert not w.service.requests
    assert "IMAGINE_BLOCKED_WORDS_FILE cannot be read" in caplog.text


async def test_a_draining_bot_says_so() -> None:
    async with world() as w:
        w.bot.gate.close()
        assert "I'm restarting" in private(await w.imagine())


class Watched(PlaceAndWordRules):
    """Notices what is judged."""

    judged: ClassVar[list[str]] = []

    def judge_request(self, prepared: PreparedRequest, policy: Policy) -> Verdict | Refusal:
        self.judged.append(prepared.request.prompt)
        return super().judge_request(prepared, policy)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"allowed_channels": (1,)}, "I only draw in"),
        ({"user_limit": "1/hour"}, "Your limit is 1 picture per hour"),
        ({"user_in_flight": 1}, "You already have 1 request in progress"),
        ({"server_in_flight": 1}, "This server already has 1 request in progress"),
        ({"max_waiting": 1}, "The queue is full"),
    ],
)
async def test_cheap_questions_come_before_the_words_are_judged(
    settings: dict[str, Any], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.composition.PlaceAndWordRules", Watched)
    async with world(**settings) as w:
        await w.imagine("first apple")
        Watched.judged.clear()
        assert sentence in private(await w.imagine("porn"))
        assert not Watched.judged


async def test_who_is_banned_has_nothing_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.composition.PlaceAndWordRules", Watched)
    async with world() as w:
        await BanStore(w.database).ban(w.guild.id, 1, w.ada.id, "spam", None)
        Watched.judged.clear()
        assert "spam" in private(await w.imagine("porn"))
        assert not Watched.judged


async def test_who_insists_is_slowed_down_and_others_are_not() -> None:
    async with world() as w:
        for number in range(3):
            assert "I don't draw nudity" in private(await w.imagine(f"porn {number}"))
        assert "Please wait about 5 seconds" in private(await w.imagine("apple"))
        assert not (await w.imagine("apple", who=w.ben)).ephemeral
