"""The word filter is asked once about the same words, and no member keeps others waiting."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest

from bot.admission import Judge, PlaceAndWordRules, Refusal, Requester, ServerPolicies
from bot.admission.content_filter.filter import Policy
from bot.admission.judging import MOST_VERDICTS
from bot.admission.pauses import FIRST_S, FREE, LONGEST_S, MOST_MEMBERS, WITHIN_S, Pauses
from bot.language import say
from bot.storage import WordRuleStore
from bot.verdicts import ALLOWED, Ruling, Verdict
from generation import GenerationRequest, Keyframe, PreparedRequest, Start

ADA, BEN = (Requester(user_id, guild_id=2, channel_ids=(3,)) for user_id in (1, 2))
BLOCKED = Verdict(Ruling.REFUSE, "operator")

# No server of these has rules of its own, so that none are read.
POLICIES = ServerPolicies(cast(WordRuleStore, None))


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Filter:
    """Refuses prompts with an x; holds those with a dot until the test lets them go on."""

    def __init__(self) -> None:
        self.judged: list[str] = []
        self.going_on = threading.Event()
        self.threads: set[str] = set()

    def judge_request(self, prepared: PreparedRequest, policy: Policy) -> Verdict:
        return self.judge_texts(prepared.request.prompt, "", policy)

    def judge_texts(self, prompt: str, _negative: str, _policy: Policy) -> Verdict:
        self.judged.append(prompt)
        self.threads.add(threading.current_thread().name)
        if "." in prompt:
            assert self.going_on.wait(10)
        if "!" in prompt:
            raise ValueError(prompt)
        return BLOCKED if "x" in prompt else ALLOWED


def ask(prompt: str, **values: object) -> PreparedRequest:
    made = GenerationRequest(prompt, "1", 128, 128, 20, 4.0, seed=7)
    return PreparedRequest.restore(replace(made, **values))  # type: ignore[arg-type]


def judge(words: Filter, clock: Callable[[], float] | None = None) -> Judge:
    rules = cast(PlaceAndWordRules, words)
    return Judge(rules, POLICIES, clock) if clock else Judge(rules, POLICIES)


async def test_the_same_words_are_judged_once_whoever_writes_them() -> None:
    words = Filter()
    judging = judge(words)
    for request in (
        ask("apple"),
        ask("apple", seed=8, id="other", steps=30, count=4),
        ask("apple", start=Start(b"picture")),
    ):
        assert await judging.request(ADA, request) == ALLOWED
        assert await judging.request(BEN, request) == ALLOWED
    assert await judging.request(ADA, ask("x")) == BLOCKED
    assert await judging.request(BEN, ask("x")) == BLOCKED
    assert words.judged == ["apple", "x"]


@pytest.mark.parametrize(
    "other",
    [
        ask("apple {a|b}", seed=9),
        ask("apple {a|b}", count=3),
        ask("apple {a|b}", negative_prompt="pear"),
        ask("apple {a|b}", morph=(Keyframe("pear", 7),)),
        ask("apple {a|b}", upscale=True, seed=9),
        ask("apple"),
    ],
)
async def test_what_may_be_drawn_from_other_words_is_judged_anew(
    other: PreparedRequest,
) -> None:
    words = Filter()
    judging = judge(words)
    await judging.request(ADA, ask("apple {a|b}"))
    await judging.request(ADA, other)
    assert len(words.judged) == 2


async def test_verdicts_are_forgotten_beyond_a_bound() -> None:
    words = Filter()
    judging = judge(words)
    for number in range(MOST_VERDICTS + 1):
        judging._verdicts[b"%d" % number] = ALLOWED
    assert len(judging._verdicts) == MOST_VERDICTS
    assert b"0" not in judging._verdicts


async def test_one_text_of_a_member_is_judged_at_a_time_and_nobody_else_waits() -> None:
    words = Filter()
    judging = judge(words)
    many = [asyncio.create_task(judging.request(ADA, ask(f"{n}."))) for n in range(12)]
    while not words.judged:  # noqa: ASYNC110 - threads have no event of the loop
        await asyncio.sleep(0.001)
    assert await judging.request(BEN, ask("apple")) == ALLOWED
    assert len(words.judged) == 2
    words.going_on.set()
    await asyncio.gather(*many)
    assert all(one.result() == ALLOWED for one in many)


async def test_what_takes_too_long_is_refused_and_remembered_when_it_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.admission.judging.WAIT_S", 0.05)
    words = Filter()
    judging = judge(words)
    said = [await judging.request(ADA, ask("1.")) for _ in range(3)]
    assert [one.rule for one in said] == ["unjudged"] * 3
    assert words.judged == ["1."]
    words.going_on.set()
    await asyncio.wait(judging._judging.values())
    assert await judging.request(ADA, ask("1.")) == ALLOWED
    assert words.judged == ["1."]


async def test_a_fault_of_the_filter_lets_nothing_pass_and_is_not_remembered() -> None:
    judging = judge(Filter())
    for _ in range(2):
        with pytest.raises(ValueError, match="!"):
            await judging.request(ADA, ask("!"))
    assert await judging.request(ADA, ask("apple")) == ALLOWED


async def test_words_that_are_kept_for_later_are_judged_as_those_of_a_request() -> None:
    judging = judge(Filter())
    assert await judging.texts(ADA, "x", "") == BLOCKED
    assert await judging.texts(ADA, "apple", "") == ALLOWED


async def test_nothing_is_judged_in_the_threads_that_all_else_uses() -> None:
    words = Filter()
    await judge(words).texts(ADA, "apple", "")
    assert all(name.startswith("moderation") for name in words.threads)


async def test_who_insists_waits_before_anything_of_theirs_is_judged() -> None:
    words, clock = Filter(), Clock()
    judging = judge(words, clock)
    for number in range(FREE):
        assert await judging.request(ADA, ask(f"x{number}")) == BLOCKED
    refusal = await judging.request(ADA, ask("apple"))
    assert isinstance(refusal, Refusal)
    assert say("en", refusal.what) == (
        "Several of your prompts in a row were refused. Please wait about 5 seconds, then try "
        "other words."
    )
    assert "apple" not in words.judged
    assert await judging.request(BEN, ask("apple")) == ALLOWED
    clock.now += FIRST_S
    assert await judging.request(ADA, ask("apple")) == ALLOWED


async def test_of_many_refused_at_once_those_that_wait_are_not_judged_any_more() -> None:
    words = Filter()
    judging = judge(words, Clock())
    said = await asyncio.gather(*(judging.request(ADA, ask(f"x{n}")) for n in range(12)))
    rules = [one.rule for one in said]
    assert rules.count("operator") == FREE
    assert rules.count("insisting") == 12 - FREE
    assert len(words.judged) <= FREE + 1


async def test_unreadable_rules_slow_nobody_down() -> None:
    judging = Judge(PlaceAndWordRules(None), POLICIES)
    for _ in range(FREE + 2):
        refusal = await judging.request(ADA, ask("apple"))
        assert isinstance(refusal, Refusal)
        assert refusal.rule == "rules_unreadable"


def test_pauses_grow_with_each_refusal_up_to_a_bound_and_end() -> None:
    clock = Clock()
    pauses, waits = Pauses(clock), []
    for _ in range(FREE + 8):
        pauses.count_refusal(1)
        waits.append(pauses.left_s(1))
        clock.now += max(0.0, pauses.left_s(1))
    assert waits[: FREE - 1] == [0.0] * (FREE - 1)
    assert waits[FREE - 1 : FREE + 2] == [FIRST_S, 2 * FIRST_S, 4 * FIRST_S]
    assert waits[-1] == LONGEST_S
    clock.now += WITHIN_S
    pauses.count_refusal(1)
    assert pauses.left_s(1) <= 0


def test_pauses_of_many_members_are_bounded() -> None:
    pauses = Pauses(Clock())
    for member in range(MOST_MEMBERS + 10):
        pauses.count_refusal(member)
    assert len(pauses._members) == MOST_MEMBERS
