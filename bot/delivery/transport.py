"""Interface between the outbox and Discord: operations and their outcomes."""

from dataclasses import dataclass
from typing import Protocol

from bot.storage import Delivery


@dataclass(frozen=True, slots=True)
class Sent:
    """The message is in the channel; `shown` is False if a notice replaces its pictures."""

    message_id: int
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Later:
    """The attempt may have failed; it may be repeated, after `wait_s` at the earliest."""

    reason: str
    wait_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Blocked:
    """This route is closed for good; the other one may be open."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """Both routes are closed for good."""

    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """The message is not needed any more: it was deleted, or its member has left."""

    reason: str


@dataclass(frozen=True, slots=True)
class LockedOut:
    """Discord refuses the bot's token."""


Outcome = Sent | Later | Blocked | Undeliverable | Dropped | LockedOut


class MessageTransport(Protocol):
    """Transport of messages to Discord; errors of Discord and the network become outcomes."""

    async def edit(self, delivery: Delivery) -> Outcome:
        """Edit the message into the interaction's reply; idempotent."""

    async def post(self, delivery: Delivery) -> Outcome:
        """Post the message to the channel."""

    async def find(self, delivery: Delivery) -> Outcome | None:
        """Find a message in the channel that an earlier attempt has posted."""
