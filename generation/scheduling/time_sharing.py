"""Estimates for several models that share one machine by round-robin time sharing."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backlog:
    """Workload of one model, in seconds on a machine of its own.

    Args:
        work_s: seconds until all its units are done; 0 before any measurement.
        step_batch_s: seconds of one step batch, above 0.
    """

    work_s: float
    step_batch_s: float

    def eta_with_others(self, own_s: float, others: Iterable["Backlog"]) -> float:
        """Estimate when work of this model is done while other models share the machine.

        For each step batch of this model, every other model runs one of its own, as long as it has
        work.

        Args:
            own_s: seconds from now until the work would be done on a machine of its own.
            others: backlogs of the other models.

        Returns:
            Seconds from now.
        """
        step_batches = own_s / self.step_batch_s
        return own_s + sum(min(o.work_s, step_batches * o.step_batch_s) for o in others)
