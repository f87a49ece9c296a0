"""Names that diffusers and LoRA files give the layers of Stable Diffusion.

A leaf is a layer with a kernel, a scale or a table of its own. Its name is that of the module
in diffusers' `UNet2DConditionModel` and `AutoencoderKL` and in transformers' `CLIPTextModel`.
"""

from collections.abc import Mapping
from functools import singledispatch

import keras
from keras.layers import Layer
from keras_cv.src.models.stable_diffusion.attention_block import AttentionBlock
from keras_cv.src.models.stable_diffusion.diffusion_model import (
    CrossAttention,
    ResBlock,
    SpatialTransformer,
    Upsample,
)
from keras_cv.src.models.stable_diffusion.padded_conv2d import PaddedConv2D
from keras_cv.src.models.stable_diffusion.resnet_block import ResnetBlock
from keras_cv.src.models.stable_diffusion.text_encoder import CLIPEmbedding, CLIPEncoderLayer

from generation.weights.headers import Source

Leaves = dict[str, Layer]


def leaves(role: str, network: keras.Model) -> Mapping[str, Layer]:
    """List the leaves of one of KerasCV's Stable Diffusion networks by name.

    Args:
        role: the network's field in `Networks`.
        network: built.

    Returns:
        Leaves by diffusers' name of the module, without that of the network.
    """
    blocks = [layer for layer in network.layers if layer.variables]
    if role == "text_encoder":
        layers = (f"text_model.encoder.layers.{index}" for index in range(len(blocks) - 2))
        names: tuple[str, ...] = ("text_model.embeddings", *layers, "text_model.final_layer_norm")
    else:
        names = _BLOCKS[role]
    if role == "diffusion_model":
        # The timestep's two layers are a separate branch; the other blocks are one chain.
        blocks.sort(key=lambda block: not isinstance(block, keras.layers.Dense))
    return {
        ".".join(filter(None, (name, part))): leaf
        for name, block in zip(names, blocks, strict=True)
        for part, leaf in _block_leaves(block).items()
    }


def sources(role: str, name: str) -> tuple[Source, ...]:
    """List the locations of a parameter in a diffusers folder, the usual one first.

    Args:
        role: the network's field in `Networks`.
        name: of the parameter, for example "conv_in.weight".
    """
    if role == "text_encoder":
        return Source(name), Source(name.removeprefix("text_model."))
    older = name
    for now, before in _BEFORE_0_17.items():
        older = older.replace(f"mid_block.attentions.0.{now}.", f"mid_block.attentions.0.{before}.")
    return (Source(name),) if role == "diffusion_model" else (Source(name), Source(older))


# The autoencoder's attention in folders that diffusers wrote before version 0.17.
_BEFORE_0_17 = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}


_MIDDLE = ("resnets.0", "attentions.0", "resnets.1")
_DOWN = ("resnets.0", "attentions.0", "resnets.1", "attentions.1", "downsamplers.0.conv")
_UP = ("resnets.0", "attentions.0", "resnets.1", "attentions.1", "resnets.2", "attentions.2")
# Names of blocks in the order of KerasCV's layers. The last level keeps the size of its picture.
_BLOCKS: Mapping[str, tuple[str, ...]] = {
    "diffusion_model": (
        "time_embedding.linear_1",
        "time_embedding.linear_2",
        "conv_in",
        *(f"down_blocks.{level}.{part}" for level in range(3) for part in _DOWN),
        *(f"down_blocks.3.resnets.{index}" for index in range(2)),
        *(f"mid_block.{part}" for part in _MIDDLE),
        *(f"up_blocks.0.resnets.{index}" for index in range(3)),
        "up_blocks.0.upsamplers.0.conv",
        *(f"up_blocks.{level}.{part}" for level in (1, 2) for part in (*_UP, "upsamplers.0.conv")),
        *(f"up_blocks.3.{part}" for part in _UP),
        "conv_norm_out",
        "conv_out",
    ),
    "decoder": (
        "post_quant_conv",
        "decoder.conv_in",
        *(f"decoder.mid_block.{part}" for part in _MIDDLE),
        *(
            f"decoder.up_blocks.{level}.{part}"
            for level in range(3)
            for part in ("resnets.0", "resnets.1", "resnets.2", "upsamplers.0.conv")
        ),
        *(f"decoder.up_blocks.3.resnets.{index}" for index in range(3)),
        "decoder.conv_norm_out",
        "decoder.conv_out",
    ),
    "image_encoder": (
        "encoder.conv_in",
        *(
            f"encoder.down_blocks.{level}.{part}"
            for level in range(3)
            for part in ("resnets.0", "resnets.1", "downsamplers.0.conv")
        ),
        *(f"encoder.down_blocks.3.resnets.{index}" for index in range(2)),
        *(f"encoder.mid_block.{part}" for part in _MIDDLE),
        "encoder.conv_norm_out",
        "encoder.conv_out",
        "quant_conv",
    ),
}


