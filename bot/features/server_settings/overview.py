"""What a server has chosen, in words; what it chose and has since deleted is named as that."""

from bot.features.base import Services
from bot.features.server_settings.limits import limit_texts
from bot.features.server_settings.lists import CHANNELS, ROLES, ServerList
from bot.features.server_settings.server_admin import some_of
from bot.interactions.context import Context
from bot.language import LANGUAGES, Text, say, text
from bot.language.formatting import join_with_and, quote, yes_or_no

# Four lists have to fit into a message, in every language.
_LIMIT = 320


async def overview(services: Services, context: Context) -> list[Text]:
    """Say line by line what holds in a server.

    Raises:
        StorageUnavailable: its styles cannot be read.
    """
    server = context.server
    styles = [quote(name) for name in await services.presets.available(context.guild_id)]
    values: dict[str, Text | str] = {
        "channels": await _shown(CHANNELS, context),
        "roles": await _shown(ROLES, context),
        "models": some_of(server.models, _LIMIT) or text("server-any"),
        "member-limit": _limit(server.user_limit),
        "server-limit": _limit(server.server_limit),
        "language": LANGUAGES.get(server.language or "") or text("server-as-discord"),
        "spoilers": yes_or_no(server.spoiler),
        "waits": yes_or_no(server.waits),
        "styles": some_of(styles, _LIMIT),
    }
    lines = [
        text("setting-line", name=text(f"server-name-{name}"), value=value)
        for name, value in values.items()
    ]
    return [text("server-title"), *lines]


async def _shown(listing: ServerList, context: Context) -> Text | str:
    """Show a list, with those that were deleted marked as such."""
    ids = getattr(context.server, listing.field)
    gone = await listing.gone(context.interaction.guild, ids)
    deleted = [
        say(context.locale, text("server-deleted", id=str(one))) for one in ids if one in gone
    ]
    there = [listing.mention.format(one) for one in ids if one not in gone]
    return some_of([*there, *deleted], _LIMIT) or text("server-any")


def _limit(limit: str | None) -> Text:
    """Say a limit, or that only the operator's holds."""
    own = join_with_and(limit_texts(limit)) if limit else None
    return own or text("server-limit-operator")
