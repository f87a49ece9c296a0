"""Claims about choosing precision and mode."""

from pathlib import Path

import pytest

from generation.engines.choose import choose, machine_key
from generation.precision import candidates

SECONDS = {("float32", "graph"): 3.0, ("float32", "xla"): 2.0, ("bfloat16", "graph"): 1.0,
           ("bfloat16", "xla"): 4.0}  # fmt: skip


def measure(precision: str, engine: str) -> float:
    return SECONDS[precision, engine]


def forbidden(precision: str, engine: str) -> float:
    pytest.fail(f"measured {precision}/{engine} though it was known")


def test_the_fastest_candidate_is_chosen_and_its_figures_shown(tmp_path: Path) -> None:
    choice = choose(("float32", "bfloat16"), ("graph", "xla"), measure, tmp_path / "m.json")
    assert (choice.precision, choice.engine) == ("bfloat16", "graph")
    assert "bfloat16/graph 1000 ms" in str(choice)


def test_what_was_measured_once_is_remembered(tmp_path: Path) -> None:
    memory = tmp_path / "deep" / "m.json"
    first = choose(("float32",), ("graph", "xla"), measure, memory)
    again = choose(("float32",), ("graph", "xla"), forbidden, memory)
    assert (again.engine, again.figures) == (first.engine, first.figures)
    assert not again.measured


def test_a_damaged_memory_is_measured_again(tmp_path: Path) -> None:
    memory = tmp_path / "m.json"
    memory.write_text("[not json")
    assert choose(("float32",), ("graph", "xla"), measure, memory).measured


def test_a_forced_mode_is_not_measured(tmp_path: Path) -> None:
    choice = choose(("bfloat16",), ("xla",), forbidden, tmp_path / "m.json")
    assert (choice.precision, choice.engine) == ("bfloat16", "xla")


def test_float16_is_a_candidate_on_gpus_only() -> None:
    assert candidates("auto", on_gpu=False) == ("float32", "bfloat16")
    assert "float16" in candidates("auto", on_gpu=True)
    assert candidates("float16", on_gpu=False) == ("float16",)


def test_another_tensorflow_or_device_is_another_memory() -> None:
    keys = {machine_key(version, devices, 2) for version in ("2.21", "2.22")
            for devices in ((), ("Tesla T4",))}  # fmt: skip
    assert len(keys) == 4
    assert not any(" " in key or "/" in key for key in keys)
