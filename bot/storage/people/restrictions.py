"""Restrictions of members by the moderators of a server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StrikeRules:
    """Consequences of strikes in a server.

    Args:
        days: days for which a strike counts.
        limit: number of strikes at which a member is banned from drawing.
        ban_hours: length of that ban in hours.
    """

    days: int = 30
    limit: int = 3
    ban_hours: int = 24


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause of drawing in a server or in one of its channels.

    Args:
        reason: the moderator's text.
        until: end in seconds since 1970 by Discord's clock; None until it is ended.
    """

    reason: str
    until: float | None = None


# The key of the pause of a whole server among those of channels.
EVERYWHERE = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Decisions of moderators about a member in a server.

    Args:
        quota: of this member alone, as "5/day"; None without one.
        warned: whether the member has a strike and has not read of it.
    """

    quota: str | None = None
    warned: bool = False
