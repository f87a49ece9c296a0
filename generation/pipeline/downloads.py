"""Reports of the download of a model's files, with an estimate of the time that is left."""

import time
from collections.abc import Callable

from generation.pipeline.measurements import Report
from generation.types import ServiceStatus

# Blocks arrive thousands of times a second.
REPORT_INTERVAL_S = 1.0


class Downloads:
    """Reports of the bytes that have arrived.

    Args:
        model: name of the model.
        report: called with a status at most once a second, and when all has arrived.
        clock: monotonic clock, in seconds.
    """

    def __init__(
        self, model: str, report: Report, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._detail, self._report, self._clock = f"Downloading {model}.", report, clock
        self._began_s = self._reported_s = -REPORT_INTERVAL_S
        self._resumed_bytes: int | None = None

    def record(self, have_bytes: int, of_bytes: int) -> None:
        """Report how much there is, and how long the rest takes at the mean rate so far.

        Args:
            have_bytes: that are there, those of an earlier start included.
            of_bytes: of all files that were missing, at least `have_bytes`.
        """
        now_s = self._clock()
        if self._resumed_bytes is None:
            self._began_s, self._resumed_bytes = now_s, have_bytes
        elif now_s - self._reported_s < REPORT_INTERVAL_S and have_bytes < of_bytes:
            return
        self._reported_s = now_s
        arrived = have_bytes - self._resumed_bytes
        left_s = (of_bytes - have_bytes) * (now_s - self._began_s) / arrived if arrived else None
        share = have_bytes / max(of_bytes, 1)
        self._report(ServiceStatus("downloading", self._detail, share=share, left_s=left_s))
