"""`/server channels`, `roles`, `models` and `spoiler-roles`: lists of what they name."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot.admission.place_and_word_rules import MOST_NAMED
from bot.features.server_settings.server_admin import ServerAdmin, join_names
from bot.features.shared.channels import Channel
from bot.interactions.autocomplete import autocomplete
from bot.interactions.context import Context, Refused
from bot.interactions.deleted_targets import deleted_channels, deleted_roles
from bot.language import describe, text
from bot.language.formatting import quote
from bot.storage import ServerPreferences

SHOWN_LIMIT = 1500

FindDeleted = Callable[[discord.Guild | None, Collection[int]], Awaitable[frozenset[int]]]


@dataclass(frozen=True, slots=True)
class ServerList:
    """List of ids in a server's preferences.

    Args:
        field: name of the list in the preferences.
        mention: format of an entry.
        find_deleted: returns the ids that no longer exist.
    """

    field: str
    mention: str
    find_deleted: FindDeleted

    @property
    def name(self) -> str:
        """Name of the list in commands and texts."""
        return self.field.replace("_", "-")

    def mentions(self, preferences: ServerPreferences) -> list[str]:
        """Format all entries."""
        return [self.mention.format(one) for one in getattr(preferences, self.field)]


CHANNELS = ServerList("channels", "<#{}>", deleted_channels)
ROLES = ServerList("roles", "<@&{}>", deleted_roles)
SPOILER_ROLES = ServerList("spoiler_roles", "<@&{}>", deleted_roles)


def channels_group(admin: ServerAdmin) -> app_commands.Group:
    """Build the command group `/server channels`."""
    group = _group("channels")

    @group.command(name="add", description=describe("server-channels-add"))
    @app_commands.describe(channel=describe("server-channel"))
    @admin.handler.callback
    async def add(context: Context, channel: Channel) -> None:
        await _change_list(admin, context, "channels", partial(_append_entry, channel.id))

    @group.command(name="remove", description=describe("server-channels-remove"))
    @app_commands.describe(channel=describe("server-channel-remove"))
    @admin.handler.callback
    async def remove(context: Context, channel: Channel | None = None) -> None:
        await _remove(admin, context, CHANNELS, channel)

    group.add_command(_clear_command(admin, "channels"))
    return group


def roles_group(admin: ServerAdmin, listing: ServerList) -> app_commands.Group:
    """Build the command group of a list of roles.

    Args:
        admin: access to the server's settings.
        listing: `/server roles` or `/server spoiler-roles`.
    """
    group = _group(listing.name)

    @group.command(name="add", description=describe(f"server-{listing.name}-add"))
    @app_commands.describe(role=describe("server-role"))
    @admin.handler.callback
    async def add(context: Context, role: discord.Role) -> None:
        await _change_list(admin, context, listing.field, partial(_append_entry, role.id))

    @group.command(name="remove", description=describe(f"server-{listing.name}-remove"))
    @app_commands.describe(role=describe("server-role-remove"))
    @admin.handler.callback
    async def remove(context: Context, role: discord.Role | None = None) -> None:
        await _remove(admin, context, listing, role)

    group.add_command(_clear_command(admin, listing.field))
    return group


def models_group(admin: ServerAdmin) -> app_commands.Group:
    """Build the command group `/server models`."""
    group = _group("models")

    @group.command(name="add", description=describe("server-models-add"))
    @app_commands.describe(model=describe("server-model"))
    @admin.handler.callback
    async def add(context: Context, model: str) -> None:
        if model not in admin.services.service.models:
            raise Refused(text("refused-model-unknown", name=quote(model, 60)), "invalid")
        await _change_list(admin, context, "models", partial(_append_entry, model))

    @group.command(name="remove", description=describe("server-models-remove"))
    @app_commands.describe(model=describe("server-model"))
    @admin.handler.callback
    async def remove(context: Context, model: str) -> None:
        await _change_list(admin, context, "models", partial(_remove_entries, frozenset({model})))

    async def models(_context: Context) -> Iterable[str]:
        return admin.services.service.models

    async def allowed_models(context: Context) -> Iterable[str]:
        return context.server.models

    add.autocomplete("model")(autocomplete(admin.services.handler, models))
    remove.autocomplete("model")(autocomplete(admin.services.handler, allowed_models))
    group.add_command(_clear_command(admin, "models"))
    return group


def _group(name: str) -> app_commands.Group:
    return app_commands.Group(name=name, description=describe(f"server-{name}"))


def _clear_command(admin: ServerAdmin, field: str) -> app_commands.Command[Any, ..., None]:
    about = describe(f"server-{field.replace('_', '-')}-clear")

    @app_commands.command(name="clear", description=about)
    @admin.handler.callback
    async def clear(context: Context) -> None:
        await _change_list(admin, context, field, lambda _old: ())

    return clear


async def _remove(
    admin: ServerAdmin,
    context: Context,
    listing: ServerList,
    one: app_commands.AppCommandChannel | discord.Role | None,
) -> None:
    """Remove one entry from a list, or without one all that were deleted in Discord."""
    if one:
        removed = frozenset({one.id})
    else:
        await context.interaction.response.defer(ephemeral=True)
        ids = getattr(context.server, listing.field)
        removed = await listing.find_deleted(context.interaction.guild, ids)
    await _change_list(admin, context, listing.field, partial(_remove_entries, removed))


def _append_entry(one: Any, old: tuple[Any, ...]) -> tuple[Any, ...]:
    new = tuple(dict.fromkeys((*old, one)))
    if len(new) > MOST_NAMED:
        raise Refused(text("refused-too-many-listed", most=MOST_NAMED), "invalid")
    return new


def _remove_entries(removed: frozenset[Any], old: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(one for one in old if one not in removed)


async def _change_list(
    admin: ServerAdmin,
    context: Context,
    field: str,
    change: Callable[[tuple[Any, ...]], tuple[Any, ...]],
) -> None:
    """Change a list, and answer with its new entries."""

    def change_field(old: ServerPreferences) -> ServerPreferences:
        lists: dict[str, Any] = {field: change(getattr(old, field))}
        return replace(old, **lists)

    preferences = await admin.change(context, field, change_field)
    shown = join_names(format_entries(preferences, field), SHOWN_LIMIT)
    models, name = admin.services.service.models, field.replace("_", "-")
    if not shown:
        await context.tell(text(f"server-{name}-all"))
    elif field == "models" and not set(models).intersection(preferences.models):
        await context.tell(text("server-models-without", list=shown, model=", ".join(models)))
    else:
        await context.tell(text(f"server-{name}-now", list=shown))


def format_entries(preferences: ServerPreferences, field: str) -> list[str]:
    """Format the entries of a list.

    Args:
        preferences: of the server.
        field: name of the list.
    """
    for listing in (CHANNELS, ROLES, SPOILER_ROLES):
        if listing.field == field:
            return listing.mentions(preferences)
    return list(preferences.models)
