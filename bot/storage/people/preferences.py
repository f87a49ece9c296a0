"""Preferences of members and servers; one that was never set has its default."""

import dataclasses
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import member_limits, members, servers, strikes, styles
from bot.storage.people.member_limits import in_force
from bot.storage.people.moderation_log import append_entry
from bot.storage.people.restrictions import Standing
from bot.storage.people.server_choices import ServerPreferences


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
        async with self._database.reading(snapshot=False) as connection:
            return _parse((await connection.execute(choices)).scalar(), ServerPreferences)

    async def list_servers(self) -> dict[int, ServerPreferences]:
        """List the preferences of all servers by their ids."""
        async with self._database.reading() as connection:
            rows = await connection.execute(sa.select(servers.c.guild_id, servers.c.choices))
            return {row.guild_id: _parse(row.choices, ServerPreferences) for row in rows.all()}

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
        async with self._database.writing() as connection:
            current = await lock_choices(self._database, connection, table, key, owner_id, kind)
            changed = change(current)
            await store_choices(connection, key, owner_id, changed)
            if log:
                await log(connection, current, changed)
        return changed


async def lock_choices(
    database: Database,
    connection: AsyncConnection,
    table: sa.Table,
    key: sa.Column[int],
    owner_id: int,
    kind: type[Choices],
) -> Choices:
    """Read preferences, and lock them until the transaction ends.

    Args:
        database: the database.
        connection: of the transaction.
        table: of the preferences.
        key: its column of the owner's id.
        owner_id: the member or the server.
        kind: of the preferences.
    """
    # An upsert locks the row even if it is new, so that concurrent first changes wait, too.
    made = database.insert(table).values({key.name: owner_id, "choices": "{}"})
    unchanged = {"choices": table.c.choices}
    locked = made.on_conflict_do_update(index_elements=[key], set_=unchanged)
    row = await connection.execute(locked.returning(table.c.choices))
    return _parse(row.scalar_one(), kind)


async def store_choices(
    connection: AsyncConnection,
    key: sa.Column[int],
    owner_id: int,
    choices: MemberPreferences | ServerPreferences,
) -> None:
    """Replace preferences that are locked.

    Args:
        connection: of the transaction.
        key: column of the owner's id.
        owner_id: the member or the server.
        choices: the new preferences.
    """
    text = _ADAPTERS[type(choices)].dump_json(choices).decode()
    await connection.execute(sa.update(key.table).where(key == owner_id).values(choices=text))


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
