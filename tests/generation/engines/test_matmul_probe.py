"""Claims about how fast this machine multiplies."""

import json
from pathlib import Path

import pytest

from generation.engines import matmul_probe
from generation.engines.timings_cache import TimingsCache


@pytest.mark.parametrize(("bfloat16_s", "surely"), [(0.5, True), (0.75, True), (0.76, False)])
def test_bfloat16_is_surely_faster_where_it_saves_a_quarter(
    tmp_path: Path, bfloat16_s: float, surely: bool
) -> None:
    file = tmp_path / "figures.json"
    file.write_text(json.dumps({"bfloat16/product": bfloat16_s, "float32/product": 1.0}))
    assert matmul_probe.bfloat16_surely_faster(TimingsCache(file), pytest.fail) is surely


def test_products_are_measured_once_on_a_machine_and_others_are_told_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "figures.json"
    told: list[str] = []
    first = matmul_probe.bfloat16_surely_faster(TimingsCache(file), told.append)
    assert told == ["bfloat16/product", "float32/product"], "so that others stand still"
    assert all(seconds > 0 for seconds in json.loads(file.read_text()).values())
    monkeypatch.setattr(matmul_probe, "time_call", lambda _call: pytest.fail("measured again"))
    assert matmul_probe.bfloat16_surely_faster(TimingsCache(file), told.append) is first
    assert len(told) == 2
