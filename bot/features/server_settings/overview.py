"""The settings of a server as text, with the command that changes each.

Deleted channels and roles are marked.
"""

from collections.abc import Sequence

from limits import RateLimitItem

from bot.admission.rates import rate_limits
from bot.features.base import Services
from bot.features.server_settings.lists import CHANNELS, ROLES, ServerList
from bot.features.server_settings.server_admin import join_names
from bot.features.shared.limits import limit_texts
from bot.interactions.context import Context
from bot.language import LANGUAGES, Text, say, text
from bot.language.formatting import join_with_and, quote, yes_or_no

# Four lists of this length fit into a message in every language.
_LIMIT = 270


# By the names of the settings, in the order in which they are shown.
COMMANDS = {
    "channels": "channels add",
    "roles": "roles add",
    "models": "models add",
    "member-limit": "limits",
    "server-limit": "limits",
    "language": "language",
    "spoilers": "spoilers",
    "waits": "waits",
    "styles": "styles add",
}


async def overview(services: Services, context: Context) -> list[Text]:
    """List a server's settings, one line each, with the command that changes it.

    Args:
        services: services of the bot.
        context: of the member who reads them.

    Raises:
        StorageUnavailable: the server's styles cannot be read.
    """
    server = context.server
    styles = [quote(name) for name in await services.presets.available(context.guild_id)]
    values: dict[str, Text | str] = {
        "channels": await _format_list(CHANNELS, context),
        "roles": await _format_list(ROLES, context),
        "models": join_names(server.models, _LIMIT) or text("server-any"),
        "member-limit": _format_limit(server.user_limit, services.quotas.per_user),
        "server-limit": _format_limit(server.server_limit, services.quotas.per_server),
        "language": LANGUAGES.get(server.language or "") or text("server-as-discord"),
        "spoilers": yes_or_no(server.spoiler),
        "waits": yes_or_no(server.waits),
        "styles": join_names(styles, _LIMIT),
    }
    lines = [
        text(
            "server-line",
            name=text(f"server-name-{name}"),
            value=values[name],
            command=f"`/server {command}`",
        )
        for name, command in COMMANDS.items()
    ]
    return [text("server-title"), *lines]


async def _format_list(listing: ServerList, context: Context) -> Text | str:
    """Format a list, with deleted entries marked."""
    ids = getattr(context.server, listing.field)
    gone = await listing.find_deleted(context.interaction.guild, ids)
    deleted = [
        say(context.locale, text("server-deleted", id=str(one))) for one in ids if one in gone
    ]
    there = [listing.mention.format(one) for one in ids if one not in gone]
    return join_names([*there, *deleted], _LIMIT) or text("server-any")


def _format_limit(limit: str | None, operators: Sequence[RateLimitItem]) -> Text:
    """Format a limit of the server, or else the operator's, which applies without one."""
    if limit and (own := join_with_and(limit_texts(rate_limits(limit)))):
        return own
    if allowed := join_with_and(limit_texts(operators)):
        return text("server-limit-of-operator", limit=allowed)
    return text("setting-none")
