"""An operator's own models: what lies in the models folder, told without loading anything.

models/
├── anything.safetensors      a checkpoint in one file; anything.yaml beside it may say v
├── anything.vae.safetensors  its autoencoder, if it shall have another
├── my-model/                 a diffusers folder
├── loras/NAME.safetensors
└── embeddings/NAME.safetensors

The scan runs in the bot's process too, before it starts or in a thread of its own: it reads
headers alone, of regular files alone, and is bounded in files, in bytes and in depth. Each entry
is guarded by itself: whatever is wrong with one is a sentence in `Shelf.refused`.
"""

import logging
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from generation.errors import ModelUnavailable
from generation.files.regular_files import is_regular, replace_unprintable
from generation.models.catalogue import CATALOGUE, CLIP_VOCABULARY, OPENCLIP_PADDING, SD_1_4, SD_2_1
from generation.models.compatibility import Extra, embedding, lora
from generation.models.file_search import SUFFIX, Finder, is_directory, relative_name
from generation.models.model import Model
from generation.weights.contents import describe_misplacement
from generation.weights.detect import CheckpointInfo, detect_checkpoint
from generation.weights.headers import MOST_HEADER_BYTES, header_bytes, read_header

log = logging.getLogger(__name__)

# Discord offers no longer ones, and no longer ones are written down.
LONGEST_NAME = 100
LORAS, EMBEDDINGS = "loras", "embeddings"
AUTOENCODER = f".vae{SUFFIX}"
# Of all files of one content together. A thousand LoRAs of 100 kB take ten seconds of a core, the
# worst of headers twice that: once, before the bot serves, or beside it in a thread.
MOST_SCANNED_BYTES = 16 * MOST_HEADER_BYTES

TEXT_WIDTHS = {1: SD_1_4.text_width, 2: SD_2_1.text_width}
Sizes = tuple[tuple[int, int], ...]
Found = TypeVar("Found")


@dataclass(frozen=True)
class ModelsFolder:
    """What a models folder holds.

    Args:
        models: that can be drawn with, by name.
        refused: why not, a sentence each, by the name that a model would have, or by the path of
            what is no model.
        loras: by name.
        embeddings: by name, which is the word that a prompt uses them by.
    """

    models: Mapping[str, Model] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    loras: Mapping[str, Extra] = field(default_factory=dict)
    embeddings: Mapping[str, Extra] = field(default_factory=dict)


def scan(folder: Path) -> ModelsFolder:
    """List what a models folder holds, from headers and configs alone.

    Raises:
        ModelUnavailable: the folder cannot be read.
    """
    scanner = _Scanner(folder.expanduser())
    finder = Finder(scanner.root, frozenset({LORAS, EMBEDDINGS}), folders=True)
    try:
        paths = list(finder.find(scanner.refuse))
    except OSError as error:
        raise ModelUnavailable(
            f"The models folder {folder} cannot be read ({error.strerror}); "
            "make it or name another."
        ) from error
    checkpoints = [path for path in paths if not _is_laid_beside(path)]
    models = scanner.collect(checkpoints, _named_model, CATALOGUE)
    loras = scanner.collect(scanner.files(LORAS), lora)
    embeddings = scanner.collect(scanner.files(EMBEDDINGS), embedding, folded=True)
    return ModelsFolder(models, scanner.refused, loras, embeddings)


