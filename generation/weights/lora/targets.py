"""Names and shapes of the parameters that a LoRA can change, without building the networks.

Reference: diffusers' `UNet2DConditionModel` and transformers' `CLIPTextModel` with the configs of
runwayml/stable-diffusion-v1-5 and stabilityai/stable-diffusion-2-1.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from generation.weights.headers import Shape

Parameter = Literal["weight", "bias"]

_CHANNELS = (320, 640, 1280, 1280)
_TIME_WIDTH = 1280
# Layers of the text encoder and width of an encoded token, by version.
_TEXT: Mapping[int, tuple[int, int]] = {1: (12, 768), 2: (23, 1024)}


class KernelRef(NamedTuple):
    """A parameter: field of the network in `Networks`, diffusers' module name, and its kind."""

    role: str
    name: str
    parameter: Parameter = "weight"


@cache
def parameters(version: int) -> Mapping[KernelRef, Shape]:
    """List the kernels, scales and biases of the networks that a LoRA can change.

    Args:
        version: of Stable Diffusion, 1 or 2.

    Returns:
        Shapes in torch's layout.
    """
    layers, width = _TEXT[version]
    networks = {
        "text_encoder": _text_encoder(layers, width),
        "diffusion_model": _diffusion_model(width, (1, 1) if version == 1 else ()),
    }
    found: dict[KernelRef, Shape] = {}
    for role, modules in networks.items():
        for name, shape in modules:
            found[KernelRef(role, name)] = shape
            if not name.endswith((".to_q", ".to_k", ".to_v")):
                found[KernelRef(role, name, "bias")] = shape[:1]
    return found


Modules = Iterator[tuple[str, Shape]]


def _text_encoder(layers: int, width: int) -> Modules:
    for index in range(layers):
        layer = f"text_model.encoder.layers.{index}"
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            yield f"{layer}.self_attn.{name}", (width, width)
        yield f"{layer}.mlp.fc1", (4 * width, width)
        yield f"{layer}.mlp.fc2", (width, 4 * width)
        yield f"{layer}.layer_norm1", (width,)
        yield f"{layer}.layer_norm2", (width,)
    yield "text_model.final_layer_norm", (width,)


def _diffusion_model(text_width: int, window: Shape) -> Modules:
    attention = text_width, window
    first, second, third, last = _CHANNELS
    # Channels of the skip connections: of each level two blocks and the layer after them.
    skips = [first] * 4 + [second] * 3 + [third] * 3 + [last] * 2
    yield "time_embedding.linear_1", (_TIME_WIDTH, first)
    yield "time_embedding.linear_2", (_TIME_WIDTH, _TIME_WIDTH)
    yield "conv_in", (first, 4, 3, 3)
    before = first
    for level, channels in enumerate(_CHANNELS):
        block = f"down_blocks.{level}"
        yield from _blocks(block, (before, channels), channels, attention if level < 3 else None)
        if level < 3:
            yield f"{block}.downsamplers.0.conv", (channels, channels, 3, 3)
        before = channels
    yield from _resnet("mid_block.resnets.0", last, last)
    yield from _transformer("mid_block.attentions.0", last, *attention)
    yield from _resnet("mid_block.resnets.1", last, last)
    for level, channels in enumerate(reversed(_CHANNELS)):
        block = f"up_blocks.{level}"
        inputs = [width + skips.pop() for width in (before, channels, channels)]
        yield from _blocks(block, inputs, channels, attention if level else None)
        if level < 3:
            yield f"{block}.upsamplers.0.conv", (channels, channels, 3, 3)
        before = channels
    yield "conv_norm_out", (first,)
    yield "conv_out", (4, first, 3, 3)


def _blocks(
    level: str, inputs: Iterable[int], channels: int, attention: tuple[int, Shape] | None
) -> Modules:
    """List the blocks of a level, each with a transformer unless the level has no attention."""
    for index, width in enumerate(inputs):
        yield from _resnet(f"{level}.resnets.{index}", width, channels)
        if attention:
            yield from _transformer(f"{level}.attentions.{index}", channels, *attention)


def _resnet(name: str, inputs: int, outputs: int) -> Modules:
    yield f"{name}.norm1", (inputs,)
    yield f"{name}.conv1", (outputs, inputs, 3, 3)
    yield f"{name}.time_emb_proj", (outputs, _TIME_WIDTH)
    yield f"{name}.norm2", (outputs,)
    yield f"{name}.conv2", (outputs, outputs, 3, 3)
    if inputs != outputs:
        yield f"{name}.conv_shortcut", (outputs, inputs, 1, 1)


def _transformer(name: str, width: int, text_width: int, window: Shape) -> Modules:
    """List the layers of a transformer, whose projections are 1x1 convolutions in 1.x."""
    block = f"{name}.transformer_blocks.0"
    yield f"{name}.norm", (width,)
    yield f"{name}.proj_in", (width, width, *window)
    for attention, seen in (("attn1", width), ("attn2", text_width)):
        yield f"{block}.{attention}.to_q", (width, width)
        yield f"{block}.{attention}.to_k", (width, seen)
        yield f"{block}.{attention}.to_v", (width, seen)
        yield f"{block}.{attention}.to_out.0", (width, width)
    yield f"{block}.ff.net.0.proj", (8 * width, width)
    yield f"{block}.ff.net.2", (width, 4 * width)
    for norm in ("norm1", "norm2", "norm3"):
        yield f"{block}.{norm}", (width,)
    yield f"{name}.proj_out", (width, width, *window)
