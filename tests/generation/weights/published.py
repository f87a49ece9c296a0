"""Stable Diffusion checkpoints of random weights, as diffusers and transformers make them.

The architectures are the published ones; 128 pixels are enough to tell a wrong weight. Single
files are named by `names_ldm`, which test_names.py holds against diffusers' own reader.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel

from generation.weights import names_ldm
from tests.generation.weights.made_up import write

EDGE = 128
TEXT_WIDTH = {1: 768, 2: 1024}
FOLDERS = {"text_encoder": "text_encoder", "diffusion_model": "unet", "autoencoder": "vae"}
FILES = {"text_encoder": "model.safetensors"}


def text_encoder(version: int) -> Any:
    """Make the text encoder of Stable Diffusion 1.x or 2.x."""
    return _shaken(bare_text_encoder(version))


def bare_text_encoder(version: int) -> Any:
    sizes = {"hidden_size": TEXT_WIDTH[version], "intermediate_size": 4 * TEXT_WIDTH[version]}
    if version == 1:
        rest = {"hidden_act": "quick_gelu", "num_hidden_layers": 12, "num_attention_heads": 12}
    else:
        rest = {"hidden_act": "gelu", "num_hidden_layers": 23, "num_attention_heads": 16}
    return CLIPTextModel(CLIPTextConfig(**sizes, **rest))


def diffusion_model(version: int) -> Any:
    """Make the diffusion model of Stable Diffusion 1.x or 2.x."""
    return _shaken(bare_diffusion_model(version))


def bare_diffusion_model(version: int) -> Any:
    heads = 8 if version == 1 else [5, 10, 20, 20]
    return UNet2DConditionModel(
        sample_size=64,
        cross_attention_dim=TEXT_WIDTH[version],
        attention_head_dim=heads,
        use_linear_projection=version == 2,
    )


def autoencoder(_: int = 1) -> Any:
    """Make the autoencoder that both versions share."""
    return _shaken(bare_autoencoder())


def bare_autoencoder() -> Any:
    return AutoencoderKL(
        block_out_channels=(128, 256, 512, 512),
        layers_per_block=2,
        latent_channels=4,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
    )


def _shaken(module: Any) -> Any:
    """Move what begins as all ones or zeros: two swapped would not be noticed."""
    torch.manual_seed(5)
    with torch.no_grad():
        for parameter in module.parameters():
            if parameter.ndim == 1:
                parameter.add_(0.1 * torch.randn_like(parameter))
    return module.eval().requires_grad_(requires_grad=False)


def as_folder(path: Path, part: str, module: Any) -> Path:
    """Write one component of a diffusers folder, and stand-ins for the others."""
    for name, folder in FOLDERS.items():
        file = FILES.get(name, "diffusion_pytorch_model.safetensors")
        if name != part:
            write(path / folder / file, {"another": np.zeros(1)})
    module.save_pretrained(path / FOLDERS[part])
    return path


def as_single_file(path: Path, part: str, module: Any, version: int) -> Path:
    """Write one network as latent diffusion's own code names it."""
    roles = ("decoder", "image_encoder") if part == "autoencoder" else (part,)
    save_file(in_single_file(roles[0], module.state_dict(), version), path)
    return path


def in_single_file(role: str, state: dict[str, Any], version: int) -> dict[str, Any]:
    """Rename and join parameters as a single file of version 1 or 2 has them."""
    found: dict[str, Any] = {}
    thirds: dict[str, dict[int, Any]] = {}
    for name, value in state.items():
        prefix = "text_model." if role == "text_encoder" else ""
        full = name if name.startswith(prefix) else prefix + name
        if full.endswith("position_ids"):
            continue
        source = names_ldm.sources(role, full)[-1 if version == 2 else 0]
        if source.third is None:
            found[source.key] = _picture_attention_as_convolution(source.key, value)
        else:
            thirds.setdefault(source.key, {})[source.third] = value
    joined = {key: torch.cat([parts[i] for i in range(3)]) for key, parts in thirds.items()}
    return {key: value.contiguous() for key, value in (found | joined).items()}


def _picture_attention_as_convolution(key: str, value: Any) -> Any:
    return value[:, :, None, None] if "mid.attn_1" in key and value.ndim == 2 else value


def relative_error(ours: Any, theirs: Any) -> float:
    """Return the largest difference as a fraction of the largest value."""
    return float(np.abs(ours - theirs).max() / np.abs(theirs).max())


def channels_first(values: Any) -> Any:
    return torch.from_numpy(values.transpose(0, 3, 1, 2).copy())


def channels_last(values: Any) -> Any:
    return values.numpy().transpose(0, 2, 3, 1)


def zero_weights(networks: Iterable[Any]) -> None:
    """Set weights to zero, so that a load without effect is noticed."""
    for network in networks:
        for variable in network.variables:
            variable.assign(variable * 0)
