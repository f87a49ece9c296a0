"""Seconds that were measured on this machine, remembered from start to start."""

import json
import logging
import math
from collections.abc import Callable
from pathlib import Path

from generation.errors import ModelUnavailable

log = logging.getLogger(__name__)

Seconds = float
# Measuring it began and never ended, which may be no fault of its own: the bot may have been ended.
UNKNOWN = math.nan
# Measuring it raised an error, or began twice and never ended: it ends the worker process.
FAILED = math.inf


class TimingsCache:
    """Figures by name, each in the file as soon as it is known.

    Args:
        file: JSON, made where it is not there; one that cannot be read counts as empty.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seconds = _read(file)

    def of(self, name: str) -> Seconds | None:
        """Give a figure, FAILED where there will be none; None while it is to be measured."""
        seconds = self._seconds.get(name, UNKNOWN)
        return None if math.isnan(seconds) else seconds

    def failed(self, name: str) -> bool:
        """Say whether there will be no figure."""
        return self._seconds.get(name) == FAILED

    def measure(self, name: str, measure: Callable[[], Seconds]) -> Seconds:
        """Give a figure, measured where it is not remembered.

        Raises:
            Exception: what measuring raised; a later start does not try it again, but where a
                file of the model was at fault.
        """
        if (known := self.of(name)) is not None:
            return known
        self._remember(name, FAILED if name in self._seconds else UNKNOWN)
        try:
            seconds = measure()
        except ModelUnavailable:
            self.forget(name)
            raise
        except Exception:
            self._remember(name, FAILED)
            raise
        self._remember(name, seconds)
        return seconds

    def forget(self, *names: str) -> None:
        """Have them measured again, as if they never were."""
        for name in names:
            self._seconds.pop(name, None)
        self._write()

    def _remember(self, name: str, seconds: Seconds) -> None:
        self._seconds[name] = seconds
        self._write()

    def _write(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # At once or not at all: what is measured next may end the process.
        partial = self._file.with_suffix(".part")
        partial.write_text(json.dumps(self._seconds, indent=1))
        partial.replace(self._file)


def _read(file: Path) -> dict[str, Seconds]:
    try:
        return {str(name): float(s) for name, s in json.loads(file.read_text()).items()}
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, TypeError):
        log.warning("%s is not readable; measuring again.", file)
        return {}
