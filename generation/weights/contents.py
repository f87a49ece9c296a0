"""The content of a safetensors file, told by the names of its tensors, and where it belongs."""

from typing import Literal

from generation.weights.embedding import is_embedding
from generation.weights.headers import Header
from generation.weights.lora.names import is_adapter

Content = Literal["checkpoint", "LoRA", "embedding", "autoencoder"]

_MISPLACED: dict[Content, str] = {
    "checkpoint": "a checkpoint; put it into the models folder itself",
    "LoRA": "a LoRA; put it into the subfolder loras",
    "embedding": "an embedding; put it into the subfolder embeddings",
    "autoencoder": (
        "an autoencoder (VAE); lay it beside its checkpoint NAME.safetensors as "
        "NAME.vae.safetensors, or take it away"
    ),
}
_DIFFUSION_MODEL = "model.diffusion_model."
_AUTOENCODERS = ("decoder.conv_in.weight", "first_stage_model.decoder.conv_in.weight")


def content_of(header: Header) -> Content | None:
    """Classify a file by the names of its tensors; None if it is none of the models folder's."""
    if header.any(_DIFFUSION_MODEL):
        return "checkpoint"
    if is_adapter(header.tensors):
        return "LoRA"
    if is_embedding(header):
        return "embedding"
    return "autoencoder" if any(key in header for key in _AUTOENCODERS) else None


def misplaced_as(header: Header, expected: Content) -> str:
    """Describe a file that lies among files of another content, and where it belongs.

    Args:
        header: of the file.
        expected: the content of the files among which it lies.

    Returns:
        The end of a sentence; empty where the file may be what is expected.
    """
    content = content_of(header)
    return "" if content in (None, expected) else _MISPLACED[content]
