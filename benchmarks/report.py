"""What every benchmark prints and keeps: figures, what was promised of them, and their origin."""

import argparse
import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.machine import commit, machine, sentence

Value = float | int | str
Row = Mapping[str, Value]
UNITS = {"s": "s", "ms": "ms", "mb": "MB", "gib": "GiB", "percent": "%"}
WIDE, FEW = 200, 4


@dataclass(frozen=True)
class Target:
    """A figure that was promised.

    Args:
        name: of the figure.
        value: as measured.
        at_most: as promised.
    """

    name: str
    value: float
    at_most: float

    @property
    def met(self) -> bool:
        """Whether the promise was kept."""
        return self.value <= self.at_most

    @property
    def row(self) -> Row:
        """Lay it out as a row of a table."""
        met = "yes" if self.met else "no"
        return {"target": self.name, "measured": self.value, "at most": self.at_most, "met": met}


@dataclass(frozen=True)
class Report:
    """The outcome of one run of a benchmark.

    Args:
        benchmark: its name, which is that of its module.
        rows: figures by name; a name ends in its unit (`_s`, `_ms`, `_gib`, `_percent`).
        targets: what was promised of them.
        machine: where they were measured.
        commit: of the code that was measured; "" if it is not known.
        date: of the day, in UTC; "" if it is not known.
    """

    benchmark: str
    rows: Sequence[Row]
    targets: Sequence[Target] = ()
    machine: dict[str, str] = field(default_factory=machine)
    commit: str = field(default_factory=commit)
    date: str = field(default_factory=lambda: datetime.now(UTC).date().isoformat())

    @property
    def origin(self) -> str:
        """Say in one line where, with which code and when it was measured."""
        code = f"commit {self.commit}" if self.commit else ""
        return "; ".join(filter(None, [sentence(self.machine), code, self.date]))

    def as_json(self) -> str:
        """Write it as one JSON object; the only row's figures stand beside the name, too."""
        alone = self.rows[0] if len(self.rows) == 1 else {}
        return json.dumps({**asdict(self), **alone})

    @classmethod
    def read(cls, path: Path) -> "Report":
        """Read what `keep` wrote, now or before it wrote down the commit and the date."""
        told = json.loads(path.read_text("utf-8"))
        targets = [Target(**target) for target in told["targets"]]
        origin = told["machine"], told.get("commit", ""), told.get("date", "")
        return cls(told["benchmark"], told["rows"], targets, *origin)

    def keep(self, folder: Path) -> None:
        """Write it into a folder, from which `benchmarks.document` makes tables and plots."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), indent=1) + "\n"
        (folder / f"{self.benchmark}.json").write_text(text, "utf-8")


def arguments(description: str | None) -> argparse.ArgumentParser:
    """Make the parser of a benchmark, with the options that all have."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="keep the figures there")
    return parser


def publish(report: Report, asked: argparse.Namespace) -> None:
    """Print a report as the command line says, and keep it if it is to be kept.

    Raises:
        SystemExit: a target was missed.
    """
    if asked.save:
        report.keep(asked.save)
    if asked.json:
        print(report.as_json())
    else:
        _show(report)
    if not all(target.met for target in report.targets):
        sys.exit(1)


def _show(report: Report) -> None:
    # Piped, a table has the width that it needs.
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    console.print(report.origin, highlight=False)
    console.print(_table(downwards(report.rows)))
    if report.targets:
        console.print(_table([target.row for target in report.targets]))


def downwards(rows: Sequence[Row]) -> Sequence[Row]:
    """Lay the figures of a single row out below each other, where they are many."""
    if len(rows) > 1 or len(rows[0]) <= FEW:
        return rows
    return [{"figure": label(name), "value": value} for name, value in rows[0].items()]


def _table(rows: Sequence[Row]) -> Table:
    columns, lines = cells(rows)
    table = Table(*columns)
    for line in lines:
        table.add_row(*line)
    return table


def cells(rows: Sequence[Row]) -> tuple[list[str], list[list[str]]]:
    """Lay rows out as text; a figure that a row does not have is left empty.

    Returns:
        The columns' labels, and a line of cells a row.
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [[shown(row[name]) if name in row else "" for name in names] for row in rows]
    return [label(name) for name in names], lines


def label(name: str) -> str:
    """Word a figure's name: "picture_s" becomes "picture, s"."""
    stem, _, unit = name.rpartition("_")
    if stem and unit in UNITS:
        return f"{stem.replace('_', ' ')}, {UNITS[unit]}"
    return name.replace("_", " ")


def shown(value: Value) -> str:
    """Word a figure with three digits that count; what is counted or named stays as it is."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:#.3g}".rstrip(".")


def percentile(values: Sequence[float], share: float) -> float:
    """Take the nearest-rank percentile.

    Args:
        values: at least one, in any order.
        share: 0 to 1; 1 is the largest.

    Returns:
        the smallest of the values that at least this share of them does not exceed.
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
