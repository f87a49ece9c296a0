"""LoRAs and embeddings of a models folder: which models each fits, told from its header."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generation.errors import ModelUnavailable
from generation.files.regular_files import format_value
from generation.weights.contents import describe_misplacement
from generation.weights.embedding import check_embedding
from generation.weights.headers import Header, read_header
from generation.weights.lora.file import check_lora
from generation.weights.lora.targets import parameters

VERSIONS = (1, 2)


@dataclass(frozen=True)
class Extra:
    """A LoRA or an embedding.

    Args:
        path: of its file.
        versions: of Stable Diffusion, 1 or 2, that it fits.
        note: what of it is not read, a sentence; mostly empty.
    """

    path: Path
    versions: frozenset[int]
    note: str = ""


def lora(_: str, path: Path) -> Extra:
    """Check a LoRA's header against each version of Stable Diffusion.

    Raises:
        ModelUnavailable: it is no LoRA, or fits none.
        OSError: it may not be read.
    """
    return _remembered(_fitting_lora, path)


def embedding(_: str, path: Path) -> Extra:
    """Check an embedding's header against each version of Stable Diffusion.

    Raises:
        ModelUnavailable: it is no embedding, or fits none.
        OSError: it may not be read.
    """
    return _remembered(_fitting_embedding, path)


def _remembered(read: Callable[[Header], Extra], path: Path) -> Extra:
    """Read an extra's header, or remember it where the file has not changed.

    Raises:
        ModelUnavailable: it is none that can be used.
    """
    status = path.stat()
    outcome = _outcome(read, path, status.st_ino, status.st_size, status.st_mtime_ns)
    if isinstance(outcome, str):
        raise ModelUnavailable(outcome)
    return outcome


@lru_cache(maxsize=4096)
def _outcome(read: Callable[[Header], Extra], path: Path, *_: int) -> Extra | str:
    try:
        return read(read_header(path))
    except ModelUnavailable as refusal:
        return str(refusal)


def _fitting_lora(header: Header) -> Extra:
    if what := describe_misplacement(header, "LoRA"):
        raise ModelUnavailable(f"{header.path.name} is {what}.")
    fitting: dict[int, tuple[str, ...]] = {}
    refusals = []
    for version in VERSIONS:
        try:
            fitting[version] = check_lora(header, parameters(version))
        except ModelUnavailable as refusal:
            refusals.append(refusal)
    if not fitting:
        raise refusals[0]
    ignored = next(iter(fitting.values()))
    more = f" and {len(ignored) - 1} more" if len(ignored) > 1 else ""
    note = f"{header.path.name}: {format_value(ignored[0])}{more} is not read." if ignored else ""
    return Extra(header.path, frozenset(fitting), note)


def _fitting_embedding(header: Header) -> Extra:
    if what := describe_misplacement(header, "embedding"):
        raise ModelUnavailable(f"{header.path.name} is {what}.")
    return Extra(header.path, frozenset({check_embedding(header)}))
