"""`/server channels`, `/server roles` and `/server models`: where, for whom and with what."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot.admission.place_and_word_rules import MOST_NAMED
from bot.features.server_settings.server_admin import ServerAdmin, some_of
from bot.interactions.autocomplete import autocomplete
from bot.interactions.context import Context, Refused
from bot.interactions.deleted_targets import deleted_channels, deleted_roles
from bot.language import describe, text
from bot.language.formatting import quote
from bot.storage import ServerPreferences

SHOWN_LIMIT = 1500

Gone = Callable[[discord.Guild | None, Collection[int]], Awaitable[frozenset[int]]]


@dataclass(frozen=True, slots=True)
class ServerList:
    """A list among a server's choices.

    Args:
        field: its name among them.
        mention: how one of it is shown.
        gone: tells which were deleted.
    """

    field: str
    mention: str
    gone: Gone

    def shown(self, choices: ServerPreferences) -> list[str]:
        """Show all of it."""
        return [self.mention.format(one) for one in getattr(choices, self.field)]


CHANNELS = ServerList("channels", "<#{}>", deleted_channels)
ROLES = ServerList("roles", "<@&{}>", deleted_roles)


class ChannelTransformer(app_commands.Transformer):
    """A channel in which members can write, as Discord's list of them offers it."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Say that it is a channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """List the kinds: no categories, and none that Discord does not know in options."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.voice, kinds.stage_voice]

    async def transform(
        self,
        interaction: discord.Interaction,  # noqa: ARG002 - discord.py's
        value: app_commands.AppCommandChannel,
    ) -> app_commands.AppCommandChannel:
        """Leave it as it is."""
        return value


Channel = app_commands.Transform[app_commands.AppCommandChannel, ChannelTransformer]


def channels_group(owners: ServerAdmin) -> app_commands.Group:
    """Offer `/server channels`."""
    group = _group("channels")

    @group.command(name="add", description=describe("server-channels-add"))
    @app_commands.describe(channel=describe("server-channel"))
    async def add(interaction: discord.Interaction, channel: Channel) -> None:
        await owners.serve(interaction, partial(_add, owners, CHANNELS, channel.id))

    @group.command(name="remove", description=describe("server-channels-remove"))
    @app_commands.describe(channel=describe("server-channel-remove"))
    async def remove(interaction: discord.Interaction, channel: Channel | None = None) -> None:
        await owners.serve(interaction, partial(_remove, owners, CHANNELS, channel))

    group.add_command(_clear(owners, "channels"))
    return group


def roles_group(owners: ServerAdmin) -> app_commands.Group:
    """Offer `/server roles`."""
    group = _group("roles")

    @group.command(name="add", description=describe("server-roles-add"))
    @app_commands.describe(role=describe("server-role"))
    async def add(interaction: discord.Interaction, role: discord.Role) -> None:
        await owners.serve(interaction, partial(_add, owners, ROLES, role.id))

    @group.command(name="remove", description=describe("server-roles-remove"))
    @app_commands.describe(role=describe("server-role-remove"))
    async def remove(interaction: discord.Interaction, role: discord.Role | None = None) -> None:
        await owners.serve(interaction, partial(_remove, owners, ROLES, role))

    group.add_command(_clear(owners, "roles"))
    return group


def models_group(owners: ServerAdmin) -> app_commands.Group:
    """Offer `/server models`."""
    group = _group("models")

    @group.command(name="add", description=describe("server-models-add"))
    @app_commands.describe(model=describe("server-model"))
    async def add(interaction: discord.Interaction, model: str) -> None:
        async def work(context: Context) -> None:
            if model not in owners.services.service.models:
                raise Refused(text("refused-model-unknown", name=quote(model, 60)), "invalid")
            await _with(owners, context, "models", partial(_appended, model))

        await owners.serve(interaction, work)

    @group.command(name="remove", description=describe("server-models-remove"))
    @app_commands.describe(model=describe("server-model"))
    async def remove(interaction: discord.Interaction, model: str) -> None:
        without = partial(_without, frozenset({model}))
        await owners.serve(interaction, lambda context: _with(owners, context, "models", without))

    async def models(_context: Context) -> Iterable[str]:
        return owners.services.service.models

    async def listed(context: Context) -> Iterable[str]:
        return context.server.models

    add.autocomplete("model")(autocomplete(owners.services.handler, models))
    remove.autocomplete("model")(autocomplete(owners.services.handler, listed))
    group.add_command(_clear(owners, "models"))
    return group


def _group(name: str) -> app_commands.Group:
    return app_commands.Group(name=name, description=describe(f"server-{name}"))


def _clear(owners: ServerAdmin, field: str) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="clear", description=describe(f"server-{field}-clear"))
    async def clear(interaction: discord.Interaction) -> None:
        await owners.serve(
            interaction, lambda context: _with(owners, context, field, lambda _old: ())
        )

    return clear


async def _add(owners: ServerAdmin, listed: ServerList, one: int, context: Context) -> None:
    await _with(owners, context, listed.field, partial(_appended, one))


async def _remove(
    owners: ServerAdmin,
    listed: ServerList,
    one: app_commands.AppCommandChannel | discord.Role | None,
    context: Context,
) -> None:
    """Take one off a list, or those that were deleted."""
    gone = frozenset({one.id}) if one else await _gone(listed, context)
    await _with(owners, context, listed.field, partial(_without, gone))


async def _gone(listed: ServerList, context: Context) -> frozenset[int]:
    await context.interaction.response.defer(ephemeral=True)
    return await listed.gone(context.interaction.guild, getattr(context.server, listed.field))


def _appended(one: Any, old: tuple[Any, ...]) -> tuple[Any, ...]:
    new = tuple(dict.fromkeys((*old, one)))
    if len(new) > MOST_NAMED:
        raise Refused(text("refused-too-many-listed", most=MOST_NAMED), "invalid")
    return new


def _without(gone: frozenset[Any], old: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(one for one in old if one not in gone)


async def _with(
    owners: ServerAdmin,
    context: Context,
    field: str,
    change: Callable[[tuple[Any, ...]], tuple[Any, ...]],
) -> None:
    """Change a list and say what it is now."""

    def changed(old: ServerPreferences) -> ServerPreferences:
        lists: dict[str, Any] = {field: change(getattr(old, field))}
        return replace(old, **lists)

    choices = await owners.change(context, field, changed)
    shown = some_of(names(choices, field), SHOWN_LIMIT)
    models = owners.services.service.models
    if not shown:
        await context.tell(text(f"server-{field}-all"))
    elif field == "models" and not set(models).intersection(choices.models):
        await context.tell(text("server-models-without", list=shown, model=", ".join(models)))
    else:
        await context.tell(text(f"server-{field}-now", list=shown))


def names(choices: ServerPreferences, field: str) -> list[str]:
    """Show every one of a list."""
    for listed in (CHANNELS, ROLES):
        if listed.field == field:
            return listed.shown(choices)
    return list(choices.models)
