"""Layers of TAESD, the tiny autoencoder of Stable Diffusion 1.x and 2.x, and their names in files.

Reference: https://github.com/madebyollin/taesd, `taesd.py`; diffusers' `AutoencoderTiny`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generation.errors import ModelUnavailable
from generation.weights.headers import Header, Shape, Source
from generation.weights.tensors import open_tensors

CHANNELS = 64
_BLOCKS = 3 * ("block",)
# Kinds of the layers, in the order of the original networks: their index is their name.
LAYERS: Mapping[str, tuple[str, ...]] = {
    "tiny_decoder": (
        "clamp",
        "conv",
        "relu",
        *(3 * (*_BLOCKS, "upsample", "unbiased conv")),
        "block",
        "conv",
    ),
    "tiny_encoder": ("conv", "block", *(3 * ("halving conv", *_BLOCKS)), "conv"),
}
# Channels of the input and of the output.
ENDS: Mapping[str, tuple[int, int]] = {"tiny_decoder": (4, 3), "tiny_encoder": (3, 4)}
# Convolutions of a block, by their index in it; ReLUs are in between.
CONVOLUTIONS = (0, 2, 4)
# Weights of the first block, in each layout.
_MARKS = frozenset(
    {
        "3.conv.0.weight",
        "1.conv.0.weight",
        "decoder.layers.2.conv.0.weight",
        "encoder.layers.1.conv.0.weight",
    }
)
# diffusers has the decoder's first layer, which has no weights, outside the list.
_DIFFUSERS: Mapping[str, tuple[str, int]] = {
    "tiny_decoder": ("decoder.layers.", -1),
    "tiny_encoder": ("encoder.layers.", 0),
}


def convolutions(role: str) -> Iterator[tuple[str, int, int]]:
    """List the convolutions of a network.

    Args:
        role: "tiny_decoder" or "tiny_encoder".

    Yields:
        The name in the original file, the input channels and the output channels.
    """
    first, last = ENDS[role]
    layers = LAYERS[role]
    begin = layers.index("conv")
    for index, kind in enumerate(layers):
        if kind == "block":
            yield from ((f"{index}.conv.{part}", CHANNELS, CHANNELS) for part in CONVOLUTIONS)
        elif kind.endswith("conv"):
            is_last = index == len(layers) - 1
            yield str(index), first if index == begin else CHANNELS, last if is_last else CHANNELS


def parameters(role: str) -> dict[str, Shape]:
    """Return the shapes of a network's parameters, in torch's layout, by their original names.

    Args:
        role: "tiny_decoder" or "tiny_encoder".
    """
    shapes: dict[str, Shape] = {}
    for name, inputs, outputs in convolutions(role):
        shapes[f"{name}.weight"] = outputs, inputs, 3, 3
        if has_bias(role, name):
            shapes[f"{name}.bias"] = (outputs,)
    return shapes


def has_bias(role: str, name: str) -> bool:
    """Check whether a convolution has a bias.

    Args:
        role: "tiny_decoder" or "tiny_encoder".
        name: of the convolution.
    """
    return LAYERS[role][int(name.partition(".")[0])] in ("block", "conv")


def find_sources(header: Header, role: str) -> dict[str, Source]:
    """Find the parameters of a network in a file, in either layout of names.

    Args:
        header: of the file.
        role: "tiny_decoder" or "tiny_encoder".

    Returns:
        Locations by original name.

    Raises:
        ModelUnavailable: the file holds another network; names the file and the rule.
    """
    what = f"{header.path.name} is no TAESD {role.removeprefix('tiny_')} for SD 1.x and 2.x"
    found = {}
    prefix, shift = _DIFFUSERS[role]
    for name, expected in parameters(role).items():
        index, _, rest = name.partition(".")
        keys = (name, f"{prefix}{int(index) + shift}.{rest}")
        key = next((key for key in keys if key in header), None)
        if key is None:
            raise ModelUnavailable(f"{what}: it has no {keys[0]} and no {keys[1]}.")
        if (shape := header.shape(Source(key))) != expected:
            raise ModelUnavailable(f"{what}: {key} has shape {shape}, expected {expected}.")
        found[name] = Source(key)
    return found


def check(path: Path, role: str) -> None:
    """Check a file of a network in full, which takes milliseconds: it is of 5 MB at most.

    Args:
        path: of the safetensors file.
        role: "tiny_decoder" or "tiny_encoder".

    Raises:
        ModelUnavailable: the file is damaged, cut short, of another network or not finite.
    """
    with open_tensors(path) as file:
        for source in find_sources(file.header, role).values():
            file.read(source)


def is_taesd(header: Header) -> bool:
    """Check whether a file's tensors are named as those of a TAESD of any family are."""
    return not _MARKS.isdisjoint(header.tensors)
