"""Stable Diffusion checkpoints of random weights, as diffusers and transformers write them.

The architectures are the published ones; 128 pixels are enough to tell a wrong weight.
"""

from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel

EDGE = 128


def text_encoder(version: int) -> Any:
    """Make the text encoder of Stable Diffusion 1.x or 2.x."""
    torch.manual_seed(1)
    v1 = {"hidden_act": "quick_gelu", "hidden_size": 768, "intermediate_size": 3072}
    v2 = {"hidden_act": "gelu", "hidden_size": 1024, "intermediate_size": 4096}
    layers = {"num_hidden_layers": 12, "num_attention_heads": 12}
    if version == 2:
        layers = {"num_hidden_layers": 23, "num_attention_heads": 16}
    config = CLIPTextConfig(**(v1 if version == 1 else v2), **layers)
    return _shaken(CLIPTextModel(config))


def unet(version: int) -> Any:
    """Make the diffusion model of Stable Diffusion 1.x or 2.x."""
    torch.manual_seed(2)
    v1: dict[str, Any] = {"cross_attention_dim": 768, "attention_head_dim": 8}
    v2: dict[str, Any] = {
        "cross_attention_dim": 1024,
        "attention_head_dim": [5, 10, 20, 20],
        "use_linear_projection": True,
    }
    return _shaken(UNet2DConditionModel(sample_size=64, **(v1 if version == 1 else v2)))


def vae() -> Any:
    """Make the autoencoder that both versions share."""
    torch.manual_seed(3)
    blocks = 4
    return _shaken(
        AutoencoderKL(
            block_out_channels=(128, 256, 512, 512),
            layers_per_block=2,
            latent_channels=4,
            down_block_types=("DownEncoderBlock2D",) * blocks,
            up_block_types=("UpDecoderBlock2D",) * blocks,
        )
    )


def _shaken(module: Any) -> Any:
    """Move what begins as all ones or zeros: two swapped would not be noticed."""
    with torch.no_grad():
        for parameter in module.parameters():
            if parameter.ndim == 1:
                parameter.add_(0.1 * torch.randn_like(parameter))
    return module.eval()


def save_folder(folder: Path, version: int) -> None:
    """Write a whole diffusers folder's weights."""
    for name, module in (
        ("text_encoder", text_encoder(version)),
        ("unet", unet(version)),
        ("vae", vae()),
    ):
        module.save_pretrained(folder / name)
