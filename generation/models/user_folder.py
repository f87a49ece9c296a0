"""Scan of an operator's models folder, without loading any model.

models/
├── anything.safetensors      a checkpoint in one file; anything.yaml beside it may state v
├── anything.vae.safetensors  another autoencoder for it, if wanted
├── anything.toml             its ways of drawing, defaults and limits, if wanted
├── my-model/                 a diffusers folder
├── taesd_decoder.safetensors a tiny decoder for all of them; taesd_encoder likewise
├── loras/NAME.safetensors
└── embeddings/NAME.safetensors

The scan also runs in the bot's process, before it starts or in a thread of its own: it reads only
headers, only of regular files, and is bounded in files, in bytes and in depth. Each entry is
guarded by itself: any error of one is a sentence in `ModelsFolder.refused`.
"""

import logging
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from generation.errors import ModelUnavailable
from generation.files.regular_files import is_regular, replace_unprintable
from generation.files.remote_file import RemoteFile
from generation.models.catalogue import CATALOGUE, CLIP_VOCABULARY, OPENCLIP_PADDING, SD_1_4
from generation.models.compatibility import (
    TEXT_WIDTHS,
    AdapterFile,
    fits,
    inspect_embedding,
    inspect_lora,
)
from generation.models.file_search import SUFFIX, Finder, is_directory, relative_name
from generation.models.model import Model
from generation.models.model_settings import apply_settings, offer_ways, settings_file
from generation.models.tiny_files import TINY_FILES, find_tiny_files, with_tiny_files
from generation.weights.contents import describe_misplacement
from generation.weights.detect import detect_checkpoint
from generation.weights.headers import MOST_HEADER_BYTES, header_bytes, read_header

log = logging.getLogger(__name__)

# Discord's menus and the database take no longer names.
LONGEST_NAME = 100
LORAS, EMBEDDINGS = "loras", "embeddings"
AUTOENCODER = f".vae{SUFFIX}"
# Bound on all headers of one content. A thousand LoRAs with headers of 100 kB take ten seconds of a
# core, the worst headers twice that: once, before the bot serves, or in a thread beside it.
MOST_SCANNED_BYTES = 16 * MOST_HEADER_BYTES

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class ModelsFolder:
    """Content of a models folder.

    Args:
        models: usable models, by name.
        refused: reasons of refusal, a sentence each, by the name that a model would have, or by
            the path of any other entry.
        loras: by name.
        embeddings: by name, which is the word for them in prompts.
        tiny: files of the tiny autoencoder, by role.
        notes: a sentence for each way of drawing whose files are missing.
    """

    models: Mapping[str, Model] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    loras: Mapping[str, AdapterFile] = field(default_factory=dict)
    embeddings: Mapping[str, AdapterFile] = field(default_factory=dict)
    tiny: Mapping[str, Path] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def scan(folder: Path) -> ModelsFolder:
    """List the content of a models folder, from headers and configs alone.

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
    tiny, refused = find_tiny_files(scanner.root)
    scanner.refused |= refused
    taken = {scanner.root / name for name in TINY_FILES.values()}
    checkpoints = [
        path for path in paths if path not in taken and not _is_companion_autoencoder(path)
    ]
    found = scanner.collect(checkpoints, _describe_model, CATALOGUE)
    loras = scanner.collect(scanner.find_files(LORAS), inspect_lora)
    embeddings = scanner.collect(
        scanner.find_files(EMBEDDINGS), inspect_embedding, ignore_case=True
    )
    models, notes = dict[str, Model](), list[str]()
    for name, model in found.items():
        whole = with_tiny_files(scanner.apply_settings(model), tiny)
        fitting = [lora for lora, adapter in loras.items() if fits(adapter, whole)]
        models[name], missing = offer_ways(whole, fitting)
        notes += missing
    return ModelsFolder(models, scanner.refused, loras, embeddings, tiny, tuple(notes))


class _Scanner:
    """Collection of entries by name, and of the reasons why others are refused.

    Args:
        root: the models folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.refused: dict[str, str] = {}

    def refuse(self, path: Path, reason: str) -> None:
        """Record why an entry below the root is refused, under its path.

        Args:
            path: of the entry.
            reason: the rest of a sentence that begins with the path.
        """
        place = relative_name(path, self.root)
        self.refused[place] = f"{place} {reason}."

    def apply_settings(self, model: Model) -> Model:
        """Apply the settings beside a checkpoint; wrong ones are refused, and the model stays."""
        path = settings_file(model.local["checkpoint"])
        try:
            return apply_settings(model, path)
        except ModelUnavailable as refusal:
            self.refused[relative_name(path, self.root)] = replace_unprintable(str(refusal))
            return model

    def find_files(self, name: str) -> Iterator[Path]:
        """Find the files below a subfolder; none where it is missing."""
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
        read: Callable[[Path], Entry],
        taken: Collection[str] = (),
        ignore_case: bool = False,
    ) -> dict[str, Entry]:
        """Read files, each guarded by itself.

        Args:
            paths: of the files.
            read: returns the entry of a path, or raises ModelUnavailable with the reason.
            taken: names of other entries.
            ignore_case: whether names that differ only in capitals are the same.

        Returns:
            Entries by name.
        """
        entries: dict[str, Entry] = {}
        spellings = {_spelling(name, ignore_case) for name in taken}
        left_bytes = MOST_SCANNED_BYTES
        for path in paths:
            name = _entry_name(path)
            spelling = _spelling(name, ignore_case)
            try:
                left_bytes -= header_bytes(path)
                _check_entry(name, path, spelling in spellings, left_bytes)
                entries[name] = read(path)
                spellings.add(spelling)
            except ModelUnavailable as refusal:
                self._refuse_entry(path, name in entries, str(refusal))
            except OSError as error:
                reason = f"{path.name} cannot be read ({error.strerror})."
                self._refuse_entry(path, name in entries, reason)
            except Exception as error:  # One bad entry must never take the others along.
                log.exception("An entry of the models folder could not be read.")
                reason = f"{path.name} cannot be read ({type(error).__name__})."
                self._refuse_entry(path, name in entries, reason)
        return entries

    def _refuse_entry(self, path: Path, is_taken: bool, reason: str) -> None:
        """Record a reason under a model's name; under the path where the name is taken."""
        place = relative_name(path, self.root)
        if path.parent == self.root:
            place = replace_unprintable(path.name if is_taken else _entry_name(path))
        self.refused[place] = replace_unprintable(reason)


