"""Both ends of the talk with a contender: lines of JSON, one answer a line."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from benchmarks.machine import peak_gib, versions

Call = Callable[[], Any]
# "pass", "step", "decode" and "picture", or what else a contender can do.
Parts = Mapping[str, Call]
ENDING_S = 60.0


@dataclass(frozen=True)
class Setup:
    """What a contender is told before it starts.

    Args:
        size: pixels, an edge.
        steps: of a whole picture.
        precision: "float32" or "bfloat16".
        engine: of ours.
        folder: where the random checkpoint lies, and what may be kept between processes.
    """

    size: int
    steps: int
    precision: str
    engine: str
    folder: Path


class ContenderFailed(Exception):
    """A contender ended before it answered; what it said is on standard error."""


def timed(call: Call) -> float:
    """Time one call in seconds."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def claim_stdout() -> TextIO:
    """Take standard output for the answers: what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return answers


def serve(parts: Parts, asked: Iterable[str], answers: TextIO) -> None:
    """Say that all is ready, then run what is asked until nothing more is."""
    _tell(answers, {"versions": versions()})
    for line in asked:
        seconds = timed(parts[json.loads(line)["run"]])
        _tell(answers, {"seconds": seconds, "peak_gib": peak_gib()})


def _tell(answers: TextIO, answer: Mapping[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


class Contender:
    """A contender's process, seen from the benchmark: ready in the `with` statement, gone after it.

    Args:
        name: for people.
        command: what starts it.
    """

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name, self.peak_gib = name, 0.0
        print(f"starting {name}", file=sys.stderr)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.versions: dict[str, str] = {}

    def run(self, part: str) -> float:
        """Let it do a part once; give back the seconds that took.

        Raises:
            ContenderFailed: it ended instead.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"run": part}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise ContenderFailed(self.name) from None
        answer = self._answer()
        self.peak_gib = answer["peak_gib"]
        print(f"{self.name}: {part} {answer['seconds']:.2f} s", file=sys.stderr)
        return float(answer["seconds"])

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise ContenderFailed(f"{self.name} ended with {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        try:
            self.versions = self._answer()["versions"]
        except ContenderFailed:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def _end(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(ENDING_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
