"""Claims about how kept figures become tables and plots."""

from pathlib import Path

import pytest

from benchmarks.machine import sentence
from benchmarks.report import Report, Target

pytest.importorskip("matplotlib", reason="the extra bench is not installed")

from benchmarks.document import draw, page, read

MACHINE = {"cpu": "Abacus", "cores": "2", "memory": "1 GiB", "python": "3.11", "keras": "3"}
ROWS = [
    {"batching": way, "load": 1.0, "median_s": median, "p95_s": 2 * median}
    for way, median in (("step", 1.5), ("request", 2.0), ("one", 4.0))
]
TARGET = Target("step to one", 0.375, 0.5)
REPORT = Report("throughput", ROWS, [TARGET], MACHINE, "0a1b2c3+", "2026-01-02")
PLACE = "By hand.\n<!-- begin throughput -->\nold\n<!-- end throughput -->\nBy hand.\n"


def test_figures_are_found_by_their_benchmarks_name(tmp_path: Path) -> None:
    REPORT.keep(tmp_path)
    assert read(tmp_path) == {"throughput": REPORT}


def test_a_page_gets_the_table_the_targets_and_the_origin_in_their_place() -> None:
    filled = page(PLACE, {"throughput": REPORT}, {"throughput": "plot.png"})
    assert "old" not in filled
    assert filled.count("By hand.") == 2
    assert "](plot.png)" in filled
    assert "| step | 1.00 | 1.50 | 3.00 |" in filled
    assert "| step to one | 0.375 | 0.500 | yes |" in filled
    assert f"<sub>{sentence(MACHINE)}; commit 0a1b2c3+; 2026-01-02</sub>" in filled


def test_filling_a_page_twice_changes_nothing() -> None:
    once = page(PLACE, {"throughput": REPORT}, {})
    assert page(once, {"throughput": REPORT}, {}) == once


def test_a_place_without_figures_stays_as_it_is() -> None:
    assert page(PLACE, {}, {}) == PLACE


def test_plots_lie_where_the_page_looks_for_them(tmp_path: Path) -> None:
    links = draw({"throughput": REPORT}, tmp_path / "page.md")
    assert (tmp_path / links["throughput"]).read_bytes().startswith(b"\x89PNG")
