"""Random and mutated input for whatever takes input of strangers.

    python -m benchmarks.fuzz --minutes 10 [--target NAME ...] [--seed N] [--corpus FOLDER]

Of each kind of failure the first input is written to the corpus folder, and the exit status is 1.
"""

import argparse
import faulthandler
import gc
import tempfile
import time
from argparse import RawTextHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.fuzz import (
    of_headers,
    of_infotext,
    of_interactions,
    of_pictures,
    of_prompts,
)
from benchmarks.fuzz.registry import TARGETS
from benchmarks.fuzz.running import Tally, run

THEMES = (of_pictures, of_infotext, of_prompts, of_headers, of_interactions)
# A target's turn; a bot has to be started for some.
TURN_S = 60.0
# A codec that hangs is interrupted by no signal: then the stacks are printed, and the run ends.
HANG_S = 900.0


def fuzz(tallies: Sequence[Tally], seconds: float, seed: int) -> None:
    """Give each target a turn, round robin, until the time is over."""
    over = time.monotonic() + seconds
    turn_s = min(TURN_S, seconds / len(tallies))
    while time.monotonic() < over:
        for tally in tallies:
            seed = _turn(tally, min(over, time.monotonic() + turn_s), seed)


def _turn(tally: Tally, until: float, seed: int) -> int:
    """Run batches of a target until a time; returns the next seed."""
    with tally.target.opened() as check:
        gc.collect()
        gc.freeze()  # A pass over all that is loaded would count against an example.
        while time.monotonic() < until:
            faulthandler.dump_traceback_later(HANG_S, exit=True)
            run(tally, check, seed, tally.target.batch)
            seed += 1
    faulthandler.cancel_dump_traceback_later()
    return seed


def report(tallies: Sequence[Tally]) -> None:
    """Print the table, and what failed."""
    table = Table("target", "examples", "failures", "slowest, CPU s", "deadline, CPU s")
    for tally in tallies:
        figures = f"{tally.slowest_s:.3f}", f"{tally.target.deadline_s:g}"
        table.add_row(tally.target.name, str(tally.examples), str(len(tally.failures)), *figures)
    console = Console(width=100)
    console.print(table)
    for tally in tallies:
        for kind, told in tally.failures.items():
            console.print(f"{tally.target.name}: {kind}\n{told}", markup=False, soft_wrap=True)


def main() -> None:
    """Run the fuzzer as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=RawTextHelpFormatter)
    names = list(TARGETS)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--target", nargs="+", choices=names, default=names)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--corpus", type=Path)
    asked = parser.parse_args()
    corpus = asked.corpus or Path(tempfile.mkdtemp(prefix="fuzz-"))
    tallies = [Tally(TARGETS[name], corpus) for name in asked.target]
    fuzz(tallies, 60 * asked.minutes, asked.seed)
    report(tallies)
    print(f"failing inputs are in {corpus}")
    raise SystemExit(1 if any(tally.failures for tally in tallies) else 0)


if __name__ == "__main__":
    main()
