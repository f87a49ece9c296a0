"""Safetensors files small enough for quick tests: right names, made-up values."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras
import numpy as np
from keras_cv.src.models.stable_diffusion.text_encoder import (
    CLIPEmbedding,
    CLIPEncoderLayer,
    quick_gelu,
)
from safetensors.numpy import save_file

Tensors = dict[str, np.ndarray[Any, Any]]

FIRST = "model.diffusion_model.input_blocks.0.0.weight"
TEXT = "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight"
WIDTH, LAYERS, WORDS, LENGTH = 8, 2, 20, 5


def headers(width: int = 768, channels: int = 4) -> Tensors:
    """Make just what tells a checkpoint's kind."""
    return {
        FIRST: np.zeros((320, channels, 3, 3), np.float16),
        TEXT: np.zeros((320, width), np.float16),
        "first_stage_model.post_quant_conv.bias": np.zeros(4, np.float16),
        "cond_stage_model.start": np.zeros(1, np.float16),
    }


def lora(version: int = 1) -> Tensors:
    """Make a LoRA of one layer that fits a version alone, by the width of the text."""
    width = {1: 768, 2: 1024}[version]
    name = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k"
    return {
        f"{name}.lora_down.weight": np.ones((2, width), np.float16),
        f"{name}.lora_up.weight": np.ones((320, 2), np.float16),
        f"{name}.alpha": np.array(2.0, np.float16),
    }


def embedding(width: int = 768, vectors: int = 2) -> Tensors:
    """Make an embedding as AUTOMATIC1111 names it."""
    return {"emb_params": np.ones((vectors, width), np.float16)}


def write(path: Path, tensors: Tensors, metadata: Mapping[str, str] | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path, dict(metadata) if metadata else None)
    return path


def text_encoder() -> keras.Model:
    """Build KerasCV's text encoder at a hundredth of its width."""
    tokens = keras.layers.Input((LENGTH,), dtype="int32", name="tokens")
    positions = keras.layers.Input((LENGTH,), dtype="int32", name="positions")
    x = CLIPEmbedding(WORDS, WIDTH, LENGTH)([tokens, positions])
    for _ in range(LAYERS):
        x = CLIPEncoderLayer(WIDTH, 2, activation=quick_gelu)(x)
    x = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    return keras.Model([tokens, positions], x, name="text_encoder")


def text_tensors() -> Tensors:
    """Make weights for `text_encoder`, by the names of transformers."""
    rng = np.random.default_rng(3)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.token_embedding.weight": (WORDS, WIDTH),
        "embeddings.position_embedding.weight": (LENGTH, WIDTH),
        "final_layer_norm.weight": (WIDTH,),
        "final_layer_norm.bias": (WIDTH,),
    }
    for index in range(LAYERS):
        layer = f"encoder.layers.{index}"
        for name in ("layer_norm1", "layer_norm2"):
            shapes |= {f"{layer}.{name}.weight": (WIDTH,), f"{layer}.{name}.bias": (WIDTH,)}
        kernels = {f"self_attn.{name}_proj": (WIDTH, WIDTH) for name in ("q", "k", "v", "out")}
        kernels |= {"mlp.fc1": (4 * WIDTH, WIDTH), "mlp.fc2": (WIDTH, 4 * WIDTH)}
        for name, shape in kernels.items():
            shapes |= {f"{layer}.{name}.weight": shape, f"{layer}.{name}.bias": shape[:1]}
    return {
        f"text_model.{name}": rng.standard_normal(shape, np.float32)
        for name, shape in shapes.items()
    }


def as_single_file(tensors: Tensors) -> Tensors:
    """Name text weights as Stable Diffusion 1.x does in one file."""
    return {f"cond_stage_model.transformer.{name}": value for name, value in tensors.items()}


def as_open_clip(tensors: Tensors) -> Tensors:
    """Name text weights as Stable Diffusion 2.x does, which has q, k and v in one."""
    start = "cond_stage_model.model."
    model = "text_model."
    named = {
        f"{start}token_embedding.weight": tensors[f"{model}embeddings.token_embedding.weight"],
        f"{start}positional_embedding": tensors[f"{model}embeddings.position_embedding.weight"],
        f"{start}ln_final.weight": tensors[f"{model}final_layer_norm.weight"],
        f"{start}ln_final.bias": tensors[f"{model}final_layer_norm.bias"],
    }
    parts = {
        "ln_1": "layer_norm1",
        "ln_2": "layer_norm2",
        "attn.out_proj": "self_attn.out_proj",
        "mlp.c_fc": "mlp.fc1",
        "mlp.c_proj": "mlp.fc2",
    }
    for index in range(sum(name.endswith("mlp.fc1.bias") for name in tensors)):
        ours, theirs = f"{model}encoder.layers.{index}.", f"{start}transformer.resblocks.{index}."
        for kind in ("weight", "bias"):
            thirds = [tensors[f"{ours}self_attn.{name}_proj.{kind}"] for name in "qkv"]
            named[f"{theirs}attn.in_proj_{kind}"] = np.concatenate(thirds)
            for name, part in parts.items():
                named[f"{theirs}{name}.{kind}"] = tensors[f"{ours}{part}.{kind}"]
    return named
