"""The age of an interaction's token goes by Discord's clock, whatever the database's says."""

import time
from dataclasses import replace
from typing import Any, cast

import discord
import pytest

from bot.delivery.discord_transport import TOKEN_S, DiscordTransport
from bot.delivery.transport import Blocked
from bot.interactions.buttons import AnswerButtons
from bot.interactions.staleness import Staleness
from bot.storage import Delivery, Route
from tests.bot.storage.store import TROUBLE, order
from tests.bot.world import world

HOUR_S = 3600.0
NOW_S = 1_700_000_000.0


@pytest.mark.parametrize("ahead_s", [HOUR_S, -HOUR_S])
async def test_a_picture_is_edited_into_its_reply_although_the_databases_clock_was_set(
    ahead_s: float,
) -> None:
    set_by = 0.0
    async with world(now=lambda: time.time() + set_by) as w:
        result = await w.imagine()
        await w.until(lambda: w.service.requests)
        set_by = ahead_s
        w.service.finish()
        await w.answered(result)
        assert [message.id for message in w.channel.history()] == [cast("Any", result.response).id]


def edit(age_s: float) -> Any:
    """Edit the message of a command of that age by Discord's clock, a moment old by the database's.

    Returns:
        The coroutine of the attempt.
    """
    number = discord.utils.time_snowflake(discord.utils.utcnow().fromtimestamp(NOW_S))
    asked = replace(order(), interaction_id=number)
    discords_clock = Staleness(steady=lambda: 0.0, wall=lambda: NOW_S + age_s)
    nothing = cast("Any", None)
    transport = DiscordTransport(nothing, nothing, AnswerButtons(), discords_clock)
    return transport.edit(Delivery(asked, TROUBLE, Route.EDIT, 1, 1, 1.0))


async def test_an_old_token_is_not_tried() -> None:
    assert await edit(TOKEN_S + 1) == Blocked("token expired")


async def test_a_token_within_its_time_is_tried() -> None:
    # There is no client to edit with.
    with pytest.raises(AttributeError):
        await edit(TOKEN_S - 1)
