"""How commands are named in texts: so that a click opens them, once Discord has said their ids."""

import logging

import discord

from bot.interactions.responses import DISCORD_ERRORS, summary

log = logging.getLogger(__name__)

# What the texts call them; of a group, Discord mentions only what is in it.
COMMANDS = {
    "imagine": "imagine",
    "morph": "morph",
    "blend": "blend",
    "queue": "queue",
    "cancel": "cancel",
    "history": "history",
    "gallery": "gallery",
    "stats": "stats",
    "settings": "settings set",
    "privacy": "privacy show",
    "export": "privacy export",
    "delete": "privacy delete",
    "server": "server show",
    "ban": "moderation ban",
    "log": "moderation log",
}
_SLASH = 1


class Mentions:
    """Asks Discord for the commands' ids, until it has answered once.

    Args:
        client: logged in.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._ids: dict[str, str] = {}

    async def all(self) -> dict[str, str]:
        """Name every command, by what the texts call it."""
        if not self._ids:
            self._ids = await self._asked()
        return {key: self._named(path) for key, path in COMMANDS.items()}

    def _named(self, path: str) -> str:
        command_id = self._ids.get(path.split()[0])
        return f"</{path}:{command_id}>" if command_id else f"`/{path}`"

    async def _asked(self) -> dict[str, str]:
        """Read the ids; nothing while Discord does not tell them."""
        try:
            rows = await self._client.http.get_global_commands(self._client.application_id or 0)
        except DISCORD_ERRORS as error:
            log.warning("the commands' ids are not known: %s", summary(error))
            return {}
        return {row["name"]: str(row["id"]) for row in rows if row.get("type", _SLASH) == _SLASH}
