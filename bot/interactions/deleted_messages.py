"""Pictures whose messages were deleted in Discord are shown no more.

The bot hears of no deletion, for it has no intents; of those made while it was not connected it
would not hear in any case. So it looks before a picture is shown away from its message.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable

import discord

from bot.interactions.responses import DISCORD_ERRORS, Code, code_of, summary
from bot.storage import PictureRecord, PictureStore

log = logging.getLogger(__name__)

# A member has to be answered within 3 s, and their channels may have been looked up before.
LOOK_S = 1.0
# So many messages are read at once: those of a page mostly stand close together.
HISTORY = 100

# By a message's id, whether it stands in its channel; those that are not known are left out.
Found = dict[int, bool]


class DeletedMessages:
    """Looks for the messages of pictures.

    Args:
        client: reads the messages.
        picture_store: hides the pictures whose messages are gone.
    """

    def __init__(self, client: discord.Client, picture_store: PictureStore) -> None:
        self._client, self._picture_store = client, picture_store

    async def look(self, guild_id: int, pictures: Iterable[PictureRecord]) -> Found:
        """Find out which messages still stand, and hide the pictures of those that do not.

        Args:
            guild_id: the pictures' server.
            pictures: those that are posted are looked at.

        Returns:
            Whether each message stands, as far as Discord says it in time.

        Raises:
            StorageUnavailable: the pictures of a deleted message cannot be hidden.
        """
        wanted: defaultdict[int, set[int]] = defaultdict(set)
        for picture in pictures:
            if picture.message_id is not None:
                wanted[picture.channel_id].add(picture.message_id)
        found: Found = {}
        looks = (self._look(guild_id, channel, ids, found) for channel, ids in wanted.items())
        await asyncio.gather(*looks)
        if deleted := [id_ for id_, stands in found.items() if not stands]:
            await self._picture_store.hide_deleted(deleted, guild_id)
        return found

    async def _look(self, guild_id: int, channel_id: int, ids: set[int], found: Found) -> None:
        channel = self._client.get_partial_messageable(channel_id, guild_id=guild_id)
        try:
            async with asyncio.timeout(LOOK_S):
                if len(ids) > 1:
                    before = discord.Object(max(ids) + 1)
                    history = channel.history(limit=HISTORY, before=before)
                    found |= {one.id: True async for one in history if one.id in ids}
                # One by one: where the bot may not read the history, it looks as if it were empty.
                for id_ in sorted(ids - found.keys()):
                    found[id_] = await _stands(channel, id_)
        except DISCORD_ERRORS as error:
            log.info("a channel's messages cannot be read: %s", summary(error))
            if code_of(error) is Code.UNKNOWN_CHANNEL:
                found |= dict.fromkeys(ids, False)


async def _stands(channel: discord.PartialMessageable, message_id: int) -> bool:
    """Tell whether a message is in its channel."""
    try:
        await channel.fetch_message(message_id)
    except discord.NotFound as error:
        if code_of(error) is Code.UNKNOWN_MESSAGE:
            return False
        raise
    return True
