import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.errors import ModelUnavailable
from generation.weights.detect import UNKNOWN_LICENCE, detect_checkpoint
from tests.generation.weights.made_up import FIRST, headers, write

TELLS_V = "model.diffusion_model.output_blocks.11.1.transformer_blocks.0.norm1.bias"


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
    kind = detect_checkpoint(write(tmp_path / "a.safetensors", headers(width)))
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
    kind = detect_checkpoint(write(tmp_path / f"{name}.safetensors", headers(width)))
    assert (kind.prediction, kind.resolution) == (prediction, resolution)


@pytest.mark.parametrize(
    ("name", "width", "spread", "prediction"),
    [
        ("v2-1_768-ema-pruned", 1024, 0.05, "epsilon"),
        ("my-model", 1024, 0.12, "v"),
        ("furry-vpred", 768, 0.05, "v"),
    ],
)
def test_the_weights_of_2_x_win_over_the_name(
    tmp_path: Path, name: str, width: int, spread: float, prediction: str
) -> None:
    tells = {TELLS_V: spread * np.resize([1, -1], 320).astype(np.float16)}
    kind = detect_checkpoint(write(tmp_path / f"{name}.safetensors", headers(width) | tells))
    assert kind.prediction == prediction


def test_the_yaml_beside_a_file_wins_over_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "768.safetensors", headers(1024))
    path.with_suffix(".yaml").write_text("model:\n  params:\n    linear_start: 0.00085\n")
    assert detect_checkpoint(path).prediction == "epsilon"
    path.with_suffix(".yaml").write_text('model:\n  params:\n    parameterization: "v"\n')
    assert detect_checkpoint(path).prediction == "v"


def test_the_metadata_of_a_file_wins_over_all(tmp_path: Path) -> None:
    stated = {
        "modelspec.prediction_type": "v",
        "modelspec.resolution": "640x640",
        "modelspec.license": "CC0-1.0",
    }
    kind = detect_checkpoint(write(tmp_path / "a.safetensors", headers(), stated))
    assert (kind.prediction, kind.resolution, kind.licence) == ("v", 640, "CC0-1.0")


@pytest.mark.parametrize(
    ("stated", "prediction"),
    [
        ({"modelspec.predict_key": "v"}, "v"),
        ({"modelspec.predict_key": "epsilon"}, "epsilon"),
        ({"modelspec.prediction_type": "V_Prediction "}, "v"),
        ({"modelspec.prediction_type": "unheard of", "modelspec.predict_key": "v"}, "v"),
        ({"modelspec.prediction_type": "epsilon", "modelspec.predict_key": "v"}, "epsilon"),
    ],
)
def test_either_key_of_the_metadata_states_the_prediction(
    tmp_path: Path, stated: dict[str, str], prediction: str
) -> None:
    path = write(tmp_path / "vpred.safetensors", headers(), stated)
    assert detect_checkpoint(path).prediction == prediction


def test_the_key_v_pred_wins_over_a_yaml_and_the_name(tmp_path: Path) -> None:
    path = write(tmp_path / "a.safetensors", headers() | {"v_pred": np.zeros(0, np.float32)})
    path.with_suffix(".yaml").write_text('parameterization: "eps"')
    assert detect_checkpoint(path).prediction == "v"


@pytest.mark.parametrize(
    ("line", "prediction"),
    [
        ('parameterization: "v"  # v-prediction', "v"),
        ("parameterization: v # 'eps' elsewhere", "v"),
        ("'parameterization' : 'v'\t#", "v"),
        ("parameterization: v\r", "v"),
        ('# parameterization: "v"', "epsilon"),
        ('parameterization: "eps"  # not "v"', "epsilon"),
        ("parameterization: vae", "epsilon"),
        ("parameterization: !!python/object/apply:os.system ['v']", "epsilon"),
    ],
)
@pytest.mark.parametrize("suffix", [".yaml", ".yml"])
def test_a_yaml_with_a_comment_behind_is_read(
    tmp_path: Path, line: str, prediction: str, suffix: str
) -> None:
    path = write(tmp_path / "a.safetensors", headers())
    path.with_suffix(suffix).write_text(f"model:\n  params:\n    {line}\n    x: 1\n", newline="")
    assert detect_checkpoint(path).prediction == prediction


