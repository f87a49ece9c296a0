"""Invite link of the bot: its id is in the token, so that no network is needed."""

import base64
import binascii

import discord
from pydantic import SecretStr

# View Channels, Send Messages, Send Messages in Threads, Attach Files, Read Message History.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    attach_files=True,
    read_message_history=True,
)
SCOPES = ("bot", "applications.commands")


def bot_id(token: SecretStr) -> int | None:
    """Decode the bot's id, the first part of a token; None if the token has another format."""
    first = token.get_secret_value().partition(".")[0]
    try:
        decoded = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4))
    except (binascii.Error, ValueError):
        return None
    return int(decoded) if decoded.isdigit() else None


def invite_link(token: SecretStr) -> str:
    """Return the address that adds the bot to a server, with the permissions that it needs.

    Raises:
        ValueError: the token is not in the format of a bot token.
    """
    if (client_id := bot_id(token)) is None:
        raise ValueError("The token contains no id.")
    return discord.utils.oauth_url(client_id, permissions=PERMISSIONS, scopes=SCOPES)
