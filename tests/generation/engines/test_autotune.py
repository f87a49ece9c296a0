"""Claims about choosing precision and mode."""

from pathlib import Path

import pytest

from generation.engines import autotune as module
from generation.engines.autotune import (
    Configuration,
    autotune,
    candidates,
    candidates_on_card,
    first_that_runs,
    machine_key,
    time_call,
)
from generation.errors import ModelUnavailable

SECONDS = {("float32", "graph"): 3.0, ("float32", "xla"): 2.0, ("bfloat16", "graph"): 1.0,
           ("bfloat16", "xla"): 4.0}  # fmt: skip


def measure(mode: Configuration) -> float:
    return SECONDS[mode]


def forbidden(mode: Configuration) -> float:
    pytest.fail(f"measured {mode} though it was known")


def test_the_fastest_candidate_is_chosen_and_its_figures_shown(tmp_path: Path) -> None:
    choice = autotune(tuple(SECONDS), measure, tmp_path / "m.json")
    assert (choice.precision, choice.engine) == ("bfloat16", "graph")
    assert "bfloat16/graph 1000 ms" in str(choice)


def test_what_was_measured_once_is_remembered(tmp_path: Path) -> None:
    memory = tmp_path / "deep" / "m.json"
    first = autotune(tuple(SECONDS), measure, memory)
    again = autotune(tuple(SECONDS), forbidden, memory)
    assert (again.engine, again.figures) == (first.engine, first.figures)
    assert not again.measured


def test_a_damaged_memory_is_measured_again(tmp_path: Path) -> None:
    memory = tmp_path / "m.json"
    memory.write_text("[not json")
    assert autotune(tuple(SECONDS), measure, memory).measured


def test_a_mode_that_fails_is_logged_left_out_and_not_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def float32_is_too_large(mode: Configuration) -> float:
        if mode[0] == "float32":
            raise MemoryError("float32 is too large")
        return measure(mode)

    choice = autotune(tuple(SECONDS), float32_is_too_large, tmp_path / "m.json")
    assert (choice.precision, choice.engine) == ("bfloat16", "graph")
    assert "float32/xla failed" in str(choice)
    assert "float32 is too large" in caplog.text
    assert autotune(tuple(SECONDS), forbidden, tmp_path / "m.json").engine == "graph"


def test_where_every_mode_fails_the_last_error_is_raised_and_all_are_tried_again(
    tmp_path: Path,
) -> None:
    def failing(mode: Configuration) -> float:
        raise MemoryError(*mode)

    for _ in range(2):
        with pytest.raises(MemoryError, match="'bfloat16', 'xla'"):
            autotune(tuple(SECONDS), failing, tmp_path / "m.json")
    assert autotune(tuple(SECONDS), measure, tmp_path / "m.json").measured


def test_a_file_at_fault_is_no_modes_failure(tmp_path: Path) -> None:
    def damaged(mode: Configuration) -> float:
        raise ModelUnavailable("damaged")

    for _ in range(3):
        with pytest.raises(ModelUnavailable):
            autotune(tuple(SECONDS), damaged, tmp_path / "m.json")
    assert autotune(tuple(SECONDS), measure, tmp_path / "m.json").figures == {
        "/".join(mode): seconds for mode, seconds in SECONDS.items()
    }


class Killed(BaseException):
    """Ends a measurement as the end of its process does: nothing is caught."""


def test_a_mode_that_ends_the_process_twice_is_left_out_and_the_others_figures_are_kept(
    tmp_path: Path,
) -> None:
    asked: list[Configuration] = []

    def deadly(mode: Configuration) -> float:
        asked.append(mode)
        if mode == ("float32", "xla"):
            raise Killed
        return measure(mode)

    for _ in range(2):
        with pytest.raises(Killed):
            autotune(tuple(SECONDS), deadly, tmp_path / "m.json")
    assert autotune(tuple(SECONDS), deadly, tmp_path / "m.json").engine == "graph"
    assert [asked.count(mode) for mode in SECONDS] == [1, 2, 1, 1]


def test_a_forced_mode_is_not_measured(tmp_path: Path) -> None:
    choice = autotune((("bfloat16", "xla"),), forbidden, tmp_path / "m.json")
    assert (choice.precision, choice.engine) == ("bfloat16", "xla")


