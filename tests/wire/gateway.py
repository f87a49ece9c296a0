"""The gateway: sessions that outlive their sockets, and everything that can befall them."""

import asyncio
import json
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.wire import payloads
from tests.wire.model import GUILDS, Application, Guild, World
from tests.wire.sockets import Socket

Json = dict[str, Any]

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
AUTHENTICATION_FAILED, ALREADY_AUTHENTICATED, UNKNOWN_OP = 4004, 4005, 4001
# A bot that closes its socket with these ends its session.
_FAREWELLS = (1000, 1001)
_KEPT_EVENTS = 5000
_KEPT_S = 180.0


@dataclass(eq=False)
class Session:
    """What one IDENTIFY began; it goes on without a socket until it is resumed or forgotten."""

    application: Application
    intents: int
    shard: tuple[int, int]
    socket: Socket | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    events: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_KEPT_EVENTS))
    alone_since: float = 0.0
    resumes: int = 0

    def send(self, event: str, data: Any) -> None:
        """Number an event, keep it for a RESUME, and send it if there is a socket."""
        self.sequence += 1
        text = json.dumps({"op": DISPATCH, "t": event, "s": self.sequence, "d": data})
        self.events.append((self.sequence, text))
        if self.socket:
            self.socket.send(text)

    def hears_of(self, guild: Guild | None) -> bool:
        return ((guild.id >> 22) if guild else 0) % self.shard[1] == self.shard[0]

    def can_resume_from(self, sequence: int) -> bool:
        oldest = self.events[0][0] if self.events else 1
        return oldest - 1 <= sequence <= self.sequence

    @property
    def is_gone(self) -> bool:
        return self.socket is None and time.monotonic() - self.alone_since > _KEPT_S


