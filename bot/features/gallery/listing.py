"""The text of a page: what it shows, and a line a picture."""

from collections.abc import Iterator

from bot.delivery.reply_text import prompts
from bot.features.gallery.details import link_to
from bot.features.gallery.queries import Query
from bot.language import Text, say, text
from bot.language.formatting import quote
from bot.storage import PictureRecord

# With nine of the longest lines, a page has fewer than 2,000 characters in every language.
PROMPT_LIMIT = 50


def listed(locale: str, query: Query, first: int, shown: list[PictureRecord]) -> str:
    """Say what is on a page.

    Args:
        locale: of the viewer.
        query: which pictures these are.
        first: number of the first.
        shown: the pictures.
    """
    title = "history-title" if query.kind == "own" else "gallery-title"
    head = [text(title, page=str(query.page + 1)), *_filters(query)]
    lines = [_line(locale, number, picture) for number, picture in enumerate(shown, first)]
    top = " · ".join(say(locale, part) for part in head)
    return "\n".join([top, *(lines or [say(locale, text("gallery-empty"))])])


def _filters(query: Query) -> Iterator[Text]:
    if query.kind == "favourites":
        yield text("gallery-of-favourites")
    if query.author is not None:
        yield text("gallery-of-member", member=f"<@{query.author}>")
    if query.tag:
        yield text("gallery-of-tag", tag=quote(query.tag))
    if query.words:
        yield text("gallery-of-words", words=quote(" ".join(query.words)))


def _line(locale: str, number: int, picture: PictureRecord) -> str:
    asked = quote(" → ".join(prompts(picture.request)), PROMPT_LIMIT)
    author = f"<@{picture.user_id}>"
    line = say(locale, text("gallery-line", number=str(number), prompt=asked, author=author))
    return f"{line} {link_to(picture)}".strip()
