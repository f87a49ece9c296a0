"""The channels and roles of a server as Discord has them, to compare settings with."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import discord
from discord.abc import GuildChannel

from bot.interactions.responses import look_up_server
from bot.language import Text, text
from bot.language.formatting import join_with_and

# Permissions of the bot in the review channel, by the names of discord.py.
_CARDS = {
    "view_channel": "permission-view-channel",
    "send_messages": "permission-send-messages",
    "attach_files": "permission-attach-files",
}


@dataclass(frozen=True, slots=True)
class ServerState:
    """Channels and roles of a server.

    Args:
        channels: by id.
        roles: by id.
        bot: the bot as a member, whose permissions are read.
    """

    channels: dict[int, GuildChannel]
    roles: dict[int, discord.Role]
    bot: discord.Member

    def is_adult(self, channel_id: int) -> bool:
        """Check whether Discord marks a channel as age-restricted; unknown ones are not."""
        return bool(getattr(self.channels.get(channel_id), "nsfw", False))

    def moderators(self) -> list[discord.Role]:
        """List the roles whose members may moderate; those of bots and other services are none."""
        return [
            role
            for role in self.roles.values()
            if not role.managed
            and (role.permissions.moderate_members or role.permissions.administrator)
        ]


def lacking_for_cards(state: ServerState, channel: GuildChannel) -> Text | None:
    """List the permissions that the bot lacks to post cards; None if it lacks none.

    Args:
        state: of the server.
        channel: the review channel.
    """
    may = channel.permissions_for(state.bot)
    return join_with_and([text(key) for name, key in _CARDS.items() if not getattr(may, name)])


def is_public(channel: GuildChannel) -> bool:
    """Check whether every member of the server can read a channel."""
    return channel.permissions_for(channel.guild.default_role).view_channel


async def read_state(client: discord.Client, guild_id: int) -> ServerState | None:
    """Read a server's state from Discord; None where it does not answer in time.

    Args:
        client: it has no cache of servers.
        guild_id: the server.
    """
    return await look_up_server(_fetch(client, guild_id))


async def _fetch(client: discord.Client, guild_id: int) -> ServerState:
    assert client.user, "the client has logged in"
    guild = await client.fetch_guild(guild_id, with_counts=False)
    channels = await guild.fetch_channels()
    return ServerState(
        {channel.id: channel for channel in channels},
        {role.id: role for role in guild.roles},
        await guild.fetch_member(client.user.id),
    )


def find_missing(ids: Iterable[int], there: Collection[int] | None) -> list[int]:
    """List the ids that are not there; none where nothing is known.

    Args:
        ids: of channels or roles.
        there: the ids that exist; None where Discord did not answer.
    """
    return [] if there is None else [one for one in ids if one not in there]
