"""Checks of a diffusers folder's configs against Stable Diffusion 1.x and 2.x.

Loading notices tensors of a wrong shape. These checks cover the values that shapes do not show: two
models of the same shapes that differ in one of them would draw nonsense without an error.
"""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generation.errors import ModelUnavailable
from generation.files.regular_files import format_value, read_json
from generation.prompts.tokenizer import MOST_MERGES, read_merges
from generation.sampling.schedules import TRAIN_TIMESTEPS

Config = Mapping[str, Any]
# Values that a component's config must have where it has the key, by version and folder.
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
    """Check the configs of a folder's networks against a version.

    Args:
        path: of the folder.
        version: of Stable Diffusion, 1 or 2.

    Raises:
        ModelUnavailable: a config has another value; names it.
    """
    for component, expected in _EXPECTED[version].items():
        file = path / component / "config.json"
        stated = read_json(file) if file.is_file() else {}
        for key in expected.keys() & stated.keys():
            value = stated[key]
            # A single number holds for all four levels.
            is_repeated = isinstance(expected[key], list) and not isinstance(value, list)
            if (4 * [value] if is_repeated else value) != expected[key]:
                raise ModelUnavailable(
                    f"{path.name} is no Stable Diffusion {version}.x: its {component} states "
                    f"{format_value(value)} as {key}, expected {expected[key]!r}."
                )


def check_schedule(path: Path, scheduler: Config) -> None:
    """Check a scheduler's config against the training schedule of Stable Diffusion.

    Each request chooses the spacing of its timesteps, so the config's own spacing is ignored.

    Args:
        path: of the folder.
        scheduler: its config.

    Raises:
        ModelUnavailable: the model was trained on another schedule.
    """
    schedule = scheduler.get("beta_schedule", "scaled_linear")
    timesteps = scheduler.get("num_train_timesteps", TRAIN_TIMESTEPS)
    if schedule != "scaled_linear":
        what = f"a {format_value(schedule)} schedule, and only scaled_linear can be drawn with"
    elif scheduler.get("trained_betas") is not None:
        what = "variances of its own (trained_betas), which cannot be drawn with"
    elif timesteps != TRAIN_TIMESTEPS:
        what = f"{format_value(timesteps)} timesteps, where {TRAIN_TIMESTEPS} can be drawn with"
    elif scheduler.get("rescale_betas_zero_snr"):
        what = (
            "a schedule that ends in noise alone (rescale_betas_zero_snr), "
            "which cannot be drawn with yet"
        )
    else:
        return
    raise ModelUnavailable(f"{path.name} was trained on {what}.")


def read_betas(path: Path, scheduler: Config) -> tuple[float, float]:
    """Read the first and the last variance of the training schedule.

    Args:
        path: of the folder.
        scheduler: its config.

    Raises:
        ModelUnavailable: the two do not rise between 0 and 1.
    """
    first = read_number(path, scheduler, "beta_start", 0.00085)
    last = read_number(path, scheduler, "beta_end", 0.012)
    if not 0 < first <= last < 1:
        raise ModelUnavailable(
            f"{path.name} states variances of {first:g} to {last:g}; they must rise between 0 "
            "and 1."
        )
    return first, last


def read_number(path: Path, config: Config, key: str, default: float) -> float:
    """Read a finite number.

    Args:
        path: of the folder.
        config: of a component.
        key: of the number.
        default: returned where the config lacks the key.

    Raises:
        ModelUnavailable: the value is no finite number.
    """
    value = config.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ModelUnavailable(
            f"{path.name} states {format_value(value)} as {key}, where a number belongs."
        )
    return value


def read_integer(path: Path, config: Config, key: str, default: int) -> int:
    """Read an integer of at most five digits.

    Args:
        path: of the folder.
        config: of a component.
        key: of the number.
        default: returned where the config lacks the key.

    Raises:
        ModelUnavailable: the value is no such integer.
    """
    value = read_number(path, config, key, default)
    if value != int(value) or not 0 <= value < 100_000:
        raise ModelUnavailable(f"{path.name} states {format_value(value)} as {key}.")
    return int(value)


def check_vocabulary(path: Path) -> None:
    """Check that a folder's vocabulary, if it has one, is as large as CLIP's.

    Raises:
        ModelUnavailable: the file is damaged or cut short, which would change every later token.
    """
    file = path / "tokenizer" / "merges.txt"
    if file.is_file() and (found := len(read_merges(file))) != MOST_MERGES:
        raise ModelUnavailable(
            f"{path.name}/tokenizer/merges.txt lists {found} merges, where CLIP has {MOST_MERGES}; "
            "copy it again."
        )
