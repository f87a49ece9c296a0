"""Bringing texts and pictures into the channel, whatever Discord says."""

import logging

import discord

from bot.imagine.reply import Reply, too_large
from bot.imagine.responses import (
    TROUBLE,
    is_too_large,
    message_is_gone,
    summary,
    token_is_gone,
)

log = logging.getLogger(__name__)


class Delivery:
    """The reply to one deferred interaction."""

    def __init__(self, interaction: discord.Interaction) -> None:
        self._interaction = interaction

    async def show(self, text: str) -> bool:
        """Put a passing text into the reply; False when the reply can no longer be edited."""
        try:
            await self._interaction.edit_original_response(content=text)
        except TROUBLE as error:
            self._note("a progress edit failed", error)
            return not (message_is_gone(error) or token_is_gone(error))
        return True

    async def post(self, reply: Reply) -> bool:
        """Put the last word into the reply, or into the channel; False if it is lost.

        Where the interaction's token has expired, and where editing fails for another reason,
        the channel is written to with the bot's own token. A reply that somebody deleted stays
        deleted.
        """
        limit = self._interaction.filesize_limit
        if not reply.fits(limit):
            reply = Reply(too_large(limit))
        try:
            await self._edit(reply)
        except TROUBLE as error:
            self._note("the reply could not be edited", error)
            if message_is_gone(error):
                return False
            if is_too_large(error):
                return await self.post(Reply(too_large(limit)))
            return await self._post_to_channel(reply)
        return True

    async def _edit(self, reply: Reply) -> None:
        await self._interaction.edit_original_response(
            content=reply.content, attachments=reply.files()
        )

    async def _post_to_channel(self, reply: Reply) -> bool:
        channel = self._interaction.channel
        if not isinstance(channel, discord.abc.Messageable):
            return False
        try:
            await channel.send(
                f"For {self._interaction.user.mention}: {reply.content}", files=reply.files()
            )
        except TROUBLE as error:
            self._note("nor could the channel be written to", error)
            return False
        return True

    def _note(self, what: str, error: BaseException) -> None:
        log.warning("interaction %s: %s: %s", self._interaction.id, what, summary(error))
