"""Reports of the measurements of a model's first start, with an estimate of the time they take."""

import time
from collections.abc import Callable

from generation.types import ServiceStatus

Report = Callable[[ServiceStatus], None]


class Measurements:
    """Measurements that choose the fastest precision, engine and batch size on this machine.

    Args:
        model: name of the model.
        report: called with a status as each measurement begins.
        clock: monotonic clock, in seconds.
    """

    def __init__(
        self, model: str, report: Report, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._model, self._report, self._clock = model, report, clock
        self._begun = self._expected = 0
        self._first_s = 0.0

    def expect(self, count: int) -> None:
        """Add `count` measurements that are about to begin, at most."""
        self._expected += count

    def begin(self, subject: str) -> None:
        """Report a measurement, whose subject is named to operators."""
        now_s, done = self._clock(), self._begun
        self._first_s = self._first_s if done else now_s
        self._begun += 1
        of = max(self._expected, self._begun)
        # By the mean of those before it.
        left_s = (now_s - self._first_s) / done * (of - done) if done else None
        detail = f"Measuring {self._model} on this machine: {subject}."
        self._report(ServiceStatus("warming", detail, True, done / of, left_s))
