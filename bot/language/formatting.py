"""How things are said to members."""

import unicodedata

from bot.language.text import Text, text

# Characters that Discord takes in one message.
MESSAGE_LIMIT = 2000

# Directional overrides and isolates: one of them would turn the text that follows the prompt.
_BIDI_CONTROLS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}


def duration(seconds: float) -> Text:
    """Say a time span in plain words, rounded up: "about 20 seconds"."""
    whole = max(1, int(seconds + 0.999))
    if whole < 90:
        return text("about-seconds", count=whole)
    minutes = -(-whole // 60)
    if minutes < 90:
        return text("about-minutes", count=minutes)
    return text("about-hours", count=-(-minutes // 60))


def period(seconds: float) -> Text:
    """Say how long a stretch of time is: "hour", "2 days"."""
    for key, length in (("period-days", 86400), ("period-hours", 3600), ("period-minutes", 60)):
        if seconds % length == 0:
            return text(key, count=int(seconds // length))
    return text("period-seconds", count=int(seconds))


def moment(seconds: float, style: str = "f") -> str:
    """Show a point in time, which Discord says in each reader's own language and time zone.

    Args:
        seconds: since 1970.
        style: of Discord's: "f" the date and time, "R" how far it is away.
    """
    return f"<t:{int(seconds)}:{style}>"


def message_link(guild_id: int, channel_id: int, message_id: int) -> str:
    """Return the link of a message.

    Args:
        guild_id: of its server.
        channel_id: of its channel or thread.
        message_id: of the message.
    """
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"


def clip(text: str, limit: int) -> str:
    """Cut a text to `limit` characters, marking the cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def one_line(text: str) -> str:
    """Strip controls and directional marks from what a member wrote and fold white space."""
    visible = (
        " " if unicodedata.category(char) == "Cc" else char
        for char in text
        if ord(char) not in _BIDI_CONTROLS
    )
    return " ".join("".join(visible).split())


def quote(text: str, limit: int = 300) -> str:
    """Show what a member wrote so that Discord renders none of it.

    Inside inline code there is no markdown, no mention, no link preview and no invite card;
    a backtick is the only way out of it, so it becomes a look-alike.
    """
    return f"`{clip(one_line(text), limit).replace('`', 'ˋ') or ' '}`"


def capitalise(sentence: str) -> str:
    """Raise the first letter and leave the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def yes_or_no(value: bool) -> Text:
    """Return the text for a switch that is on or off."""
    return text("setting-yes" if value else "setting-no")
