"""What the outbox asks of Discord, and what can come of it."""

from dataclasses import dataclass
from typing import Protocol

from bot.storage import Delivery


@dataclass(frozen=True, slots=True)
class Sent:
    """The message stands in the channel; `shown` is False if a notice had to stand in for it."""

    message_id: int
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing is certain but that it may be tried again, after `wait_s` at the earliest."""

    reason: str
    wait_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Blocked:
    """This route is closed for good; the other one may not be."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """No route leads there any more."""

    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Nobody wants the message any more: it was deleted, or its member is gone."""

    reason: str


@dataclass(frozen=True, slots=True)
class LockedOut:
    """Discord does not accept the bot's token any more."""


Outcome = Sent | Later | Blocked | Undeliverable | Dropped | LockedOut


class MessageTransport(Protocol):
    """Brings messages to Discord. No method raises for what Discord or the network does."""

    async def edit(self, delivery: Delivery) -> Outcome:
        """Put the message into the interaction's answer; may be repeated without harm."""

    async def post(self, delivery: Delivery) -> Outcome:
        """Write the message into the channel."""

    async def find(self, delivery: Delivery) -> Outcome | None:
        """Look in the channel for a message that an attempt before may have posted."""
