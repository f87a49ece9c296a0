"""diffusers' names for the layers of Stable Diffusion; LoRA files speak of layers by them too.

A leaf is a layer with a kernel, a scale or a table of its own. Its name is that of the module
in diffusers' `UNet2DConditionModel` and `AutoencoderKL` and in transformers' `CLIPTextModel`.
"""

from collections.abc import Callable, Iterator, Mapping

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

Parts = dict[str, Layer]


def leaves(role: str, network: keras.Model) -> Mapping[str, Layer]:
    """Name the leaves of one of KerasCV's Stable Diffusion networks.

    Args:
        role: the network's field in `Networks`.
        network: built.

    Returns:
        Leaves by diffusers' name of the module, without the network's own.
    """
    blocks = [layer for layer in network.layers if layer.variables]
    names = _ORDERS[role](len(blocks))
    if role == "diffusion_model":
        # The timestep's two layers are a branch of their own; all else is one chain.
        blocks.sort(key=lambda block: not isinstance(block, keras.layers.Dense))
    return {
        ".".join(filter(None, (name, part))): leaf
        for name, block in zip(names, blocks, strict=True)
        for part, leaf in _parts(block).items()
    }


def sources(role: str, name: str) -> tuple[Source, ...]:
    """List where a parameter may be found in a diffusers folder, the usual place first.

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


def _text_encoder(blocks: int) -> Iterator[str]:
    yield "text_model.embeddings"
    for index in range(blocks - 2):
        yield f"text_model.encoder.layers.{index}"
    yield "text_model.final_layer_norm"


def _diffusion_model(_: int) -> Iterator[str]:
    yield from ("time_embedding.linear_1", "time_embedding.linear_2", "conv_in")
    for level in range(3):
        yield from _level(f"down_blocks.{level}", 2)
        yield f"down_blocks.{level}.downsamplers.0.conv"
    yield from _level("down_blocks.3", 2, attends=False)
    yield from ("mid_block.resnets.0", "mid_block.attentions.0", "mid_block.resnets.1")
    yield from _level("up_blocks.0", 3, attends=False)
    for level in range(1, 4):
        yield f"up_blocks.{level - 1}.upsamplers.0.conv"
        yield from _level(f"up_blocks.{level}", 3)
    yield from ("conv_norm_out", "conv_out")


def _level(level: str, count: int, attends: bool = True) -> Iterator[str]:
    for index in range(count):
        yield f"{level}.resnets.{index}"
        if attends:
            yield f"{level}.attentions.{index}"


def _decoder(_: int) -> Iterator[str]:
    yield from ("post_quant_conv", "decoder.conv_in", *_middle("decoder"))
    for level in range(4):
        yield from (f"decoder.up_blocks.{level}.resnets.{index}" for index in range(3))
        if level < 3:
            yield f"decoder.up_blocks.{level}.upsamplers.0.conv"
    yield from ("decoder.conv_norm_out", "decoder.conv_out")


def _image_encoder(_: int) -> Iterator[str]:
    yield "encoder.conv_in"
    for level in range(4):
        yield from (f"encoder.down_blocks.{level}.resnets.{index}" for index in range(2))
        if level < 3:
            yield f"encoder.down_blocks.{level}.downsamplers.0.conv"
    yield from (*_middle("encoder"), "encoder.conv_norm_out", "encoder.conv_out", "quant_conv")


def _middle(network: str) -> Iterator[str]:
    for part in ("resnets.0", "attentions.0", "resnets.1"):
        yield f"{network}.mid_block.{part}"


_ORDERS: Mapping[str, Callable[[int], Iterator[str]]] = {
    "text_encoder": _text_encoder,
    "diffusion_model": _diffusion_model,
    "decoder": _decoder,
    "image_encoder": _image_encoder,
}


def _parts(block: Layer) -> Parts:
    """List a block's leaves by name; a block that is a leaf itself goes by the empty name."""
    for kind, parts in _PARTS.items():
        if isinstance(block, kind):
            return parts(block)
    return {"": block}


def _text_embedding(block: CLIPEmbedding) -> Parts:
    return {
        "token_embedding": block.token_embedding,
        "position_embedding": block.position_embedding,
    }


def _text_layer(block: CLIPEncoderLayer) -> Parts:
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


def _timed_resnet(block: ResBlock) -> Parts:
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


def _resnet(block: ResnetBlock) -> Parts:
    parts = {
        "norm1": block.norm1,
        "conv1": block.conv1.conv2d,
        "norm2": block.norm2,
        "conv2": block.conv2.conv2d,
    }
    return parts | _shortcut(block)


def _shortcut(block: ResBlock | ResnetBlock) -> Parts:
    """Name the projection that a block has only where it changes the number of channels."""
    projection = block.residual_projection
    return {"conv_shortcut": projection.conv2d} if isinstance(projection, PaddedConv2D) else {}


def _transformer(block: SpatialTransformer) -> Parts:
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


def _attention(name: str, block: CrossAttention) -> Parts:
    return {
        f"{name}.to_q": block.to_q,
        f"{name}.to_k": block.to_k,
        f"{name}.to_v": block.to_v,
        f"{name}.to_out.0": block.out_proj,
    }


def _picture_attention(block: AttentionBlock) -> Parts:
    return {
        "group_norm": block.norm,
        "to_q": block.q.conv2d,
        "to_k": block.k.conv2d,
        "to_v": block.v.conv2d,
        "to_out.0": block.proj_out.conv2d,
    }


_PARTS: Mapping[type[Layer], Callable[[Layer], Parts]] = {
    CLIPEmbedding: _text_embedding,
    CLIPEncoderLayer: _text_layer,
    ResBlock: _timed_resnet,
    ResnetBlock: _resnet,
    SpatialTransformer: _transformer,
    AttentionBlock: _picture_attention,
    Upsample: lambda block: {"": block.conv.conv2d},
    PaddedConv2D: lambda block: {"": block.conv2d},
}
