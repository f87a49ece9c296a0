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
        studio: the bot's parts.
        sight: knows who may see a picture, and who has a say in it.
    """

    def __init__(self, studio: Services, sight: ChannelPermissions) -> None:
        self._studio, self._sight = studio, sight

    async def ask(self, visit: Context, picture_id: str) -> None:
        """Open the form with the picture's tags in it."""
        picture = await self._taggable(visit, picture_id)
        there = ", ".join(await self._studio.gallery.tags_of(picture.id))

        async def submitted(sent: Context, written: Mapping[str, str]) -> None:
            await self._tag(sent, picture_id, written["tags"])

        label = visit.say("tags-label", most=MOST)
        field = Field("tags", label, there, MOST * (LENGTH + 2))
        form = Form(self._studio.host, visit.say("tags-title"), (field,), submitted)
        await visit.interaction.response.send_modal(form)

    async def _tag(self, visit: Context, picture_id: str, written: str) -> None:
        picture = await self._taggable(visit, picture_id)
        names = tags_in(written)
        await self._must_be_allowed(visit, names)
        await self._studio.gallery.tag(picture.id, names)
        shown = ", ".join(quote(name) for name in names)
        await visit.tell(text("tags-kept", tags=shown) if names else text("tags-removed"))

    async def _must_be_allowed(self, visit: Context, names: Sequence[str]) -> None:
        """Let tags pass; which one is not allowed is said to nobody."""
        refusal = await self._studio.judge.texts(visit.user_id, " ".join(names), "")
        if refusal and refusal.rule in NOT_JUDGED:
            raise refusal_error(refusal)
        if refusal:
            raise Refused(text("refused-tag-words"), "blocked_word")

    async def _taggable(self, visit: Context, picture_id: str) -> PictureRecord:
        picture = await self._sight.picture(visit, picture_id)
        if not await self._sight.owns(visit, picture):
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
