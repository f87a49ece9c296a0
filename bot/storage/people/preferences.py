"""Preferences of members and servers; one that was never set has its default."""

import dataclasses
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import member_limits, members, servers, strikes, styles
from bot.storage.people.member_limits import in_force
from bot.storage.people.moderation_log import append_entry
from bot.storage.people.restrictions import Pause, Standing, StrikeRules
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
        strikes: consequences of strikes.
        pauses: pauses of drawing by the id of the channel, EVERYWHERE for the whole server.
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
    strikes: StrikeRules = field(default_factory=StrikeRules)
    pauses: Mapping[int, Pause] = field(default_factory=dict)

    def defaults_in(self, channel_ids: Iterable[int]) -> ChannelDefaults:
        """Find the settings of a channel.

        Args:
            channel_ids: the channel, and for a thread also its parent.
        """
        return find_for_channel(self.channel_defaults, channel_ids) or ChannelDefaults()

    def bands_in(self, channel_ids: Iterable[int], *, adult: bool) -> Bands:
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
        # Built once: building it costs more than executing it.
        self._select_all = _select_all(database.now)

    async def load_all(
        self, user_id: int, guild_id: int
    ) -> tuple[MemberPreferences, ServerPreferences, Standing]:
        """Load what every interaction needs, in one statement.

        Args:
            user_id: the member.
            guild_id: the server.
        """
        keys = {"user": user_id, "guild": guild_id}
        async with self._database.reading(snapshot=False) as connection:
            row = (await connection.execute(self._select_all, keys)).one()
        standing = Standing(row.quota, row.untold > 0)
        return (
            _parse(row.member, MemberPreferences),
            _parse(row.server, ServerPreferences),
            standing,
        )

    async def member(self, user_id: int) -> MemberPreferences:
        """Load a member's preferences, which hold in all servers."""
        choices = sa.select(members.c.choices).where(members.c.user_id == user_id)
        async with self._database.reading() as connection:
            return _parse((await connection.execute(choices)).scalar(), MemberPreferences)

    async def server(self, guild_id: int) -> ServerPreferences:
        """Load a server's preferences."""
        choices = sa.select(servers.c.choices).where(servers.c.guild_id == guild_id)
        async with self._database.reading() as connection:
            return _parse((await connection.execute(choices)).scalar(), ServerPreferences)

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
        self,
        guild_id: int,
        change: Callable[[ServerPreferences], ServerPreferences],
        actor_id: int | None = None,
        action: str = "settings",
        reason: str = "",
    ) -> ServerPreferences:
        """Change a server's preferences, and log what has changed, in one transaction.

        Args:
            guild_id: the server.
            change: returns the new preferences for the current ones; if it raises, none change.
            actor_id: the member who changes them; None logs nothing.
            action: the action for the log, in one word.
            reason: the member's text for the log.

        Returns:
            The new preferences.
        """

        async def log(
            connection: AsyncConnection, old: ServerPreferences, new: ServerPreferences
        ) -> None:
            before, after = _differences(old, new)
            if actor_id is not None and before != after:
                entry = guild_id, actor_id, action
                await append_entry(
                    connection,
                    self._database.now,
                    *entry,
                    reason=reason,
                    before=before,
                    after=after,
                )

        kind = ServerPreferences
        return await self._change(servers, servers.c.guild_id, guild_id, kind, change, log)

    async def styles(self, guild_id: int) -> list[Preset]:
        """List a server's own presets by name."""
        ordered = sa.select(styles).where(styles.c.guild_id == guild_id).order_by(styles.c.name)
        async with self._database.reading() as connection:
            rows = (await connection.execute(ordered)).all()
        return [Preset(row.name, row.prompt, row.negative_prompt) for row in rows]

    async def set_style(self, guild_id: int, style: Preset, actor_id: int | None = None) -> None:
        """Add a preset to a server, or replace the one with its name, and log it.

        Args:
            guild_id: the server.
            style: the preset.
            actor_id: the member who does; None logs nothing.
        """
        row = {"guild_id": guild_id, **dataclasses.asdict(style)}
        put = self._database.insert(styles).values(row)
        put = put.on_conflict_do_update(index_elements=["guild_id", "name"], set_=row)
        async with self._database.writing() as connection:
            before = await _read_style(connection, guild_id, style.name)
            await connection.execute(put)
            await self._log_style(connection, guild_id, actor_id, before, style)

    async def drop_style(self, guild_id: int, name: str, actor_id: int | None = None) -> bool:
        """Delete a server's preset, and log it.

        Args:
            guild_id: the server.
            name: name of the preset.
            actor_id: the member who does; None logs nothing.

        Returns:
            False if there was none.
        """
        preset = sa.delete(styles).where(styles.c.guild_id == guild_id, styles.c.name == name)
        async with self._database.writing() as connection:
            before = await _read_style(connection, guild_id, name)
            await connection.execute(preset)
            if before:
                await self._log_style(connection, guild_id, actor_id, before, None)
        return before is not None

    async def _log_style(
        self,
        connection: AsyncConnection,
        guild_id: int,
        actor_id: int | None,
        before: Preset | None,
        after: Preset | None,
    ) -> None:
        """Log the change of a preset as JSON; None where there is none."""
        if actor_id is None:
            return
        old, new = (
            json.dumps({"style": preset and dataclasses.asdict(preset)}, ensure_ascii=False)
            for preset in (before, after)
        )
        entry = guild_id, actor_id, "settings"
        await append_entry(connection, self._database.now, *entry, before=old, after=new)

    async def _change(
        self,
        table: sa.Table,
        key: sa.Column[int],
        owner_id: int,
        kind: type[Choices],
        change: Callable[[Choices], Choices],
        log: Callable[[AsyncConnection, Choices, Choices], Awaitable[None]] | None = None,
    ) -> Choices:
        # An upsert locks the row even if it is new, so that concurrent first changes wait, too.
        made = self._database.insert(table).values({key.name: owner_id, "choices": "{}"})
        unchanged = {"choices": table.c.choices}
        locked = made.on_conflict_do_update(index_elements=[key], set_=unchanged)
        async with self._database.writing() as connection:
            row = await connection.execute(locked.returning(table.c.choices))
            current = _parse(row.scalar_one(), kind)
            changed = change(current)
            text = TypeAdapter(kind).dump_json(changed).decode()
            await connection.execute(sa.update(table).where(key == owner_id).values(choices=text))
            if log:
                await log(connection, current, changed)
        return changed


