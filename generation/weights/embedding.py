"""Textual-inversion files: the vectors of one word in the text encoder's table.

Reference: Gal et al., "An Image is Worth One Word", arXiv:2208.01618, §3.
"""

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from jaxtyping import Float32

from generation.errors import ModelUnavailable
from generation.weights.headers import Header, Source
from generation.weights.tensors import open_tensors

# The tokens of a prompt's chunk.
MOST_VECTORS = 75
# Versions of Stable Diffusion by the width of the text encoder's table.
VERSIONS = {768: 1, 1024: 2}
_AUTOMATIC_1111 = "emb_params"
_XL = frozenset({"clip_l", "clip_g"})


def read_embedding(path: Path, width: int) -> Float32[np.ndarray, "vectors {width}"]:
    """Read the vectors of a word, which is the file's name in prompts.

    Args:
        path: of the safetensors file, as A1111 ("emb_params") or diffusers (the word) names it.
        width: of the text encoder's table: 768 for Stable Diffusion 1.x, 1024 for 2.x.

    Returns:
        (vectors, width) float32.

    Raises:
        ModelUnavailable: the file is damaged, no embedding, or for another model.
    """
    with open_tensors(path) as file:
        source = _find_source(file.header)
        _check_shape(file.header, source, {width: VERSIONS.get(width, 0)})
        return file.read(source).reshape(-1, width)


def check_embedding(header: Header) -> int:
    """Check an embedding's shape without reading it.

    Returns:
        The version of Stable Diffusion that the embedding fits.

    Raises:
        ModelUnavailable: the file is no embedding, or for another model.
    """
    source = _find_source(header)
    _check_shape(header, source, VERSIONS)
    return VERSIONS[header.shape(source)[-1]]


def is_embedding(header: Header) -> bool:
    """Check whether a file's tensors are named and shaped as an embedding's are."""
    if _AUTOMATIC_1111 in header or header.tensors.keys() >= _XL:
        return True
    only = next(iter(header.tensors.values()), None)
    return len(header.tensors) == 1 and only is not None and only.shape[-1:] in {(768,), (1024,)}


def _check_shape(header: Header, source: Source, widths: Mapping[int, int]) -> None:
    found, name = header.shape(source), header.path.name
    if len(found) not in (1, 2) or found[-1] not in widths or 0 in found:
        expected = " or ".join(map(str, widths))
        raise ModelUnavailable(
            f"{name} is an embedding for another model: it has shape {found}, "
            f"where the text encoder is {expected} wide."
        )
    if math.prod(found) > MOST_VECTORS * found[-1]:
        raise ModelUnavailable(
            f"{name} has {found[0]} vectors, and a word may have {MOST_VECTORS}."
        )


def _find_source(header: Header) -> Source:
    if _AUTOMATIC_1111 in header:
        return Source(_AUTOMATIC_1111)
    if len(header.tensors) == 1:
        (only,) = header.tensors
        return Source(only)
    what = f"it holds {len(header.tensors)} tensors"
    if header.tensors.keys() >= _XL:
        what += ", as one for Stable Diffusion XL does"
    raise ModelUnavailable(
        f"{header.path.name} is no embedding for Stable Diffusion 1.x or 2.x: {what}."
    )