def test_a_tensor_that_would_tell_is_not_read_before_its_shape(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_tensors(path: Path) -> None:
        raise AssertionError("a tensor was read")

    monkeypatch.setattr("generation.weights.detect.open_tensors", open_tensors)
    tells = {TELLS_V: np.ones((321,), np.float16)}
    assert detect_checkpoint(write(tmp_path / "a.safetensors", headers(1024) | tells)).prediction


@pytest.mark.parametrize("prefix", ["", "state_dict."])
def test_a_checkpoint_without_an_autoencoder_is_known_as_one(tmp_path: Path, prefix: str) -> None:
    whole = {f"{prefix}{key}": value for key, value in headers().items()}
    bare = {key: value for key, value in whole.items() if "first_stage" not in key}
    assert detect_checkpoint(write(tmp_path / "a.safetensors", whole)).has_autoencoder
    assert not detect_checkpoint(write(tmp_path / "b.safetensors", bare)).has_autoencoder


def test_a_folder_is_told_by_its_configs_and_its_card(tmp_path: Path) -> None:
    path = folder(tmp_path, beta_start=0.001)
    (path / "README.md").write_text("---\nlicense: openrail++\n---\n# A model\n")
    kind = detect_checkpoint(path)
    assert (kind.version, kind.prediction, kind.resolution) == (2, "v", 768)
    assert (kind.licence, kind.beta_start, kind.beta_end) == ("openrail++", 0.001, 0.012)


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ({"cross_attention_dim": 2048}, "its text is 2048 wide"),
        ({"in_channels": 9}, "takes 9 channels"),
        ({"sample_size": [96, 96]}, r"states \[96, 96\] as sample_size"),
        ({"sample_size": 7}, "a resolution of 56 pixels"),
        ({"sample_size": 1e300}, r"states 1e\+300 as sample_size"),
        ({"in_channels": float("inf")}, "states inf as in_channels"),
        ({"in_channels": 4.5}, "states 4.5 as in_channels"),
        ({"prediction_type": "sample"}, "predict sample"),
        ({"prediction_type": ["epsilon"]}, r"predict \['epsilon'\]"),
        ({"beta_schedule": "linear"}, "a linear schedule"),
        ({"beta_end": "0.012"}, "states 0.012 as beta_end, where a number belongs"),
        ({"beta_start": float("nan")}, "states nan as beta_start"),
        ({"beta_start": -1}, "variances of -1 to 0.012"),
        ({"beta_end": 0.0001}, "variances of 0.00085 to 0.0001"),
        ({"beta_end": 2}, "variances of 0.00085 to 2"),
        ({"num_train_timesteps": 500}, "trained on 500 timesteps"),
        ({"trained_betas": [0.1]}, r"variances of its own \(trained_betas\)"),
        ({"rescale_betas_zero_snr": True}, r"in noise alone \(rescale_betas_zero_snr\)"),
        ({"attention_head_dim": 8}, "no .* 2.x: its unet states 8 as attention_head_dim"),
        ({"time_cond_proj_dim": 256}, "its unet states 256 as time_cond_proj_dim"),
        ({"class_embed_type": "projection"}, "its unet states projection as class_embed_type"),
    ],
)
def test_a_folder_of_another_kind_is_refused_with_the_reason(
    tmp_path: Path, stated: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ModelUnavailable, match=reason):
        detect_checkpoint(folder(tmp_path, **stated))


@pytest.mark.parametrize(
    "stated",
    [
        {"timestep_spacing": "leading", "steps_offset": 1},
        {"rescale_betas_zero_snr": False, "trained_betas": None},
        {"attention_head_dim": [5, 10, 20, 20], "time_cond_proj_dim": None},
    ],
)
def test_what_a_config_says_besides_is_of_no_matter(tmp_path: Path, stated: dict[str, Any]) -> None:
    assert detect_checkpoint(folder(tmp_path, **stated)).version == 2


@pytest.mark.parametrize(
    ("component", "stated", "reason"),
    [
        ("text_encoder", {"num_hidden_layers": 24}, "states 24 as num_hidden_layers, expected 23"),
        ("text_encoder", {"hidden_act": "quick_gelu"}, "states quick_gelu as hidden_act"),
        ("vae", {"scaling_factor": 0.13025}, "states 0.13025 as scaling_factor"),
    ],
)
def test_other_components_of_another_kind_are_refused_with_the_reason(
    tmp_path: Path, component: str, stated: dict[str, Any], reason: str
) -> None:
    (folder(tmp_path) / component / "config.json").write_text(json.dumps(stated))
    with pytest.raises(ModelUnavailable, match=rf"no .* 2\.x: its {component} {reason}"):
        detect_checkpoint(tmp_path)


@pytest.mark.parametrize("name", ["model-00001-of-00002", "../../elsewhere"])
def test_weights_in_several_files_are_refused_and_their_index_is_not_followed(
    tmp_path: Path, name: str
) -> None:
    unet = folder(tmp_path / "two") / "unet"
    whole = (unet / "diffusion_pytorch_model.safetensors").rename(
        tmp_path / "elsewhere.safetensors"
    )
    index = {"weight_map": {"a": f"{name}.safetensors"}}
    (unet / f"{whole.stem}.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(ModelUnavailable, match="two/unet holds its weights in several files"):
        detect_checkpoint(tmp_path / "two")


@pytest.mark.parametrize("content", ["", "a b\n" * 10, "a b c", "a", b"\xff\xfe"])
def test_a_vocabulary_that_is_damaged_or_cut_short_is_refused(
    tmp_path: Path, content: str | bytes
) -> None:
    merges = folder(tmp_path) / "tokenizer" / "merges.txt"
    merges.parent.mkdir()
    merges.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ModelUnavailable, match=r"merges\.txt (lists \d+ merges|is no list)"):
        detect_checkpoint(tmp_path)


