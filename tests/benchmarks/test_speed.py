"""Claims about how contenders are compared."""

import pytest

from benchmarks.contenders.floor import DECODE_TFLOP, EDGE, PASS_TFLOP
from benchmarks.speed import KERASCV, KERASCV_STEPS, OPENVINO, Duel, Entry, medians, targets

MATMUL_S = 2 * EDGE**3 / 1e12  # A machine of one TFLOP/s.


def duel(name: str, picture_s: float, reference_s: float) -> Duel:
    seconds = {"pass": 1.0, "step": 2.0, "decode": 3.0, "picture": picture_s}
    entry = Entry(name, "ours", "bfloat16")
    return Duel(entry, seconds, seconds | {"picture": reference_s}, 20, MATMUL_S, 4.0)


def test_a_picture_that_was_not_drawn_is_composed_of_steps_and_a_decoding() -> None:
    seconds = {"pass": 1.0, "step": 2.0, "decode": 3.0}
    entry = Entry(KERASCV, "kerascv", "float32", steps=KERASCV_STEPS, whole=False)
    composed = Duel(entry, seconds, seconds, 20, MATMUL_S, 4.0)
    assert composed.picture_s == 103
    assert composed.picture_ratio == 103 / 43
    assert composed.row(512)["drawn"] == "composed"


def test_the_floor_of_a_picture_is_both_halves_of_each_step_and_a_decoding() -> None:
    floor_s = duel("ours", 50, 70).floor_s("picture", 512)
    assert floor_s == pytest.approx(40 * PASS_TFLOP + DECODE_TFLOP)


def test_contenders_are_compared_by_way_of_the_reference() -> None:
    slow_hour = duel(OPENVINO, 100, 200)
    found = {target.name: target for target in targets([duel("ours", 50, 80), slow_hour], 512)}
    assert found[f"picture to {OPENVINO}"].value == (50 / 80) / (100 / 200)
    assert found["picture to diffusers, eager, bfloat16"].row["met"] == "yes"
    assert found["pass to floor"].value == pytest.approx(1 / PASS_TFLOP)


def test_medians_are_of_the_rounds_that_had_the_part() -> None:
    rounds = [{"pass": 3.0}, {"pass": 1.0}, {"pass": 2.0}, {"picture": 9.0}]
    assert medians(rounds) == {"pass": 2.0, "picture": 9.0}
