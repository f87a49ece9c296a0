"""Formats of durations, times and member input in texts for members."""

import unicodedata

from fluent.runtime.types import FluentFloat

from bot.language.text import Text, text

# Largest number of characters of a message of Discord.
MESSAGE_LIMIT = 2000

# Directional overrides and isolates: one of them would reverse the text after a prompt.
_BIDI_CONTROLS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}


def duration(seconds: float) -> Text:
    """Format a duration, rounded up: "about 20 seconds"."""
    whole = max(1, int(seconds + 0.999))
    if whole < 90:
        return text("about-seconds", count=whole)
    minutes = -(-whole // 60)
    if minutes < 90:
        return text("about-minutes", count=minutes)
    return text("about-hours", count=-(-minutes // 60))


def period(seconds: float) -> Text:
    """Format the exact length of a period: "hour", "2 days"."""
    for key, length in (("period-days", 86400), ("period-hours", 3600), ("period-minutes", 60)):
        if seconds % length == 0:
            return text(key, count=int(seconds // length))
    return text("period-seconds", count=int(seconds))


def number_text(number: float) -> Text:
    """Format a number with the language's decimal separator, unrounded: "7.5", "7,5"."""
    written = FluentFloat(number, maximumFractionDigits=6, useGrouping=False)
    return text("number", number=written)


def format_timestamp(seconds: float, style: str = "f") -> str:
    """Format a point in time, which Discord shows in each reader's language and time zone.

    Args:
        seconds: time since 1970, in seconds.
        style: format code of Discord: "f" date and time, "R" relative time.
    """
    return f"<t:{int(seconds)}:{style}>"


def format_end(until: float | None) -> str:
    """Format the end of a ban and its like; for "never" the texts have a form of their own.

    Args:
        until: end in seconds since 1970; None for none.
    """
    return "never" if until is None else format_timestamp(until, "R")


def message_link(guild_id: int, channel_id: int, message_id: int) -> str:
    """Return the link of a message.

    Args:
        guild_id: of its server.
        channel_id: of its channel or thread.
        message_id: of the message.
    """
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"


def clip(text: str, limit: int) -> str:
    """Cut a text to a number of characters, with an ellipsis as the last.

    Args:
        text: the text.
        limit: largest number of characters, at least 1.
    """
    return text if len(text) <= limit else text[: limit - 1] + "…"


def one_line(text: str) -> str:
    """Strip control characters and directional marks from member input and fold white space."""
    visible = (
        " " if unicodedata.category(char) == "Cc" else char
        for char in text
        if ord(char) not in _BIDI_CONTROLS
    )
    return " ".join("".join(visible).split())


def quote(text: str, limit: int = 300) -> str:
    """Quote member input so that Discord renders none of it.

    Inside inline code there is no markdown, no mention, no link preview and no invite card. Only
    a backtick would end it, and is replaced by a look-alike.

    Args:
        text: the input of a member.
        limit: largest number of characters.
    """
    return f"`{clip(one_line(text), limit).replace('`', 'ˋ') or ' '}`"


def capitalise(sentence: str) -> str:
    """Capitalise the first letter and keep the rest unchanged."""
    return sentence[:1].upper() + sentence[1:]


def join_with_and(texts: list[Text]) -> Text | None:
    """Join texts with "and"; None for none."""
    if not texts:
        return None
    joined = texts[0]
    for one in texts[1:]:
        joined = text("and", first=joined, second=one)
    return joined


def yes_or_no(value: bool) -> Text:
    """Return the text for a switch that is on or off."""
    return text("setting-yes" if value else "setting-no")
