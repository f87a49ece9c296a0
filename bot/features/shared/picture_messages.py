"""Deletion of the messages of pictures."""

import logging

import discord

from bot.interactions.context import Refused
from bot.interactions.responses import DISCORD_ERRORS, Code, error_code, is_final, summary
from bot.language import text
from bot.storage import PictureRecord

log = logging.getLogger(__name__)


async def delete_message(client: discord.Client, picture: PictureRecord) -> bool:
    """Delete the message of a picture.

    Args:
        client: logged in.
        picture: the picture.

    Returns:
        False if the bot no longer has the permission; the message stays.

    Raises:
        Refused: Discord fails temporarily.
    """
    if picture.message_id is None:
        return True
    channel = client.get_partial_messageable(picture.channel_id, guild_id=picture.guild_id)
    try:
        await channel.get_partial_message(picture.message_id).delete()
    except DISCORD_ERRORS as error:
        if error_code(error) in (Code.UNKNOWN_MESSAGE, Code.UNKNOWN_CHANNEL):
            return True
        log.warning("a picture's message could not be deleted: %s", summary(error))
        if not is_final(error):
            raise Refused(text("refused-not-deleted"), "not_deleted") from error
        return False
    return True
