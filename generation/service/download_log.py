"""Log of a model's download, where no terminal shows its bars."""

import logging
import math
import sys
import time
from collections.abc import Callable

from generation.types import ServiceStatus

log = logging.getLogger(__name__)

INTERVAL_S, INTERVAL_SHARE = 30.0, 0.1


class DownloadLog:
    """Writer of a line for every tenth of a download, and at least one every 30 s.

    Args:
        is_shown: checks whether a person sees the bars at a terminal.
        clock: monotonic clock, in seconds.
    """

    def __init__(
        self,
        is_shown: Callable[[], bool] = sys.stderr.isatty,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._is_shown, self._clock = is_shown, clock
        self._logged_s, self._tenth = -math.inf, 0

    def record(self, status: ServiceStatus) -> None:
        """Log the progress of a download if it is due; other statuses are ignored."""
        if status.phase != "downloading" or self._is_shown():
            return
        now_s, tenth = self._clock(), int(status.share / INTERVAL_SHARE + 1e-9)
        if tenth == self._tenth and now_s - self._logged_s < INTERVAL_S:
            return
        self._logged_s, self._tenth = now_s, tenth
        left = "" if status.left_s is None else f", about {status.left_s:.0f} s left"
        log.info("%s %.0f %%%s.", status.detail, 100 * status.share, left)
