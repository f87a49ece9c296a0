"""Permissions of members in channels other than the one of their interaction.

The bot caches no channels, for it has no intents. It fetches them from Discord and computes a
member's permissions from the roles as discord.py does. Threads are not among them: a thread's
pictures are shown in the thread alone. Where Discord does not answer, nothing is shown.
"""

import time
from collections.abc import Sequence

import discord
from discord.abc import GuildChannel

from bot.interactions.context import Context, Refused
from bot.interactions.deleted_messages import DeletedMessages
from bot.interactions.responses import look_up_server
from bot.language import text
from bot.storage import UNPUBLISHED, JobRequest, PictureRecord, PictureStore, Preferences

# discord.py's name for the permission Manage Server.
MANAGE_SERVER = "manage_guild"
# Lifetime of cached channels: for so long, a member who lost a channel may still see its pictures.
KEPT_S = 60.0


class ChannelPermissions:
    """Permissions of members in the channels of their server.

    Args:
        client: fetches a server's channels.
        picture_store: finds pictures by their ids.
        preferences: hold which members let others use their pictures.
        deleted_messages: finds the pictures whose messages were deleted.
    """

    def __init__(
        self,
        client: discord.Client,
        picture_store: PictureStore,
        preferences: Preferences,
        deleted_messages: DeletedMessages,
    ) -> None:
        self._client, self._picture_store = client, picture_store
        self._preferences, self.deleted_messages = preferences, deleted_messages
        self._channels_by_guild: dict[int, tuple[float, Sequence[GuildChannel]]] = {}

    async def channels(self, interaction: discord.Interaction) -> frozenset[int]:
        """List the channels whose messages a member can read, by their ids.

        Age-restricted channels are among them only for an interaction in such a channel.
        """
        adult, found = _is_adult(interaction.channel), await self._fetch_channels(interaction)
        readable = {
            one.id
            for one in found
            if _is_readable(_permissions(interaction, one)) and (adult or not _is_adult(one))
        }
        return frozenset(readable | {interaction.channel_id or 0})

    async def picture(
        self, context: Context, picture_id: str, hidden: bool = False
    ) -> PictureRecord:
        """Find the picture of a button.

        Args:
            context: of the press.
            picture_id: of the picture.
            hidden: whether it may be one that was shown and is hidden by now.

        Raises:
            Refused: there is none that the member may see.
        """
        picture = await self._picture_store.find(picture_id, context.guild_id, hidden)
        if picture is None or picture.hidden in UNPUBLISHED:
            raise Refused(text("refused-picture-gone"), "picture_gone")
        if not await self.sees(context, picture):
            raise Refused(text("refused-picture-gone"), "picture_unseen")
        # The message of the button exists; only another one has to be looked up.
        pressed = context.interaction.message
        is_on_pressed = pressed is not None and pressed.id == picture.message_id
        if picture.message_id and not hidden and not is_on_pressed:
            found = await self.deleted_messages.look(context.guild_id, [picture])
            # Its author may see it where Discord does not answer.
            if not found.get(picture.message_id, picture.user_id == context.user_id):
                raise Refused(text("refused-picture-gone"), "picture_gone")
        return picture

    async def find_remixable(self, context: Context, picture_id: str) -> PictureRecord:
        """Find a picture that is to be used for another one; its author may have opted out.

        Args:
            context: of the press.
            picture_id: of the picture.

        Raises:
            Refused: its author has opted out, or there is none that the member may see.
            StorageUnavailable: its author's preferences cannot be read.
        """
        picture = await self.picture(context, picture_id)
        await self.must_allow_remix(context, picture)
        return picture

    async def must_allow_remix(self, context: Context, picture: PictureRecord) -> None:
        """Check that the member may use a picture for another one.

        Args:
            context: of the interaction.
            picture: one that the member may see.

        Raises:
            Refused: its author has opted out.
            StorageUnavailable: its author's preferences cannot be read.
        """
        if picture.user_id == context.user_id:
            return
        author = await self._preferences.member(picture.user_id)
        if not author.remix:
            raise Refused(text("refused-remix", author=f"<@{picture.user_id}>"), "remix")

    async def sees(self, context: Context, picture: PictureRecord) -> bool:
        """Check whether a picture is of this server and the member may see it.

        Args:
            context: of the member.
            picture: of any server.
        """
        if picture.guild_id != context.guild_id:
            return False
        if picture.user_id == context.user_id:
            return True
        return _is_readable(await self._permissions_at(context, picture))

    async def owns(self, context: Context, picture: PictureRecord | JobRequest) -> bool:
        """Check whether the member may delete a picture, or cancel the request of one.

        Its author may, and the moderators of its channel.

        Args:
            context: of the member.
            picture: the picture, or its request.
        """
        if picture.user_id == context.user_id:
            return True
        return (await self._permissions_at(context, picture)).manage_messages

    async def _permissions_at(
        self, context: Context, picture: PictureRecord | JobRequest
    ) -> discord.Permissions:
        """Compute the member's permissions in a picture's channel."""
        interaction = context.interaction
        if picture.channel_id == interaction.channel_id:
            return interaction.permissions
        for channel in await self._fetch_channels(interaction):
            if channel.id == picture.channel_id:
                return _permissions(interaction, channel)
        return discord.Permissions.none()

    async def _fetch_channels(self, interaction: discord.Interaction) -> Sequence[GuildChannel]:
        guild_id, now = interaction.guild_id or 0, time.monotonic()
        self._channels_by_guild = {
            id_: cached
            for id_, cached in self._channels_by_guild.items()
            if now - cached[0] < KEPT_S
        }
        if guild_id not in self._channels_by_guild:
            channels = await look_up_server(_fetch_with_roles(self._client, guild_id))
            if channels is None:
                return ()
            self._channels_by_guild[guild_id] = now, channels
        return self._channels_by_guild[guild_id][1]


async def _fetch_with_roles(client: discord.Client, guild_id: int) -> Sequence[GuildChannel]:
    """Fetch a server's channels, with the roles that their permissions are computed from."""
    guild = await client.fetch_guild(guild_id, with_counts=False)
    return await guild.fetch_channels()


def _permissions(interaction: discord.Interaction, channel: GuildChannel) -> discord.Permissions:
    member = interaction.user
    if not isinstance(member, discord.Member):
        return discord.Permissions.none()
    return channel.permissions_for(member)


def _is_readable(permissions: discord.Permissions) -> bool:
    return permissions.view_channel and permissions.read_message_history


def _is_adult(channel: object) -> bool:
    return bool(getattr(channel, "nsfw", False))


def must_be_private(context: Context) -> None:
    """Check that a button is on a message that the member alone sees: it will be overwritten.

    Raises:
        Refused: the button is on another message.
    """
    if not is_private(context):
        raise Refused(text("refused-button"), "not_private")


def is_private(context: Context) -> bool:
    """Check whether the pressed button is on a message that the member alone sees."""
    message = context.interaction.message
    return message is not None and message.flags.ephemeral
