"""A server with a review channel and moderators, in the simulated Discord."""

import json
from dataclasses import dataclass
from typing import Any

import discord
import simcord
from simcord.backend import serializers

from bot.storage import Entry, ModerationLog, Review, ServerPreferences
from tests.bot.features.gallery.scenes import filled_in
from tests.bot.world import World


@dataclass(frozen=True)
class Reviewing:
    """A server in which two moderators decide in a channel of theirs."""

    w: World
    cards: simcord.ChannelHandle
    mod: simcord.MemberActor
    other: simcord.MemberActor

    async def card(self, text: str) -> Any:
        """Wait for a card that says something."""
        return await wait_for(self.w, self.cards, text)

    async def review(self) -> Review:
        """Find the only review that waits."""
        (review,) = await self.w.bot.stores.reviews.list_open(self.w.guild.id, 2)
        return review

    async def log(self) -> list[Entry]:
        """The log, the newest first."""
        return await ModerationLog(self.w.database).page(self.w.guild.id, 20)


async def wait_for(w: World, channel: simcord.ChannelHandle, text: str) -> Any:
    """Wait for a message that says something, in its content or its components."""

    def found() -> list[Any]:
        return [one for one in channel.history() if text in said(w, one)]

    await w.until(found)
    return found()[-1]


def said(w: World, message: Any) -> str:
    """All that a message says, with its buttons and attachments."""
    return json.dumps(_payload(w, message), ensure_ascii=False)


def labels(w: World, message: Any) -> list[str]:
    """The labels of a message's buttons."""

    def walk(components: list[dict[str, Any]]) -> list[str]:
        nested = [label for one in components for label in walk(one.get("components", []))]
        return [one["label"] for one in components if one["type"] == 2] + nested

    return walk(_payload(w, message)["components"])


def _payload(w: World, message: Any) -> dict[str, Any]:
    every = [one for each in w.env.backend.messages.values() for one in each.values()]
    (stored,) = [one for one in every if one.id == message.id]
    return dict(serializers.message_payload(w.env.backend, stored))


async def fill_in(
    who: simcord.MemberActor, opened: simcord.InteractionResult, *values: str
) -> simcord.InteractionResult:
    """Send a form with the values of its fields, in their order."""
    assert opened.modal
    return await who.submit_modal(opened, dict(zip(filled_in(opened.modal), values, strict=True)))


async def reviewing(w: World, **choices: Any) -> Reviewing:
    """Let a server have a review channel, and what else it chooses."""
    role = w.guild.create_role("mods", permissions=discord.Permissions(moderate_members=True))
    mod, other = (
        w.guild.add_member(w.env.create_user(name), roles=[role]) for name in ("mod", "other")
    )
    cards = w.guild.create_text_channel("reviews")
    await w.server_chooses(ServerPreferences(review_channel=cards.id, **choices))
    return Reviewing(w, cards, mod, other)