@pytest.mark.parametrize("key", ["in_channels", "sample_size", "cross_attention_dim"])
@pytest.mark.parametrize("digits", [30, 400, 5000])
def test_a_number_of_many_digits_refuses_its_folder_alone(
    tmp_path: Path, key: str, digits: int
) -> None:
    config = folder(tmp_path) / "unet" / "config.json"
    config.write_text(f'{{"{key}": {"9" * digits}}}')
    with pytest.raises(ModelUnavailable, match=rf"config\.json cannot be read: .* {digits} digits"):
        detect_checkpoint(tmp_path)


@pytest.mark.parametrize(
    "file", ["unet/config.json", "scheduler/scheduler_config.json", "README.md"]
)
def test_a_config_that_is_a_link_to_a_device_is_not_read(tmp_path: Path, file: str) -> None:
    path = folder(tmp_path) / file
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")
    if file == "README.md":
        assert detect_checkpoint(tmp_path).licence == UNKNOWN_LICENCE
    else:
        with pytest.raises(ModelUnavailable, match=r"cannot be read: .* is no file"):
            detect_checkpoint(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"a": "' + "a" * 1_000_000 + '"}'])
def test_a_damaged_config_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (folder(tmp_path) / "unet" / "config.json").write_text(text)
    with pytest.raises(ModelUnavailable, match=r"unet/config\.json cannot be read"):
        detect_checkpoint(tmp_path)


@pytest.mark.parametrize(
    ("tensors", "reason"),
    [
        ({"conditioner.embedders.0.a": np.zeros(1)}, "a Stable Diffusion XL checkpoint"),
        ({"lora_unet_a.lora_up.weight": np.zeros(1)}, "a LoRA; put it into the subfolder loras"),
        ({"lora_unet_a.hada_w1_a": np.zeros(1)}, "a LoRA; put it into the subfolder loras"),
        ({"x.lora_A.default.weight": np.zeros(1)}, "a LoRA; put it into the subfolder loras"),
        ({"emb_params": np.zeros((1, 768))}, "an embedding; put it into the subfolder embeddings"),
        ({"<cat>": np.zeros((1, 1024))}, "an embedding; put it into the subfolder embeddings"),
        ({"decoder.conv_in.weight": np.zeros(1)}, "an autoencoder .VAE.; lay it beside"),
        ({"a": np.zeros(1)}, "no Stable Diffusion checkpoint"),
        (
            headers() | {"model.diffusion_model.label_emb.0.0.weight": np.zeros(1)},
            "also takes a pic",
        ),
        (
            headers() | {"model.diffusion_model.time_embed.cond_proj.weight": np.zeros(1)},
            "also takes the guidance scale",
        ),
        (headers() | {"ztsnr": np.zeros(0)}, "a schedule that ends in noise alone"),
        (headers() | {FIRST: np.zeros(4)}, r"damaged: .* has shape \(4,\)"),
        (headers(channels=9), "for inpainting, depth or editing"),
        (headers(width=640), "its text is 640 wide"),
        (dict(list(headers().items())[:2]), "it has no autoencoder and no text encoder"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_the_reason(
    tmp_path: Path, tensors: Any, reason: str
) -> None:
    with pytest.raises(ModelUnavailable, match=rf"a\.safetensors is .*{reason}|{reason}"):
        detect_checkpoint(write(tmp_path / "a.safetensors", tensors))


def test_what_a_file_states_is_shown_short_and_cannot_steer_a_terminal(tmp_path: Path) -> None:
    stated = {
        "modelspec.license": "\x1b[2J" + "a" * 1000,
        "modelspec.resolution": "9" * 5000 + "x1",
    }
    licence = detect_checkpoint(write(tmp_path / "a.safetensors", headers(), stated)).licence
    assert licence.isprintable()
    assert len(licence) < 120


def test_a_yaml_of_empty_lines_is_read_at_once(tmp_path: Path) -> None:
    """Were its pattern to try each line anew, this would take hours."""
    path = write(tmp_path / "a.safetensors", headers())
    path.with_suffix(".yaml").write_text("\n" * 5_000_000)
    assert detect_checkpoint(path).prediction == "epsilon"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.safetensors")
    with pytest.raises(ModelUnavailable, match=r"a\.safetensors is not there, or is no file"):
        detect_checkpoint(tmp_path / "a.safetensors")


@pytest.mark.parametrize("name", ["A.CKPT", "b.Pt", "c.BIN"])
def test_pickles_are_known_in_capitals_too(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelUnavailable, match=f"{name} is refused"):
        detect_checkpoint(tmp_path / name)
