"""`/moderation export`: the log as a CSV file."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import discord
from discord import app_commands

from bot.features.base import Services
from bot.interactions.context import Context, Refused
from bot.interactions.handler import InteractionHandler
from bot.interactions.uploads import REQUEST_LIMIT_BYTES
from bot.language import describe, text
from bot.language.formatting import message_link
from bot.storage import NOBODY, Entry

# Entries of one file; the older ones are left out.
MOST_ENTRIES = 50_000
FILE_NAME = "moderation-log.csv"
COLUMNS = ("time", "actor", "action", "member", "reason", "before", "after", "message")
# Spreadsheets take a cell that begins so for a formula, its full-width forms included.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def add_export_command(
    group: app_commands.Group, services: Services, moderators: InteractionHandler
) -> None:
    """Add the command that sends the log as a file.

    Args:
        group: the group `/moderation`.
        services: services of the bot.
        moderators: refuses everybody else.
    """

    @group.command(name="export", description=describe("moderation-export"))
    @app_commands.describe(member=describe("moderation-log-member"))
    @moderators.callback
    async def export(context: Context, member: discord.User | None = None) -> None:
        await context.interaction.response.defer(ephemeral=True)
        limit_bytes = min(context.interaction.filesize_limit, REQUEST_LIMIT_BYTES)
        file, count = LogFile(context.guild_id), 0
        user_id = member.id if member else None
        async for entries in services.stores.log.read(context.guild_id, MOST_ENTRIES, user_id):
            rows = file.encode(entries)
            if file.size_bytes + len(rows) > limit_bytes:
                break
            file.append(rows)
            count += len(entries)
        if not count:
            raise Refused(text("moderation-log-none"), "log")
        said = context.say("moderation-exported", count=count)
        await context.interaction.followup.send(said, file=file.attachment(), ephemeral=True)


class LogFile:
    """Entries of a server's log as CSV: UTF-8 with a byte order mark, as spreadsheets expect it.

    Args:
        guild_id: the server.
    """

    def __init__(self, guild_id: int) -> None:
        self._guild_id, self._content = guild_id, io.BytesIO()
        self.append(b"\xef\xbb\xbf" + _write([COLUMNS]))

    @property
    def size_bytes(self) -> int:
        """Bytes that are written."""
        return self._content.tell()

    def encode(self, entries: list[Entry]) -> bytes:
        """Encode entries as lines."""
        return _write([*map(harmless, self._cells(entry))] for entry in entries)

    def append(self, rows: bytes) -> None:
        """Append encoded lines."""
        self._content.write(rows)

    def attachment(self) -> discord.File:
        """Build the attachment; nothing can be appended after it."""
        self._content.seek(0)
        return discord.File(self._content, FILE_NAME)

    def _cells(self, entry: Entry) -> tuple[str, ...]:
        assert not NOBODY, "it is an empty cell"
        link = ""
        if entry.channel_id and entry.message_id:
            link = message_link(self._guild_id, entry.channel_id, entry.message_id)
        return (
            datetime.fromtimestamp(entry.at, UTC).isoformat(timespec="seconds"),
            str(entry.moderator_id or ""),
            entry.action,
            str(entry.user_id or ""),
            entry.reason,
            entry.before,
            entry.after,
            link,
        )


def harmless(cell: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write(rows: Iterable[Sequence[str]]) -> bytes:
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode()
