"""Pauses of members whose words were refused repeatedly."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.admission.bounded_memory import Recent

# So many refusals are mistakes; more of them in a short time probe for a gap in the filter.
FREE, WITHIN_S = 3, 60.0
# The pause doubles with each further refusal.
FIRST_S, LONGEST_S = 5.0, 300.0
# A member beyond these starts a new series.
MOST_MEMBERS = 4096


@dataclass(frozen=True, slots=True)
class _Refused:
    """Number of refusals of a member in a row, and the time of the last."""

    times: int
    last_s: float

    @property
    def pause_s(self) -> float:
        if self.times < FREE:
            return 0.0
        return float(min(LONGEST_S, FIRST_S * 2 ** min(self.times - FREE, 16)))


class Pauses:
    """Count of refusals by member, in memory.

    Args:
        clock: returns the seconds of a steady clock.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._members: Recent[int, _Refused] = Recent(MOST_MEMBERS)

    def count_refusal(self, user_id: int) -> None:
        """Count a refusal; a series ends one minute after its pause without another."""
        now_s, before = self._clock(), self._members.get(user_id)
        goes_on = before and now_s - before.last_s < before.pause_s + WITHIN_S
        self._members[user_id] = _Refused(before.times + 1 if before and goes_on else 1, now_s)

    def left_s(self, user_id: int) -> float:
        """Return the seconds that a member has to wait; 0 or less without a pause."""
        before = self._members.get(user_id)
        return before.last_s + before.pause_s - self._clock() if before else 0.0