def _entry_name(path: Path) -> str:
    return path.name if is_directory(path) else path.stem


def _spelling(name: str, ignore_case: bool) -> str:
    return unicodedata.normalize("NFC", name).casefold() if ignore_case else name


def _check_entry(name: str, path: Path, is_taken: bool, left_bytes: int) -> None:
    """Refuse a file whose name cannot be used, or that would make the scan too long.

    Raises:
        ModelUnavailable: the file is refused; names the reason.
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


def _is_companion_autoencoder(path: Path) -> bool:
    """Check whether a file is the autoencoder of a checkpoint beside it."""
    name = path.name.lower()
    return name.endswith(AUTOENCODER) and is_regular(
        path.with_name(path.name[: -len(AUTOENCODER)] + SUFFIX)
    )


def _describe_model(path: Path) -> Model:
    """Build the record of a checkpoint, as the catalogue has one of each published model."""
    info = detect_checkpoint(path)
    architecture, edge = f"SD {info.version}.x", info.resolution
    local, shared = {"checkpoint": path}, dict[str, RemoteFile]()
    if is_regular(merges := path / "tokenizer" / "merges.txt"):
        local["vocabulary"] = merges
    else:
        shared["vocabulary"] = CLIP_VOCABULARY
    if autoencoder := _find_autoencoder(path):
        local["autoencoder"] = autoencoder
    elif not info.has_autoencoder:
        shared |= {role: SD_1_4.files[role] for role in ("decoder", "image_encoder")}
    # The square of the model's training, and rectangles of about its area.
    sizes = ((edge, edge), (edge - 128, edge + 128), (edge + 128, edge - 128))
    return replace(
        SD_1_4,
        info=replace(
            SD_1_4.info,
            name=_entry_name(path),
            summary=f"{architecture}, {edge} pixels, from the models folder.",
            sizes=SD_1_4.info.sizes if edge == 512 else sizes,
        ),
        prediction=info.prediction,
        beta_start=info.beta_start,
        beta_end=info.beta_end,
        text_width=TEXT_WIDTHS[info.version],
        builder=f"generation.models.stable_diffusion:checkpoint_factories_v{info.version}",
        files=shared,
        local=local,
        kind=architecture,
        licence=info.licence,
        size_bytes=info.size_bytes,
        padding=OPENCLIP_PADDING if info.version == 2 else None,
    )


def _find_autoencoder(path: Path) -> Path | None:
    """Find the autoencoder beside a checkpoint.

    Raises:
        ModelUnavailable: the file beside it is no autoencoder.
    """
    beside = path.with_name(f"{path.stem}{AUTOENCODER}")
    if is_directory(path) or not is_regular(beside):
        return None
    if what := describe_misplacement(read_header(beside), "autoencoder"):
        raise ModelUnavailable(f"{beside.name} is {what}.")
    return beside
