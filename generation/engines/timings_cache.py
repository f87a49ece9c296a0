"""Times measured on this machine, kept in a file from start to start."""

import json
import logging
import math
from collections.abc import Callable
from pathlib import Path

from generation.engines.cuda.errors import is_temporary
from generation.errors import ModelUnavailable

log = logging.getLogger(__name__)

Seconds = float
# Its measurement began and never ended, perhaps because the bot was stopped meanwhile.
UNKNOWN = math.nan
# Its measurement raised an error, or began twice and never ended: it ends the worker process.
FAILED = math.inf


class TimingsCache:
    """Times by name, each written to the file as soon as it is measured.

    Args:
        file: JSON; created if missing; an unreadable one counts as empty.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seconds: dict[str, Seconds] = {}
        if file.exists():
            try:
                self._seconds = {
                    str(name): float(s) for name, s in json.loads(file.read_text()).items()
                }
            except (ValueError, AttributeError, TypeError):
                log.warning("%s is not readable; measuring again.", file)

    def get(self, name: str) -> Seconds | None:
        """Return a time, FAILED if its measurement fails, or None before it is measured."""
        seconds = self._seconds.get(name, UNKNOWN)
        return None if math.isnan(seconds) else seconds

    def has_failed(self, name: str) -> bool:
        """Check whether a measurement failed."""
        return self._seconds.get(name) == FAILED

    def measure(self, name: str, measure: Callable[[], Seconds]) -> Seconds:
        """Return a time from the file, or measure it.

        Args:
            name: of the measurement.
            measure: returns seconds; called only without a known time.

        Raises:
            Exception: that of measuring; a later start does not try it again, unless a file of
                the model was at fault, or a card's memory was too small.
        """
        if (known := self.get(name)) is not None:
            return known
        self._remember(name, FAILED if name in self._seconds else UNKNOWN)
        try:
            seconds = measure()
        except ModelUnavailable:
            self.forget(name)
            raise
        except Exception as error:
            if is_temporary(error):
                self.forget(name)
            else:
                self._remember(name, FAILED)
            raise
        self._remember(name, seconds)
        return seconds

    def forget(self, *names: str) -> None:
        """Delete times, so that they are measured again."""
        for name in names:
            self._seconds.pop(name, None)
        self._write()

    def _remember(self, name: str, seconds: Seconds) -> None:
        self._seconds[name] = seconds
        self._write()

    def _write(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # Atomically: the next measurement may end the process.
        partial = self._file.with_suffix(".part")
        partial.write_text(json.dumps(self._seconds, indent=1))
        partial.replace(self._file)
