"""Writes the tables and plots of docs/performance.md from the figures that were kept.

    python -m benchmarks.document [--figures docs/performance] [--page docs/performance.md]

A table stands between `<!-- begin NAME -->` and `<!-- end NAME -->`; what is around it is written
by hand. A benchmark whose figures were not kept leaves its place as it is.
"""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.plots import PLOTS
from benchmarks.report import Report, Row, cells, downwards

DOCS = Path(__file__).resolve().parents[1] / "docs"
PLACE = re.compile(
    r"(?P<begin><!-- begin (?P<name>\w+) -->\n).*?(?P<end><!-- end (?P=name) -->)", re.DOTALL
)
# Drawn, or of interest to whoever doubts a ratio; the kept figures have them all.
LEFT_OUT = {
    "speed": ("pass_floor_s", "picture_floor_s", "diffusers then_s", "drawn"),
    "load": ("processes", "unanswered", "over_limit"),
}


def read(folder: Path) -> dict[str, Report]:
    """Read all figures that were kept in a folder, by benchmark."""
    reports = map(Report.read, sorted(folder.glob("*.json")))
    return {report.benchmark: report for report in reports}


def page(text: str, reports: Mapping[str, Report], plots: Mapping[str, str]) -> str:
    """Put figures into a page.

    Args:
        text: of the page, with places for them.
        reports: by benchmark.
        plots: links to pictures, by benchmark.
    """

    def filled(place: re.Match[str]) -> str:
        name = place["name"]
        if name not in reports:
            return place[0]
        return f"{place['begin']}{block(reports[name], plots.get(name))}{place['end']}"

    return PLACE.sub(filled, text)


def block(report: Report, plot: str | None) -> str:
    """Word a report in Markdown: a plot, rows, targets, and where it is from."""
    left_out = LEFT_OUT.get(report.benchmark, ())
    rows = [{name: row[name] for name in row if name not in left_out} for row in report.rows]
    parts = [f"![{_caption(report)}]({plot})"] if plot else []
    parts.append(table(downwards(rows)))
    if report.targets:
        parts.append(table([target.row for target in report.targets]))
    parts.append(f"<sub>{report.origin}</sub>")
    return "\n\n".join(["", *parts, ""]).lstrip("\n")


def _caption(report: Report) -> str:
    return f"The figures of the table below, of {report.benchmark}, as bars."


def table(rows: Sequence[Row]) -> str:
    """Word rows as a Markdown table; numbers stand to the right."""
    columns, lines = cells(rows)
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = [any(isinstance(row.get(name), str) for row in rows) for name in names]
    rules = ["---" if is_text else "---:" for is_text in text]
    return "\n".join(f"| {' | '.join(line)} |" for line in (columns, rules, *lines))


def draw(reports: Mapping[str, Report], beside: Path) -> dict[str, str]:
    """Save the plots of the reports that have one, and give their links from a page."""
    folder = beside.parent / "images" / "performance"
    links: dict[str, str] = {}
    for name in reports.keys() & PLOTS.keys():
        folder.mkdir(parents=True, exist_ok=True)
        PLOTS[name](reports[name].rows).savefig(folder / f"{name}.png", transparent=True)
        links[name] = f"images/performance/{name}.png"
    return links


def main() -> None:
    """Document as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--figures", type=Path, default=DOCS / "performance")
    parser.add_argument("--page", type=Path, default=DOCS / "performance.md")
    asked = parser.parse_args()
    reports, text = read(asked.figures), asked.page.read_text("utf-8")
    for name in reports.keys() - {place["name"] for place in PLACE.finditer(text)}:
        print(f"{asked.page.name} has no place for {name}", file=sys.stderr)
    asked.page.write_text(page(text, reports, draw(reports, asked.page)), "utf-8")


if __name__ == "__main__":
    main()
