"""Define the context of an interaction: its member, server and preferences."""

from dataclasses import dataclass

import discord

from bot.admission import Refusal, Requester
from bot.interactions import responses
from bot.language import Text, say, text
from bot.storage import MemberPreferences, ServerPreferences


class Refused(Exception):
    """Instead of what they wanted, a member gets a sentence.

    Args:
        what: the sentence.
        rule: for the log and the metrics, in one word.
    """

    def __init__(self, what: Text, rule: str) -> None:
        super().__init__(what.key, rule)
        self.what, self.rule = what, rule


@dataclass(frozen=True, slots=True)
class Context:
    """An interaction, with what its member and its server have chosen."""

    interaction: discord.Interaction
    member: MemberPreferences
    server: ServerPreferences

    @property
    def user_id(self) -> int:
        """Who came."""
        return self.interaction.user.id

    @property
    def guild_id(self) -> int:
        """Where."""
        return self.interaction.guild_id or 0

    @property
    def locale(self) -> str:
        """The language of what they alone see."""
        return self.member.language or self.interaction.locale.value

    @property
    def public_locale(self) -> str:
        """The language of what all see."""
        return self.server.language or self.locale

    @property
    def requester(self) -> Requester:
        """Who asks, for admission."""
        channel, member = self.interaction.channel, self.interaction.user
        ids = (self.interaction.channel_id, getattr(channel, "parent_id", None))
        # Not `roles`, which leaves out those of servers that are not cached.
        roles = member._roles if isinstance(member, discord.Member) else ()
        return Requester(
            member.id,
            self.guild_id,
            tuple(channel_id for channel_id in ids if channel_id is not None),
            # The role @everyone has its server's id, and stands in no member's list.
            (*roles, self.guild_id),
            self.server,
        )

    def may(self, permission: str) -> bool:
        """Tell whether the member has a permission here, by discord.py's name for it."""
        return bool(getattr(self.interaction.permissions, permission))

    def say(self, key: str, **values: str | int | float | Text) -> str:
        """Say something in the member's language."""
        return say(self.locale, text(key, **values))

    async def tell(self, what: Text) -> None:
        """Say something that only they see."""
        await responses.refuse(self.interaction, say(self.locale, what))


def refusal_error(refusal: Refusal) -> Refused:
    """Make what is raised of what admission says."""
    return Refused(refusal.what, refusal.rule)