def test_on_a_cpu_every_engine_is_measured_in_float32_and_bfloat16_but_for_xla() -> None:
    assert candidates("auto", "auto", with_float32=True) == (
        ("float32", "graph"),
        ("float32", "xla"),
        ("float32", "openvino"),
        ("bfloat16", "graph"),
        ("bfloat16", "openvino"),
    )


@pytest.mark.parametrize(
    ("capability", "overflows", "precision"),
    [((6, 1), False, "float32"), ((7, 5), False, "float16"), ((7, 5), True, "float16"),
     ((8, 6), False, "float16"), ((8, 6), True, "bfloat16"), ((9, 0), False, "float16")],
)  # fmt: skip
def test_a_cards_architecture_decides_the_precision_and_graphs_are_the_way_out(
    capability: tuple[int, int], overflows: bool, precision: str
) -> None:
    modes = candidates_on_card("auto", "auto", capability, overflows)
    assert modes == ((precision, "xla"), (precision, "graph"))


def test_settings_leave_no_choice_on_a_card() -> None:
    assert candidates_on_card("bfloat16", "graph", (8, 6), False) == (("bfloat16", "graph"),)


ON_CARD = (("float16", "xla"), ("float16", "graph"))


def test_on_a_card_the_first_mode_that_runs_is_chosen_and_nothing_else_is_measured(
    tmp_path: Path,
) -> None:
    asked: list[Configuration] = []

    def runs(mode: Configuration) -> float:
        asked.append(mode)
        return 0.1

    for _ in range(2):
        choice = first_that_runs(ON_CARD, runs, tmp_path / "m.json")
        assert (choice.precision, choice.engine) == ON_CARD[0]
    assert asked == [ON_CARD[0]]


def test_a_mode_that_fails_on_a_card_is_left_out_from_then_on(tmp_path: Path) -> None:
    def failing(mode: Configuration) -> float:
        raise ValueError("no such operation")

    for tried in (failing, forbidden):
        choice = first_that_runs(ON_CARD, tried, tmp_path / "m.json")
        assert (choice.precision, choice.engine) == ON_CARD[1]
        assert "float16/xla failed" in str(choice)


def test_a_card_that_another_program_filled_is_tried_again_at_the_next_start(
    tmp_path: Path,
) -> None:
    def full(mode: Configuration) -> float:
        raise RuntimeError("CUDA_ERROR_OUT_OF_MEMORY: out of memory")

    assert first_that_runs(ON_CARD, full, tmp_path / "m.json").engine == "graph"
    assert first_that_runs(ON_CARD, lambda _: 0.1, tmp_path / "m.json").engine == "xla"


def test_after_an_error_that_breaks_the_card_nothing_more_is_tried(tmp_path: Path) -> None:
    def breaking(mode: Configuration) -> float:
        raise RuntimeError("CUDA_ERROR_ILLEGAL_ADDRESS")

    with pytest.raises(RuntimeError, match="ILLEGAL_ADDRESS"):
        first_that_runs(ON_CARD, breaking, tmp_path / "m.json")
    assert first_that_runs(ON_CARD, forbidden, tmp_path / "m.json").engine == "graph"


def test_float32_is_left_out_where_it_cannot_win_or_does_not_fit() -> None:
    modes = candidates("auto", "auto", with_float32=False)
    assert {precision for precision, _ in modes} == {"bfloat16"}


def test_settings_leave_no_choice() -> None:
    assert candidates("float16", "graph", with_float32=False) == (("float16", "graph"),)
    assert candidates("bfloat16", "xla", with_float32=True) == (("bfloat16", "xla"),)


def test_another_machine_device_or_software_is_another_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = {machine_key(devices, 2) for devices in ((), ("Tesla T4",))}
    monkeypatch.setattr(module, "machine_name", lambda: "another")
    keys.add(machine_key((), 2))
    monkeypatch.setattr(module, "software_name", lambda: "another")
    keys.add(machine_key((), 2))
    assert len(keys) == 4
    assert not any(" " in key or "/" in key for key in keys)


def test_a_slow_call_is_timed_twice_and_the_faster_time_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter([0.0, 3.0, 3.0, 5.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    assert time_call(lambda: None) == 2.0