async def _read_style(connection: AsyncConnection, guild_id: int, name: str) -> Preset | None:
    one = sa.select(styles).where(styles.c.guild_id == guild_id, styles.c.name == name)
    row = (await connection.execute(one)).one_or_none()
    return Preset(row.name, row.prompt, row.negative_prompt) if row else None


def _select_all(now: Any) -> sa.Select[Any]:
    """Build the statement of one row for every interaction; its parameters are the two ids."""
    user: sa.BindParameter[int] = sa.bindparam("user")
    guild: sa.BindParameter[int] = sa.bindparam("guild")
    member = sa.select(members.c.choices).where(members.c.user_id == user)
    server = sa.select(servers.c.choices).where(servers.c.guild_id == guild)
    quota = sa.select(member_limits.c.quota).where(
        member_limits.c.guild_id == guild, member_limits.c.user_id == user, in_force(now)
    )
    untold = sa.select(sa.func.count()).where(
        strikes.c.user_id == user, strikes.c.guild_id == guild, sa.not_(strikes.c.told)
    )
    return sa.select(
        member.scalar_subquery().label("member"),
        server.scalar_subquery().label("server"),
        quota.scalar_subquery().label("quota"),
        untold.scalar_subquery().label("untold"),
    )


def _differences(old: ServerPreferences, new: ServerPreferences) -> tuple[str, str]:
    """Write the fields that differ as JSON, before and after."""
    before, after = (json.loads(_ADAPTERS[ServerPreferences].dump_json(one)) for one in (old, new))
    changed = [name for name in after if before[name] != after[name]]
    return _dump_fields(before, changed), _dump_fields(after, changed)


def _dump_fields(values: Mapping[str, Any], names: list[str]) -> str:
    return json.dumps({name: values[name] for name in names}, ensure_ascii=False)


_ADAPTERS = {kind: TypeAdapter[Any](kind) for kind in (MemberPreferences, ServerPreferences)}


def _parse(text: str | None, kind: type[Choices]) -> Choices:
    choices: Choices = _ADAPTERS[kind].validate_json(text) if text else kind()
    return choices
