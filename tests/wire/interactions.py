"""One use of the bot by a member, and all that came of it."""

import asyncio
import base64
import secrets
import time
from dataclasses import dataclass, field
from typing import Any, Self

from tests.wire import message_payloads, payloads
from tests.wire.messages import Message
from tests.wire.model import DM, Application, Channel, Member, User

Json = dict[str, Any]

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
ANSWER_S, TOKEN_S = 3.0, 15 * 60.0
# Kinds of callback.
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9


@dataclass(eq=False)
class Interaction:
    id: int
    kind: int
    application: Application = field(repr=False)
    by: Member | User
    channel: Channel
    data: Json
    # When it came into being by the monotonic clock: `age_s` before it was made here.
    born: float
    # What was pressed, or the message from which the modal was opened.
    source: Message | None = field(default=None, repr=False)
    token: str = field(default="", repr=False)
    prompt: str = ""
    dispatched: float | None = None
    # How many sessions it was sent to, or is kept for until they resume.
    deliveries: int = 0
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event, repr=False)
    ack_s: float | None = None
    callback: Json | None = field(default=None, repr=False)
    # Its original message: made by the callback, or the source that it changes.
    original: Message | None = field(default=None, repr=False)
    followups: list[Message] = field(default_factory=list, repr=False)
    # Callbacks that Discord refused.
    refused_callbacks: int = 0
    over: bool = False

    def __post_init__(self) -> None:
        text = f"interaction:{self.id}:{secrets.token_hex(40)}"
        self.token = self.token or base64.b64encode(text.encode()).decode().rstrip("=")

    @property
    def user(self) -> User:
        return self.by.user if isinstance(self.by, Member) else self.by

    @property
    def message(self) -> Message | None:
        """Its original message, as it stands."""
        return self.original

    @property
    def original_id(self) -> int:
        return self.original.id if self.original else self.id

    @property
    def messages(self) -> list[Message]:
        """All messages that were made with its token."""
        own = self.original if self.original is not self.source else None
        return [*([own] if own else []), *self.followups]

    @property
    def callback_type(self) -> int | None:
        return self.callback["type"] if self.callback else None

    @property
    def deferred(self) -> bool:
        return self.callback_type in (DEFERRED, DEFERRED_UPDATE)

    @property
    def ephemeral(self) -> bool:
        return bool(self.original and self.original.ephemeral)

    @property
    def refusal(self) -> str | None:
        """The sentence that only the member sees, if that was the answer."""
        if self.original is not None and self.original.ephemeral and not self.original.loading:
            return self.original.text
        return next((each.text for each in self.followups if each.ephemeral), None)

    @property
    def choices(self) -> list[Json]:
        choices: list[Json] = self._answer(CHOICES).get("choices", [])
        return choices

    @property
    def modal(self) -> Json | None:
        return self._answer(MODAL) or None

    def _answer(self, kind: int) -> Json:
        return (self.callback or {}).get("data") or {} if self.callback_type == kind else {}

    @property
    def too_late(self) -> bool:
        return time.monotonic() - self.born > ANSWER_S

    @property
    def expired(self) -> bool:
        return self.over or time.monotonic() - self.born > TOKEN_S

    async def answered(self, within_s: float = 10.0) -> Self:
        """Wait until the bot acknowledged it."""
        async with asyncio.timeout(within_s):
            await self.acknowledged.wait()
        return self

    def expire(self) -> None:
        """Let its 15 minutes be over."""
        self.over = True

    @property
    def owners(self) -> Json:
        if self.channel.guild:
            return {"0": str(self.channel.guild.id)}
        return {"0": "0"}

    def payload(self) -> Json:
        """Write it as INTERACTION_CREATE does."""
        who: Json = {"user": payloads.user(self.user)}
        guild = self.channel.guild
        if guild and isinstance(self.by, Member):
            permissions = {"permissions": str(self.by.permissions.value)}
            who = {"member": payloads.member(self.by) | permissions, **_where(self.channel)}
        if self.source:
            who["message"] = message_payloads.message(self.source)
        return {
            "id": str(self.id),
            "application_id": str(self.application.id),
            "type": self.kind,
            "token": self.token,
            "version": 1,
            "data": self.data,
            "channel_id": str(self.channel.id),
            "channel": payloads.channel(self.channel) | {"permissions": _permissions(self)},
            "app_permissions": _permissions(self),
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": self.owners,
            "context": 1 if self.channel.kind == DM else 0,
            "attachment_size_limit": self.channel.claimed_size_limit,
            **who,
        }


def _permissions(interaction: Interaction) -> str:
    return str(interaction.channel.bot_may.value)


def _where(channel: Channel) -> Json:
    assert channel.guild
    guild = channel.guild
    return {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "features": [], "locale": guild.locale},
        "guild_locale": guild.locale,
    }
