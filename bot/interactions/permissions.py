"""What a member may see, and do, in a channel that they are not in at the moment.

The bot keeps no channels, for it has no intents. It asks Discord for them, and holds a member's
roles against them as discord.py does. Threads are not among them: a thread's pictures are shown
in the thread alone. What cannot be found out is not shown.
"""

import asyncio
import logging
import time
from collections.abc import Sequence

import discord
from discord.abc import GuildChannel

from bot.interactions.context import Context, Refused
from bot.interactions.deleted_messages import DeletedMessages
from bot.interactions.responses import DISCORD_ERRORS, summary
from bot.language import text
from bot.storage import JobRequest, PictureRecord, PictureStore, Preferences

log = logging.getLogger(__name__)

# discord.py's name for the permission Manage Server.
MANAGE_SERVER = "manage_guild"

# For so long, who has lost a channel may still be shown its pictures.
KEPT_S = 60.0
# A member has to be answered within 3 s.
ASKED_S = 1.5


class ChannelPermissions:
    """Permissions of members in the channels of their server.

    Args:
        client: fetches a server's channels.
        picture_store: finds pictures by their ids.
        preferences: say which members let others use their pictures.
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
        self._known: dict[int, tuple[float, Sequence[GuildChannel]]] = {}

    async def channels(self, interaction: discord.Interaction) -> frozenset[int]:
        """List the channels whose messages a member can read, by their ids.

        Those that are age-restricted are among them only where it is asked in such a channel.
        """
        adult, found = _adult(interaction.channel), await self._channels(interaction)
        readable = {
            one.id
            for one in found
            if _readable(_permissions(interaction, one)) and (adult or not _adult(one))
        }
        return frozenset(readable | {interaction.channel_id or 0})

    async def picture(
        self, context: Context, picture_id: str, hidden: bool = False
    ) -> PictureRecord:
        """Find the picture of a button.

        Args:
            context: of whoever pressed it.
            picture_id: of the picture.
            hidden: whether it may be one that is shown to nobody any more.

        Raises:
            Refused: it is none that the member may see.
        """
        picture = await self._picture_store.find(picture_id, context.guild_id, hidden)
        if picture is None:
            raise Refused(text("refused-picture-gone"), "picture_gone")
        if not await self.sees(context, picture):
            raise Refused(text("refused-picture-gone"), "picture_unseen")
        if picture.message_id and not hidden and not _is_on(context, picture):
            found = await self.deleted_messages.look(context.guild_id, [picture])
            # Its author may see it while Discord does not say.
            if not found.get(picture.message_id, picture.user_id == context.user_id):
                raise Refused(text("refused-picture-gone"), "picture_gone")
        return picture

    async def remixable(self, context: Context, picture_id: str) -> PictureRecord:
        """Find a picture of which something is to be made: its author may have opted out.

        Raises:
            Refused: they have, or it is none that the member may see.
            StorageUnavailable: what they chose cannot be read.
        """
        picture = await self.picture(context, picture_id)
        await self.must_allow_remix(context, picture)
        return picture

    async def must_allow_remix(self, context: Context, picture: PictureRecord) -> None:
        """Let a picture pass of which the member may make something, wherever they found it.

        Raises:
            Refused: its author has opted out.
            StorageUnavailable: what they chose cannot be read.
        """
        if picture.user_id == context.user_id:
            return
        author = await self._preferences.member(picture.user_id)
        if not author.remix:
            raise Refused(text("refused-remix", author=f"<@{picture.user_id}>"), "remix")

    async def sees(self, context: Context, picture: PictureRecord) -> bool:
        """Tell whether a picture is one of this server's that the member may see."""
        if picture.guild_id != context.guild_id:
            return False
        return picture.user_id == context.user_id or _readable(await self._there(context, picture))

    async def owns(self, context: Context, picture: PictureRecord | JobRequest) -> bool:
        """Tell whether a member has a say in a picture, or in one that is still to come.

        Its author has, and the moderators of its channel.
        """
        if picture.user_id == context.user_id:
            return True
        return (await self._there(context, picture)).manage_messages

    async def _there(
        self, context: Context, picture: PictureRecord | JobRequest
    ) -> discord.Permissions:
        """Say what a member may do in a picture's channel."""
        interaction = context.interaction
        if picture.channel_id == interaction.channel_id:
            return interaction.permissions
        for channel in await self._channels(interaction):
            if channel.id == picture.channel_id:
                return _permissions(interaction, channel)
        return discord.Permissions.none()

    async def _channels(self, interaction: discord.Interaction) -> Sequence[GuildChannel]:
        guild_id, now = interaction.guild_id or 0, time.monotonic()
        self._known = {id_: one for id_, one in self._known.items() if now - one[0] < KEPT_S}
        if guild_id not in self._known:
            try:
                async with asyncio.timeout(ASKED_S):
                    guild = await self._client.fetch_guild(guild_id, with_counts=False)
                    self._known[guild_id] = now, await guild.fetch_channels()
            except DISCORD_ERRORS as error:
                log.info("a server's channels cannot be read: %s", summary(error))
                return ()
        return self._known[guild_id][1]


def _permissions(interaction: discord.Interaction, channel: GuildChannel) -> discord.Permissions:
    member = interaction.user
    if not isinstance(member, discord.Member):
        return discord.Permissions.none()
    return channel.permissions_for(member)


def _readable(permissions: discord.Permissions) -> bool:
    return permissions.view_channel and permissions.read_message_history


def _is_on(context: Context, picture: PictureRecord) -> bool:
    """Tell whether a button stands under the picture's own message, which stands there then."""
    message = context.interaction.message
    return message is not None and message.id == picture.message_id


def _adult(channel: object) -> bool:
    return bool(getattr(channel, "nsfw", False))


def must_be_private(context: Context) -> None:
    """Let pass what was pressed on a message that the member alone sees: it will be overwritten.

    Raises:
        Refused: the button was put under another one.
    """
    message = context.interaction.message
    if message is None or not message.flags.ephemeral:
        raise Refused(text("refused-button"), "not_private")
