"""Classification of safetensors files by the names of their tensors."""

from typing import Literal

from generation.weights.embedding import is_embedding
from generation.weights.headers import Header
from generation.weights.lora.names import is_adapter
from generation.weights.taesd import is_taesd

Content = Literal["checkpoint", "LoRA", "embedding", "autoencoder", "tiny autoencoder"]

_MISPLACED: dict[Content, str] = {
    "checkpoint": "a checkpoint; put it into the models folder itself",
    "LoRA": "a LoRA; put it into the subfolder loras",
    "embedding": "an embedding; put it into the subfolder embeddings",
    "autoencoder": (
        "an autoencoder (VAE); lay it beside its checkpoint NAME.safetensors as "
        "NAME.vae.safetensors, or take it away"
    ),
    "tiny autoencoder": (
        "a tiny autoencoder (TAESD); put it into the models folder itself as "
        "taesd_decoder.safetensors or taesd_encoder.safetensors"
    ),
}
_DIFFUSION_MODEL = "model.diffusion_model."
_AUTOENCODERS = ("decoder.conv_in.weight", "first_stage_model.decoder.conv_in.weight")


def classify(header: Header) -> Content | None:
    """Classify a file by the names of its tensors; None if a models folder has no use for it."""
    if header.any(_DIFFUSION_MODEL):
        return "checkpoint"
    if is_adapter(header.tensors):
        return "LoRA"
    if is_embedding(header):
        return "embedding"
    if is_taesd(header):
        return "tiny autoencoder"
    return "autoencoder" if any(key in header for key in _AUTOENCODERS) else None


def describe_misplacement(header: Header, expected: Content) -> str:
    """Describe a file in the folder of another content, and name its proper folder.

    Args:
        header: of the file.
        expected: content of the files in that folder.

    Returns:
        The end of a sentence; empty where the file may have the expected content.
    """
    content = classify(header)
    return "" if content in (None, expected) else _MISPLACED[content]
