"""Claims about the environment of a process that may use a graphics card."""

import shlex
from pathlib import Path

import pytest

from generation.engines.cuda import cards, environment
from generation.engines.cuda.environment import AUTOTUNE_FLAG, use_cuda


@pytest.fixture(autouse=True)
def _driver(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cards, "DRIVER_FILES", (tmp_path,))


def test_a_process_takes_no_more_of_a_card_than_it_needs(tmp_path: Path) -> None:
    variables: dict[str, str] = {}
    use_cuda(tmp_path, variables)
    assert variables["TF_FORCE_GPU_ALLOW_GROWTH"] == "true"


def test_what_is_compiled_and_tuned_for_a_card_stays_in_the_cache_folder(tmp_path: Path) -> None:
    variables = {"XLA_FLAGS": "--xla_dump_to=/elsewhere"}
    use_cuda(tmp_path / "with blanks", variables)
    assert Path(variables["CUDA_CACHE_PATH"]).is_relative_to(tmp_path)
    first, second = shlex.split(variables["XLA_FLAGS"])
    assert first == "--xla_dump_to=/elsewhere"
    tuned = Path(second.removeprefix(f"{AUTOTUNE_FLAG}="))
    assert tuned.is_dir()
    assert tuned.is_relative_to(tmp_path)


def test_an_operators_own_values_stay(tmp_path: Path) -> None:
    mine = {
        "TF_FORCE_GPU_ALLOW_GROWTH": "false",
        "CUDA_CACHE_PATH": "/mine",
        "CUDA_CACHE_MAXSIZE": "1",
        "XLA_FLAGS": f"{AUTOTUNE_FLAG}=/mine",
    }
    variables = dict(mine)
    use_cuda(tmp_path, variables)
    assert variables == mine


def test_without_a_driver_nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "driver_is_present", lambda: False)
    variables: dict[str, str] = {}
    use_cuda(tmp_path, variables)
    assert variables == {}
