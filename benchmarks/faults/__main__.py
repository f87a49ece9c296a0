"""Faults, each for real, and what has to hold after each of them.

    python -m benchmarks.faults [--database sqlite|postgresql] [--only N ...] [--repeat N]

The bot is the real one in processes of its own, its worker processes too; Discord is the
wire-level one of tests/wire, in this process. The pictures are drawn by a few lines of numpy.
"""

import argparse
import asyncio
import contextlib
import sys
import time
import traceback
from argparse import RawTextHelpFormatter
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from benchmarks.faults import (
    in_the_worker,
    of_attachments,
    of_discord,
    of_reviews,
    of_the_database,
    of_the_process,
)
from benchmarks.faults.of_the_process import NotHere
from benchmarks.faults.registry import FAULTS, Fault
from benchmarks.faults.stage import Failure, Stage, stage
from benchmarks.faults.verdict import judge
from tests.postgres import NoPostgres, Postgres, postgres

THEMES = (in_the_worker, of_discord, of_the_database, of_the_process, of_attachments, of_reviews)
# These need a server, whatever the others are played on.
RESTARTING = {8}
# Of a bot's log: more than its start takes.
LOG_LINES = 60


@dataclass(frozen=True)
class Databases:
    """Makes databases: files, or on a PostgreSQL server of the bench's own."""

    on_server: bool

    @contextlib.contextmanager
    def fresh(self, restarting: bool) -> Iterator[tuple[str | None, Postgres | None]]:
        """Give the address of an empty one, and its server; None for a file."""
        if not (self.on_server or restarting):
            yield None, None
            return
        with postgres(hasty=not restarting) as server:
            yield server.url(server.create()), server


async def play(fault: Fault, where: Databases) -> tuple[bool | None, str]:
    """Play a fault on a world of its own.

    Returns:
        Whether its outcome was right, None if it cannot be played here; and what was seen.
    """
    try:
        with where.fresh(fault.number in RESTARTING) as (url, server):
            async with stage(url, server) as here:
                try:
                    await fault.play(here)
                    return True, await judge(here)
                except NotHere:
                    raise
                except Exception:
                    _print_logs(here)
                    raise
    except (NotHere, NoPostgres) as error:
        return None, str(error)
    except Failure as error:
        return False, str(error)
    except Exception:  # noqa: BLE001 - the other faults are played all the same
        traceback.print_exc()
        return False, "the bench itself failed, see above"


def _print_logs(stage: Stage) -> None:
    """Print the last lines of the bots' logs: the reason of a failure is mostly there."""
    for number in range(len(stage.bots)):
        print(f"the log of bot {number} ends:", file=sys.stderr)
        print(*stage.log(number).splitlines()[-LOG_LINES:], sep="\n", file=sys.stderr)


async def play_all(chosen: list[Fault], where: Databases) -> bool:
    """Play faults one after the other and print the table."""
    table = Table("#", "fault", "should be", "seen", "s", "")
    passed = applicable = 0
    for fault in chosen:
        began = time.monotonic()
        right, seen = await play(fault, where)
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=RawTextHelpFormatter)
    numbers = sorted(FAULTS)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--only", type=int, nargs="+", choices=numbers, default=numbers)
    parser.add_argument("--repeat", type=int, default=1)
    asked = parser.parse_args()
    chosen = [FAULTS[number] for number in asked.only]
    where = Databases(asked.database == "postgresql")
    rounds = [asyncio.run(play_all(chosen, where)) for _ in range(asked.repeat)]
    raise SystemExit(0 if all(rounds) else 1)


if __name__ == "__main__":
    main()
