"""Messages of posts in the simulated Discord: posted once, found again, edited from then on."""

from dataclasses import replace

import discord
import pytest

from bot.delivery.discord_posts import DiscordPosts, Rendering
from bot.delivery.transport import Dropped, Later, LockedOut, Outcome, Sent, Undeliverable
from bot.interactions.layouts import Layout
from bot.storage import CARD, Post
from tests.bot.features.reviews.scenes import said
from tests.bot.world import World, world

MESSAGES = "/channels/*/messages"
MESSAGE = "/channels/*/messages/*"


def post_in(w: World, **others: object) -> Post:
    """A post of its first attempt."""
    first = Post(
        kind=CARD,
        subject="0a1b2c3d4e5f",
        guild_id=w.guild.id,
        channel_id=w.channel.id,
        created_at=discord.utils.snowflake_time(w.guild.id).timestamp(),
        version=1,
        fence=1,
        attempts=1,
        message_id=None,
    )
    return replace(first, **others)  # type: ignore[arg-type]


def saying(words: str, *mentioned: int) -> Rendering:
    layout = Layout("en")
    layout.add_text(words)
    return Rendering(layout, mentioned=mentioned)


async def test_a_post_is_posted_and_then_edited() -> None:
    async with world() as w:
        transport = DiscordPosts(w.bot.client)
        sent = await transport.send(post_in(w), saying("first"))
        assert isinstance(sent, Sent)
        (message,) = w.channel.history()
        assert message.id == sent.message_id
        assert "first" in said(w, message)
        edited = await transport.send(post_in(w, message_id=message.id), saying("second"))
        assert edited == Sent(message.id)
        assert len(w.channel.history()) == 1
        assert "second" in said(w, message)


async def test_a_message_of_an_earlier_attempt_is_found_and_not_posted_twice() -> None:
    async with world() as w:
        transport = DiscordPosts(w.bot.client)
        await transport.send(post_in(w), saying("first"))
        again = await transport.send(post_in(w, fence=2), saying("second"))
        (message,) = w.channel.history()
        assert again == Sent(message.id)
        assert "second" in said(w, message)
        other = post_in(w, fence=2, subject="ffffffffffff")
        await transport.send(other, saying("another"))
        assert len(w.channel.history()) == 2


async def test_only_who_is_named_is_pinged() -> None:
    async with world() as w:
        text = f"@everyone <@{w.ada.id}> <@{w.ben.id}>"
        await DiscordPosts(w.bot.client).send(post_in(w), saying(text, w.ada.id))
        posted = [one.json for one in w.env.http_requests if one.method == "POST"][-1]
        assert posted
        assert posted["allowed_mentions"]["users"] == [w.ada.id]
        assert posted["allowed_mentions"].get("parse", []) == []


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (404, 10008, Dropped),
        (404, 10003, Undeliverable),
        (403, 50001, Undeliverable),
        (403, 50013, Undeliverable),
        (401, 0, LockedOut),
        (500, 0, Later),
    ],
)
async def test_every_error_of_discord_is_an_outcome(
    status: int, code: int, outcome: type[Outcome]
) -> None:
    async with world() as w:
        transport = DiscordPosts(w.bot.client)
        w.env.inject_error("PATCH", MESSAGE, status=status, code=code, times=None)
        assert isinstance(await transport.send(post_in(w, message_id=4711), saying("x")), outcome)


async def test_a_channel_that_is_gone_takes_no_post() -> None:
    async with world() as w:
        gone = post_in(w, channel_id=1)
        outcome = await DiscordPosts(w.bot.client).send(gone, saying("x"))
        assert outcome == Undeliverable("unknown channel")
