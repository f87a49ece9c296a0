"""Cards of reported pictures, and the messages of the pictures while they are hidden."""

from itertools import groupby

import discord
from discord import ButtonStyle

from bot.delivery.discord_posts import Rendering
from bot.delivery.reply_text import prompt_text
from bot.features.base import Services
from bot.features.shared.galleries import load_gallery
from bot.interactions.buttons import Answer, Button, make_button
from bot.interactions.layouts import Layout
from bot.language import SOURCE, Text, say, text
from bot.language.formatting import format_timestamp, message_link, quote
from bot.storage import NOBODY, PictureRecord, Post, ReportDecision, ReportedPicture

KEEP, REMOVE = Button("reportkeep", "✅"), Button("reportremove", "🗑️")
BAN = Button("reportban", "🔨")
_STYLES = {KEEP: ButtonStyle.success, REMOVE: ButtonStyle.danger, BAN: ButtonStyle.danger}
# The newest reports that are quoted, and characters of what members wrote.
_SHOWN, _REASON, _PROMPT = 8, 150, 600


class ReportCards:
    """Writer of the cards and of the messages of reported pictures.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._stores, self._buttons = services.stores, services.buttons

    async def post(self, post: Post) -> Rendering | None:
        """Write the message of a card in the language of its server.

        Args:
            post: the message; its subject is the picture.
        """
        locale = await self._find_locale(post.guild_id)
        reported = await self._stores.reports.find(post.subject, post.guild_id)
        if reported:
            return await self.write(reported, locale)
        if post.message_id is None:
            return None
        # The picture, or its last report, was deleted with the data of a member.
        layout = Layout(locale)
        layout.add_text(text("report-gone"))
        return Rendering(layout)

    async def write(self, reported: ReportedPicture, locale: str) -> Rendering:
        """Write a card; its picture and buttons are there until the decision.

        Args:
            reported: the picture with its reports.
            locale: language of the card.
        """
        is_open, picture = reported.decision is None, reported.picture
        layout = Layout(locale, discord.Colour.gold() if is_open else None)
        layout.add_text(f"### {say(locale, text('report-title'))}", *_fact_lines(reported))
        layout.add_separator()
        layout.add_text(
            text("report-count", count=len(reported.reports)),
            *(
                text(
                    "report-line",
                    member=f"<@{one.user_id}>",
                    at=format_timestamp(one.at, "R"),
                    reason=quote(one.reason, _REASON),
                )
                for one in reported.reports[-_SHOWN:]
            ),
        )
        if not is_open:
            layout.add_separator()
            layout.add_text(outcome_text(reported))
            return Rendering(layout)
        together = await self._stores.pictures.list_siblings(picture, hidden=True)
        gallery = await load_gallery(self._stores.files, together, locale, spoiler=True)
        if gallery.items:
            layout.add_gallery(*gallery.items)
        else:
            layout.add_text(text("report-file-gone"))
        if picture.hidden == "reported":
            layout.add_text(text("report-hidden"))
        layout.add_buttons(
            *(
                make_button(
                    say(locale, text(f"button-{one.action}")), one, picture.id, style=_STYLES[one]
                )
                for one in (KEEP, REMOVE, BAN)
            )
        )
        return Rendering(layout, gallery.files)

    async def picture(self, post: Post) -> Rendering | None:
        """Write the message of a reported picture: a text while it is hidden, then the picture.

        A spoiler would still show it at a click, and a deleted message could not be put back. So
        the message is edited through the outbox, which repeats the edit after a crash; Discord
        keeps it a message of components from then on.

        Args:
            post: the message; its subject is the picture.
        """
        picture = await self._stores.pictures.find(post.subject, post.guild_id, hidden=True)
        # The message is only edited: whoever deletes it wants it gone.
        if picture is None or post.message_id is None:
            return None
        layout = Layout(await self._find_locale(post.guild_id))
        if picture.hidden:
            layout.add_text(
                text(
                    "report-shown-hidden"
                    if picture.hidden == "reported"
                    else "report-shown-removed"
                )
            )
            return Rendering(layout)
        return await self._write_picture(picture, layout)

    async def _write_picture(self, picture: PictureRecord, layout: Layout) -> Rendering:
        """Write the message of a picture that moderators have kept, with its buttons."""
        locale = await self._find_locale(picture.guild_id)
        layout.add_text(text("report-shown-kept", member=f"<@{picture.user_id}>"))
        layout.add_text(prompt_text(picture.request, _PROMPT))
        siblings = await self._stores.pictures.list_siblings(picture)
        gallery = await load_gallery(self._stores.files, siblings, locale, spoiler=picture.spoiler)
        if gallery.items:
            layout.add_gallery(*gallery.items)
        answer = Answer(picture.request, tuple(one.id for one in siblings))
        view = self._buttons.picture_view(locale, answer)
        buttons = [one for one in view.children if isinstance(one, discord.ui.Button)]
        for _, row in groupby(buttons, key=lambda button: button.row):
            layout.add_buttons(*row)
        return Rendering(layout, gallery.files)

    async def _find_locale(self, guild_id: int) -> str:
        return (await self._stores.preferences.server(guild_id)).language or SOURCE


def _fact_lines(reported: ReportedPicture) -> list[Text]:
    """List the author and the prompt, with a link to the message."""
    picture = reported.picture
    author = text(
        "report-author", member=f"<@{picture.user_id}>", channel=f"<#{picture.channel_id}>"
    )
    if picture.message_id is not None and reported.decision is not ReportDecision.REMOVED:
        link = message_link(picture.guild_id, picture.channel_id, picture.message_id)
        author = text("log-linked", line=author, link=link)
    return [author, prompt_text(picture.request, _PROMPT)]


def outcome_text(reported: ReportedPicture) -> Text:
    """Return the sentence about a decided report.

    Args:
        reported: a picture whose reports are decided.
    """
    by = reported.moderator_id
    return text(
        f"report-now-{reported.decision}",
        moderator="…" if by == NOBODY else f"<@{by}>",
        at=format_timestamp(reported.decided_at),
    )
