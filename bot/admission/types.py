"""What admission is asked about and what it answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where.

    Args:
        user_id: the member.
        guild_id: the server.
        channel_ids: the channel, and for a thread also the channel it belongs to.
        role_ids: the member's roles.
    """

    user_id: int
    guild_id: int
    channel_ids: tuple[int, ...]
    role_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not taken.

    Args:
        sentence: for the member, in plain words.
        rule: for the log, in one word.
    """

    sentence: str
    rule: str
