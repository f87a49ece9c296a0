"""Input and output types of admission."""

from dataclasses import dataclass, field

from bot.language import SOURCE, Text, say
from bot.storage import ChannelDefaults, ServerPreferences


@dataclass(frozen=True, slots=True)
class Requester:
    """Member and place of a request.

    Args:
        user_id: id of the member.
        guild_id: id of the server.
        channel_ids: ids of the channel, and for a thread also of its parent.
        role_ids: ids of the member's roles, with @everyone.
        server: settings of the server.
        quota: of this member alone, as "5/day"; None without one.
        at: time of the request in seconds since 1970, by Discord's clock.
    """

    user_id: int
    guild_id: int
    channel_ids: tuple[int, ...]
    role_ids: tuple[int, ...] = ()
    server: ServerPreferences = field(default_factory=ServerPreferences)
    quota: str | None = None
    at: float = 0.0

    @property
    def channel(self) -> ChannelDefaults:
        """Settings of the channel; a thread has those of its parent."""
        return self.server.find_defaults(self.channel_ids)

    @property
    def spoiler(self) -> bool:
        """Whether the member's pictures are hidden here until a click."""
        has_role = not frozenset(self.server.spoiler_roles).isdisjoint(self.role_ids)
        return self.server.spoiler or self.channel.spoiler or has_role


@dataclass(frozen=True, slots=True)
class Refusal:
    """Reason for which a request is refused.

    Args:
        what: for the member, in plain words.
        rule: for the log and the metrics, in one word.
    """

    what: Text
    rule: str

    @property
    def sentence(self) -> str:
        """The reason in English, for the log."""
        return say(SOURCE, self.what)
