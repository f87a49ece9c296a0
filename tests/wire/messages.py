"""Messages with their whole life, and the rules by which a request makes or changes one."""

import hashlib
import re
import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tests.wire import errors
from tests.wire.errors import ApiError, invalid_form

if TYPE_CHECKING:
    from tests.wire.interactions import Interaction
    from tests.wire.model import Channel, User

Json = dict[str, Any]

MIB = 1024 * 1024
REQUEST_LIMIT_BYTES = 25 * MIB
CONTENT_LIMIT = 2000
FILES_LIMIT = 10
EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")


@dataclass(frozen=True)
class Incoming:
    """A file as it arrived in a request."""

    filename: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Upload:
    """A file as Discord keeps it; `data` is None where the wire keeps no files."""

    id: int
    filename: str
    size: int
    sha256: str
    data: bytes | None = field(default=None, repr=False)
    description: str | None = None

    @property
    def is_picture(self) -> bool:
        return self.filename.lower().endswith(_PICTURES)


@dataclass(frozen=True)
class Version:
    """What a message became at one moment of its life, by the monotonic clock."""

    at: float
    what: str
    content: str
    attachments: tuple[Upload, ...]


@dataclass(eq=False)
class Message:
    id: int
    channel: "Channel" = field(repr=False)
    author: "User" = field(repr=False)
    timestamp: str
    kind: int = 0
    content: str = ""
    embeds: list[Json] = field(default_factory=list, repr=False)
    components: list[Json] = field(default_factory=list, repr=False)
    attachments: list[Upload] = field(default_factory=list)
    flags: int = 0
    nonce: str | int | None = None
    interaction: "Interaction | None" = field(default=None, repr=False)
    reference: int | None = None
    edited: str | None = None
    deleted: bool = False
    # Whom it notified when it was made: edits notify nobody.
    pings: frozenset[int] = frozenset()
    pings_everyone: bool = False
    life: list[Version] = field(default_factory=list, repr=False)

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        return bool(self.flags & LOADING)

    @property
    def pictures(self) -> list[Upload]:
        return [upload for upload in self.attachments if upload.is_picture]

    @property
    def text(self) -> str:
        """All that can be read in it: content, embeds and text displays."""
        return "\n".join([self.content, *_texts(self.embeds), *_texts(self.components)])

    def note(self, what: str) -> None:
        version = Version(time.monotonic(), what, self.content, tuple(self.attachments))
        self.life.append(version)

    def delete(self) -> None:
        """Delete it, as its author or a moderator would."""
        if self.deleted:
            return
        self.deleted = True
        self.note("deleted")
        self.channel.messages.pop(self.id, None)
        self.channel.tell_of_message("MESSAGE_DELETE", self)


def _texts(parts: list[Json]) -> list[str]:
    found: list[str] = []
    for part in parts:
        keys = ("title", "description", "content", "name", "value", "text", "label")
        found += [part[key] for key in keys if isinstance(part.get(key), str)]
        for key in ("fields", "components"):
            found += _texts(part.get(key) or [])
    return found


def check_files(files: dict[int, Incoming], request_bytes: int, limit_bytes: int) -> None:
    if request_bytes > REQUEST_LIMIT_BYTES:
        raise ApiError(errors.TOO_LARGE)
    if any(len(file.data) > limit_bytes for file in files.values()):
        raise ApiError(errors.TOO_LARGE)
    if len(files) > FILES_LIMIT:
        raise invalid_form("attachments", "Must be 10 or fewer in length.")


def change(message: Message, body: Json, uploads: dict[int, Upload]) -> None:
    """Give a message what a request says of it; keys that are not there change nothing."""
    content = body.get("content", message.content)
    if len(content or "") > CONTENT_LIMIT:
        raise invalid_form("content", "Must be 2000 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    attachments = _attachments(message, body, uploads)
    embeds = body.get("embeds", message.embeds) or []
    components = body.get("components", message.components) or []
    if message.flags & COMPONENTS_V2 and (content or embeds):
        raise invalid_form("content", "Cannot be used with the flag IS_COMPONENTS_V2.")
    if not (content or embeds or attachments or components):
        raise ApiError(errors.EMPTY_MESSAGE)
    message.content, message.embeds = content or "", embeds
    message.components, message.attachments = components, attachments
    message.flags &= ~LOADING


def _attachments(message: Message, body: Json, uploads: dict[int, Upload]) -> list[Upload]:
    """Keep the old ones that the request names, or all where it names none; add the new."""
    if body.get("attachments") is None:
        kept = [] if "attachments" in body else list(message.attachments)
        return [*kept, *uploads.values()]
    named = {int(entry["id"]) for entry in body["attachments"]}
    kept = [upload for upload in message.attachments if upload.id in named]
    return [*kept, *uploads.values()]


def mentions(body: Json) -> tuple[frozenset[int], bool]:
    """Tell which users a new message pings, and whether it pings everyone."""
    content: str = body.get("content") or ""
    allowed = body.get("allowed_mentions")
    users = {int(number) for number in re.findall(r"<@!?(\d+)>", content)}
    everyone = "@everyone" in content or "@here" in content
    if allowed is None:
        return frozenset(users), everyone
    parse = allowed.get("parse") or []
    if "users" not in parse:
        users &= {int(number) for number in allowed.get("users") or []}
    return frozenset(users), everyone and "everyone" in parse
