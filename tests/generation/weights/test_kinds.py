import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.errors import ModelUnavailable
from generation.weights.kinds import UNKNOWN_LICENCE, recognise
from tests.generation.weights.made_up import headers, write


def folder(path: Path, **stated: Any) -> Path:
    """Write a diffusers folder; `stated` overrides what its configs say."""
    for name in (
        "text_encoder/model",
        "unet/diffusion_pytorch_model",
        "vae/diffusion_pytorch_model",
    ):
        write(path / f"{name}.safetensors", {"a": np.zeros(3, np.float16)})
    unet = {"in_channels": 4, "cross_attention_dim": 1024, "sample_size": 96}
    scheduler = {"prediction_type": "v_prediction", "beta_schedule": "scaled_linear"}
    (path / "scheduler").mkdir(exist_ok=True)
    (path / "unet" / "config.json").write_text(json.dumps(unet | stated))
    (path / "scheduler" / "scheduler_config.json").write_text(json.dumps(scheduler | stated))
    return path


@pytest.mark.parametrize(("width", "version"), [(768, 1), (1024, 2)])
def test_the_width_of_the_text_tells_the_version(tmp_path: Path, width: int, version: int) -> None:
    kind = recognise(write(tmp_path / "a.safetensors", headers(width)))
    assert (kind.version, kind.prediction, kind.resolution) == (version, "epsilon", 512)
    assert kind.licence == UNKNOWN_LICENCE
    assert kind.size_bytes == (tmp_path / "a.safetensors").stat().st_size


@pytest.mark.parametrize(
    ("name", "width", "prediction", "resolution"),
    [
        ("v2-1_768-ema-pruned", 1024, "v", 768),
        ("768-v-ema", 1024, "v", 768),
        ("v2-1_512-ema-pruned", 1024, "epsilon", 512),
        ("furry-vpred", 768, "v", 512),
        ("768-pixel-art", 768, "epsilon", 512),
    ],
)
def test_a_file_that_says_nothing_is_told_by_its_name(
    tmp_path: Path, name: str, width: int, prediction: str, resolution: int
) -> None:
    kind = recognise(write(tmp_path / f"{name}.safetensors", headers(width)))
    assert (kind.prediction, kind.resolution) == (prediction, resolution)


def test_the_yaml_beside_a_file_wins_over_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "768.safetensors", headers(1024))
    path.with_suffix(".yaml").write_text("model:\n  params:\n    linear_start: 0.00085\n")
    assert recognise(path).prediction == "epsilon"
    path.with_suffix(".yaml").write_text('model:\n  params:\n    parameterization: "v"\n')
    assert recognise(path).prediction == "v"


def test_the_metadata_of_a_file_wins_over_all(tmp_path: Path) -> None:
    stated = {
        "modelspec.prediction_type": "v",
        "modelspec.resolution": "640x640",
        "modelspec.license": "CC0-1.0",
    }
    kind = recognise(write(tmp_path / "a.safetensors", headers(), stated))
    assert (kind.prediction, kind.resolution, kind.licence) == ("v", 640, "CC0-1.0")


def test_a_folder_is_told_by_its_configs_and_its_card(tmp_path: Path) -> None:
    path = folder(tmp_path, beta_start=0.001)
    (path / "README.md").write_text("---\nlicense: openrail++\n---\n# A model\n")
    kind = recognise(path)
    assert (kind.version, kind.prediction, kind.resolution) == (2, "v", 768)
    assert (kind.licence, kind.beta_start, kind.beta_end) == ("openrail++", 0.001, 0.012)


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ({"cross_attention_dim": 2048}, "its text is 2048 wide"),
        ({"in_channels": 9}, "takes 9 channels"),
        ({"sample_size": [96, 96]}, r"states \[96, 96\] as sample_size"),
        ({"sample_size": 7}, "a resolution of 56 pixels"),
        ({"prediction_type": "sample"}, "predict 'sample'"),
        ({"beta_schedule": "linear"}, "a 'linear' schedule"),
        ({"beta_end": "0.012"}, "states '0.012' as beta_end"),
    ],
)
def test_a_folder_of_another_kind_is_refused_with_the_reason(
    tmp_path: Path, stated: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ModelUnavailable, match=reason):
        recognise(folder(tmp_path, **stated))


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000])
def test_a_damaged_config_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (folder(tmp_path) / "unet" / "config.json").write_text(text)
    with pytest.raises(ModelUnavailable, match=r"unet/config\.json cannot be read"):
        recognise(tmp_path)


@pytest.mark.parametrize(
    ("tensors", "reason"),
    [
        ({"conditioner.embedders.0.a": np.zeros(1)}, "a Stable Diffusion XL checkpoint"),
        ({"lora_unet_a.lora_up.weight": np.zeros(1)}, "a LoRA; put it into the subfolder loras"),
        ({"a": np.zeros(1)}, "no Stable Diffusion checkpoint"),
        (headers(channels=9), "for inpainting, depth or editing"),
        (headers(width=640), "its text is 640 wide"),
        (dict(list(headers().items())[:2]), "it has no autoencoder and no text encoder"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_the_reason(
    tmp_path: Path, tensors: Any, reason: str
) -> None:
    with pytest.raises(ModelUnavailable, match=rf"a\.safetensors is .*{reason}|{reason}"):
        recognise(write(tmp_path / "a.safetensors", tensors))