class _Scanner:
    """Collects entries by name, and says why others are refused.

    Args:
        root: the models folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.refused: dict[str, str] = {}

    def refuse(self, path: Path, reason: str) -> None:
        """Refuse something below the root, under its path."""
        place = relative_name(path, self.root)
        self.refused[place] = f"{place} {reason}."

    def files(self, name: str) -> Iterator[Path]:
        """Find the files below a subfolder that need not be there."""
        folder = self.root / name
        if not is_directory(folder):
            return
        try:
            yield from Finder(folder).find(self.refuse)
        except OSError as error:
            self.refuse(folder, f"cannot be listed ({error.strerror})")

    def collect(
        self,
        paths: Iterable[Path],
        read: Callable[[str, Path], Found],
        taken: Collection[str] = (),
        folded: bool = False,
    ) -> dict[str, Found]:
        """Read files, each guarded by itself.

        Args:
            paths: of the files.
            read: a name and a path → the entry; raises ModelUnavailable with the reason.
            taken: names that are not free.
            folded: whether names that differ in capitals alone are the same.
        """
        found: dict[str, Found] = {}
        spelled = {_spelling(name, folded) for name in taken}
        left_bytes = MOST_SCANNED_BYTES
        for path in paths:
            name = _name(path)
            try:
                left_bytes -= header_bytes(path)
                _check(name, path, _spelling(name, folded) in spelled, left_bytes)
                found[name] = read(name, path)
                spelled.add(_spelling(name, folded))
            except ModelUnavailable as refusal:
                self._keep(path, name, found, str(refusal))
            except OSError as error:
                self._keep(path, name, found, f"{path.name} cannot be read ({error.strerror}).")
            except Exception as error:  # One bad entry must never take the others along.
                log.exception("An entry of the models folder could not be read.")
                self._keep(
                    path, name, found, f"{path.name} cannot be read ({type(error).__name__})."
                )
        return found

    def _keep(self, path: Path, name: str, found: Collection[str], reason: str) -> None:
        """Keep a reason under a model's name, or where that is another's under its path."""
        place = relative_name(path, self.root)
        if path.parent == self.root:
            place = replace_unprintable(path.name if name in found else name)
        self.refused[place] = replace_unprintable(reason)


def _name(path: Path) -> str:
    return path.name if is_directory(path) else path.stem


def _spelling(name: str, folded: bool) -> str:
    return unicodedata.normalize("NFC", name).casefold() if folded else name


def _check(name: str, path: Path, is_taken: bool, left_bytes: int) -> None:
    """Refuse a file whose name cannot be used, or that would make the scan too long.

    Raises:
        ModelUnavailable: says why.
    """
    if is_taken:
        reason = "has the name of another; rename it"
    elif len(name) > LONGEST_NAME:
        reason = f"has a name of more than {LONGEST_NAME} characters; rename it"
    elif not name.isprintable() or name != name.strip() or not name:
        reason = "has a name that cannot be typed; rename it"
    elif left_bytes < 0:
        reason = "is not looked at, since the headers before it are very long; take some away"
    else:
        return
    raise ModelUnavailable(f"{path.name} {reason}.")


def _is_laid_beside(path: Path) -> bool:
    """Test whether a file is the autoencoder of a checkpoint beside it."""
    name = path.name.lower()
    return name.endswith(AUTOENCODER) and is_regular(
        path.with_name(path.name[: -len(AUTOENCODER)] + SUFFIX)
    )


def _named_model(name: str, path: Path) -> Model:
    return _model(name, path, detect_checkpoint(path))


def _model(name: str, path: Path, kind: CheckpointInfo) -> Model:
    """Describe a checkpoint as the catalogue does its own."""
    label = f"SD {kind.version}.x"
    local = {"checkpoint": path, **_vocabulary(path), **_autoencoder(path)}
    shared = {} if "vocabulary" in local else {"vocabulary": CLIP_VOCABULARY}
    if not kind.has_autoencoder and "autoencoder" not in local:
        shared |= {role: SD_1_4.files[role] for role in ("decoder", "image_encoder")}
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
        files=shared,
        local=local,
        kind=label,
        licence=kind.licence,
        size_bytes=kind.size_bytes,
        padding=OPENCLIP_PADDING if kind.version == 2 else None,
    )


def _vocabulary(path: Path) -> dict[str, Path]:
    merges = path / "tokenizer" / "merges.txt"
    return {"vocabulary": merges} if is_regular(merges) else {}


def _autoencoder(path: Path) -> dict[str, Path]:
    """Find the autoencoder that is laid beside a checkpoint.

    Raises:
        ModelUnavailable: what lies there is none.
    """
    beside = path.with_name(f"{path.stem}{AUTOENCODER}")
    if is_directory(path) or not is_regular(beside):
        return {}
    if what := describe_misplacement(read_header(beside), "autoencoder"):
        raise ModelUnavailable(f"{beside.name} is {what}.")
    return {"autoencoder": beside}


def _sizes(edge: int) -> Sizes:
    """Offer the square that the model was trained on, and rectangles of about its area."""
    if edge == 512:
        return SD_1_4.info.sizes
    return ((edge, edge), (edge - 128, edge + 128), (edge + 128, edge - 128))
