"""The bot's own routes: login, commands, servers, members and private channels."""

import re
from typing import Any

from tests.wire import errors, payloads
from tests.wire.errors import ApiError, invalid_form
from tests.wire.journal import Call
from tests.wire.model import Guild, World
from tests.wire.routing import route

Json = dict[str, Any]

_COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")
_COMMAND_SIZE = 8000


@route("GET", "/users/@me")
def me(_world: World, call: Call) -> Json:
    return payloads.me(call.bot)


@route("GET", "/oauth2/applications/@me")
@route("GET", "/applications/@me")
def application(_world: World, call: Call) -> Json:
    return payloads.application(call.bot)


@route("GET", "/gateway", needs_bot=False)
def gateway(world: World, _call: Call) -> Json:
    return {"url": world.gateway_url}


@route("GET", "/gateway/bot")
def gateway_bot(world: World, _call: Call) -> Json:
    left = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": world.gateway_url, "shards": world.shards, "session_start_limit": left}


@route("GET", "/users/{user_id}")
def get_user(world: World, _call: Call, user_id: str) -> Json:
    if user := world.users.get(int(user_id)):
        return payloads.user(user)
    raise ApiError(errors.UNKNOWN_USER)


@route("POST", "/users/@me/channels")
def open_dm(world: World, call: Call) -> Json:
    user = world.users.get(int(call.body.get("recipient_id") or 0))
    if user is None:
        raise invalid_form("recipient_id", "Unknown user.")
    return payloads.channel(world.dm(user))


def _guild(world: World, guild_id: str) -> Guild:
    guild = world.guilds.get(int(guild_id))
    if guild is None:
        raise ApiError(errors.UNKNOWN_GUILD)
    if not guild.has_bot:
        raise ApiError(errors.MISSING_ACCESS)
    return guild


@route("GET", "/guilds/{guild_id}")
def get_guild(world: World, _call: Call, guild_id: str) -> Json:
    return payloads.guild(_guild(world, guild_id))


@route("GET", "/guilds/{guild_id}/members/{user_id}")
def get_member(world: World, _call: Call, guild_id: str, user_id: str) -> Json:
    member = _guild(world, guild_id).members.get(int(user_id))
    if member:
        return payloads.member(member)
    raise ApiError(errors.UNKNOWN_MEMBER if int(user_id) in world.users else errors.UNKNOWN_USER)


@route("GET", "/applications/{application_id}/commands")
def get_commands(world: World, call: Call, application_id: str) -> list[Json]:
    return _commands(call, application_id, None)


@route("GET", "/applications/{application_id}/guilds/{guild_id}/commands")
def get_guild_commands(world: World, call: Call, application_id: str, guild_id: str) -> list[Json]:
    return _commands(call, application_id, _guild(world, guild_id))


def _commands(call: Call, application_id: str, guild: Guild | None) -> list[Json]:
    _check_owner(call, application_id)
    return call.bot.commands.get(guild.id if guild else None, [])


@route("PUT", "/applications/{application_id}/commands")
def put_commands(world: World, call: Call, application_id: str) -> list[Json]:
    return _put(world, call, application_id, None)


@route("PUT", "/applications/{application_id}/guilds/{guild_id}/commands")
def put_guild_commands(world: World, call: Call, application_id: str, guild_id: str) -> list[Json]:
    return _put(world, call, application_id, _guild(world, guild_id))


def _put(world: World, call: Call, application_id: str, guild: Guild | None) -> list[Json]:
    _check_owner(call, application_id)
    _check_commands(call.json)
    scope = guild.id if guild else None
    ids = {each["name"]: each["id"] for each in call.bot.commands.get(scope, [])}
    more: Json = {"guild_id": str(guild.id)} if guild else {}
    call.bot.commands[scope] = [
        {
            "type": 1,
            "description": "",
            "default_member_permissions": None,
            **each,
            **more,
            "id": ids.get(each["name"]) or str(world.clock.snowflake()),
            "application_id": application_id,
            "version": str(world.clock.snowflake()),
        }
        for each in call.json
    ]
    return call.bot.commands[scope]


def _check_owner(call: Call, application_id: str) -> None:
    if str(call.bot.id) != application_id:
        raise ApiError(errors.NOT_THIS_APPLICATION)


def _check_commands(commands: list[Json]) -> None:
    """Check what Discord's description leaves out: names, duplicates and the whole's size."""
    seen: set[tuple[str, int]] = set()
    for number, command in enumerate(commands):
        _check_names([command, *command.get("options", [])], f"{number}.name")
        key = (command["name"], command.get("type", 1))
        if key in seen:
            raise invalid_form(str(number), "Application command names must be unique")
        seen.add(key)
        if size_of(command) > _COMMAND_SIZE:
            raise invalid_form(str(number), "Command exceeds maximum size (8000)")


def size_of(entry: Json) -> int:
    """Count the characters of a command's, option's or choice's name, description and value.

    Of a text in several languages the longest counts.

    Reference:
        https://discord.com/developers/docs/interactions/application-commands#slash-commands
    """
    inside = (*entry.get("options", ()), *entry.get("choices", ()))
    own = sum(
        max(map(len, (entry.get(name, ""), *(entry.get(f"{name}_localizations") or {}).values())))
        for name in ("name", "description")
    )
    return own + len(str(entry.get("value", ""))) + sum(map(size_of, inside))


def _check_names(entries: list[Json], field: str) -> None:
    for entry in entries:
        name = entry["name"]
        if entry.get("type", 1) == 1 and "options" in entry:
            _check_names(entry["options"], field)
        if entry.get("type") in (2, 3) and "description" not in entry:
            continue  # user and message commands may have spaces and capitals
        if not _COMMAND_NAME.fullmatch(name) or name != name.lower():
            raise invalid_form(field, "Command name is invalid")
