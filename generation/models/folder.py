"""An operator's own models: what lies in the models folder, told without loading anything.

models/
├── anything.safetensors      a checkpoint in one file; anything.yaml beside it may say v
├── my-model/                 a diffusers folder
├── loras/NAME.safetensors
└── embeddings/NAME.safetensors
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generation.errors import ModelUnavailable
from generation.models.catalogue import (
    CATALOGUE,
    CLIP_VOCABULARY,
    OPENCLIP_PADDING,
    SD_1_4,
    SD_2_1,
    Model,
)
from generation.weights.kinds import Kind, recognise
from generation.weights.layout import is_folder
from generation.weights.tensors import PICKLES

SUFFIX = ".safetensors"
# Discord offers no longer ones, and no longer ones are written down.
LONGEST_NAME = 100
LORAS, EMBEDDINGS = "loras", "embeddings"

TEXT_WIDTHS = {1: SD_1_4.text_width, 2: SD_2_1.text_width}
Sizes = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Shelf:
    """What a models folder holds.

    Args:
        models: that can be drawn with, by name.
        refused: why not, a sentence each, by the name that the model would have.
        loras: files by name.
        embeddings: files by name, which is the word that a prompt uses them by.
    """

    models: Mapping[str, Model]
    refused: Mapping[str, str]
    loras: Mapping[str, Path]
    embeddings: Mapping[str, Path]


def scan(folder: Path) -> Shelf:
    """List what a models folder holds, from headers and configs alone.

    Raises:
        ModelUnavailable: the folder cannot be read.
    """
    models: dict[str, Model] = {}
    refused: dict[str, str] = {}
    for path in _checkpoints(folder):
        name = _name(path)
        try:
            if name in CATALOGUE or name in models:
                raise ModelUnavailable(f"{path.name} has the name of another model; rename it.")
            if len(name) > LONGEST_NAME:
                raise ModelUnavailable(
                    f"{path.name} has a name of more than {LONGEST_NAME} characters; rename it."
                )
            models[name] = _model(name, path, recognise(path))
        except ModelUnavailable as refusal:
            refused[path.name if name in models else name] = str(refusal)
        except OSError as error:
            refused[name] = f"{path.name} cannot be read ({error.strerror})."
    return Shelf(models, refused, _files(folder / LORAS), _files(folder / EMBEDDINGS))


def _checkpoints(folder: Path) -> Iterator[Path]:
    """List files that are or may be taken for checkpoints, and diffusers folders."""
    try:
        entries = sorted(folder.expanduser().iterdir())
    except OSError as error:
        raise ModelUnavailable(
            f"The models folder {folder} cannot be read ({error.strerror}); "
            "make it or name another."
        ) from error
    for path in entries:
        if path.suffix.lower() in (SUFFIX, *PICKLES) or is_folder(path):
            yield path


def _name(path: Path) -> str:
    return path.name if path.is_dir() else path.stem


def _files(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.expanduser().glob(f"*{SUFFIX}"))}


def _model(name: str, path: Path, kind: Kind) -> Model:
    """Describe a checkpoint as the catalogue does its own."""
    label = f"SD {kind.version}.x"
    merges = path / "tokenizer" / "merges.txt"
    local = {"checkpoint": path}
    return replace(
        SD_1_4,
        info=replace(
            SD_1_4.info,
            name=name,
            summary=f"{label}, {kind.resolution} pixels, from the models folder.",
            sizes=_sizes(kind.resolution),
        ),
        prediction=kind.prediction,
        beta_start=kind.beta_start,
        beta_end=kind.beta_end,
        text_width=TEXT_WIDTHS[kind.version],
        builder=f"generation.models.stable_diffusion:checkpoint_makers_v{kind.version}",
        files={} if merges.is_file() else {"vocabulary": CLIP_VOCABULARY},
        local=local | ({"vocabulary": merges} if merges.is_file() else {}),
        kind=label,
        licence=kind.licence,
        size_bytes=kind.size_bytes,
        padding=OPENCLIP_PADDING if kind.version == 2 else None,
    )


def _sizes(edge: int) -> Sizes:
    """Offer the square that the model was trained on, and rectangles of about its area."""
    if edge == 512:
        return SD_1_4.info.sizes
    return ((edge, edge), (edge - 128, edge + 128), (edge + 128, edge - 128))
