"""Record of a model."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generation.files.remote_file import RemoteFile
from generation.types import ModelInfo

RGB = tuple[float, float, float]


@dataclass(frozen=True)
class Model:
    """A model of the catalogue.

    Args:
        info: limits and defaults, shown to people.
        prediction: meaning of the diffusion model's output.
        beta_start: first variance of the scaled-linear training schedule of 1,000 timesteps.
        beta_end: last variance.
        context_length: tokens of a padded chunk of a prompt, start and end included.
        text_width: of an encoded token.
        builder: dotted path of `network_factories(files, width, height)`, which returns a function
            for each network that builds and loads it; imported in the worker only, since it
            imports Keras.
        files: files to download, by role; empty for a model inside the package.
        local: files on this machine, by role.
        padding: token that fills prompts up; None is the end token.
        recommended_model: name of the model to recommend where this one does not know a word.
        examples: prompts that it draws well, for whoever used a word that it does not know.
        takes_adapters: whether LoRAs, embeddings and the tiny autoencoder of the models folder can
            fit the model.
        memory_bytes: most memory of the worker process at a first start, roughly; measured by
            benchmarks/memory.py.
        kind: architecture, for people.
        licence: of the weights, or that it is unknown.
        size_bytes: of the weights, roughly where they have to be downloaded.
        rgb_factors: latent → RGB in [-1, 1] by the cell, for previews: a row of red, green and
            blue for each of the four channels, then the bias.
    """

    info: ModelInfo
    prediction: Literal["epsilon", "v"]
    beta_start: float
    beta_end: float
    context_length: int
    text_width: int
    builder: str
    files: Mapping[str, RemoteFile]
    local: Mapping[str, Path]
    kind: str
    licence: str
    size_bytes: int
    rgb_factors: tuple[RGB, RGB, RGB, RGB, RGB]
    padding: int | None = None
    recommended_model: str = ""
    examples: tuple[str, ...] = ()
    takes_adapters: bool = True
    memory_bytes: int = 5_000_000_000
