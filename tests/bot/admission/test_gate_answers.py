"""What the gate makes of what the storage answers, or does not."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest

from bot.admission import (
    Gate,
    Judge,
    PlaceAndWordRules,
    Refusal,
    Requester,
    ServerPolicies,
    load_rules,
)
from bot.admission import gate as under_test
from bot.storage import Accepted, Ban, Duplicate, LimitExceeded, StorageUnavailable, WordRuleStore
from bot.verdicts import Verdict
from tests.bot.admission.test_quotas import ALLOWANCES
from tests.bot.fakes import FakeService
from tests.bot.storage.store import order

HERE = Requester(user_id=1, guild_id=1, channel_ids=(5,))
SPAM = Ban(1, "spam", None)


class Answering:
    """A storage that answers every question in one way."""

    def __init__(self, answer: Callable[[], Awaitable[Any]]) -> None:
        self._answer = answer
        self.acceptance = self

    async def _asked(self, *_: object) -> Any:
        return await self._answer()

    check = accept = find_ban = cancel = _asked


async def unavailable() -> None:
    raise StorageUnavailable("no answer")


async def silent() -> None:
    await asyncio.Event().wait()


def gate(answer: Callable[[], Awaitable[Any]], channels: frozenset[int] = frozenset()) -> Gate:
    rules, storage = PlaceAndWordRules(load_rules(), channels), cast(Any, Answering(answer))
    return Gate(
        ALLOWANCES,
        rules,
        Judge(rules, ServerPolicies(cast(WordRuleStore, None))),
        FakeService(),
        storage,
        storage,
    )


def answering(answer: object, channels: frozenset[int] = frozenset()) -> Gate:
    async def give() -> object:
        return answer

    return gate(give, channels)


def rule(answer: object) -> str:
    """The rule of a refusal, or the name of what else came."""
    return answer.rule if isinstance(answer, Refusal) else type(answer).__name__


@pytest.mark.parametrize("answer", [unavailable, silent])
async def test_where_the_database_does_not_answer_nothing_is_let_in(
    answer: Callable[[], Awaitable[None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "WAIT_S", 0.01)
    it = gate(answer)
    assert rule(await it.refusal(HERE)) == "storage_unavailable"
    assert rule(await it.examine(HERE, order())) == "storage_unavailable"


async def test_what_was_not_written_down_is_not_accepted() -> None:
    assert rule(await gate(unavailable).accept(HERE, order())) == "storage_unavailable"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (SPAM, "banned"),
        (LimitExceeded("user_open"), "user_open"),
        (LimitExceeded("waiting"), "waiting"),
        (Duplicate(), "Duplicate"),
    ],
)
async def test_what_stands_in_the_way_is_told_when_it_is_examined_and_when_it_is_accepted(
    answer: object, said: str
) -> None:
    it = answering(answer)
    assert rule(await it.examine(HERE, order(prompt="porn"))) == said
    assert rule(await it.accept(HERE, order())) == said


async def test_where_nothing_stands_in_the_way_the_words_decide() -> None:
    it = answering(None)
    assert await it.examine(HERE, order()) == Verdict(understood="red apple")
    assert rule(await it.examine(HERE, order(prompt="porn"))) == "blocked_word"
    assert rule(await it.judge(HERE, order(prompt="porn").prepared)) == "blocked_word"
    assert await it.refusal(HERE) is None
    assert rule(await answering(Accepted(3)).accept(HERE, order())) == "Accepted"


async def test_nothing_is_fetched_for_who_is_banned_or_elsewhere_or_once_it_is_closed() -> None:
    assert rule(await answering(SPAM).refusal(HERE)) == "banned"
    elsewhere = answering(None, frozenset({9}))
    assert rule(await elsewhere.refusal(HERE)) == "channel"
    assert rule(await elsewhere.examine(HERE, order())) == "channel"
    closed = answering(None)
    closed.close()
    assert rule(await closed.refusal(HERE)) == "closing"
    assert rule(await closed.examine(HERE, order())) == "closing"
