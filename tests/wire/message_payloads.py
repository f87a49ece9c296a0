"""Messages and uploads as Discord writes them in JSON."""

import mimetypes
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tests.wire.payloads import user

if TYPE_CHECKING:
    from tests.wire.interactions import Interaction
    from tests.wire.messages import Message, Upload
    from tests.wire.model import World

Json = dict[str, Any]


def upload(one: "Upload", world: "World", ephemeral: bool = False) -> Json:
    url = f"{world.url}/attachments/{one.id}/{quote(one.filename)}"
    kind = mimetypes.guess_type(one.filename)[0] or "application/octet-stream"
    return {
        "id": str(one.id),
        "filename": one.filename,
        "size": one.size,
        "url": url,
        "proxy_url": url,
        "content_type": kind,
        **({"description": one.description} if one.description else {}),
        **({"ephemeral": True} if ephemeral else {}),
    }


def created(one: "Message") -> Json:
    """Write a message that has just been made: only then does Discord tell its nonce."""
    return message(one) | ({"nonce": one.nonce} if one.nonce is not None else {})


def message(one: "Message") -> Json:
    world = one.channel.world
    more: Json = {}
    if one.reference:
        more["message_reference"] = {
            "type": 0,
            "channel_id": str(one.channel.id),
            "message_id": str(one.reference),
        }
    if one.interaction:
        more |= _asked_by(one, one.interaction)
    return {
        "id": str(one.id),
        "channel_id": str(one.channel.id),
        "type": one.kind,
        "author": user(one.author),
        "content": one.content,
        "timestamp": one.timestamp,
        "edited_timestamp": one.edited,
        "tts": False,
        "mention_everyone": one.pings_everyone,
        "mentions": [user(world.users[each]) for each in one.pings if each in world.users],
        "mention_roles": [],
        "attachments": [upload(each, world, one.ephemeral) for each in one.attachments],
        "embeds": [{"type": "rich", **embed} for embed in one.embeds],
        "components": numbered(one.components),
        "pinned": False,
        "flags": one.flags,
        **more,
        **(_HIDDEN if _is_hidden(one) else {}),
    }


# What a bot without the message content intent sees of what members write.
_HIDDEN: Json = {"content": "", "attachments": [], "embeds": [], "components": []}


def _is_hidden(one: "Message") -> bool:
    world = one.channel.world
    if one.author.bot or one.channel.guild is None or world.message_content:
        return False
    return not any(application.user.id in one.pings for application in world.applications)


def numbered(components: list[Json]) -> list[Json]:
    """Give each component the id that Discord gives those that have none."""
    return _numbered(components, iter(range(1, 1000)))


def _numbered(components: list[Json], numbers: Iterator[int]) -> list[Json]:
    found = []
    for component in components:
        copy = {"id": next(numbers), **component}
        if "components" in copy:
            copy["components"] = _numbered(copy["components"], numbers)
        for key in ("accessory", "component"):
            if key in copy:
                (copy[key],) = _numbered([copy[key]], numbers)
        found.append(copy)
    return found


def _asked_by(one: "Message", interaction: "Interaction") -> Json:
    return {
        "webhook_id": str(interaction.application.id),
        "application_id": str(interaction.application.id),
        "interaction_metadata": {
            "id": str(interaction.id),
            "type": interaction.kind,
            "user": user(interaction.user),
            "authorizing_integration_owners": interaction.owners,
            **(
                {}
                if interaction.original is one
                else {"original_response_message_id": str(interaction.original_id)}
            ),
        },
    }
