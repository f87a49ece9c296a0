import asyncio
from itertools import count
from typing import cast

import pytest
import simcord

from bot.playground import live_page
from tests.bot.playground.visitor import visited
from tests.bot.world import world

# The page is republished without a pause, which takes most of the time.
HURRY_S = 0.001


class Talkative:
    """A simulated Discord that the bot never stops calling."""

    def __init__(self) -> None:
        self._calls = count(1)

    @property
    def http_requests(self) -> range:
        return range(next(self._calls))


async def test_nothing_that_a_visitor_does_is_lost_to_the_page_being_republished(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_page, "REFRESH_S", HURRY_S)
    async with world() as w:
        page = w.env.preview(w.channel, viewers=[w.ada], layout="channel")
        talkative = cast(simcord.Env, Talkative())
        async with page, live_page.keep_live(page, talkative, lambda: None), visited(page) as ada:
            for number in range(10):
                answer = await ada.say(f"message {number}")
                assert not answer["rejected"], answer["diagnostics"]
                await asyncio.sleep(0.03)
        said = [message.content for message in w.channel.history()]
        assert said == [f"message {number}" for number in range(10)]