@singledispatch
def _block_leaves(block: Layer) -> Leaves:
    """List a block's leaves by name; a block that is itself a leaf has the empty name."""
    return {"": block}


@_block_leaves.register(PaddedConv2D)
def _(block: PaddedConv2D) -> Leaves:
    return {"": block.conv2d}


@_block_leaves.register(Upsample)
def _(block: Upsample) -> Leaves:
    return {"": block.conv.conv2d}


@_block_leaves.register(CLIPEmbedding)
def _(block: CLIPEmbedding) -> Leaves:
    return {
        "token_embedding": block.token_embedding,
        "position_embedding": block.position_embedding,
    }


@_block_leaves.register(CLIPEncoderLayer)
def _(block: CLIPEncoderLayer) -> Leaves:
    attention = block.clip_attn
    return {
        "layer_norm1": block.layer_norm1,
        "self_attn.q_proj": attention.q_proj,
        "self_attn.k_proj": attention.k_proj,
        "self_attn.v_proj": attention.v_proj,
        "self_attn.out_proj": attention.out_proj,
        "layer_norm2": block.layer_norm2,
        "mlp.fc1": block.fc1,
        "mlp.fc2": block.fc2,
    }


@_block_leaves.register(ResBlock)
def _(block: ResBlock) -> Leaves:
    norm1, _, conv1 = block.entry_flow
    _, time_emb_proj = block.embedding_flow
    norm2, _, conv2 = block.exit_flow
    parts = {
        "norm1": norm1,
        "conv1": conv1.conv2d,
        "time_emb_proj": time_emb_proj,
        "norm2": norm2,
        "conv2": conv2.conv2d,
    }
    return parts | _shortcut(block)


@_block_leaves.register(ResnetBlock)
def _(block: ResnetBlock) -> Leaves:
    parts = {
        "norm1": block.norm1,
        "conv1": block.conv1.conv2d,
        "norm2": block.norm2,
        "conv2": block.conv2.conv2d,
    }
    return parts | _shortcut(block)


def _shortcut(block: ResBlock | ResnetBlock) -> Leaves:
    """Return the projection of a block that changes the number of channels, else no leaf."""
    projection = block.residual_projection
    return {"conv_shortcut": projection.conv2d} if isinstance(projection, PaddedConv2D) else {}


@_block_leaves.register(SpatialTransformer)
def _(block: SpatialTransformer) -> Leaves:
    inner = block.transformer_block
    parts = {
        "norm1": inner.norm1,
        "norm2": inner.norm2,
        "norm3": inner.norm3,
        **_attention("attn1", inner.attn1),
        **_attention("attn2", inner.attn2),
        "ff.net.0.proj": inner.geglu.dense,
        "ff.net.2": inner.dense,
    }
    projections = {
        # 1.x projects with 1x1 convolutions, 2.x with dense layers.
        "proj_in": getattr(block.proj1, "conv2d", block.proj1),
        "proj_out": getattr(block.proj2, "conv2d", block.proj2),
    }
    named = {f"transformer_blocks.0.{name}": leaf for name, leaf in parts.items()}
    return {"norm": block.norm} | projections | named


def _attention(name: str, block: CrossAttention) -> Leaves:
    return {
        f"{name}.to_q": block.to_q,
        f"{name}.to_k": block.to_k,
        f"{name}.to_v": block.to_v,
        f"{name}.to_out.0": block.out_proj,
    }


@_block_leaves.register(AttentionBlock)
def _(block: AttentionBlock) -> Leaves:
    return {
        "group_norm": block.norm,
        "to_q": block.q.conv2d,
        "to_k": block.k.conv2d,
        "to_v": block.v.conv2d,
        "to_out.0": block.proj_out.conv2d,
    }
