"""The context of an interaction: its member, server and preferences."""

from dataclasses import dataclass, field

import discord

from bot.admission import Refusal, Requester
from bot.interactions import responses
from bot.language import Text, say, text
from bot.storage import ChannelDefaults, MemberPreferences, ServerPreferences, Standing


class Refused(Exception):
    """Refusal of a member's request, with a sentence for the member.

    Args:
        what: the sentence.
        rule: the broken rule in one word, for the log and the metrics.
        view: buttons under the sentence.
    """

    def __init__(self, what: Text, rule: str, view: discord.ui.View | None = None) -> None:
        super().__init__(what.key, rule)
        self.what, self.rule, self.view = what, rule, view


@dataclass(frozen=True, slots=True)
class Context:
    """An interaction with the preferences of its member and its server.

    Args:
        interaction: the interaction.
        member: preferences of its member.
        server: preferences of its server.
        standing: decisions of moderators about its member.
    """

    interaction: discord.Interaction
    member: MemberPreferences
    server: ServerPreferences
    standing: Standing = field(default_factory=Standing)

    @property
    def user_id(self) -> int:
        """The member's id."""
        return self.interaction.user.id

    @property
    def guild_id(self) -> int:
        """The server's id; 0 outside servers."""
        return self.interaction.guild_id or 0

    @property
    def channel_id(self) -> int:
        """The channel or thread; 0 if Discord names none."""
        return self.interaction.channel_id or 0

    @property
    def thread_of(self) -> int:
        """The channel of a thread; 0 outside threads."""
        return getattr(self.interaction.channel, "parent_id", None) or 0

    @property
    def age_restricted(self) -> bool:
        """Whether Discord marks the channel as age-restricted; a thread is by its channel.

        False for a thread whose channel Discord did not send along.
        """
        is_restricted = getattr(self.interaction.channel, "is_nsfw", None)
        return bool(is_restricted and is_restricted())

    @property
    def locale(self) -> str:
        """The language of messages that only the member sees."""
        return self.member.language or self.interaction.locale.value

    @property
    def public_locale(self) -> str:
        """The language of messages that everybody sees."""
        return self.server.language or self.locale

    @property
    def requester(self) -> Requester:
        """The member, channel and roles, as admission reads them."""
        channel, member = self.interaction.channel, self.interaction.user
        ids = (self.interaction.channel_id, getattr(channel, "parent_id", None))
        # Not `roles`, which leaves out those of servers that are not cached.
        roles = member._roles if isinstance(member, discord.Member) else ()
        return Requester(
            member.id,
            self.guild_id,
            tuple(channel_id for channel_id in ids if channel_id is not None),
            # The role @everyone has its server's id, and is in no member's list.
            (*roles, self.guild_id),
            self.server,
            self.standing.quota,
            self.interaction.created_at.timestamp(),
        )

    @property
    def channel(self) -> ChannelDefaults:
        """Settings of the channel; a thread has those of its parent."""
        return self.requester.channel

    def may(self, permission: str) -> bool:
        """Check whether the member has a permission here, by discord.py's name for it."""
        return bool(getattr(self.interaction.permissions, permission))

    def say(self, key: str, **values: str | int | float | Text) -> str:
        """Translate a text into the member's language.

        Args:
            key: the name of the text in the catalogues.
            **values: its placeholders.
        """
        return say(self.locale, text(key, **values))

    async def tell(self, what: Text, view: discord.ui.View | None = None) -> None:
        """Answer with a text that only the member sees.

        Args:
            what: the text.
            view: buttons under it.
        """
        await responses.refuse(self.interaction, say(self.locale, what), view)


def refusal_error(refusal: Refusal) -> Refused:
    """Build the exception for a refusal of admission."""
    return Refused(refusal.what, refusal.rule)
