"""Claims about how contenders are talked to."""

import io
import json
import sys
from collections.abc import Iterator

import pytest

from benchmarks.contenders.floor import EDGE, least_s
from benchmarks.contenders.protocol import Contender, ContenderFailed, serve

FAKE = [sys.executable, "-m", "tests.benchmarks.fake_contender"]


@pytest.fixture
def contender() -> Iterator[Contender]:
    with Contender("fake", FAKE) as started:
        yield started


def test_a_contender_answers_with_seconds_and_memory(contender: Contender) -> None:
    assert contender.run("pass") >= 0
    assert contender.peak_gib > 0


def test_what_libraries_print_is_no_answer(contender: Contender) -> None:
    assert contender.run("pass") + contender.run("pass") >= 0


def test_a_contender_that_ends_instead_is_named(contender: Contender) -> None:
    with pytest.raises(ContenderFailed, match="fake ended with 3"):
        contender.run("die")


def test_a_contender_that_cannot_start_is_named() -> None:
    absent = Contender("absent", [sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(ContenderFailed, match="absent ended with 1"), absent:
        pass


def test_each_request_has_one_answer_after_the_greeting() -> None:
    answers, calls = io.StringIO(), list[int]()
    serve({"pass": lambda: calls.append(1)}, ['{"run": "pass"}\n'] * 2, answers)
    greeting, *rest = map(json.loads, answers.getvalue().splitlines())
    assert "versions" in greeting
    assert len(calls) == len(rest) == 2
    assert all(set(answer) == {"seconds", "peak_gib"} for answer in rest)


def test_the_floor_is_the_arithmetic_at_the_matrix_products_speed() -> None:
    tflop = 2 * EDGE**3 / 1e12
    assert least_s(tflop, 512, matmul_s=0.5) == pytest.approx(0.5)
    assert least_s(tflop, 256, matmul_s=0.5) == pytest.approx(0.125)
