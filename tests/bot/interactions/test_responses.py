"""A server that Discord does not describe, or not in time, is nothing to wait for."""

import asyncio

import discord
import pytest

from bot.interactions import responses
from bot.interactions.responses import look_up_server


async def test_what_discord_says_about_a_server_is_returned() -> None:
    assert await look_up_server(asyncio.sleep(0, "channels")) == "channels"


async def test_without_an_answer_in_time_there_is_none(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(responses, "LOOKUP_S", 0.0)
    assert await look_up_server(asyncio.get_running_loop().create_future()) is None
    assert "Discord does not describe a server" in caplog.text


async def test_a_refusal_of_discord_is_no_answer_and_any_other_error_is_not_hidden() -> None:
    async def fail(error: Exception) -> None:
        raise error

    assert await look_up_server(fail(discord.DiscordException())) is None
    with pytest.raises(KeyError):
        await look_up_server(fail(KeyError()))
