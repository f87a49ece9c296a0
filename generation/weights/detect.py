"""Detection of a checkpoint's version and parameters from headers and configs, without Keras."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generation.errors import ModelUnavailable
from generation.files.regular_files import format_value, is_regular, read_json, read_start
from generation.weights import diffusers_configs
from generation.weights.checkpoint_files import is_folder, weight_files
from generation.weights.contents import describe_misplacement
from generation.weights.headers import Header, Source, read_header
from generation.weights.tensors import open_tensors

Prediction = Literal["epsilon", "v"]

_FIRST = "model.diffusion_model.input_blocks.0.0.weight"
_TEXT = "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight"
_AUTOENCODER = "first_stage_model."
# Tensors of diffusion models that take more than a text and a timestep, by their prefix.
_MORE = {
    "model.diffusion_model.label_emb.": "a picture's embedding or a class",
    "model.diffusion_model.time_embed.cond_proj.": "the guidance scale",
}
# 320 numbers whose deviation is above the limit in 2.x models that predict v, and only there.
_V_MARKER = "model.diffusion_model.output_blocks.11.1.transformer_blocks.0.norm1.bias"
_DEVIATION_OF_V = 0.09
_BY_TEXT_WIDTH = {768: 1, 1024: 2}
_PREDICTIONS: Mapping[str, Prediction] = {
    "epsilon": "epsilon",
    "eps": "epsilon",
    "v_prediction": "v",
    "v": "v",
}
_V_SETTING = r"""^[ \t]*["']?parameterization["']?[ \t]*:[ \t]*["']?v["']?[ \t\r]*(?:[ \t]#.*)?$"""
UNKNOWN_LICENCE = "unknown"


@dataclass(frozen=True, slots=True)
class CheckpointInfo:
    """Properties of a checkpoint that are known before it is loaded.

    Args:
        version: of Stable Diffusion, 1 or 2.
        prediction: meaning of the diffusion model's output.
        resolution: edge of the pictures of its training, in pixels.
        licence: as the file states it, or that it is unknown.
        size_bytes: of its weights.
        beta_start: first variance of the training schedule.
        beta_end: last variance.
        has_autoencoder: whether it holds one; all of 1.x and 2.x can share the published one.
    """

    version: int
    prediction: Prediction
    resolution: int
    licence: str
    size_bytes: int
    beta_start: float = 0.00085
    beta_end: float = 0.012
    has_autoencoder: bool = True


def detect_checkpoint(path: Path) -> CheckpointInfo:
    """Read the properties of a checkpoint; hardly a tensor is read.

    Args:
        path: of a safetensors file or a diffusers folder.

    Raises:
        ModelUnavailable: the checkpoint cannot be loaded; names the reason.
    """
    if is_folder(path):
        return _detect_folder(path)
    header = read_header(path)
    _refuse_foreign(header)
    inputs = []
    for key in (_FIRST, _TEXT):
        shape = header.shape(Source(key))
        if len(shape) not in (2, 4):
            raise ModelUnavailable(f"{path.name} is damaged: {key} has shape {shape}.")
        inputs.append(shape[1])
    version = _find_version(path, *inputs)
    prediction = _find_prediction(header, version)
    size = re.fullmatch(r"(\d{1,5})x(\d{1,5})", header.metadata.get("modelspec.resolution", ""))
    return CheckpointInfo(
        version,
        prediction,
        _check_resolution(int(size[1]), path)
        if size
        else (768 if version == 2 and prediction == "v" else 512),
        format_value(header.metadata.get("modelspec.license", "")) or UNKNOWN_LICENCE,
        header.size_bytes,
        has_autoencoder=header.any(_AUTOENCODER),
    )


def _refuse_foreign(header: Header) -> None:
    """Refuse a file that is no Stable Diffusion 1.x or 2.x checkpoint, and name its kind."""
    if header.any("conditioner.embedders."):
        what = "a Stable Diffusion XL checkpoint, and only 1.x and 2.x can be drawn with"
    elif misplaced := describe_misplacement(header, "checkpoint"):
        what = misplaced
    elif not {_FIRST, _TEXT} <= header.tensors.keys():
        what = "no Stable Diffusion checkpoint: it has no diffusion model of 1.x or 2.x"
    elif not header.any("cond_stage_model."):
        also = "" if header.any(_AUTOENCODER) else "no autoencoder and "
        what = f"not whole: it has {also}no text encoder; take the whole checkpoint"
    elif more := [name for start, name in _MORE.items() if header.any(start)]:
        what = f"a Stable Diffusion that also takes {more[0]}, which cannot be drawn with"
    elif "ztsnr" in header:
        what = "trained on a schedule that ends in noise alone, which cannot be drawn with yet"
    else:
        return
    raise ModelUnavailable(f"{header.path.name} is {what}.")


def _find_version(path: Path, channels: int, text_width: int) -> int:
    if channels != 4:
        raise ModelUnavailable(
            f"{path.name} is for inpainting, depth or editing: its diffusion model takes "
            f"{channels} channels, where text-to-image takes 4."
        )
    if text_width not in _BY_TEXT_WIDTH:
        raise ModelUnavailable(
            f"{path.name} is no Stable Diffusion 1.x or 2.x: its text is {text_width} wide, "
            "where theirs is 768 or 1024."
        )
    return _BY_TEXT_WIDTH[text_width]


def _find_prediction(header: Header, version: int) -> Prediction:
    """Read the prediction from the metadata or a .yaml beside the file, or guess it.

    Reference:
        ComfyUI guesses it from the same numbers (`SD20.model_type`).
    """
    for key in ("modelspec.prediction_type", "modelspec.predict_key"):
        if stated := _PREDICTIONS.get(header.metadata.get(key, "").strip().lower()):
            return stated
    if "v_pred" in header:
        return "v"
    for suffix in (".yaml", ".yml"):
        if is_regular(beside := header.path.with_suffix(suffix)):
            return "v" if re.search(_V_SETTING, read_start(beside), re.MULTILINE) else "epsilon"
    # The published files hold no sign of it but their weights. Those of 2.x for 768 pixels predict
    # v (`v2-1_768-ema-pruned`), those for 512 epsilon.
    marker = Source(_V_MARKER)
    if version == 2 and _V_MARKER in header and header.shape(marker) == (320,):
        with open_tensors(header.path) as file:
            return "v" if file.read(marker).std() > _DEVIATION_OF_V else "epsilon"
    pattern = r"v[-_]?pred|^768-v" + ("|768" if version == 2 else "")
    return "v" if re.search(pattern, header.path.stem.lower()) else "epsilon"


def _check_resolution(edge: int, path: Path) -> int:
    if edge % 64 or not 256 <= edge <= 1024:
        raise ModelUnavailable(
            f"{path.name} states a resolution of {edge} pixels; 256 to 1024 in steps of 64 work."
        )
    return edge


def _detect_folder(path: Path) -> CheckpointInfo:
    unet = read_json(path / "unet" / "config.json")
    scheduler = read_json(path / "scheduler" / "scheduler_config.json")
    width = diffusers_configs.read_integer(path, unet, "cross_attention_dim", 0)
    channels = diffusers_configs.read_integer(path, unet, "in_channels", 0)
    version = _find_version(path, channels, width)
    diffusers_configs.check_networks(path, version)
    diffusers_configs.check_schedule(path, scheduler)
    diffusers_configs.check_vocabulary(path)
    headers = [read_header(file) for file in set(weight_files(path).values())]
    # Old schedulers state no prediction and mean epsilon.
    prediction = scheduler.get("prediction_type", "epsilon")
    if not isinstance(prediction, str) or prediction not in _PREDICTIONS:
        raise ModelUnavailable(
            f"{path.name} was trained to predict {format_value(prediction)}; "
            "only epsilon and v_prediction can be drawn with."
        )
    card = read_start(path / "README.md")
    licence = re.search(r"^license:[ \t]*(\S+)[ \t\r]*$", card, re.MULTILINE)
    return CheckpointInfo(
        version,
        _PREDICTIONS[prediction],
        _check_resolution(8 * diffusers_configs.read_integer(path, unet, "sample_size", 64), path),
        format_value(licence[1]) if licence else UNKNOWN_LICENCE,
        sum(header.size_bytes for header in headers),
        *diffusers_configs.read_betas(path, scheduler),
    )
