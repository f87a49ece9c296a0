"""Claims about choosing precision and mode."""

from pathlib import Path

import pytest

from generation.engines.choose import Mode, candidates, choose, machine_key

SECONDS = {("float32", "graph"): 3.0, ("float32", "xla"): 2.0, ("bfloat16", "graph"): 1.0,
           ("bfloat16", "xla"): 4.0}  # fmt: skip


def measure(mode: Mode) -> float:
    return SECONDS[mode]


def forbidden(mode: Mode) -> float:
    pytest.fail(f"measured {mode} though it was known")


def test_the_fastest_candidate_is_chosen_and_its_figures_shown(tmp_path: Path) -> None:
    choice = choose(tuple(SECONDS), measure, tmp_path / "m.json")
    assert (choice.precision, choice.engine) == ("bfloat16", "graph")
    assert "bfloat16/graph 1000 ms" in str(choice)


def test_what_was_measured_once_is_remembered(tmp_path: Path) -> None:
    memory = tmp_path / "deep" / "m.json"
    first = choose(tuple(SECONDS), measure, memory)
    again = choose(tuple(SECONDS), forbidden, memory)
    assert (again.engine, again.figures) == (first.engine, first.figures)
    assert not again.measured


def test_a_damaged_memory_is_measured_again(tmp_path: Path) -> None:
    memory = tmp_path / "m.json"
    memory.write_text("[not json")
    assert choose(tuple(SECONDS), measure, memory).measured


def test_a_forced_mode_is_not_measured(tmp_path: Path) -> None:
    choice = choose((("bfloat16", "xla"),), forbidden, tmp_path / "m.json")
    assert (choice.precision, choice.engine) == ("bfloat16", "xla")


def test_on_a_cpu_every_engine_is_measured_in_float32_and_bfloat16_but_for_xla() -> None:
    assert candidates("auto", "auto", on_gpu=False, fits_float32=True) == (
        ("float32", "graph"),
        ("float32", "xla"),
        ("float32", "openvino"),
        ("bfloat16", "graph"),
        ("bfloat16", "openvino"),
    )


def test_on_a_gpu_tensorflows_engines_are_measured_in_every_precision() -> None:
    modes = candidates("auto", "auto", on_gpu=True, fits_float32=True)
    assert {precision for precision, _ in modes} == {"float32", "bfloat16", "float16"}
    assert {engine for _, engine in modes} == {"graph", "xla"}


def test_float32_is_left_out_where_it_does_not_fit() -> None:
    modes = candidates("auto", "auto", on_gpu=False, fits_float32=False)
    assert {precision for precision, _ in modes} == {"bfloat16"}


def test_settings_leave_no_choice() -> None:
    assert candidates("float16", "graph", on_gpu=False, fits_float32=False) == (
        ("float16", "graph"),
    )
    assert candidates("bfloat16", "xla", on_gpu=False, fits_float32=True) == (("bfloat16", "xla"),)


def test_another_tensorflow_or_device_is_another_memory() -> None:
    keys = {machine_key(version, devices, 2) for version in ("2.21", "2.22")
            for devices in ((), ("Tesla T4",))}  # fmt: skip
    assert len(keys) == 4
    assert not any(" " in key or "/" in key for key in keys)
