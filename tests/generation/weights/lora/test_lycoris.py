"""LoRA, LoHa, LoKr and DoRA as LyCORIS and PEFT wear them: by numbers that they gave, and anew."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file

from generation.weights.headers import read_header
from generation.weights.lora.deltas import LoraDelta, delta
from generation.weights.lora.file import check_lora, read_lora
from generation.weights.lora.targets import KernelRef
from tests.generation.weights.made_up import Tensors, write

GOLDEN = Path(__file__).with_name("lycoris_golden.safetensors")
PLACE = KernelRef("diffusion_model", "down_blocks.0.resnets.0.conv1")
FLAT = "lora_unet_down_blocks_0_resnets_0_conv1"
DOTTED = f"base_model.model.unet.{PLACE.name}"


def golden() -> dict[str, dict[str, Any]]:
    """Group the golden tensors by the case that they are of."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for key, value in load_file(GOLDEN).items():
        case, _, rest = key.partition("/")
        found[case][rest] = value
    return found


CASES = golden()


def file_tensors(case: str, tensors: Tensors) -> Tensors:
    """Return a case's parts under the names of a file."""
    start = DOTTED if case.startswith("peft") else FLAT
    parts = {key: value for key, value in tensors.items() if key.startswith("parts/")}
    return {f"{start}.{key.removeprefix('parts/')}": value for key, value in parts.items()}


def assert_adapted(path: Path, case: str, tensors: Tensors) -> None:
    """Compare the adapted kernel with the one that LyCORIS or PEFT made."""
    base, worn = tensors["base"], tensors["worn"]
    assert np.abs(worn - base).max() > 0.05, "an adapter that changes nothing would equal anything"
    file = write(path / f"{case}.safetensors", file_tensors(case, tensors))
    (change,) = read_lora(file, {PLACE: base.shape}).values()
    np.testing.assert_allclose(base + delta(change, base), worn, atol=2e-5)


@pytest.mark.parametrize("case", CASES)
def test_a_kernel_that_wears_an_adapter_is_as_lycoris_and_peft_make_it(
    tmp_path: Path, case: str
) -> None:
    assert_adapted(tmp_path, case, CASES[case])


@pytest.mark.parametrize("case", CASES)
def test_names_and_shapes_are_checked_without_reading_a_tensor(tmp_path: Path, case: str) -> None:
    tensors = CASES[case]
    header = read_header(write(tmp_path / "a.safetensors", file_tensors(case, tensors)))
    assert check_lora(header, {PLACE: tensors["base"].shape}) == ()


def test_there_is_a_case_of_each_part_that_is_read() -> None:
    parts = {key.removeprefix("parts/") for case in CASES.values() for key in case}
    assert parts >= {
        *("lora_mid.weight", "dora_scale", "lora_magnitude_vector", "alpha"),
        *(f"hada_{part}" for part in ("w1_a", "w1_b", "w2_a", "w2_b", "t1", "t2")),
        *(f"lokr_{part}" for part in ("w1", "w1_a", "w1_b", "w2", "w2_a", "w2_b", "t2")),
    }


def test_only_what_is_of_low_rank_is_two_thin_matrices(tmp_path: Path) -> None:
    thin = set()
    for case, tensors in CASES.items():
        file = write(tmp_path / f"{case}.safetensors", file_tensors(case, tensors))
        (change,) = read_lora(file, {PLACE: tensors["base"].shape}).values()
        thin |= {case} if isinstance(change, LoraDelta) else set()
    assert thin == {"lora-dense", "lora-window", "lora-tucker"}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Said by torch of its own.
def test_a_kernel_that_wears_any_adapter_is_as_lycoris_and_peft_make_it_anew(
    tmp_path: Path,
) -> None:
    pytest.importorskip("lycoris", reason="parity extra is not installed")
    pytest.importorskip("peft", reason="parity extra is not installed")
    from tests.generation.weights.lora.lycoris_cases import cases

    for case in (case for seed in range(1, 6) for case in cases(seed)):
        tensors = {"base": case.base, "worn": case.worn}
        tensors |= {f"parts/{part}": value for part, value in case.parts.items()}
        assert_adapted(tmp_path, case.name, {key: value.numpy() for key, value in tensors.items()})
