"""Claims about OpenVINO as an engine, on the real small model."""

from pathlib import Path

import numpy as np
import pytest

from generation.engines import stages as engine_stages
from generation.engines.choose import engine_candidates
from generation.errors import ModelUnavailable
from generation.loading import memory_bytes
from generation.pipeline import Pipeline
from generation.types import ServiceConfig
from tests.generation.requests import ask


def drawn(engine: str, precision: str, folder: Path) -> np.ndarray:
    config = ServiceConfig(precision=precision, engine=engine, cache_folder=folder)  # type: ignore[arg-type]
    pipeline = Pipeline.load(config, lambda status: None)
    pictures = []
    for changes in ({}, {"guidance": 1.0}, {"sampler": "heun"}):
        request = ask("red apple on blue", steps=5, count=2, **changes)
        samples = [pipeline.begin(request, unit) for unit in range(2)]
        pipeline.advance(samples, request.calls)
        pictures += pipeline.decode(samples)
    return np.stack(pictures).astype(float)


@pytest.mark.slow
def test_openvino_draws_the_pictures_that_tensorflow_draws(tmp_path: Path) -> None:
    pytest.importorskip("openvino", reason="the extra openvino is not installed")
    exact = drawn("graph", "float32", tmp_path)
    assert np.abs(drawn("openvino", "float32", tmp_path) - exact).mean() < 1
    assert np.abs(drawn("openvino", "bfloat16", tmp_path) - exact).mean() < 4


def test_without_the_package_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_stages, "has_openvino", lambda: False)
    with pytest.raises(ModelUnavailable, match=r"imagine-bot\[openvino\]"):
        engine_stages.stages(None, "v", "float32", "openvino")  # type: ignore[arg-type]


def test_the_machines_memory_is_known_where_the_system_tells_it() -> None:
    assert memory_bytes() > 2**30


def test_openvino_is_measured_on_cpus_where_it_is_installed() -> None:
    assert "openvino" in engine_candidates("auto", on_gpu=False, has_openvino=True)
    assert "openvino" not in engine_candidates("auto", on_gpu=True, has_openvino=True)
    assert "openvino" not in engine_candidates("auto", on_gpu=False, has_openvino=False)
    assert engine_candidates("openvino", on_gpu=True, has_openvino=False) == ("openvino",)
