"""All that is kept about a member in one file, as large as may be posted."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.language import say, text
from bot.storage import Rows

# What a file's entry in the archive and its line in the list of what was left out may take.
_ENTRY_BYTES = 300
_JSON = ("choices", "files", "parents", "pictures", "request", "sources")

# Says where a file is, by its SHA-256.
Find = Callable[[str], Path]


@dataclass(frozen=True, slots=True)
class Export:
    """An archive.

    Args:
        content: a zip file.
        pictures: how many are in it.
        left_out: how many are not: they are no longer kept, or did not fit.
    """

    content: bytes
    pictures: int
    left_out: int


def pack_export(rows: Rows, find: Find, most_bytes: int, locale: str) -> Export | None:
    """Pack rows, and as many of the pictures as fit, the newest first; reads files.

    Args:
        rows: by the name of their table.
        find: says where a picture is.
        most_bytes: of the archive.
        locale: of the list of what was left out.

    Returns:
        The archive; None if not even the rows fit.
    """
    stream, left_out = io.BytesIO(), []
    pictures = rows["pictures"]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("everything.json", _written(rows))
        archive.writestr("messages.txt", _links(pictures))
        for row in pictures:
            room = most_bytes - stream.tell() - _ENTRY_BYTES * len(pictures)
            if key := _added(archive, row, find(row["sha256"]), room):
                left_out.append(say(locale, text(key, file=row["id"])))
        if left_out:
            archive.writestr("left-out.txt", "\n".join(left_out))
    content = stream.getvalue()
    added = len(pictures) - len(left_out)
    return Export(content, added, len(left_out)) if len(content) <= most_bytes else None


def _added(archive: zipfile.ZipFile, row: dict[str, Any], path: Path, room: int) -> str:
    """Add a picture; else name the text that says why not."""
    try:
        if path.stat().st_size > room:
            return "export-no-room"
        content = path.read_bytes()
    except FileNotFoundError:
        return "export-gone"
    ending = "webp" if content.startswith(b"RIFF") else "png"
    archive.writestr(f"pictures/{row['id']}.{ending}", content, zipfile.ZIP_STORED)
    return ""


def _written(rows: Rows) -> str:
    readable = {name: [_readable(row) for row in found] for name, found in rows.items()}
    return json.dumps(readable, ensure_ascii=False, indent=1)


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    """Show what is kept as JSON as what it says."""
    return {
        name: json.loads(value) if name in _JSON and value else value for name, value in row.items()
    }


def _links(pictures: list[dict[str, Any]]) -> str:
    names = ("guild_id", "channel_id", "message_id")
    posted = (link(*(row[name] for name in names)) for row in pictures if row["message_id"])
    return "\n".join(dict.fromkeys(posted))


def link(guild_id: int, channel_id: int, message_id: int) -> str:
    """Link a message."""
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"
