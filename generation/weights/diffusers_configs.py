"""What the configs of a diffusers folder state, held against what Stable Diffusion 1.x and 2.x are.

Tensors of a wrong shape are noticed when they are loaded. Here is what shapes do not tell: two
models of the same shapes that differ in one of these would draw nonsense without a word.
"""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generation.errors import ModelUnavailable
from generation.files.regular_files import read_json, shown
from generation.prompts.tokenizer import MOST_MERGES, read_merges
from generation.sampling.schedules import TRAIN_TIMESTEPS

Config = Mapping[str, Any]
# Per version: by component's folder, what a config that states it must state.
_UNET: dict[str, Any] = {
    "act_fn": "silu",
    "addition_embed_type": None,
    "center_input_sample": False,
    "class_embed_type": None,
    "flip_sin_to_cos": True,
    "freq_shift": 0,
    "norm_num_groups": 32,
    "resnet_time_scale_shift": "default",
    "time_cond_proj_dim": None,
}
_VAE: Config = {"latent_channels": 4, "scaling_factor": 0.18215, "shift_factor": None}
_EXPECTED: Mapping[int, Mapping[str, Config]] = {
    1: {
        "unet": _UNET | {"attention_head_dim": [8, 8, 8, 8]},
        "text_encoder": {"num_hidden_layers": 12, "hidden_act": "quick_gelu"},
        "vae": _VAE,
    },
    2: {
        "unet": _UNET | {"attention_head_dim": [5, 10, 20, 20]},
        "text_encoder": {"num_hidden_layers": 23, "hidden_act": "gelu"},
        "vae": _VAE,
    },
}


def check_networks(path: Path, version: int) -> None:
    """Hold the configs of a folder's networks against a version.

    Raises:
        ModelUnavailable: one states something else; says what.
    """
    for component, expected in _EXPECTED[version].items():
        file = path / component / "config.json"
        stated = read_json(file) if file.is_file() else {}
        for key, value in _differences(stated, expected):
            raise ModelUnavailable(
                f"{path.name} is no Stable Diffusion {version}.x: its {component} states "
                f"{shown(value)} as {key}, expected {expected[key]!r}."
            )


def _differences(stated: Config, expected: Config) -> Iterator[tuple[str, Any]]:
    for key in expected.keys() & stated.keys():
        value = stated[key]
        levels = isinstance(expected[key], list) and not isinstance(value, list)
        if (4 * [value] if levels else value) != expected[key]:
            yield key, value


def check_schedule(path: Path, scheduler: Config) -> None:
    """Hold a scheduler's config against the training schedule that there is here.

    How timesteps are spaced is each request's own choice, so what it says of that is of no matter.

    Raises:
        ModelUnavailable: the model was trained on another schedule.
    """
    schedule = scheduler.get("beta_schedule", "scaled_linear")
    timesteps = scheduler.get("num_train_timesteps", TRAIN_TIMESTEPS)
    if schedule != "scaled_linear":
        what = f"a {shown(schedule)} schedule, and only scaled_linear can be drawn with"
    elif scheduler.get("trained_betas") is not None:
        what = "variances of its own (trained_betas), which cannot be drawn with"
    elif timesteps != TRAIN_TIMESTEPS:
        what = f"{shown(timesteps)} timesteps, where {TRAIN_TIMESTEPS} can be drawn with"
    elif scheduler.get("rescale_betas_zero_snr"):
        what = (
            "a schedule that ends in noise alone (rescale_betas_zero_snr), "
            "which cannot be drawn with yet"
        )
    else:
        return
    raise ModelUnavailable(f"{path.name} was trained on {what}.")


def betas(path: Path, scheduler: Config) -> tuple[float, float]:
    """Read the first and the last variance of the training schedule.

    Raises:
        ModelUnavailable: they do not rise between 0 and 1.
    """
    first = number(path, scheduler, "beta_start", 0.00085)
    last = number(path, scheduler, "beta_end", 0.012)
    if not 0 < first <= last < 1:
        raise ModelUnavailable(
            f"{path.name} states variances of {first:g} to {last:g}; they must rise between 0 "
            "and 1."
        )
    return first, last


def number(path: Path, config: Config, key: str, default: float) -> float:
    """Read a finite number.

    Raises:
        ModelUnavailable: it is none.
    """
    value = config.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ModelUnavailable(
            f"{path.name} states {shown(value)} as {key}, where a number belongs."
        )
    return value


def whole(path: Path, config: Config, key: str, default: int) -> int:
    """Read a whole number of at most five digits.

    Raises:
        ModelUnavailable: it is none.
    """
    value = number(path, config, key, default)
    if value != int(value) or not 0 <= value < 100_000:
        raise ModelUnavailable(f"{path.name} states {shown(value)} as {key}.")
    return int(value)


def check_vocabulary(path: Path) -> None:
    """See that a folder's vocabulary, if it has one, is as large as CLIP's.

    Raises:
        ModelUnavailable: it is damaged, or cut short: every token after the gap would be another.
    """
    file = path / "tokenizer" / "merges.txt"
    if file.is_file() and (found := len(read_merges(file))) != MOST_MERGES:
        raise ModelUnavailable(
            f"{path.name}/tokenizer/merges.txt lists {found} merges, where CLIP has {MOST_MERGES}; "
            "copy it again."
        )
