"""Compatibility of the models folder's LoRAs and embeddings with models, from their headers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path

from generation.errors import ModelUnavailable
from generation.files.regular_files import format_value
from generation.models.catalogue import SD_1_4, SD_2_1
from generation.models.model import Model
from generation.weights.contents import describe_misplacement
from generation.weights.embedding import check_embedding
from generation.weights.headers import Header, read_header
from generation.weights.lora.file import check_lora
from generation.weights.lora.targets import parameters

TEXT_WIDTHS = {1: SD_1_4.text_width, 2: SD_2_1.text_width}


@dataclass(frozen=True)
class AdapterFile:
    """A LoRA or an embedding of the models folder.

    Args:
        path: of the file.
        versions: of Stable Diffusion, 1 or 2, that the adapter fits.
        note: a sentence about the keys of the file that are not read; mostly empty.
    """

    path: Path
    versions: frozenset[int]
    note: str = ""


def fits(adapter: AdapterFile, model: Model) -> bool:
    """Check whether an adapter fits a model.

    Args:
        adapter: of the models folder.
        model: of the catalogue or the models folder.
    """
    return any(TEXT_WIDTHS[version] == model.text_width for version in adapter.versions)


def _cached_by_file(inspect: Callable[[Header], AdapterFile]) -> Callable[[Path], AdapterFile]:
    """Turn an inspection of a header into one of a path, repeated only where the file changed."""

    @lru_cache(maxsize=4096)
    def inspect_version(path: Path, *_: int) -> AdapterFile | str:
        try:
            return inspect(read_header(path))
        except ModelUnavailable as refusal:
            return str(refusal)

    @wraps(inspect)
    def inspect_path(path: Path) -> AdapterFile:
        status = path.stat()
        outcome = inspect_version(path, status.st_ino, status.st_size, status.st_mtime_ns)
        if isinstance(outcome, str):
            raise ModelUnavailable(outcome)
        return outcome

    return inspect_path


@_cached_by_file
def inspect_lora(header: Header) -> AdapterFile:
    """Check a LoRA's header against each version of Stable Diffusion.

    Raises:
        ModelUnavailable: the file is no LoRA, or fits no version.
        OSError: the file may not be read.
    """
    if what := describe_misplacement(header, "LoRA"):
        raise ModelUnavailable(f"{header.path.name} is {what}.")
    ignored_keys: dict[int, tuple[str, ...]] = {}
    refusals = []
    for version in TEXT_WIDTHS:
        try:
            ignored_keys[version] = check_lora(header, parameters(version))
        except ModelUnavailable as refusal:
            refusals.append(refusal)
    if not ignored_keys:
        raise refusals[0]
    ignored = next(iter(ignored_keys.values()))
    more = f" and {len(ignored) - 1} more" if len(ignored) > 1 else ""
    note = f"{header.path.name}: {format_value(ignored[0])}{more} is not read." if ignored else ""
    return AdapterFile(header.path, frozenset(ignored_keys), note)


@_cached_by_file
def inspect_embedding(header: Header) -> AdapterFile:
    """Check an embedding's header against each version of Stable Diffusion.

    Raises:
        ModelUnavailable: the file is no embedding, or fits no version.
        OSError: the file may not be read.
    """
    if what := describe_misplacement(header, "embedding"):
        raise ModelUnavailable(f"{header.path.name} is {what}.")
    return AdapterFile(header.path, frozenset({check_embedding(header)}))
