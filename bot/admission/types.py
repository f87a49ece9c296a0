"""What admission is asked about and what it answers."""

from dataclasses import dataclass, field

from bot.language import SOURCE, Text, say
from bot.storage import ServerPreferences


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asks, and where.

    Args:
        user_id: the member.
        guild_id: the server.
        channel_ids: the channel, and for a thread also the channel it belongs to.
        role_ids: the member's roles, @everyone among them.
        server: what the server's owners have set.
    """

    user_id: int
    guild_id: int
    channel_ids: tuple[int, ...]
    role_ids: tuple[int, ...] = ()
    server: ServerPreferences = field(default_factory=ServerPreferences)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not taken.

    Args:
        what: for the member, in plain words.
        rule: for the log, in one word.
    """

    what: Text
    rule: str

    @property
    def sentence(self) -> str:
        """Say it in English, for the log."""
        return say(SOURCE, self.what)
