"""The first examples of each fuzz target, the same each time; the rest is the bench's."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import strategies as st

from benchmarks.fuzz.__main__ import THEMES
from benchmarks.fuzz.registry import TARGETS, Check, Target
from benchmarks.fuzz.running import Tally, run

EXAMPLES = {
    "picture bytes": 60,
    "infotext": 150,
    "own parameters": 100,
    "prompt syntaxes": 300,
    "content filter": 250,
    "forms": 300,
    "safetensors headers": 60,
    "interactions": 5,
    "malformed interactions": 5,
}


def test_each_target_has_its_examples_here() -> None:
    assert THEMES
    assert EXAMPLES.keys() == TARGETS.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_odd_input_raises_what_is_documented_within_its_deadline(name: str, tmp_path: Path) -> None:
    tally = Tally(TARGETS[name], tmp_path)
    with tally.target.opened() as check:
        run(tally, check, 0, EXAMPLES[name])
    assert tally.examples == EXAMPLES[name]
    assert not tally.failures, "\n".join(tally.failures.values())


def tallied(check: Check, corpus: Path, deadline_s: float = 1.0) -> Tally:
    target = Target("a one", st.just(1), lambda: nullcontext(check), (KeyError,), deadline_s, 1)
    tally = Tally(target, corpus)
    run(tally, check, 0, 1)
    return tally


def test_an_exception_that_is_not_documented_is_a_failure_and_its_input_is_kept(
    tmp_path: Path,
) -> None:
    def raises(kind: type[Exception]) -> Check:
        def check(_: object) -> None:
            raise kind("no")

        return check

    assert not tallied(raises(KeyError), tmp_path).failures
    (failure,) = tallied(raises(ValueError), tmp_path).failures
    assert failure.startswith("ValueError in test_fuzz.py:")
    (kept,) = tmp_path.iterdir()
    assert kept.name == "a-one-1.txt"
    assert kept.read_text("utf-8").endswith("\n1\n")


def test_an_example_that_takes_too_long_or_for_ever_is_a_failure(tmp_path: Path) -> None:
    def for_ever(_: object) -> None:
        while True:
            pass

    assert tallied(lambda _: 1.01, tmp_path).failures.keys() == {"over its deadline"}
    failures = tallied(for_ever, tmp_path, deadline_s=0.01).failures
    assert {kind.split()[0] for kind in failures} == {"Hang", "over"}
