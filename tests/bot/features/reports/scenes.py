"""A server with moderators, and members who report pictures, in the simulated Discord."""

import json
from dataclasses import dataclass
from typing import Any

import discord
import simcord
from simcord.backend import serializers

from bot.storage import Entry, ModerationLog, ServerPreferences
from tests.bot.features.gallery.scenes import filled_in, press_more
from tests.bot.world import World


@dataclass(frozen=True)
class Reported:
    """A server in which a moderator decides on reports in a channel of theirs."""

    w: World
    cards: simcord.ChannelHandle
    mod: simcord.MemberActor

    async def card(self, words: str) -> Any:
        """Wait for a card that says something."""
        return await wait_for(self.w, self.cards, words)

    async def log(self) -> list[Entry]:
        """The log, the newest first."""
        return await ModerationLog(self.w.database).page(self.w.guild.id, 20)

    def members(self, count: int) -> list[simcord.MemberActor]:
        """New members of the server."""
        w = self.w
        return [w.guild.add_member(w.env.create_user(f"member{n}")) for n in range(count)]


async def reporting(w: World, *, with_channel: bool = True) -> Reported:
    """Let a server have a moderator, and a review channel."""
    role = w.guild.create_role("mods", permissions=discord.Permissions(moderate_members=True))
    mod = w.guild.add_member(w.env.create_user("mod"), roles=[role])
    cards = w.guild.create_text_channel("reviews")
    await w.server_chooses(ServerPreferences(review_channel=cards.id if with_channel else None))
    return Reported(w, cards, mod)


async def report(
    w: World, reply: Any, who: simcord.MemberActor, reason: str = "not for here"
) -> simcord.InteractionResult:
    """Let a member report a picture by its button."""
    return await send(who, await press_more(w, reply, "Report", who), reason)


async def send(
    who: simcord.MemberActor, opened: simcord.InteractionResult, *values: str
) -> simcord.InteractionResult:
    """Send a form with the values of its fields, in their order."""
    assert opened.modal
    return await who.submit_modal(opened, dict(zip(filled_in(opened.modal), values, strict=True)))


async def wait_for(w: World, channel: simcord.ChannelHandle, words: str) -> Any:
    """Wait for a message that says something, in its content or its components."""

    def found() -> list[Any]:
        return [one for one in channel.history() if words in said(w, one)]

    await w.until(found)
    return found()[-1]


def said(w: World, message: Any) -> str:
    """All that a message says, with its buttons and attachments."""
    return json.dumps(payload(w, message), ensure_ascii=False)


def labels(w: World, message: Any) -> list[str]:
    """The labels of a message's buttons."""

    def walk(components: list[dict[str, Any]]) -> list[str]:
        nested = [label for one in components for label in walk(one.get("components", []))]
        return [one["label"] for one in components if one["type"] == 2] + nested

    return walk(payload(w, message)["components"])


def payload(w: World, message: Any) -> dict[str, Any]:
    every = [one for each in w.env.backend.messages.values() for one in each.values()]
    (stored,) = [one for one in every if one.id == message.id]
    return dict(serializers.message_payload(w.env.backend, stored))
