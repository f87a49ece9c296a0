"""Tags of pictures, written by their author or by a moderator."""

import re
import unicodedata
from collections.abc import Mapping

from bot.admission import Refusal
from bot.features.base import Services
from bot.interactions.buttons import Button, Place, Press
from bot.interactions.context import Context, Refused, refusal_error
from bot.interactions.modals import Field
from bot.interactions.permissions import ChannelPermissions
from bot.language import text
from bot.language.formatting import quote
from bot.storage import PictureRecord
from bot.verdicts import Ruling

MOST, LENGTH = 10, 30
TAGS = Button("tags", "🏷️", (Place.PICTURE,), row=1, order=85, rare=True)
_TAG = re.compile(r"[^\W_](?:[^\W_]|[ -])*")


class Tagging:
    """Handlers of the Tags button and of its form.

    Args:
        services: services of the bot.
        channel_permissions: permissions to see and tag pictures.
    """

    def __init__(self, services: Services, channel_permissions: ChannelPermissions) -> None:
        self._services, self._channel_permissions = services, channel_permissions

    @property
    def presses(self) -> Mapping[Button, Press]:
        """The handler, by its button."""
        return {TAGS: self.ask}

    async def ask(self, context: Context, picture_id: str) -> None:
        """Open the form with the picture's tags.

        Args:
            context: of the member.
            picture_id: the picture.

        Raises:
            Refused: the member may not tag the picture.
        """

        async def submit(sent: Context, written: Mapping[str, str]) -> None:
            picture = await self._find_taggable(sent, picture_id)
            names = parse_tags(written["tags"])
            answer = await self._services.judge.texts(sent.requester, " ".join(names), "")
            if isinstance(answer, Refusal):
                raise refusal_error(answer)
            # Nobody approves tags, so that what would be held is refused, too.
            if answer.ruling is not Ruling.ALLOW:
                # The answer does not say which tag is blocked.
                raise Refused(text("refused-tag-words"), "blocked_word")
            await self._services.stores.pictures.tag(picture.id, names)
            tags = ", ".join(quote(name) for name in names)
            await sent.tell(text("tags-kept", tags=tags) if names else text("tags-removed"))

        picture = await self._find_taggable(context, picture_id)
        there = ", ".join(await self._services.stores.pictures.list_tags(picture.id))
        label = context.say("tags-label", most=MOST)
        field = Field("tags", label, there, MOST * (LENGTH + 2))
        await self._services.forms.open(context, context.say("tags-title"), (field,), submit)

    async def _find_taggable(self, context: Context, picture_id: str) -> PictureRecord:
        picture = await self._channel_permissions.picture(context, picture_id)
        if not await self._channel_permissions.owns(context, picture):
            raise Refused(text("refused-tagging"), "not_theirs")
        return picture


def parse_tags(written: str) -> list[str]:
    """Parse tags separated by commas or line breaks; duplicates are dropped.

    Raises:
        Refused: there are too many tags, or one is not a valid tag.
    """
    names = [parse_tag(part) for part in re.split(r"[,\n]", written) if part.strip()]
    names = list(dict.fromkeys(names))
    if len(names) > MOST:
        raise Refused(text("refused-tags", count=len(names), most=str(MOST)), "invalid")
    return names


def parse_tag(written: str) -> str:
    """Parse one tag, normalised to NFKC, folded case and single spaces.

    Raises:
        Refused: it is not a valid tag.
    """
    name = " ".join(unicodedata.normalize("NFKC", written).casefold().split())
    if len(name) > LENGTH or not _TAG.fullmatch(name):
        limit = str(LENGTH)
        raise Refused(text("refused-tag", tag=quote(written, 60), most=limit), "invalid")
    return name
