"""Tags, by which pictures are found again: their author writes them, or a moderator."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from bot.admission import NOT_JUDGED
from bot.features.base import Services
from bot.interactions.context import Context, Refused, refusal_error
from bot.interactions.modals import Field, Form
from bot.interactions.permissions import ChannelPermissions
from bot.language import text
from bot.language.formatting import quote
from bot.storage import PictureRecord

MOST, LENGTH = 10, 30
_TAG = re.compile(r"[^\W_](?:[^\W_]|[ -])*")


class Tagging:
    """Serves the button and its form.

    Args:
        services: the bot's parts.
        channel_permissions: knows who may see a picture, and who has a say in it.
    """

    def __init__(self, services: Services, channel_permissions: ChannelPermissions) -> None:
        self._services, self._channel_permissions = services, channel_permissions

    async def ask(self, context: Context, picture_id: str) -> None:
        """Open the form with the picture's tags in it."""
        picture = await self._taggable(context, picture_id)
        there = ", ".join(await self._services.picture_store.list_tags(picture.id))

        async def submitted(sent: Context, written: Mapping[str, str]) -> None:
            await self._tag(sent, picture_id, written["tags"])

        label = context.say("tags-label", most=MOST)
        field = Field("tags", label, there, MOST * (LENGTH + 2))
        form = Form(self._services.handler, context.say("tags-title"), (field,), submitted)
        await context.interaction.response.send_modal(form)

    async def _tag(self, context: Context, picture_id: str, written: str) -> None:
        picture = await self._taggable(context, picture_id)
        names = tags_in(written)
        await self._must_be_allowed(context, names)
        await self._services.picture_store.tag(picture.id, names)
        shown = ", ".join(quote(name) for name in names)
        await context.tell(text("tags-kept", tags=shown) if names else text("tags-removed"))

    async def _must_be_allowed(self, context: Context, names: Sequence[str]) -> None:
        """Let tags pass; which one is not allowed is said to nobody."""
        refusal = await self._services.judge.texts(context.user_id, " ".join(names), "")
        if refusal and refusal.rule in NOT_JUDGED:
            raise refusal_error(refusal)
        if refusal:
            raise Refused(text("refused-tag-words"), "blocked_word")

    async def _taggable(self, context: Context, picture_id: str) -> PictureRecord:
        picture = await self._channel_permissions.picture(context, picture_id)
        if not await self._channel_permissions.owns(context, picture):
            raise Refused(text("refused-tagging"), "not_theirs")
        return picture


def tags_in(written: str) -> list[str]:
    """Read tags between commas.

    Raises:
        Refused: there are too many, or one is none.
    """
    names = [tag_of(part) for part in re.split(r"[,\n]", written) if part.strip()]
    names = list(dict.fromkeys(names))
    if len(names) > MOST:
        raise Refused(text("refused-tags", count=len(names), most=str(MOST)), "invalid")
    return names


def tag_of(written: str) -> str:
    """Read one tag, however it is written.

    Raises:
        Refused: it is none.
    """
    name = " ".join(unicodedata.normalize("NFKC", written).casefold().split())
    if len(name) > LENGTH or not _TAG.fullmatch(name):
        limit = str(LENGTH)
        raise Refused(text("refused-tag", tag=quote(written, 60), most=limit), "invalid")
    return name
