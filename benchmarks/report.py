"""What every benchmark prints: one JSON object, or the same figures as a table."""

import argparse
import json
import math
from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

Figures = Mapping[str, float | int | str]


def wants_json(description: str | None) -> bool:
    """Read the one option that a benchmark has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return bool(parser.parse_args().json)


def show(title: str, figures: Figures, as_json: bool) -> None:
    """Print figures; a figure's name ends in its unit (`_s`, `_ms`)."""
    if as_json:
        print(json.dumps({"benchmark": title, **figures}))
        return
    table = Table(title=title)
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in figures.items():
        table.add_row(name, f"{value:.3f}" if isinstance(value, float) else str(value))
    Console().print(table)


def percentile(values: list[float], share: float) -> float:
    """Take the nearest-rank percentile.

    Args:
        values: at least one, in any order.
        share: 0 to 1; 1 is the largest.

    Returns:
        the smallest of the values that at least this share of them does not exceed.
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
