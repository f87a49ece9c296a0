"""Each complaint that users have of bots of this kind is held by a test with its mark."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PEERS = TESTS.parents[1] / "shared" / "PEERS.md"
# Reported of these parts, which are not built yet.
LATER = {
    "Horde#24": "hosted sessions, with their caps and votes",
    "AIYA#103": "a filter of images",
}
REPORT = re.compile(r"(?:[\w.-]+/)?[\w.-]+(?: PR)?#\d+")


def rows() -> list[str]:
    """The reports of each row of the table, as they stand in it."""
    if not PEERS.is_file():
        return []
    section = PEERS.read_text("utf-8").split("## What they complain about")[1].split("\n## ")[0]
    lines = (line.split("|")[1] for line in section.splitlines() if line.startswith("| "))
    return [cell.strip() for cell in lines if REPORT.search(cell)]


def marked() -> Iterator[tuple[str, str]]:
    """Each mark, with the name of its test."""
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for mark in node.decorator_list:
                    if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith(".complaint"):
                        assert isinstance(mark.args[0], ast.Constant)
                        yield str(mark.args[0].value), node.name


@pytest.mark.skipif(not PEERS.is_file(), reason="the table of complaints is not beside the project")
def test_every_complaint_has_a_test() -> None:
    held = {report for report, _ in marked()} | set(LATER)
    assert len(rows()) > 15
    assert [row for row in rows() if not held & set(REPORT.findall(row))] == []


@pytest.mark.skipif(not PEERS.is_file(), reason="the table of complaints is not beside the project")
def test_every_mark_is_of_a_complaint_and_no_part_that_is_built_counts_as_later() -> None:
    reports = {report for row in rows() for report in REPORT.findall(row)}
    held = {report for report, _ in marked()}
    assert held - reports == set()
    assert held & LATER.keys() == set()
