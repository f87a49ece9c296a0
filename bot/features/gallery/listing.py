"""The text of a page: its query, and one line per picture."""

from collections.abc import Iterator

from bot.delivery.reply_text import prompts
from bot.features.gallery.details import picture_link
from bot.features.gallery.queries import Query
from bot.language import Text, say, text
from bot.language.formatting import quote
from bot.storage import PictureRecord

# With nine of the longest lines, a page has fewer than 2,000 characters in every language.
PROMPT_LIMIT = 50


def format_page(locale: str, query: Query, first: int, shown: list[PictureRecord]) -> str:
    """Format the text of a page.

    Args:
        locale: of the viewer.
        query: query of the page.
        first: number of the first picture.
        shown: the pictures.
    """
    title = "history-title" if query.kind == "own" else "gallery-title"
    head = [text(title, page=str(query.page + 1)), *_filter_texts(query)]
    lines = [" · ".join(say(locale, part) for part in head)]
    for number, picture in enumerate(shown, first):
        prompt = quote(" → ".join(prompts(picture.request)), PROMPT_LIMIT)
        author = f"<@{picture.user_id}>"
        line = say(locale, text("gallery-line", number=str(number), prompt=prompt, author=author))
        link = picture_link(picture)
        # The whole address is longer than the line.
        lines.append(f"{line} [#{number}]({link})" if link else line)
    if not shown:
        lines.append(say(locale, text("gallery-empty")))
    return "\n".join(lines)


def _filter_texts(query: Query) -> Iterator[Text]:
    if query.kind == "favourites":
        yield text("gallery-of-favourites")
    if query.author is not None:
        yield text("gallery-of-member", member=f"<@{query.author}>")
    if query.tag:
        yield text("gallery-of-tag", tag=quote(query.tag))
    if query.words:
        yield text("gallery-of-words", words=quote(" ".join(query.words)))
