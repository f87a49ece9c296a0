"""Topics of the tour: titles and texts of its pages."""

from collections.abc import Mapping

from bot.language import say, text
from generation import UPSCALE_TILES

FOR_OWNERS = "servers"
TOPICS = ("first", "styles", "buttons", "morph", "gallery", "privacy", "limits", FOR_OWNERS)


def topic_title(locale: str, topic: str) -> str:
    """Return the title of a page.

    Args:
        locale: of the reader.
        topic: topic of the page.
    """
    return say(locale, text(f"help-title-{topic}"))


def topic_text(locale: str, topic: str, mentions: Mapping[str, str], sizes: int) -> str:
    """Return the text of a page.

    Args:
        locale: of the reader.
        topic: topic of the page.
        mentions: mentions of commands, by their keys in the texts.
        sizes: number of sizes that can be chosen; an option with one value is not offered.
    """
    return say(locale, text(f"help-text-{topic}", upscale=UPSCALE_TILES, sizes=sizes, **mentions))
