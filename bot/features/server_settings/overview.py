"""The settings of a server as text, with deleted channels and roles marked."""

from bot.features.base import Services
from bot.features.server_settings.limits import limit_texts
from bot.features.server_settings.lists import CHANNELS, ROLES, ServerList
from bot.features.server_settings.server_admin import join_names
from bot.interactions.context import Context
from bot.language import LANGUAGES, Text, say, text
from bot.language.formatting import join_with_and, quote, yes_or_no

# Four lists of this length fit into a message in every language.
_LIMIT = 320


async def overview(services: Services, context: Context) -> list[Text]:
    """List a server's settings, one line each.

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
        "member-limit": _format_limit(server.user_limit),
        "server-limit": _format_limit(server.server_limit),
        "language": LANGUAGES.get(server.language or "") or text("server-as-discord"),
        "spoilers": yes_or_no(server.spoiler),
        "waits": yes_or_no(server.waits),
        "styles": join_names(styles, _LIMIT),
    }
    lines = [
        text("setting-line", name=text(f"server-name-{name}"), value=value)
        for name, value in values.items()
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


def _format_limit(limit: str | None) -> Text:
    """Format a limit, or the fact that only the operator's applies."""
    own = join_with_and(limit_texts(limit)) if limit else None
    return own or text("server-limit-operator")