class Gateway:
    """What the bots are connected to.

    Attributes:
        identified: every session that ever began, in order.
        accepting: False refuses sockets, as an outage does; `turned_away` counts them.
        acknowledging: False leaves heartbeats without an answer.
        resumable: False answers every RESUME with INVALID_SESSION.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.url = ""
        self.sessions: list[Session] = []
        self.identified: list[Session] = []
        self.sockets: list[Socket] = []
        self.accepting = self.acknowledging = self.resumable = True
        self.turned_away = 0
        self.heartbeat_interval_s = 41.25
        self.latency_s = 0.0
        self._handlers: dict[int, Callable[[Socket, Any], None]] = {
            HEARTBEAT: self._heartbeat,
            IDENTIFY: self._identify,
            RESUME: self._resume,
        }

    @property
    def connected(self) -> list[Session]:
        """Sessions that have a socket now."""
        return [session for session in self.sessions if session.socket]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold a bot's socket until one side closes it."""
        if not self.accepting:
            self.turned_away += 1
            return web.Response(status=503)
        socket = await Socket.accept(request, self.latency_s)
        self.sockets.append(socket)
        socket.say(HELLO, {"heartbeat_interval": int(self.heartbeat_interval_s * 1000)})
        try:
            async for frame in socket.frames():
                self._take(socket, frame)
        finally:
            self._left(socket)
        return socket.response

    def _take(self, socket: Socket, frame: Json) -> None:
        handler = self._handlers.get(frame["op"])
        if handler:
            handler(socket, frame.get("d"))
        elif frame["op"] not in (3, 4, 8):  # presence, voice state, members: of no use here
            socket.close(UNKNOWN_OP)

    def _heartbeat(self, socket: Socket, _data: Any) -> None:
        if self.acknowledging:
            socket.say(ACK, None)

    def _application(self, token: str) -> Application | None:
        known = (each for each in self._world.applications if not each.revoked)
        return next((each for each in known if each.token == token), None)

    def _identify(self, socket: Socket, data: Json) -> None:
        application = self._application(data["token"])
        if application is None or self._session_on(socket):
            socket.close(ALREADY_AUTHENTICATED if application else AUTHENTICATION_FAILED)
            return
        shard, shards = data.get("shard") or (0, 1)
        session = Session(application, data["intents"], (shard, shards), socket)
        self.sessions.append(session)
        self.identified.append(session)
        self._greet(session)

    def _greet(self, session: Session) -> None:
        guilds = [each for each in self._world.guilds.values() if each.has_bot]
        guilds = [each for each in guilds if session.hears_of(each)]
        session.send("READY", self._ready(session, guilds))
        if session.intents & GUILDS:
            for guild in guilds:
                session.send("GUILD_CREATE", payloads.guild_create(guild))

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": payloads.me(session.application),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "shard": session.shard,
            "application": {"id": str(session.application.id), "flags": 0},
        }

    def _resume(self, socket: Socket, data: Json) -> None:
        if self._application(data["token"]) is None:
            socket.close(AUTHENTICATION_FAILED)
            return
        found = [each for each in self.sessions if each.id == data["session_id"]]
        if not (self.resumable and found and found[0].can_resume_from(data["seq"] or 0)):
            socket.say(INVALID, False)
            return
        self._resumed(found[0], socket, data["seq"] or 0)

    def _resumed(self, session: Session, socket: Socket, sequence: int) -> None:
        if session.socket:
            session.socket.abort()
        for number, text in session.events:
            if number > sequence:
                socket.send(text)
        session.socket, session.resumes = socket, session.resumes + 1
        session.send("RESUMED", {"_trace": []})

    def _session_on(self, socket: Socket) -> Session | None:
        return next((each for each in self.sessions if each.socket is socket), None)

    def _left(self, socket: Socket) -> None:
        self.sockets.remove(socket)
        session = self._session_on(socket)
        if session is None:
            return
        session.socket, session.alone_since = None, time.monotonic()
        if socket.closed_by_bot_with in _FAREWELLS:
            self.sessions.remove(session)

    def publish(
        self, event: str, data: Callable[[], Json], guild: Guild | None, intent: int
    ) -> None:
        """Tell those who asked for this kind of event."""
        for session in self._listening(guild):
            if session.intents & intent:
                session.send(event, data())

    def dispatch(self, event: str, data: Json, to: Application, guild: Guild | None) -> int:
        """Tell an application, whatever its intents; returns how many sessions heard."""
        heard = [each for each in self._listening(guild) if each.application is to]
        for session in heard:
            session.send(event, data)
        return len(heard)

    def _listening(self, guild: Guild | None) -> list[Session]:
        self.sessions = [session for session in self.sessions if not session.is_gone]
        return [session for session in self.sessions if session.hears_of(guild)]

    async def drop(self) -> None:
        """Cut every socket without a word; the sessions stay resumable."""
        for socket in list(self.sockets):
            socket.abort()
        await self._until_left()

    async def close(self, code: int = 4000) -> None:
        """Close every socket with a code of Discord's."""
        for socket in list(self.sockets):
            socket.close(code)
        await self._until_left()

    def reconnect(self) -> None:
        """Ask every bot to reconnect and resume (op 7)."""
        for socket in list(self.sockets):
            socket.say(RECONNECT, None)

    def invalidate(self, resumable: bool = False) -> None:
        """Declare every session invalid (op 9); one that is not resumable is forgotten."""
        for session in self.connected:
            assert session.socket
            session.socket.say(INVALID, resumable)
            if not resumable:
                self.sessions.remove(session)

    def revoke(self, application: Application) -> None:
        """Make an application's token worthless, as a reset in the developer portal does."""
        application.revoked = True
        for session in list(self.sessions):
            if session.application is application:
                self.sessions.remove(session)
                if session.socket:
                    session.socket.close(AUTHENTICATION_FAILED)

    async def _until_left(self) -> None:
        left = list(self.sockets)
        async with asyncio.timeout(5):
            while any(socket in self.sockets for socket in left):  # noqa: ASYNC110
                await asyncio.sleep(0)
