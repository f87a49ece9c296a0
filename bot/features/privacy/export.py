"""Archive of a member's stored data, within the size that may be uploaded."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.language import say, text
from bot.language.formatting import message_link
from bot.storage import UNPUBLISHED, Rows

# Most bytes of a picture's entry in the archive and of its line in the list of omitted pictures.
_ENTRY_BYTES = 300
_JSON = ("choices", "files", "parents", "pictures", "request", "sources", "timings")

# Returns the path of a file, by its SHA-256.
Find = Callable[[str], Path]


@dataclass(frozen=True, slots=True)
class Export:
    """Archive of a member's data.

    Args:
        content: a zip file.
        pictures: number of pictures in it.
        left_out: number of omitted pictures: no longer stored, or too large for the space left.
    """

    content: bytes
    pictures: int
    left_out: int


def pack_export(rows: Rows, find: Find, most_bytes: int, locale: str) -> Export | None:
    """Pack rows, and as many pictures as fit, the newest first; reads files.

    Args:
        rows: rows by the name of their table.
        find: returns the path of a picture's file.
        most_bytes: largest size of the archive.
        locale: of the list of omitted pictures.

    Returns:
        The archive; None if not even the rows fit.
    """
    stream, left_out = io.BytesIO(), []
    pictures = rows["pictures"]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        readable = {name: [_decode_row(row) for row in found] for name, found in rows.items()}
        archive.writestr("everything.json", json.dumps(readable, ensure_ascii=False, indent=1))
        links = (
            message_link(row["guild_id"], row["channel_id"], row["message_id"])
            for row in pictures
            if row["message_id"]
        )
        archive.writestr("messages.txt", "\n".join(dict.fromkeys(links)))
        for row in pictures:
            free_bytes = most_bytes - stream.tell() - _ENTRY_BYTES * len(pictures)
            if key := _add_picture(archive, row, find(row["sha256"]), free_bytes):
                left_out.append(say(locale, text(key, file=row["id"])))
        if left_out:
            archive.writestr("left-out.txt", "\n".join(left_out))
    content = stream.getvalue()
    added = len(pictures) - len(left_out)
    return Export(content, added, len(left_out)) if len(content) <= most_bytes else None


def _add_picture(archive: zipfile.ZipFile, row: dict[str, Any], path: Path, free_bytes: int) -> str:
    """Add a picture; return the key of the reason if it is omitted, else an empty text."""
    if row["hidden"] in UNPUBLISHED:
        return "export-unpublished"
    try:
        if path.stat().st_size > free_bytes:
            return "export-no-room"
        content = path.read_bytes()
    except FileNotFoundError:
        return "export-gone"
    ending = "webp" if content.startswith(b"RIFF") else "png"
    archive.writestr(f"pictures/{row['id']}.{ending}", content, zipfile.ZIP_STORED)
    return ""


def _decode_row(row: dict[str, Any]) -> dict[str, Any]:
    """Decode the columns of a row that are stored as JSON."""
    return {
        name: json.loads(value) if name in _JSON and value else value for name, value in row.items()
    }
