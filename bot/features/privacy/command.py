"""`/privacy`: what is kept about a member, to take along or to have deleted."""

import asyncio
import io
import logging
from collections.abc import Mapping

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.privacy.export import Export, link, pack_export
from bot.interactions.buttons import View
from bot.interactions.context import Context, Refused
from bot.interactions.modals import Field, Form
from bot.interactions.responses import DISCORD_ERRORS, Code, code_of, refuse, summary
from bot.interactions.webhook import edit_answer
from bot.language import describe, say, text
from bot.runtime.pools import STORAGE
from bot.storage import JobRequest

log = logging.getLogger(__name__)

# Discord takes so much in one request, whatever a server's limit is.
MOST_BYTES = 25 * 2**20
FILE_NAME = "imagine-bot.zip"
WORD_LIMIT = 20


class PrivacyGroup(app_commands.Group):
    """The group of commands.

    Args:
        studio: the bot's parts.
    """

    def __init__(self, studio: Services) -> None:
        super().__init__(
            name="privacy",
            description=describe("privacy-description"),
            # Also for those who have left the server.
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
        )
        self._studio = studio
        # An export takes memory: one at a time.
        self._packing = asyncio.Lock()

    @app_commands.command(name="show", description=describe("privacy-show"))
    async def show(self, interaction: discord.Interaction) -> None:
        """Say what is kept."""
        await self._studio.host.serve(interaction, self._show)

    @app_commands.command(name="export", description=describe("privacy-export"))
    async def export(self, interaction: discord.Interaction) -> None:
        """Hand everything over."""
        await self._studio.host.serve(interaction, self._export)

    @app_commands.command(name="delete", description=describe("privacy-delete"))
    async def delete(self, interaction: discord.Interaction) -> None:
        """Ask whether everything is to be deleted."""
        await self._studio.host.serve(interaction, self._ask)

    async def forget(self, visit: Context, user_id: str) -> None:
        """Serve the button under that question: open the form that asks once more."""
        if user_id != str(visit.user_id):
            raise Refused(text("refused-not-your-data"), "not_yours")
        label = visit.say("privacy-form-word", word=visit.say("privacy-word"))
        fields = (Field("word", label, most=WORD_LIMIT, required=True),)
        form = Form(self._studio.host, visit.say("privacy-form"), fields, self._delete)
        await visit.interaction.response.send_modal(form)

    async def _show(self, visit: Context) -> None:
        counts = await self._studio.privacy.counts(visit.user_id)
        days, spent = self._studio.keep_days, counts["spent"]
        lines = (
            text("privacy-title"),
            text("privacy-requests", count=counts["jobs"], days=days),
            *([text("privacy-spent", count=spent, days=days)] if spent else []),
            text("privacy-pictures", count=counts["pictures"], days=days),
            text("privacy-favourites", count=counts["favourites"]),
            text("privacy-choices", count=counts["choices"]),
            text("privacy-moderation", count=counts["bans"] + counts["moderation_log"]),
            text("privacy-elsewhere"),
        )
        await refuse(visit.interaction, "\n".join(say(visit.locale, line) for line in lines))

    async def _export(self, visit: Context) -> None:
        await visit.interaction.response.defer(ephemeral=True)
        most = min(visit.interaction.filesize_limit, MOST_BYTES)
        async with self._packing:
            rows = await self._studio.privacy.rows(visit.user_id)
            # Discord sometimes takes less than it says.
            for room in (most, most // 2):
                find = self._studio.pictures.path
                archive = await STORAGE.run(pack_export, rows, find, room, visit.locale)
                if archive and await _sent(visit, archive):
                    return
        raise Refused(text("refused-export-size"), "too_large")

    async def _ask(self, visit: Context) -> None:
        view = View()
        view.add(visit.locale, "forget", str(visit.user_id), 0)
        lines = [visit.say("privacy-ask", days=self._studio.keep_days)]
        if posted := await self._studio.privacy.newest_messages(visit.user_id):
            lines += [visit.say("privacy-ask-links"), *(link(*place) for place in posted)]
        await visit.interaction.response.send_message("\n".join(lines), view=view, ephemeral=True)

    async def _delete(self, visit: Context, written: Mapping[str, str]) -> None:
        word = visit.say("privacy-word")
        if written["word"].strip().casefold() != word.casefold():
            raise Refused(text("refused-word-differs", word=word), "not_confirmed")
        await visit.interaction.response.defer(ephemeral=True)
        erased = await self._studio.privacy.erase(visit.user_id, self._studio.announcer.drawn)
        log.info("a member had all that is theirs deleted")
        await asyncio.gather(*(self._called_off(order) for order in erased.open))
        await visit.tell(text("privacy-deleted", count=erased.pictures))
        if erased.bans:
            await visit.tell(text("privacy-bans-stay", count=erased.bans))

    async def _called_off(self, order: JobRequest) -> None:
        """Stop what was being drawn, and say so where it was asked for."""
        # Not by `stop`, which leaves the files of what has been drawn this moment.
        self._studio.service.cancel(order.id)
        await self._studio.announcer.done(order.id)
        if order.interaction_token is None:
            return
        said = say(order.locale, text("answer-forgotten"))
        try:
            await edit_answer(
                self._studio.client, order.application_id, order.interaction_token, said
            )
        except DISCORD_ERRORS as error:
            log.info("a deleted request's answer stays as it is: %s", summary(error))


async def _sent(visit: Context, archive: Export) -> bool:
    """Send the archive; False if Discord finds it too large."""
    said = visit.say("privacy-exported", count=archive.pictures, left=archive.left_out)
    file = discord.File(io.BytesIO(archive.content), FILE_NAME)
    try:
        await visit.interaction.followup.send(said, file=file, ephemeral=True)
    except discord.HTTPException as error:
        if code_of(error) is not Code.TOO_LARGE:
            raise
        return False
    return True
