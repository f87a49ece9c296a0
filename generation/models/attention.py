"""Attention in float32 for Stable Diffusion 2.x, where float16 overflows."""

from functools import partial
from typing import Any

import keras
from keras import ops
from keras_cv.src.models.stable_diffusion.diffusion_model import CrossAttention


def upcast_attention(network: keras.Model) -> None:
    """Compute the scores and weights of every attention of a network in float32.

    The queries and keys of 2.x are so long that their products exceed float16's 65,504, which makes
    the pictures black. bfloat16 has float32's range and needs no such change.

    Args:
        network: built; its weights stay where they are.

    Reference:
        Vaswani et al., arXiv:1706.03762, eq. 1.
    """
    for layer in network._flatten_layers():
        if isinstance(layer, CrossAttention):
            layer.call = partial(_attend, layer)


def _attend(layer: CrossAttention, inputs: Any, context: Any = None) -> Any:
    seen = inputs if context is None else context
    queries = _heads(layer, layer.to_q(inputs), inputs)
    keys, values = (_heads(layer, to(seen), seen) for to in (layer.to_k, layer.to_v))
    queries, keys = (ops.cast(heads, "float32") for heads in (queries, keys))
    scores = ops.einsum("bqhd,bkhd->bhqk", queries * layer.scale, keys)
    weights = ops.cast(ops.softmax(scores), values.dtype)
    attended = ops.einsum("bhqk,bkhd->bqhd", weights, values)
    width = layer.num_heads * layer.head_size
    return layer.out_proj(ops.reshape(attended, (-1, inputs.shape[1], width)))


def _heads(layer: CrossAttention, projected: Any, source: Any) -> Any:
    """Split (batch, positions, width) into (batch, positions, heads, head size)."""
    return ops.reshape(projected, (-1, source.shape[1], layer.num_heads, layer.head_size))
