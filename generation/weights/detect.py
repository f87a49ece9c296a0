"""What a checkpoint is, told from headers and configs, without Keras; hardly a tensor is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from generation.errors import ModelUnavailable
from generation.files.regular_files import is_regular, read_json, shown, start_of
from generation.weights import diffusers_configs
from generation.weights.checkpoint_files import is_folder, weight_files
from generation.weights.contents import misplaced_as
from generation.weights.headers import Header, Source, read_header
from generation.weights.tensors import opened

Prediction = Literal["epsilon", "v"]

_FIRST = "model.diffusion_model.input_blocks.0.0.weight"
_TEXT = "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight"
_AUTOENCODER = "first_stage_model."
# What a diffusion model has that is told more than a text and a timestep.
_MORE = {
    "model.diffusion_model.label_emb.": "a picture's embedding or a class",
    "model.diffusion_model.time_embed.cond_proj.": "the guidance scale",
}
# 320 numbers whose deviation is above the limit in 2.x models that predict v, and only there.
_TELLS_V = "model.diffusion_model.output_blocks.11.1.transformer_blocks.0.norm1.bias"
_DEVIATION_OF_V = 0.09
_BY_TEXT_WIDTH = {768: 1, 1024: 2}
_PREDICTIONS: Mapping[str, Prediction] = {
    "epsilon": "epsilon",
    "eps": "epsilon",
    "v_prediction": "v",
    "v": "v",
}
_SAYS_V = r"""^[ \t]*["']?parameterization["']?[ \t]*:[ \t]*["']?v["']?[ \t\r]*(?:[ \t]#.*)?$"""
UNKNOWN_LICENCE = "unknown"


@dataclass(frozen=True, slots=True)
class CheckpointInfo:
    """What is known of a checkpoint before it is loaded.

    Args:
        version: 1 or 2, of Stable Diffusion.
        prediction: what the diffusion model's output means.
        resolution: pixels of the pictures that it was trained on, an edge.
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
    """Tell what a checkpoint is.

    Args:
        path: of a safetensors file or a diffusers folder.

    Raises:
        ModelUnavailable: it is none that can be loaded; says why.
    """
    return _folder(path) if is_folder(path) else _single_file(path)


def _single_file(path: Path) -> CheckpointInfo:
    header = read_header(path)
    _refuse_foreign(header)
    channels, width = (_inputs(header, key) for key in (_FIRST, _TEXT))
    version = _version(path, channels, width)
    prediction = _stated_prediction(header) or _guessed_prediction(header, version)
    return CheckpointInfo(
        version,
        prediction,
        _stated_resolution(header) or (768 if version == 2 and prediction == "v" else 512),
        shown(header.metadata.get("modelspec.license", "")) or UNKNOWN_LICENCE,
        header.size_bytes,
        has_autoencoder=header.any(_AUTOENCODER),
    )


def _refuse_foreign(header: Header) -> None:
    """Refuse a file that is no Stable Diffusion 1.x or 2.x checkpoint, and name what it is."""
    if header.any("conditioner.embedders."):
        what = "a Stable Diffusion XL checkpoint, and only 1.x and 2.x can be drawn with"
    elif misplaced := misplaced_as(header, "checkpoint"):
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


def _inputs(header: Header, key: str) -> int:
    shape = header.shape(Source(key))
    if len(shape) not in (2, 4):
        raise ModelUnavailable(f"{header.path.name} is damaged: {key} has shape {shape}.")
    return shape[1]


def _version(path: Path, channels: int, text_width: int) -> int:
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


def _stated_prediction(header: Header) -> Prediction | None:
    """Read what the file states in its metadata or by a key, else the .yaml laid beside it."""
    for key in ("modelspec.prediction_type", "modelspec.predict_key"):
        if stated := _PREDICTIONS.get(header.metadata.get(key, "").strip().lower()):
            return stated
    if "v_pred" in header:
        return "v"
    for suffix in (".yaml", ".yml"):
        if is_regular(beside := header.path.with_suffix(suffix)):
            return "v" if re.search(_SAYS_V, start_of(beside), re.MULTILINE) else "epsilon"
    return None


def _guessed_prediction(header: Header, version: int) -> Prediction:
    """Go by the weights of 2.x, else by the name: nothing else in the published files tells.

    Those of 2.x for 768 pixels predict v (`v2-1_768-ema-pruned`), those for 512 epsilon.

    Reference:
        ComfyUI tells them apart by the same numbers (`SD20.model_type`).
    """
    tells = Source(_TELLS_V)
    if version == 2 and _TELLS_V in header and header.shape(tells) == (320,):
        with opened(header.path) as file:
            return "v" if file.read(tells).std() > _DEVIATION_OF_V else "epsilon"
    named = header.path.stem.lower()
    says_v = re.search(r"v[-_]?pred|^768-v" + ("|768" if version == 2 else ""), named)
    return "v" if says_v else "epsilon"


def _stated_resolution(header: Header) -> int | None:
    size = re.fullmatch(r"(\d{1,5})x(\d{1,5})", header.metadata.get("modelspec.resolution", ""))
    return _checked_resolution(int(size[1]), header.path) if size else None


def _checked_resolution(edge: int, path: Path) -> int:
    if edge % 64 or not 256 <= edge <= 1024:
        raise ModelUnavailable(
            f"{path.name} states a resolution of {edge} pixels; 256 to 1024 in steps of 64 work."
        )
    return edge


def _folder(path: Path) -> CheckpointInfo:
    unet = read_json(path / "unet" / "config.json")
    scheduler = read_json(path / "scheduler" / "scheduler_config.json")
    width = diffusers_configs.whole(path, unet, "cross_attention_dim", 0)
    version = _version(path, diffusers_configs.whole(path, unet, "in_channels", 0), width)
    diffusers_configs.check_networks(path, version)
    diffusers_configs.check_schedule(path, scheduler)
    diffusers_configs.check_vocabulary(path)
    headers = [read_header(file) for file in set(weight_files(path).values())]
    return CheckpointInfo(
        version,
        _scheduled_prediction(path, scheduler),
        _checked_resolution(8 * diffusers_configs.whole(path, unet, "sample_size", 64), path),
        _card_licence(path / "README.md"),
        sum(header.size_bytes for header in headers),
        *diffusers_configs.betas(path, scheduler),
    )


def _scheduled_prediction(path: Path, scheduler: Mapping[str, Any]) -> Prediction:
    """Read what a folder's scheduler says; old ones say nothing and mean epsilon."""
    stated = scheduler.get("prediction_type", "epsilon")
    if not isinstance(stated, str) or stated not in _PREDICTIONS:
        raise ModelUnavailable(
            f"{path.name} was trained to predict {shown(stated)}; "
            "only epsilon and v_prediction can be drawn with."
        )
    return _PREDICTIONS[stated]


def _card_licence(card: Path) -> str:
    """Read the licence in the head of a model card."""
    stated = re.search(r"^license:[ \t]*(\S+)[ \t\r]*$", start_of(card), re.MULTILINE)
    return shown(stated[1]) if stated else UNKNOWN_LICENCE
