"""Changes of the settings of single channels, and their texts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from discord import app_commands

from bot.admission.place_and_word_rules import MOST_NAMED
from bot.features.server_settings.server_admin import ServerAdmin, join_names
from bot.interactions.context import Context, Refused
from bot.interactions.deleted_targets import deleted_channels
from bot.language import Text, say, text
from bot.language.formatting import quote
from bot.requests.model_choice import widest_limits
from bot.requests.options import size_name
from bot.storage import ChannelDefaults, ServerPreferences

SHOWN_LIMIT = 600
# What can be reset by itself, by the fields of the settings.
PARTS = ("model", "size", "style", "styles", "spoiler")

Change = Callable[[ChannelDefaults], ChannelDefaults]
Setting = TypeVar("Setting")


class ChannelSettings:
    """Changes of the settings of single channels.

    Args:
        admin: access to the server's settings.
    """

    def __init__(self, admin: ServerAdmin) -> None:
        self._admin, self._services, self.handler = admin, admin.services, admin.handler

    async def check_names(
        self,
        context: Context,
        model: str | None = None,
        size: str | None = None,
        style: str | None = None,
    ) -> None:
        """Check that what is named is on offer; None is not checked.

        Args:
            context: of the server.
            model: name of a model.
            size: such as "128×128".
            style: name of a preset.

        Raises:
            Refused: it is not.
        """
        service = self._services.service
        if model is not None and model not in service.models:
            raise Refused(text("refused-model-unknown", name=quote(model, 60)), "invalid")
        if size is not None and size not in {
            size_name(*one) for one in widest_limits(service).sizes
        }:
            raise Refused(text("refused-size", name=quote(size, 60)), "invalid")
        if style is not None and style not in await self._services.presets.names(context):
            raise Refused(text("refused-style", name=quote(style, 60)), "invalid")

    async def change(
        self, context: Context, channel: app_commands.AppCommandChannel, change: Change
    ) -> None:
        """Change the settings of a channel, and answer with the new ones.

        Args:
            context: of the member.
            channel: the channel.
            change: old settings → new settings.

        Raises:
            Refused: the new settings contradict each other.
        """

        def change_one(old: ServerPreferences) -> ServerPreferences:
            changed = change(old.channel_defaults.get(channel.id, ChannelDefaults()))
            _check(changed)
            others = {id_: one for id_, one in old.channel_defaults.items() if id_ != channel.id}
            if changed == ChannelDefaults():
                return replace(old, channel_defaults=others)
            if len(others) >= MOST_NAMED:
                raise Refused(text("refused-too-many-listed", most=MOST_NAMED), "invalid")
            return replace(old, channel_defaults={**others, channel.id: changed})

        server = await self._admin.change(context, "channel", change_one)
        now = server.channel_defaults.get(channel.id, ChannelDefaults())
        items = "; ".join(say(context.locale, item) for item in channel_items(now))
        key = "place-now" if items else "place-nothing"
        await context.tell(text(key, channel=channel.mention, list=items))

    async def remove_deleted(self, context: Context) -> None:
        """Remove everything that is set for channels that were deleted in Discord.

        Args:
            context: of the member.
        """
        await context.interaction.response.defer(ephemeral=True)
        server = context.server
        ids = {*server.channel_defaults, *server.channel_bands, *server.channel_approval}
        gone = await deleted_channels(context.interaction.guild, ids)

        def there(settings: Mapping[int, Setting]) -> dict[int, Setting]:
            return {id_: one for id_, one in settings.items() if id_ not in gone}

        def remove(old: ServerPreferences) -> ServerPreferences:
            return replace(
                old,
                channel_defaults=there(old.channel_defaults),
                channel_bands=there(old.channel_bands),
                channel_approval=there(old.channel_approval),
            )

        await self._admin.change(context, "channel", remove)
        await context.tell(text("place-deleted", count=len(gone)))


def channel_items(settings: ChannelDefaults) -> list[Text]:
    """List what is set for a channel."""
    style = quote(settings.style or "")
    items = {
        "model": settings.model and text("place-model", model=settings.model),
        "size": settings.size and text("place-size", size=settings.size),
        "style": settings.style
        and text("place-forced" if settings.forced else "place-style", style=style),
        "styles": settings.styles
        and text("place-styles", list=join_names(map(quote, settings.styles), SHOWN_LIMIT)),
        "spoiler": settings.spoiler and text("place-spoiler"),
    }
    return [item for item in items.values() if isinstance(item, Text)]


def reset_part(old: ChannelDefaults, what: str | None) -> ChannelDefaults:
    """Copy settings of a channel with one part as it is where nothing is set.

    Args:
        old: the settings.
        what: one of `PARTS`; anything else for all of them.
    """
    unset = ChannelDefaults()
    if what not in PARTS:
        return unset
    names = ("style", "forced") if what == "style" else (what,)
    return replace(old, **{name: getattr(unset, name) for name in names})


def _check(settings: ChannelDefaults) -> None:
    """Check settings of a channel against each other.

    Raises:
        Refused: they contradict each other.
    """
    style, listed = settings.style, settings.styles
    if settings.forced and not style:
        raise Refused(text("refused-place-force"), "invalid")
    if listed and style and style not in listed:
        names = join_names(map(quote, listed), SHOWN_LIMIT)
        raise Refused(text("refused-place-style", name=quote(style, 60), list=names), "invalid")
