"""`/privacy`: export and deletion of a member's stored data."""

import asyncio
import io
import logging
import operator
from collections.abc import Mapping
from functools import partial

import discord
from discord import app_commands

from bot.features.base import Feature, Services
from bot.features.privacy.export import Export, pack_export
from bot.interactions.buttons import Button, View
from bot.interactions.context import Context, Refused
from bot.interactions.modals import Field
from bot.interactions.responses import DISCORD_ERRORS, Code, error_code, refuse, summary
from bot.interactions.uploads import send_within_limit
from bot.interactions.webhook import edit_answer
from bot.language import describe, say, text
from bot.language.formatting import message_link
from bot.runtime.pools import STORAGE
from bot.storage import JobRequest

log = logging.getLogger(__name__)

FILE_NAME = "imagine-bot.zip"
WORD_LIMIT = 20
FORGET = Button("forget")
# By their names in the export.
_MODERATION = ("bans", "strikes", "limits", "moderation_log")


def privacy(services: Services) -> Feature:
    """Build the feature `/privacy` and its button."""
    data = MemberData(services)
    group = app_commands.Group(
        name="privacy",
        description=describe("privacy-description"),
        # Also for members who have left the server.
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
    )

    @group.command(name="show", description=describe("privacy-show"))
    @services.handler.callback
    async def show(context: Context) -> None:
        await data.show(context)

    @group.command(name="export", description=describe("privacy-export"))
    @services.handler.callback
    async def export(context: Context) -> None:
        await data.export(context)

    @group.command(name="delete", description=describe("privacy-delete"))
    @services.handler.callback
    async def delete(context: Context) -> None:
        await data.ask(context)

    return Feature((group,), {FORGET: data.forget})


class MemberData:
    """All that is stored about a member, for that member to read, take along and delete.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        # One export at a time, because of the memory that it takes.
        self._packing = asyncio.Lock()

    async def show(self, context: Context) -> None:
        """Show how much data is stored about the member."""
        counts = await self._services.stores.privacy.counts(context.user_id)
        days, spent = self._services.keep_days, counts["spent"]
        lines = (
            text("privacy-title"),
            text("privacy-requests", count=counts["jobs"], days=days),
            *([text("privacy-spent", count=spent, days=days)] if spent else []),
            text("privacy-pictures", count=counts["pictures"], days=days),
            text("privacy-favourites", count=counts["favourites"]),
            text("privacy-choices", count=counts["choices"]),
            text("privacy-moderation", count=sum(counts[name] for name in _MODERATION)),
            text("privacy-elsewhere"),
        )
        await refuse(context.interaction, "\n".join(say(context.locale, line) for line in lines))

    async def export(self, context: Context) -> None:
        """Send the member's data as an archive.

        Raises:
            Refused: not even the rows fit into an upload.
        """
        await context.interaction.response.defer(ephemeral=True)
        async with self._packing:
            rows = await self._services.stores.privacy.rows(context.user_id)

            async def pack(limit_bytes: int) -> Export | None:
                find = self._services.stores.files.path
                return await STORAGE.run(pack_export, rows, find, limit_bytes, context.locale)

            sent = await send_within_limit(
                context.interaction.filesize_limit,
                pack,
                partial(_send_archive, context),
                size_bytes=lambda archive: len(archive.content) if archive else 0,
                is_refused=operator.not_,
            )
        if not sent:
            raise Refused(text("refused-export-size"), "too_large")

    async def ask(self, context: Context) -> None:
        """Ask for confirmation that all data of the member will be deleted."""
        view = View()
        view.add(context.locale, FORGET, str(context.user_id))
        lines = [context.say("privacy-ask", days=self._services.keep_days)]
        if posted := await self._services.stores.privacy.newest_messages(context.user_id):
            lines += [context.say("privacy-ask-links")]
            lines += [message_link(*place) for place in posted]
        await context.interaction.response.send_message("\n".join(lines), view=view, ephemeral=True)

    async def forget(self, context: Context, user_id: str) -> None:
        """Open the form that asks for confirmation once more.

        Args:
            context: of the member.
            user_id: id of the member who used the command, in the button's id.

        Raises:
            Refused: the button belongs to another member.
        """
        if user_id != str(context.user_id):
            raise Refused(text("refused-not-your-data"), "not_yours")
        label = context.say("privacy-form-word", word=context.say("privacy-word"))
        fields = (Field("word", label, most=WORD_LIMIT, required=True),)
        await self._services.forms.open(context, context.say("privacy-form"), fields, self._erase)

    async def _erase(self, context: Context, written: Mapping[str, str]) -> None:
        word = context.say("privacy-word")
        if written["word"].strip().casefold() != word.casefold():
            raise Refused(text("refused-word-differs", word=word), "not_confirmed")
        await context.interaction.response.defer(ephemeral=True)
        erased = await self._services.stores.privacy.erase(
            context.user_id, self._services.progress_updater.drawn_share
        )
        self._services.forms.forget(context.user_id)
        log.info("a member had all that is theirs deleted")
        await asyncio.gather(*(self._stop_request(order) for order in erased.open))
        await context.tell(text("privacy-deleted", count=erased.pictures))
        if erased.bans:
            await context.tell(text("privacy-bans-stay", count=erased.bans))

    async def _stop_request(self, order: JobRequest) -> None:
        """Stop the generation of a deleted request, and replace its answer."""
        # Not by `stop`, which keeps the files of pictures that were generated just now.
        self._services.service.cancel(order.id)
        await self._services.progress_updater.stop(order.id)
        if order.interaction_token is None:
            return
        content = say(order.locale, text("answer-forgotten"))
        try:
            await edit_answer(
                self._services.client, order.application_id, order.interaction_token, content
            )
        except DISCORD_ERRORS as error:
            log.info("a deleted request's answer stays as it is: %s", summary(error))


async def _send_archive(context: Context, archive: Export | None) -> bool:
    """Send the archive; return False if there is none, or Discord finds it too large."""
    if archive is None:
        return False
    said = context.say("privacy-exported", count=archive.pictures, left=archive.left_out)
    file = discord.File(io.BytesIO(archive.content), FILE_NAME)
    try:
        await context.interaction.followup.send(said, file=file, ephemeral=True)
    except discord.HTTPException as error:
        if error_code(error) is not Code.TOO_LARGE:
            raise
        return False
    return True
