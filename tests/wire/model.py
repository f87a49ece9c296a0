"""The applications, servers, channels and members that a bot lives among."""

import base64
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord

from tests.wire import message_payloads, payloads
from tests.wire.clock import Clock
from tests.wire.messages import MIB, Incoming, Message, Upload

if TYPE_CHECKING:
    from tests.wire.interactions import Interaction

Json = dict[str, Any]

TEXT, DM, THREAD = 0, 1, 11
# Gateway intents: what a session must have asked for to hear of something.
GUILDS, GUILD_MEMBERS, GUILD_MESSAGES, DIRECT_MESSAGES = 1, 1 << 1, 1 << 9, 1 << 12


@dataclass(eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    takes_messages: bool = True


@dataclass(eq=False)
class Application:
    """A bot's account; `commands` are those it registered, by guild id (None: everywhere)."""

    id: int
    name: str
    token: str
    user: User
    commands: dict[int | None, list[Json]] = field(default_factory=dict)
    revoked: bool = False

    def command(self, name: str, guild_id: int | None) -> Json | None:
        for scope in (guild_id, None):
            for command in self.commands.get(scope, []):
                if command["name"] == name:
                    return command
        return None


@dataclass(eq=False)
class Guild:
    world: "World" = field(repr=False)
    id: int
    name: str
    locale: str = "en-US"
    attachment_size_limit: int = 10 * MIB
    # What interactions say the limit is, where that is not true.
    claimed_size_limit: int | None = None
    has_bot: bool = True
    channels: dict[int, "Channel"] = field(default_factory=dict, repr=False)
    members: dict[int, "Member"] = field(default_factory=dict, repr=False)

    def text_channel(self, name: str = "art", nsfw: bool = False) -> "Channel":
        number = self.world.clock.snowflake()
        return self.add(Channel(self.world, number, name, guild=self, nsfw=nsfw))

    def member(
        self, name: str, roles: tuple[int, ...] = (), permissions: discord.Permissions | None = None
    ) -> "Member":
        return self.join(self.world.user(name), roles, permissions)

    def join(
        self,
        user: User,
        roles: tuple[int, ...] = (),
        permissions: discord.Permissions | None = None,
    ) -> "Member":
        """Let a user in, or in again after leaving."""
        may = permissions or discord.Permissions(view_channel=True, send_messages=True)
        member = Member(user, self, roles, may, self.world.clock.stamp())
        self.members[user.id] = member
        return member

    def remove_bot(self) -> None:
        """Take the bot out of the server."""
        self.has_bot = False
        self.world.emit("GUILD_DELETE", lambda: {"id": str(self.id)}, self, GUILDS)

    def add(self, channel: "Channel") -> "Channel":
        self.channels[channel.id] = self.world.channels[channel.id] = channel
        name = "THREAD_CREATE" if channel.kind == THREAD else "CHANNEL_CREATE"
        self.world.emit(name, lambda: payloads.channel(channel), self, GUILDS)
        return channel


@dataclass(eq=False)
class Member:
    user: User
    guild: Guild = field(repr=False)
    roles: tuple[int, ...]
    permissions: discord.Permissions
    joined_at: str

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    def leave(self) -> None:
        """Leave the server; a ban looks the same to the bot."""
        self.guild.members.pop(self.id, None)
        self.guild.world.emit("GUILD_MEMBER_REMOVE", self._left, self.guild, GUILD_MEMBERS)

    def _left(self) -> Json:
        return {"guild_id": str(self.guild.id), "user": payloads.user(self.user)}


@dataclass(eq=False)
class Channel:
    world: "World" = field(repr=False)
    id: int
    name: str
    kind: int = TEXT
    guild: Guild | None = field(default=None, repr=False)
    parent: "Channel | None" = field(default=None, repr=False)
    recipient: User | None = None
    nsfw: bool = False
    deleted: bool = False
    # The bot's own permissions here; a thread shares its parent's.
    bot_may: discord.Permissions = field(default_factory=discord.Permissions.all, repr=False)
    messages: dict[int, Message] = field(default_factory=dict, repr=False)

    def thread(self, name: str = "thread") -> "Channel":
        assert self.guild, "threads are in servers"
        number = self.world.clock.snowflake()
        thread = Channel(self.world, number, name, THREAD, self.guild, self, nsfw=self.nsfw)
        thread.bot_may = self.bot_may
        return self.guild.add(thread)

    def deny(self, *permissions: str) -> None:
        """Take permissions from the bot, by discord.py's names: deny("send_messages")."""
        self.bot_may.update(**dict.fromkeys(permissions, False))

    def allow(self, *permissions: str) -> None:
        self.bot_may.update(**dict.fromkeys(permissions, True))

    def delete(self) -> None:
        self.deleted = True
        self.world.channels.pop(self.id, None)
        name = "THREAD_DELETE" if self.kind == THREAD else "CHANNEL_DELETE"
        self.world.emit(name, lambda: payloads.channel(self), self.guild, GUILDS)

    def tell_of_message(self, event: str, message: Message) -> None:
        if not message.ephemeral:
            intent = GUILD_MESSAGES if self.guild else DIRECT_MESSAGES
            write = (
                message_payloads.created if event == "MESSAGE_CREATE" else message_payloads.message
            )
            self.world.emit(event, lambda: write(message), self.guild, intent)

    @property
    def attachment_size_limit(self) -> int:
        return self.guild.attachment_size_limit if self.guild else 10 * MIB

    @property
    def claimed_size_limit(self) -> int:
        return (self.guild and self.guild.claimed_size_limit) or self.attachment_size_limit


class World:
    """Everything that exists, by id.

    Args:
        clock: gives ids and times.
        keep_files: keep the bytes of uploads, not only their hashes.
    """

    def __init__(self, clock: Clock, keep_files: bool) -> None:
        self.clock, self.keep_files = clock, keep_files
        self.url = self.gateway_url = ""
        self.shards = 1
        # Tells the gateway of an event; what it says is written only where somebody listens.
        self.emit: Callable[[str, Callable[[], Json], Guild | None, int], None] = lambda *_: None
        self.applications: list[Application] = []
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.users: dict[int, User] = {}
        self.messages: dict[int, Message] = {}
        self.uploads: dict[int, Upload] = {}
        self.interactions: dict[str, Interaction] = {}
        self.nonces: dict[tuple[int, int, str], tuple[float, Message]] = {}
        self.nonce_memory_s = 300.0
        # The privileged intent: without it the bots do not read what members write.
        self.message_content = False

    def user(self, name: str, bot: bool = False) -> User:
        user = User(self.clock.snowflake(), name, bot)
        self.users[user.id] = user
        return user

    def application(self, name: str) -> Application:
        user = self.user(name, bot=True)
        head = base64.urlsafe_b64encode(str(user.id).encode()).decode().rstrip("=")
        token = f"{head}.G{secrets.token_hex(2)}.{secrets.token_urlsafe(28)}"
        application = Application(user.id, name, token, user)
        self.applications.append(application)
        return application

    def guild(self, name: str) -> Guild:
        guild = Guild(self, self.clock.snowflake(), name)
        self.guilds[guild.id] = guild
        self.emit("GUILD_CREATE", lambda: payloads.guild_create(guild), guild, GUILDS)
        return guild

    def dm(self, user: User) -> Channel:
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(self, self.clock.snowflake(), user.name, DM, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def upload(self, file: Incoming, description: str | None = None) -> Upload:
        number, data = self.clock.snowflake(), file.data
        kept = data if self.keep_files else None
        upload = Upload(number, file.filename, len(data), file.sha256, kept, description)
        self.uploads[number] = upload
        return upload

    def by_nonce(self, application: Application, channel: Channel, nonce: Any) -> Message | None:
        at, message = self.nonces.get((application.id, channel.id, str(nonce)), (0.0, None))
        return message if time.monotonic() - at <= self.nonce_memory_s else None
