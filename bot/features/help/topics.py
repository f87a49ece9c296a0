"""What the pages are about, and what stands on them."""

from collections.abc import Mapping

from bot.language import say, text

FOR_OWNERS = "servers"
TOPICS = ("first", "styles", "buttons", "morph", "gallery", "privacy", "limits", FOR_OWNERS)


def title(locale: str, topic: str) -> str:
    """Name a page."""
    return say(locale, text(f"help-title-{topic}"))


def topic_text(locale: str, topic: str, mentions: Mapping[str, str]) -> str:
    """Say what stands on a page.

    Args:
        locale: of the reader.
        topic: which page.
        mentions: how commands are named, by what the texts call them.
    """
    return say(locale, text(f"help-text-{topic}", **mentions))
