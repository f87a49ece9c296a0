"""Entries of the log as lines of a message."""

from bot.language import Text, has_text, text
from bot.language.formatting import format_timestamp, message_link, quote
from bot.storage import NOBODY, Entry

_REASON, _CHANGE = 80, 60


def log_line(guild_id: int, entry: Entry) -> Text:
    """Format an entry of the log, with a link to the message that it is about.

    Args:
        guild_id: the server.
        entry: the entry.
    """
    line = text(
        f"log-{entry.action}" if has_text(f"log-{entry.action}") else "log-other",
        at=format_timestamp(entry.at),
        moderator=mention(entry.moderator_id),
        member=mention(entry.user_id),
        action=entry.action,
        reason=quote(entry.reason, _REASON),
        before=quote(entry.before, _CHANGE),
        after=quote(entry.after, _CHANGE),
        channel=f"<#{entry.channel_id}>" if entry.channel_id else "",
    )
    if entry.channel_id and entry.message_id:
        link = message_link(guild_id, entry.channel_id, entry.message_id)
        return text("log-linked", line=line, link=link)
    return line


def mention(user_id: int) -> str:
    """Mention a member; members whose data was deleted have no id any more."""
    return "…" if user_id == NOBODY else f"<@{user_id}>"
