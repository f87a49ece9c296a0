"""Twenty-five faults, each for real, and what has to hold after each of them.

    python -m benchmarks.faults [--database URL] [--only N ...] [--repeat N] [--json]

The bot is the real one in processes of its own, its worker processes too; Discord is the
wire-level one of tests/wire, in this process. The pictures are drawn by a few lines of numpy.
"""

import argparse
import asyncio
import sys
import time
import traceback

from rich.console import Console
from rich.table import Table

from benchmarks.faults import in_the_worker, of_discord, of_the_database, of_the_process
from benchmarks.faults.of_the_process import NotHere
from benchmarks.faults.registry import FAULTS, Fault
from benchmarks.faults.stage import Failure, stage
from benchmarks.faults.verdict import judge

THEMES = (in_the_worker, of_discord, of_the_database, of_the_process)


async def play(fault: Fault, url: str | None) -> tuple[bool | None, str]:
    """Play a fault on a world of its own.

    Returns:
        Whether its outcome was right, None if it cannot be played here; and what was seen.
    """
    try:
        async with stage(url) as here:
            await fault.play(here)
            return True, await judge(here)
    except NotHere as error:
        return None, str(error)
    except Failure as error:
        return False, str(error)
    except Exception:
        traceback.print_exc()
        return False, "the bench itself failed, see above"


async def play_all(chosen: list[Fault], url: str | None) -> bool:
    """Play faults one after the other and print the table."""
    table = Table("#", "fault", "should be", "seen", "s", "")
    passed = applicable = 0
    for fault in chosen:
        began = time.monotonic()
        right, seen = await play(fault, url)
        passed, applicable = passed + (right is True), applicable + (right is not None)
        mark = {True: "yes", False: "NO", None: "not here"}[right]
        took = f"{time.monotonic() - began:.0f}"
        table.add_row(str(fault.number), fault.happens, fault.outcome, seen, took, mark)
        print(f"{fault.number:2} {mark:8} {took:>3} s  {fault.happens}: {seen}", file=sys.stderr)
    Console(width=160).print(table)
    print(f"{passed} of {applicable}")
    return passed == applicable


def main() -> None:
    """Run the bench as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--database", help="postgresql://… ; a SQLite file for each fault if left out")
    parser.add_argument("--only", type=int, nargs="+", choices=sorted(FAULTS), default=sorted(FAULTS))
    parser.add_argument("--repeat", type=int, default=1)
    asked = parser.parse_args()
    chosen = [FAULTS[number] for number in asked.only]
    rounds = [asyncio.run(play_all(chosen, asked.database)) for _ in range(asked.repeat)]
    raise SystemExit(0 if all(rounds) else 1)


if __name__ == "__main__":
    main()
