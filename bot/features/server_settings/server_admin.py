"""Access to a server's settings for members with the permission Manage Server."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bot.features.base import Services
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import MANAGE_SERVER
from bot.language import Text, text
from bot.storage import ServerPreferences

log = logging.getLogger(__name__)


class ServerAdmin:
    """Access to a server's settings, with a check of the permission.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self.services, self.handler = services, services.handler.with_check(must_manage)

    async def change(
        self, context: Context, what: str, change: Callable[[ServerPreferences], ServerPreferences]
    ) -> ServerPreferences:
        """Change a server's preferences; the moderation log gets what has changed.

        Args:
            context: of the member who changes them.
            what: name of the setting for the log, never its value.
            change: old preferences → new preferences.

        Returns:
            The new preferences.
        """
        changed = await self.services.stores.preferences.change_for_server(
            context.guild_id, change, context.user_id
        )
        log_change(context, what)
        return changed

    async def set(self, context: Context, what: str, **values: Any) -> ServerPreferences:
        """Set fields of a server's preferences.

        Args:
            context: of the member who sets them.
            what: name of the setting for the log.
            **values: the fields.

        Returns:
            The new preferences.
        """
        return await self.change(context, what, lambda old: replace(old, **values))


def must_manage(context: Context) -> None:
    """Check that a member may change the settings; the commands' permissions are only a hint.

    Raises:
        Refused: the member may not.
    """
    if not context.may(MANAGE_SERVER):
        raise Refused(text("refused-no-manager"), "not_manager")


def log_change(context: Context, what: str) -> None:
    """Log the change of a setting.

    Args:
        context: of the member who changed it.
        what: name of the setting.
    """
    log.info("server %s: user %s changed %s", context.guild_id, context.user_id, what)


def join_names(names: Iterable[str], limit: int) -> Text | str:
    """Join names, as many as fit, and count the others.

    Args:
        names: may be none.
        limit: most characters of the joined names.
    """
    rest = list(names)
    shown = rest.pop(0) if rest else ""
    while rest and len(f"{shown}, {rest[0]}") <= limit:
        shown = f"{shown}, {rest.pop(0)}"
    return text("server-and-more", shown=shown, count=len(rest)) if rest else shown
