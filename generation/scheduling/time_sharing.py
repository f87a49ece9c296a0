"""How long work takes where several models share one machine, a slice each in turn."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backlog:
    """What a model has to do, in seconds of a machine of its own.

    Args:
        work_s: until everything is done; 0 before any measurement.
        slice_s: of one slice, above 0.
    """

    work_s: float
    slice_s: float

    def beside(self, own_s: float, others: Iterable["Backlog"]) -> float:
        """Say when something of this model's is done while others have their turns.

        For each slice of its own, each other model does one of its, as long as it has work.

        Args:
            own_s: when it would be done on a machine of its own, in seconds from now.
            others: what the other models have to do.

        Returns:
            Seconds from now.
        """
        slices = own_s / self.slice_s
        return own_s + sum(min(other.work_s, slices * other.slice_s) for other in others)
