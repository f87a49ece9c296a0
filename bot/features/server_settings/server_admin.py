"""Those who may set up a server, and what they change."""

import logging
from collections.abc import Callable, Iterable

import discord

from bot.features.base import Services
from bot.interactions.context import Context, Refused
from bot.interactions.handler import Work
from bot.language import Text, text
from bot.storage import ServerPreferences

log = logging.getLogger(__name__)

# discord.py's name for the permission Manage Server.
MANAGES = "manage_guild"


class ServerAdmin:
    """Serves them, and nobody else.

    Args:
        services: the bot's parts.
    """

    def __init__(self, services: Services) -> None:
        self.services = services

    async def serve(self, interaction: discord.Interaction, work: Work) -> None:
        """Serve an interaction of somebody who may set up the server."""

        async def allowed(context: Context) -> None:
            must_manage(context)
            await work(context)

        await self.services.handler.serve(interaction, allowed)

    async def change(
        self, context: Context, what: str, change: Callable[[ServerPreferences], ServerPreferences]
    ) -> ServerPreferences:
        """Change what the server has chosen.

        Args:
            context: of whoever changes it.
            what: for the log, in a word; never what it is changed to.
            change: old choices → new ones.
        """
        changed = await self.services.preferences.change_for_server(context.guild_id, change)
        note(context, what)
        return changed


def must_manage(context: Context) -> None:
    """Let those pass who may set up the server; the commands' own permissions are only a hint.

    Raises:
        Refused: they may not.
    """
    if not context.may(MANAGES):
        raise Refused(text("refused-no-manager"), "not_manager")


def note(context: Context, what: str) -> None:
    """Log that something was changed."""
    log.info("server %s: user %s changed %s", context.guild_id, context.user_id, what)


def some_of(names: Iterable[str], limit: int) -> Text | str:
    """List names, as many as fit, and count the others."""
    rest = list(names)
    shown = rest.pop(0) if rest else ""
    while rest and len(f"{shown}, {rest[0]}") <= limit:
        shown = f"{shown}, {rest.pop(0)}"
    return text("server-and-more", shown=shown, count=len(rest)) if rest else shown
