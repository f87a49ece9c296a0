"""Preferences of members and servers; one that was never set has its default."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import TypeAdapter

from bot.storage.db.database import Database
from bot.storage.db.tables import members, servers, styles
from bot.storage.people.server_choices import (
    SAFE_BANDS,
    Bands,
    ChannelDefaults,
    QuietHours,
    find_for_channel,
)


@dataclass(frozen=True, slots=True)
class MemberPreferences:
    """Defaults of a member, in the order in which `/settings` shows them.

    Args:
        count: number of pictures.
        size: "128×128".
        steps: denoising steps.
        guidance: guidance scale.
        sampler: key of the sampler.
        negative_prompt: negative prompt of requests without one.
        style: name of a preset.
        language: language of the texts; None for that of their Discord client.
        remix: whether other members may remix their pictures.
        still: whether animations are shown as a still picture first.
    """

    count: int | None = None
    size: str | None = None
    steps: int | None = None
    guidance: float | None = None
    sampler: str | None = None
    negative_prompt: str | None = None
    style: str | None = None
    language: str | None = None
    remix: bool = True
    still: bool = False


@dataclass(frozen=True, slots=True)
class ServerPreferences:
    """Settings of a server; never more generous than the operator's settings.

    Args:
        language: language of public texts; None for that of each member.
        channels: ids of the only channels to draw in; empty for all.
        roles: ids of roles of which a member needs one; empty for none.
        user_limit: quota of one member, as "10/hour".
        role_limits: quotas of one member in place of `user_limit`, by the id of a role that they
            have; of several, the most generous one.
        server_limit: quota of all members together.
        models: names of the only models to draw with; empty for all.
        spoiler: whether pictures are hidden until a click.
        spoiler_roles: ids of the roles of members whose pictures are hidden until a click.
        waits: whether a request beyond a quota waits for it instead of being refused.
        word_rules: version of the server's own word rules, which grows with every change of them.
        categories: the ruling of each category of words, "off", "hold" or "refuse"; one that is not
            named has its default.
        bands: of pictures; those of age-restricted channels are `adult_bands`.
        adult_bands: of pictures in channels that Discord marks as age-restricted.
        channel_bands: of pictures in a channel, by its id.
        approval: what waits for a moderator before it is published: "none", "prompt", "picture" or
            "both".
        channel_approval: the same for single channels, by their ids.
        review_channel: id of the channel of the cards that moderators decide on.
        review_hours: hours after which what waits is decided without a moderator.
        review_timeout: that decision: "reject" or "approve".
        channel_defaults: settings of single channels, by their ids.
        quiet_hours: hours of the day in which nothing is drawn; None for none.
    """

    language: str | None = None
    channels: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    user_limit: str | None = None
    server_limit: str | None = None
    models: tuple[str, ...] = ()
    spoiler: bool = False
    waits: bool = False
    word_rules: int = 0
    categories: Mapping[str, str] = field(default_factory=dict)
    bands: Bands = field(default_factory=Bands)
    adult_bands: Bands = field(default_factory=Bands)
    channel_bands: Mapping[int, Bands] = field(default_factory=dict)
    approval: str = "none"
    channel_approval: Mapping[int, str] = field(default_factory=dict)
    review_channel: int | None = None
    review_hours: float = 24.0
    review_timeout: str = "reject"
    role_limits: Mapping[int, str] = field(default_factory=dict)
    spoiler_roles: tuple[int, ...] = ()
    channel_defaults: Mapping[int, ChannelDefaults] = field(default_factory=dict)
    quiet_hours: QuietHours | None = None

    def find_defaults(self, channel_ids: Iterable[int]) -> ChannelDefaults:
        """Find the settings of a channel.

        Args:
            channel_ids: the channel, and for a thread also its parent.
        """
        return find_for_channel(self.channel_defaults, channel_ids) or ChannelDefaults()

    def find_bands(self, channel_ids: Iterable[int], *, adult: bool) -> Bands:
        """Find the bands of a channel.

        Args:
            channel_ids: the channel, and for a thread also its parent.
            adult: whether Discord marks it as age-restricted; where it does not, no bands are
                looser than the safe ones, whatever was set while it did.
        """
        general = self.adult_bands if adult else self.bands
        bands = find_for_channel(self.channel_bands, channel_ids) or general
        return bands if adult else bands.limited_by(SAFE_BANDS)


@dataclass(frozen=True, slots=True)
class Preset:
    """Preset that is added around a prompt; `{prompt}` marks the place of the prompt."""

    name: str
    prompt: str
    negative_prompt: str = ""


Choices = TypeVar("Choices", MemberPreferences, ServerPreferences)


class Preferences:
    """Preferences in the database.

    Args:
        database: the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load_both(
        self, user_id: int, guild_id: int
    ) -> tuple[MemberPreferences, ServerPreferences]:
        """Load a member's and a server's preferences in one statement, for every interaction.

        Args:
            user_id: the member.
            guild_id: the server.
        """
        keys = {"user": user_id, "guild": guild_id}
        async with self._database.reading(snapshot=False) as connection:
            member, server = (await connection.execute(_BOTH, keys)).one()
        return _parse(member, MemberPreferences), _parse(server, ServerPreferences)

    async def member(self, user_id: int) -> MemberPreferences:
        """Load a member's preferences, which hold in all servers."""
        choices = sa.select(members.c.choices).where(members.c.user_id == user_id)
        async with self._database.reading() as connection:
            return _parse((await connection.execute(choices)).scalar(), MemberPreferences)

    async def choose_for_member(self, user_id: int, choices: MemberPreferences) -> None:
        """Replace a member's preferences.

        Args:
            user_id: the member.
            choices: the new preferences.
        """
        await self.change_for_member(user_id, lambda _before: choices)

    async def change_for_member(
        self, user_id: int, change: Callable[[MemberPreferences], MemberPreferences]
    ) -> MemberPreferences:
        """Change a member's preferences in one transaction.

        Args:
            user_id: the member.
            change: returns the new preferences for the current ones; if it raises, none change.

        Returns:
            The new preferences.
        """
        return await self._change(members, members.c.user_id, user_id, MemberPreferences, change)

    async def change_for_server(
        self, guild_id: int, change: Callable[[ServerPreferences], ServerPreferences]
    ) -> ServerPreferences:
        """Change a server's preferences in one transaction.

        Args:
            guild_id: the server.
            change: returns the new preferences for the current ones; if it raises, none change.

        Returns:
            The new preferences.
        """
        return await self._change(servers, servers.c.guild_id, guild_id, ServerPreferences, change)

    async def styles(self, guild_id: int) -> list[Preset]:
        """List a server's own presets by name."""
        ordered = sa.select(styles).where(styles.c.guild_id == guild_id).order_by(styles.c.name)
        async with self._database.reading() as connection:
            rows = (await connection.execute(ordered)).all()
        return [Preset(row.name, row.prompt, row.negative_prompt) for row in rows]

    async def set_style(self, guild_id: int, style: Preset) -> None:
        """Add a preset to a server, or replace the one with its name.

        Args:
            guild_id: the server.
            style: the preset.
        """
        row = {"guild_id": guild_id, **dataclasses.asdict(style)}
        put = self._database.insert(styles).values(row)
        put = put.on_conflict_do_update(index_elements=["guild_id", "name"], set_=row)
        async with self._database.writing() as connection:
            await connection.execute(put)

    async def drop_style(self, guild_id: int, name: str) -> bool:
        """Delete a server's preset.

        Args:
            guild_id: the server.
            name: name of the preset.

        Returns:
            False if there was none.
        """
        preset = sa.delete(styles).where(styles.c.guild_id == guild_id, styles.c.name == name)
        async with self._database.writing() as connection:
            return bool((await connection.execute(preset)).rowcount)

    async def _change(
        self,
        table: sa.Table,
        key: sa.Column[int],
        owner_id: int,
        kind: type[Choices],
        change: Callable[[Choices], Choices],
    ) -> Choices:
        # An upsert locks the row even if it is new, so that concurrent first changes wait, too.
        made = self._database.insert(table).values({key.name: owner_id, "choices": "{}"})
        unchanged = {"choices": table.c.choices}
        locked = made.on_conflict_do_update(index_elements=[key], set_=unchanged)
        async with self._database.writing() as connection:
            row = await connection.execute(locked.returning(table.c.choices))
            changed = change(_parse(row.scalar_one(), kind))
            text = TypeAdapter(kind).dump_json(changed).decode()
            await connection.execute(sa.update(table).where(key == owner_id).values(choices=text))
        return changed


# Built once: building it costs more than executing it.
_BOTH = sa.select(
    sa.select(members.c.choices).where(members.c.user_id == sa.bindparam("user")).scalar_subquery(),
    sa.select(servers.c.choices)
    .where(servers.c.guild_id == sa.bindparam("guild"))
    .scalar_subquery(),
)


_ADAPTERS = {kind: TypeAdapter[Any](kind) for kind in (MemberPreferences, ServerPreferences)}


def _parse(text: str | None, kind: type[Choices]) -> Choices:
    choices: Choices = _ADAPTERS[kind].validate_json(text) if text else kind()
    return choices
