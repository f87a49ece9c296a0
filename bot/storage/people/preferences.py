"""What members and servers have chosen; what they left alone is None, or as it was."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import TypeAdapter

from bot.storage.db.database import Database
from bot.storage.db.tables import members, servers, styles


@dataclass(frozen=True, slots=True)
class MemberPreferences:
    """A member's own defaults.

    Args:
        language: in which they read; None as their Discord is.
        remix: whether others may make something of their pictures.
        still: whether animations are shown as a still picture first.
        negative_prompt: added where they give none.
        count: pictures.
        size: "128×128".
        steps: denoising steps.
        guidance: guidance scale.
        sampler: its key.
        style: name of a preset.
    """

    language: str | None = None
    remix: bool = True
    still: bool = False
    negative_prompt: str | None = None
    count: int | None = None
    size: str | None = None
    steps: int | None = None
    guidance: float | None = None
    sampler: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class ServerPreferences:
    """What a server's owners have set; never more generous than the operator's settings.

    Args:
        language: of what is said to all; None as each member's own.
        channels: ids of the only channels to draw in; empty for all.
        roles: ids of roles of which a member needs one; empty for everybody.
        user_limit: pictures of one member, as "10/hour".
        server_limit: pictures of all of them.
        models: names of the only models to draw with; empty for all.
        spoiler: whether pictures are hidden until somebody clicks on them.
        waits: whether who has used up an allowance waits for it instead of being refused.
    """

    language: str | None = None
    channels: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    user_limit: str | None = None
    server_limit: str | None = None
    models: tuple[str, ...] = ()
    spoiler: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Preset:
    """A preset: what is added around a prompt. `{prompt}` says where the prompt goes."""

    name: str
    prompt: str
    negative_prompt: str = ""


Chosen = TypeVar("Chosen", MemberPreferences, ServerPreferences)


class Preferences:
    """Reads and writes them.

    Args:
        database: where they are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def both(
        self, user_id: int, guild_id: int
    ) -> tuple[MemberPreferences, ServerPreferences]:
        """Give a member's and a server's choices, in one look: every interaction needs them."""
        whose = {"user": user_id, "guild": guild_id}
        async with self._database.reading(snapshot=False) as connection:
            member, server = (await connection.execute(_BOTH, whose)).one()
        return _read(member, MemberPreferences), _read(server, ServerPreferences)

    async def member(self, user_id: int) -> MemberPreferences:
        """Give a member's choices, in all servers."""
        theirs = sa.select(members.c.choices).where(members.c.user_id == user_id)
        async with self._database.reading() as connection:
            return _read((await connection.execute(theirs)).scalar(), MemberPreferences)

    async def choose_for_member(self, user_id: int, choices: MemberPreferences) -> None:
        """Replace a member's choices."""
        await self.change_for_member(user_id, lambda _before: choices)

    async def change_for_member(
        self, user_id: int, change: Callable[[MemberPreferences], MemberPreferences]
    ) -> MemberPreferences:
        """Change a member's choices as they are now; if `change` raises, none."""
        return await self._change(members, members.c.user_id, user_id, MemberPreferences, change)

    async def change_for_server(
        self, guild_id: int, change: Callable[[ServerPreferences], ServerPreferences]
    ) -> ServerPreferences:
        """Change a server's choices as they are now; if `change` raises, none."""
        return await self._change(servers, servers.c.guild_id, guild_id, ServerPreferences, change)

    async def styles(self, guild_id: int) -> list[Preset]:
        """List a server's own presets, by name."""
        mine = sa.select(styles).where(styles.c.guild_id == guild_id).order_by(styles.c.name)
        async with self._database.reading() as connection:
            rows = (await connection.execute(mine)).all()
        return [Preset(row.name, row.prompt, row.negative_prompt) for row in rows]

    async def set_style(self, guild_id: int, style: Preset) -> None:
        """Add a preset to a server, or replace the one of its name."""
        row = {"guild_id": guild_id, **dataclasses.asdict(style)}
        put = self._database.insert(styles).values(row)
        put = put.on_conflict_do_update(index_elements=["guild_id", "name"], set_=row)
        async with self._database.writing() as connection:
            await connection.execute(put)

    async def drop_style(self, guild_id: int, name: str) -> bool:
        """Delete a server's preset; False if there was none."""
        async with self._database.writing() as connection:
            return bool((await connection.execute(_style(guild_id, name))).rowcount)

    async def _change(
        self,
        table: sa.Table,
        key: sa.Column[int],
        whose: int,
        kind: type[Chosen],
        change: Callable[[Chosen], Chosen],
    ) -> Chosen:
        # Who makes a first change at the same time finds a row to wait for.
        made = self._database.insert(table).values({key.name: whose, "choices": "{}"})
        as_it_is = {"choices": table.c.choices}
        held = made.on_conflict_do_update(index_elements=[key], set_=as_it_is)
        async with self._database.writing() as connection:
            found = await connection.execute(held.returning(table.c.choices))
            changed = change(_read(found.scalar_one(), kind))
            text = TypeAdapter(kind).dump_json(changed).decode()
            await connection.execute(sa.update(table).where(key == whose).values(choices=text))
        return changed


# Made once: that costs more than running it.
_BOTH = sa.select(
    sa.select(members.c.choices).where(members.c.user_id == sa.bindparam("user")).scalar_subquery(),
    sa.select(servers.c.choices)
    .where(servers.c.guild_id == sa.bindparam("guild"))
    .scalar_subquery(),
)


_ADAPTERS = {kind: TypeAdapter[Any](kind) for kind in (MemberPreferences, ServerPreferences)}


def _read(text: str | None, kind: type[Chosen]) -> Chosen:
    read: Chosen = _ADAPTERS[kind].validate_json(text) if text else kind()
    return read


def _style(guild_id: int, name: str) -> sa.Delete:
    return sa.delete(styles).where(styles.c.guild_id == guild_id, styles.c.name == name)
