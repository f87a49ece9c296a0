"""Mentions of commands in texts, as links once Discord has returned the commands' ids."""

import logging

import discord

from bot.interactions.responses import DISCORD_ERRORS, summary

log = logging.getLogger(__name__)

# By their keys in the texts; Discord has no mentions of groups, only of the commands in them.
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
    """Mentions of all commands; their ids are fetched from Discord once.

    Args:
        client: a client that is logged in.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._ids: dict[str, str] = {}

    async def all(self) -> dict[str, str]:
        """Return the mentions of all commands, by their keys in the texts.

        Commands without a known id are only named.
        """
        if not self._ids:
            try:
                rows = await self._client.http.get_global_commands(self._client.application_id or 0)
            except DISCORD_ERRORS as error:
                log.warning("the commands' ids are not known: %s", summary(error))
                rows = []
            slash = [row for row in rows if row.get("type", _SLASH) == _SLASH]
            self._ids = {row["name"]: str(row["id"]) for row in slash}
        mentions = {}
        for key, path in COMMANDS.items():
            command_id = self._ids.get(path.split()[0])
            mentions[key] = f"</{path}:{command_id}>" if command_id else f"`/{path}`"
        return mentions
