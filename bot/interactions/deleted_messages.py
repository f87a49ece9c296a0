"""Detection of pictures whose messages were deleted in Discord.

The bot receives no event of a deletion, for it has no intents, and would miss those that happen
while it is not connected. So it looks up a picture's message before it shows the picture elsewhere.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable

import discord

from bot.interactions.responses import DISCORD_ERRORS, Code, error_code, summary
from bot.storage import PictureRecord, PictureStore

log = logging.getLogger(__name__)

# An interaction times out after 3 s, and the channels may have been looked up before.
LOOK_S = 1.0
# Messages of one read: those of a gallery page are mostly close together.
HISTORY = 100

# Whether a message exists, by its id; messages without an answer of Discord are left out.
Found = dict[int, bool]


class DeletedMessages:
    """Lookup of the messages of pictures.

    Args:
        client: reads the messages.
        picture_store: hides the pictures whose messages are gone.
    """

    def __init__(self, client: discord.Client, picture_store: PictureStore) -> None:
        self._client, self._picture_store = client, picture_store

    async def look(self, guild_id: int, pictures: Iterable[PictureRecord]) -> Found:
        """Check which messages of pictures exist, and hide the pictures of the deleted ones.

        Args:
            guild_id: the pictures' server.
            pictures: those without a message are skipped.

        Returns:
            Whether each message exists, as far as Discord answers in time.

        Raises:
            StorageUnavailable: the pictures of a deleted message cannot be hidden.
        """
        wanted: defaultdict[int, set[int]] = defaultdict(set)
        for picture in pictures:
            if picture.message_id is not None:
                wanted[picture.channel_id].add(picture.message_id)
        found: Found = {}
        looks = (
            self._look_in_channel(guild_id, channel, ids, found) for channel, ids in wanted.items()
        )
        await asyncio.gather(*looks)
        if deleted := [id_ for id_, exists in found.items() if not exists]:
            await self._picture_store.hide_deleted(deleted, guild_id)
        return found

    async def _look_in_channel(
        self, guild_id: int, channel_id: int, ids: set[int], found: Found
    ) -> None:
        channel = self._client.get_partial_messageable(channel_id, guild_id=guild_id)
        try:
            async with asyncio.timeout(LOOK_S):
                if len(ids) > 1:
                    before = discord.Object(max(ids) + 1)
                    history = channel.history(limit=HISTORY, before=before)
                    found |= {one.id: True async for one in history if one.id in ids}
                # One by one: a history that the bot may not read looks like an empty one.
                for id_ in sorted(ids - found.keys()):
                    found[id_] = await _message_exists(channel, id_)
        except DISCORD_ERRORS as error:
            log.info("a channel's messages cannot be read: %s", summary(error))
            if error_code(error) is Code.UNKNOWN_CHANNEL:
                found |= dict.fromkeys(ids, False)


async def _message_exists(channel: discord.PartialMessageable, message_id: int) -> bool:
    try:
        await channel.fetch_message(message_id)
    except discord.NotFound as error:
        if error_code(error) is Code.UNKNOWN_MESSAGE:
            return False
        raise
    return True
