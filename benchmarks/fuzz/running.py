"""Run examples of a target; what fails is written down, and the rest goes on."""

import re
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from benchmarks.fuzz.registry import Check, Target

# An example that takes so many times its deadline is interrupted.
HANG_DEADLINES = 4
OURS = re.compile(r"/(?:bot|generation)/")


class Hang(BaseException):
    """An example takes far more than its deadline; no handler of exceptions stops it."""


@dataclass
class Tally:
    """The outcome of a target's examples.

    Args:
        target: that they belong to.
        corpus: folder for failing inputs.
    """

    target: Target
    corpus: Path
    examples: int = 0
    slowest_s: float = 0.0
    failures: dict[str, str] = field(default_factory=dict)

    def attempt(self, check: Check, example: Any) -> None:
        """Run an example, and write it down if it fails."""
        self.examples += 1
        began, elsewhere = time.process_time(), None
        try:
            with _interrupted_after(HANG_DEADLINES * self.target.deadline_s):
                elsewhere = check(example)
        except self.target.documented:
            pass
        except (Exception, Hang) as error:  # noqa: BLE001 - these are what is looked for
            self._failed(_place(error), traceback.format_exc(), example)
        took = time.process_time() - began if elsewhere is None else elsewhere
        self.slowest_s = max(self.slowest_s, took)
        if took > self.target.deadline_s:
            self._failed("over its deadline", f"{took:.2f} s of CPU time", example)

    def _failed(self, kind: str, report: str, example: Any) -> None:
        """Write down the first example of each kind of failure."""
        if kind in self.failures:
            return
        self.failures[kind] = report
        name = f"{self.target.name.replace(' ', '-')}-{len(self.failures)}"
        self.corpus.mkdir(parents=True, exist_ok=True)
        written = f"{kind}\n{report}\n{example!r}\n"
        (self.corpus / f"{name}.txt").write_text(written, "utf-8", "backslashreplace")


def run(tally: Tally, check: Check, number: int, examples: int) -> None:
    """Run examples of a target.

    Args:
        tally: of the target, which is added to.
        check: of the target, opened.
        number: the seed; the same one gives the same examples.
        examples: how many at most.
    """

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(tally.target.examples)
    def attempted(example: Any) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Libraries warn of files that are damaged.
            tally.attempt(check, example)

    attempted()


def _place(error: BaseException) -> str:
    """Name an error by its class and the last line of our code that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if OURS.search(frame.filename)), frames[-1])
    return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"


@contextmanager
def _interrupted_after(cpu_s: float) -> Iterator[None]:
    """Raise Hang in the main thread after so much CPU time of this process."""
    if sys.platform == "win32":
        yield
        return

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise Hang(f"more than {cpu_s:g} s of CPU time")

    before = signal.signal(signal.SIGPROF, interrupt)
    signal.setitimer(signal.ITIMER_PROF, cpu_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
