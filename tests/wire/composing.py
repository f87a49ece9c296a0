"""Putting a message into a channel, and changing one that is there."""

from typing import Any

from tests.wire.journal import Call
from tests.wire.messages import (
    COMPONENTS_V2,
    EPHEMERAL,
    Message,
    Upload,
    change,
    check_files,
    mentions,
)
from tests.wire.model import World

Json = dict[str, Any]

_NO_EMBEDS, _SILENT = 1 << 2, 1 << 12
# The flags that a bot may set itself, at first and afterwards.
_OWN_FLAGS = _NO_EMBEDS | EPHEMERAL | _SILENT | COMPONENTS_V2
_EDITABLE_FLAGS = _NO_EMBEDS | COMPONENTS_V2


def add(world: World, message: Message, body: Json, call: Call) -> None:
    """Fill a new message with what a request says and put it into its channel."""
    if reference := (body.get("message_reference") or {}).get("message_id"):
        message.reference = int(reference)
    message.flags |= (body.get("flags") or 0) & _OWN_FLAGS
    change(message, body, _uploads(world, message, body, call))
    message.pings, message.pings_everyone = mentions(body)
    place(world, message)


def place(world: World, message: Message) -> None:
    """Put a message into its channel as it is; a deferral's is empty."""
    message.channel.messages[message.id] = world.messages[message.id] = message
    message.note("created")
    message.channel.tell_of_message("MESSAGE_CREATE", message)


def edit(world: World, message: Message, body: Json, call: Call) -> None:
    message.flags |= (body.get("flags") or 0) & _EDITABLE_FLAGS
    change(message, body, _uploads(world, message, body, call))
    message.edited = world.clock.stamp()
    message.note("edited")
    message.channel.tell_of_message("MESSAGE_UPDATE", message)


def _uploads(world: World, message: Message, body: Json, call: Call) -> dict[int, Upload]:
    check_files(call.files, call.size, message.channel.attachment_size_limit)
    named = {int(entry["id"]): entry for entry in body.get("attachments") or []}
    uploads = {}
    for number, file in call.files.items():
        entry = named.get(number, {})
        uploads[number] = world.upload(file, entry.get("description"))
    return uploads
