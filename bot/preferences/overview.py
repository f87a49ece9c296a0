"""What a server has chosen, in words; what it chose and has since deleted is named as that."""

from bot.imagine import Studio, Visit
from bot.imagine.reception import listed
from bot.imagine.styles import styles_for
from bot.language import LANGUAGES, Text, say, text
from bot.preferences.limits import said
from bot.preferences.lists import CHANNELS, ROLES, Listed
from bot.preferences.owners import some_of
from bot.preferences.summary import yes_or_no
from bot.wording import quoted

# Four lists have to fit into a message, in every language.
_LIMIT = 320


async def overview(studio: Studio, visit: Visit) -> list[Text]:
    """Say line by line what holds in a server.

    Raises:
        StorageUnavailable: its styles cannot be read.
    """
    server = visit.server
    styles = [quoted(name) for name in await styles_for(studio, visit.guild_id)]
    values: dict[str, Text | str] = {
        "channels": await _shown(CHANNELS, visit),
        "roles": await _shown(ROLES, visit),
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


async def _shown(listing: Listed, visit: Visit) -> Text | str:
    """Show a list, with those that were deleted marked as such."""
    ids = getattr(visit.server, listing.field)
    gone = await listing.gone(visit.interaction.guild, ids)
    deleted = [say(visit.locale, text("server-deleted", id=str(one))) for one in ids if one in gone]
    there = [listing.mention.format(one) for one in ids if one not in gone]
    return some_of([*there, *deleted], _LIMIT) or text("server-any")


def _limit(limit: str | None) -> Text:
    """Say a limit, or that only the operator's holds."""
    own = listed(said(limit)) if limit else None
    return own or text("server-limit-operator")
