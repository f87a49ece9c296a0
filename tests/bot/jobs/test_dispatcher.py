"""Whatever the database does, what is drawn ends once."""

import asyncio

import pytest

from bot.jobs import album
from bot.jobs.steady import insisting
from bot.storage import StatementRefused
from tests.bot.storage.store import LEASE_S, Clock, Store
from tests.bot.world import World, world


async def claimed_again(w: World, clock: Clock) -> None:
    """Let the lease of what is being drawn run out, and the same process have the job again."""
    clock.now += LEASE_S + 1
    assert await w.bot.jobs.requeue_lost() == 1
    w.bot.dispatcher.wake()
    store = Store("", is_file=True, opened=[w.database])
    async with asyncio.timeout(10):
        while [row.attempts for row in await store.rows()] != [2]:
            pass


async def test_what_is_claimed_again_while_it_is_drawn_is_delivered_and_drawn_once() -> None:
    clock = Clock()
    async with world(now=clock) as w:
        result = await w.imagine()
        await claimed_again(w, clock)
        w.service.finish()
        await w.answered(result)
        await w.until(lambda: not w.bot.dispatcher.units)
        assert len(w.service.requests) == 1


async def test_what_is_claimed_again_as_its_drawing_is_given_up_is_drawn_anew() -> None:
    clock = Clock()
    async with world(now=clock) as w:
        result = await w.imagine()
        await claimed_again(w, clock)
        w.service.cancel(w.service.requests[0].id)
        await w.until(lambda: len(w.service.requests) == 2)
        w.service.finish()
        await w.answered(result)


async def test_a_result_that_cannot_be_kept_fails_with_a_notice(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(album, "new_picture_id", lambda: "same")
    async with world() as w:
        result = await w.imagine(count=2)
        w.service.finish()
        await w.until(lambda: result.response and "could not be drawn" in result.response.content)
        await w.until(lambda: not w.bot.dispatcher.units)
    assert "the result cannot be written down" in caplog.text


async def test_what_will_never_be_taken_is_not_asked_for_again() -> None:
    asked: list[str] = []

    async def refused() -> None:
        asked.append("once")
        raise StatementRefused

    with pytest.raises(StatementRefused):
        await insisting(refused)
    assert asked == ["once"]
