"""Textual-inversion files: one word as one or more vectors in the text encoder's table.

Reference: Gal et al., "An Image is Worth One Word", arXiv:2208.01618, §3.
"""

import math
from pathlib import Path

from generation.errors import ModelUnavailable
from generation.weights.tensors import Floats, Source, TensorFile, opened

# As many as a prompt's chunk has room for.
MOST_VECTORS = 75
_AUTOMATIC_1111 = "emb_params"


def read_embedding(path: Path, width: int) -> Floats:
    """Read the vectors of a word; prompts use it by the file's name.

    Args:
        path: of the safetensors file, as A1111 ("emb_params") or diffusers (the word) names it.
        width: of the text encoder's table: 768 for Stable Diffusion 1.x, 1024 for 2.x.

    Returns:
        (vectors, width) float32.

    Raises:
        ModelUnavailable: the file is damaged, no embedding, or for another model.
    """
    with opened(path) as file:
        source = _source(file)
        found = file.shape(source)
        if len(found) not in (1, 2) or found[-1] != width or 0 in found:
            raise ModelUnavailable(
                f"{path.name} is an embedding for another model: it has shape {found}, "
                f"where the text encoder is {width} wide."
            )
        if math.prod(found) > MOST_VECTORS * width:
            raise ModelUnavailable(
                f"{path.name} has {found[0]} vectors, and a word may have {MOST_VECTORS}."
            )
        return file.read(source).reshape(-1, width)


def _source(file: TensorFile) -> Source:
    if _AUTOMATIC_1111 in file.keys:
        return Source(_AUTOMATIC_1111)
    if len(file.keys) == 1:
        (only,) = file.keys
        return Source(only)
    raise ModelUnavailable(
        f"{file.path.name} is no embedding for Stable Diffusion 1.x or 2.x: "
        f"it holds {len(file.keys)} tensors."
    )
