"""A command's options as Discord writes them."""

from typing import Any

from tests.wire import message_payloads, payloads
from tests.wire.messages import Upload
from tests.wire.model import Application, Channel, Member, World

Json = dict[str, Any]

_SUBCOMMAND, _GROUP, _STRING, _INTEGER, _BOOLEAN = 1, 2, 3, 4, 5
_USER, _CHANNEL, _NUMBER, _ATTACHMENT = 6, 7, 10, 11


def command_data(
    application: Application,
    channel: Channel,
    name: str,
    options: Json,
    focused: str | None = None,
) -> Json:
    """Write the use of a command; what follows a space in its name are subcommands."""
    first, *nested = name.split()
    guild_id = channel.guild.id if channel.guild else None
    known = application.command(first, guild_id) or {"id": "1"}
    writer = _Writer(channel.world, _kinds(known, nested), focused)
    written = [writer.write(key, value) for key, value in options.items() if value is not None]
    for depth, each in enumerate(reversed(nested)):
        kind = _GROUP if depth else _SUBCOMMAND
        written = [{"name": each, "type": kind, "options": written}]
    data = {"id": known["id"], "name": first, "type": 1, "options": written}
    if "guild_id" in known:
        data["guild_id"] = known["guild_id"]
    return data | ({"resolved": writer.resolved} if writer.resolved else {})


def _kinds(command: Json, nested: list[str]) -> dict[str, int]:
    """Give the kinds of the options that were registered for a command or subcommand."""
    for name in nested:
        command = next((each for each in command.get("options", []) if each["name"] == name), {})
    return {option["name"]: option["type"] for option in command.get("options", [])}


class _Writer:
    def __init__(self, world: World, kinds: dict[str, int], focused: str | None) -> None:
        self._world, self._kinds, self._focused = world, kinds, focused
        self.resolved: Json = {}

    def write(self, name: str, value: Any) -> Json:
        guessed, written = self._value(value)
        # A number option in which 7 was typed brings the integer 7: its kind is the definition's.
        option = {"name": name, "type": self._kinds.get(name, guessed), "value": written}
        return option | ({"focused": True} if name == self._focused else {})

    def _value(self, value: Any) -> tuple[int, Any]:
        if isinstance(value, Upload):
            return _ATTACHMENT, self._refer(
                "attachments", value.id, message_payloads.upload(value, self._world, ephemeral=True)
            )
        if isinstance(value, Member):
            self._refer("members", value.id, payloads.member(value) | {"permissions": "0"})
            return _USER, self._refer("users", value.id, payloads.user(value.user))
        if isinstance(value, Channel):
            channel = payloads.channel(value) | {"permissions": "0"}
            return _CHANNEL, self._refer("channels", value.id, channel)
        kinds = {bool: _BOOLEAN, int: _INTEGER, float: _NUMBER}
        return kinds.get(type(value), _STRING), value

    def _refer(self, kind: str, number: int, data: Json) -> str:
        self.resolved.setdefault(kind, {})[str(number)] = data
        return str(number)
