"""The page shows every channel that its visitor can read, and acts in the one that it shows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import discord
import simcord
from simcord.builders import ChannelHandle

from bot.playground.live_page import keep_live
from tests.bot.playground.visitor import Visitor, visited
from tests.bot.world import World, world


@dataclass
class Studio:
    """A server with a channel for everybody, and one that Ben can read and Ada cannot."""

    world: World
    staff: ChannelHandle
    page: simcord.Preview
    visitor: Visitor

    async def names(self) -> list[str]:
        return [channel["name"] for channel in await self.visitor.channels()]

    async def open(self, name: str) -> None:
        (wanted,) = [one["id"] for one in await self.visitor.channels() if one["name"] == name]
        await self.visitor.channels(channel_id=wanted)
        await self.visitor.look()

    async def become_ada(self) -> None:
        await self.visitor.act("viewer", viewer_id=str(self.world.ada.id))

    async def shown(self) -> str:
        state = await self.visitor.look()
        assert state["status"] == "current"
        return str(state["channel"]["name"])


@asynccontextmanager
async def studio() -> AsyncIterator[Studio]:
    """Open the page as Ben."""
    async with world() as w:
        hidden, seen = (discord.PermissionOverwrite(view_channel=may) for may in (False, True))
        overwrites = {w.guild.default_role: hidden, w.ben: seen, cast(Any, w.env.bot.user): seen}
        staff = w.guild.create_text_channel("staff", overwrites=overwrites)
        page = w.env.preview(w.channel, viewers=[w.ben, w.ada], layout="channel")
        async with page, keep_live(page, w.env, lambda: None), visited(page) as visitor:
            yield Studio(w, staff, page, visitor)


async def test_visitors_are_offered_the_channels_that_they_can_read() -> None:
    async with studio() as s:
        assert await s.names() == ["#art", "#staff"]
        await s.become_ada()
        assert await s.names() == ["#art"]


async def test_what_is_done_is_done_in_the_channel_that_is_shown() -> None:
    async with studio() as s:
        await s.open("#staff")
        assert await s.shown() == "staff"
        answer = await s.visitor.say("in private")
        assert not answer["rejected"], answer["diagnostics"]
        assert [message.content for message in s.staff.history()] == ["in private"]
        assert not s.world.channel.history()


async def test_a_page_that_is_opened_later_shows_the_first_channel() -> None:
    async with studio() as s:
        await s.open("#staff")
        await s.visitor.say("in private")
        async with visited(s.page) as other:
            assert (await other.look())["channel"]["name"] == "art"


async def test_a_channel_that_a_visitor_cannot_read_is_not_shown() -> None:
    async with studio() as s:
        await s.become_ada()
        offered = await s.visitor.channels(channel_id=str(s.staff.id))
        assert [channel["name"] for channel in offered if channel["shown"]] == ["#art"]
        assert await s.shown() == "art"


async def test_the_first_channel_is_shown_to_a_member_who_cannot_read_that_of_the_last_one() -> (
    None
):
    async with studio() as s:
        await s.open("#staff")
        await s.become_ada()
        assert await s.shown() == "art"


async def test_a_channel_that_is_deleted_is_left() -> None:
    async with studio() as s:
        await s.open("#staff")
        s.world.env.backend.delete_channel(s.staff.id)
        assert (await s.visitor.say("is anybody here?"))["rejected"]
        assert await s.shown() == "art"
        assert await s.names() == ["#art"]


async def test_a_message_in_another_channel_is_told() -> None:
    async with studio() as s:
        art, staff = await s.visitor.channels()
        said = await s.world.ben.send(s.staff, "look here")
        assert await s.visitor.channels() == [art, {**staff, "newest": str(said.id)}]


async def test_direct_messages_of_the_bot_are_a_channel_and_can_be_answered() -> None:
    async with studio() as s:
        ben = await s.world.env.bot.fetch_user(s.world.ben.id)
        await ben.send("Your picture is held.")
        direct = (await s.names())[-1]
        assert direct == f"@{s.world.env.bot.user.name}"
        await s.open(direct)
        answer = await s.visitor.say("why?")
        assert not answer["rejected"], answer["diagnostics"]
        messages = (await s.visitor.look())["messages"].values()
        assert [one["content"] for one in messages] == ["Your picture is held.", "why?"]
        await s.open("#art")
        answer = await s.visitor.say("thank you")
        assert not answer["rejected"], answer["diagnostics"]
