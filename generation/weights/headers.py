"""Headers of safetensors files, checked before any tensor is read.

Reference: the format's description, https://github.com/huggingface/safetensors#format: eight bytes
with the header's length, the header in JSON, then the tensors one after another.
"""

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from generation.errors import ModelUnavailable
from generation.files.regular_files import format_value, is_regular, open_regular, parse_object

Shape = tuple[int, ...]

PICKLES = (".ckpt", ".pt", ".pth", ".bin")
FLOATS = ("F16", "BF16", "F32", "F64")
WHOLES = ("I8", "I16", "I32", "I64", "U8")
# Bytes of a value; of other types only the offsets are checked.
_BYTES = {
    "BOOL": 1,
    "F16": 2,
    "BF16": 2,
    "F32": 4,
    "F64": 8,
    "I8": 1,
    "U8": 1,
    "I16": 2,
    "U16": 2,
    "I32": 4,
    "U32": 4,
    "I64": 8,
    "U64": 8,
}
_LENGTH_BYTES = 8
# A checkpoint's header takes 0.3 MB; trainers add captions' statistics of some megabytes. Parsed,
# a header may take twenty times its size in memory.
MOST_HEADER_BYTES = 8_000_000
MOST_TENSORS = 50_000
# A tensor has three, captions in the metadata have some; millions would take seconds to parse.
MOST_BRACKETS = 500_000
MOST_AXES = 8
_METADATA = "__metadata__"
# Some tools save a checkpoint with the name of the dictionary that held it.
_WRAPPER = "state_dict."
# First bytes of files that are often saved under the name of weights: content and remedy.
_FOREIGN = (
    (
        b"version https://git-lfs",
        "a Git LFS pointer to one; run `git lfs pull` in its repository, or fetch it from its page",
    ),
    (b"<", "a web page; fetch it again, signed in where that is asked for"),
    (b"PK\x03\x04", "a ZIP archive or a pickle; take the weights as .safetensors"),
    (b"\x80", "a pickle; take the weights as .safetensors"),
    (b"GGUF", "a GGUF file; take the weights as .safetensors"),
    (b"\x89HDF", "an HDF5 file; take the weights as .safetensors"),
)


class Source(NamedTuple):
    """Location of a parameter: a key, and which third of its rows (None: all of them)."""

    key: str
    third: int | None = None


class Entry(NamedTuple):
    """A tensor as the header states it: its name in the file, type, shape and offsets."""

    stored: str
    dtype: str
    shape: Shape
    begin: int
    end: int


@dataclass(frozen=True)
class Header:
    """Checked header of a safetensors file.

    Args:
        path: of the file.
        tensors: by name, without the name of a dictionary that held all of them.
        metadata: the header's strings.
        size_bytes: of the file.
    """

    path: Path
    tensors: Mapping[str, Entry]
    metadata: Mapping[str, str]
    size_bytes: int

    def __contains__(self, key: str) -> bool:
        return key in self.tensors

    def any(self, prefix: str) -> bool:
        """Check whether the name of any tensor begins with a prefix."""
        return any(key.startswith(prefix) for key in self.tensors)

    def shape(self, source: Source) -> Shape:
        """Look up a parameter's shape.

        Raises:
            ModelUnavailable: the tensor is not of floats.
        """
        rows, *rest = self.entry(source.key, FLOATS).shape or (1,)
        # Rows that have no thirds keep their number, and the shape then does not fit.
        return (rows if source.third is None or rows % 3 else rows // 3, *rest)

    def entry(self, key: str, dtypes: tuple[str, ...]) -> Entry:
        """Look up a tensor, and check its type.

        Args:
            key: name of the tensor.
            dtypes: safetensors' names of the types that are accepted.

        Raises:
            ModelUnavailable: the tensor is of another type.
        """
        entry = self.tensors[key]
        if entry.dtype not in dtypes:
            raise ModelUnavailable(
                f"{self.path.name} is refused: {format_value(key)} is of "
                f"{format_value(entry.dtype)}, and only float16, bfloat16 and float32 are read."
            )
        return entry


def refuse_pickle(path: Path) -> None:
    """Refuse formats that run code when they are opened.

    Raises:
        ModelUnavailable: the file is a pickle; names the remedy.
    """
    if path.suffix.lower() in PICKLES:
        raise ModelUnavailable(
            f"{path.name} is refused: a {path.suffix} file can run code when it is opened; "
            "take the same weights as .safetensors."
        )


def read_header(path: Path) -> Header:
    """Read and check a safetensors file's header, without reading any tensor.

    Raises:
        ModelUnavailable: the file is missing, damaged, cut short or of another format.
    """
    refuse_pickle(path)
    try:
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            start = file.read(_LENGTH_BYTES + 64)
            length = int.from_bytes(start[:_LENGTH_BYTES], "little")
            text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
            for mark, what in _FOREIGN:
                # A header's length may begin with any byte, but its second half is mostly zeros.
                if text.startswith(mark) and not start[4:8] == b"\0\0\0\0":
                    raise ModelUnavailable(f"{path.name} is no whole safetensors file, but {what}.")
            if len(start) < _LENGTH_BYTES or length > size - _LENGTH_BYTES:
                raise ValueError("its header is cut short")
            if length > MOST_HEADER_BYTES:
                raise ValueError(f"its header takes {length} bytes")
            file.seek(_LENGTH_BYTES)
            content = file.read(length)
        if (brackets := content.count(b"[") + content.count(b"{")) > MOST_BRACKETS:
            raise ValueError(f"its header holds {brackets} brackets")
        stated = parse_object(content)
        return _parse_header(path, stated, size, size - _LENGTH_BYTES - length)
    except (OSError, ValueError) as error:
        reason = format_value(" ".join(str(error).split()).rstrip("."))
        raise ModelUnavailable(
            f"{path.name} is no whole safetensors file ({reason}); fetch it again."
        ) from error


def header_bytes(path: Path) -> int:
    """Count the bytes that reading a file's header takes; 0 without a readable header.

    Raises:
        OSError: the file may not be read.
    """
    if not is_regular(path):
        return 0
    with open_regular(path) as file:
        length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
    return length if length <= MOST_HEADER_BYTES else 0


def _parse_header(path: Path, stated: dict[str, Any], size: int, data_bytes: int) -> Header:
    metadata = stated.pop(_METADATA, None) or {}
    if not isinstance(metadata, dict) or not all(isinstance(v, str) for v in metadata.values()):
        raise ValueError("its metadata are no strings")
    if len(stated) > MOST_TENSORS:
        raise ValueError(f"it states {len(stated)} tensors")
    entries = [_parse_entry(name, value) for name, value in stated.items()]
    # The tensors follow one another without gaps, to the end of the file.
    at = 0
    for entry in sorted(entries, key=lambda entry: (entry.begin, entry.end)):
        if entry.begin != at or entry.end < at:
            raise ValueError(f"{format_value(entry.stored)} does not follow its neighbour")
        at = entry.end
    if at > data_bytes:
        raise ValueError(f"{at - data_bytes} bytes at its end are missing")
    if at < data_bytes:
        raise ValueError(f"it ends in {data_bytes - at} bytes of no tensor")
    tensors = {entry.stored.removeprefix(_WRAPPER): entry for entry in entries}
    if len(tensors) != len(entries):
        raise ValueError("it states a tensor twice")
    return Header(path, tensors, metadata, size)


def _parse_entry(name: str, value: Any) -> Entry:
    """Parse and check the entry of one tensor.

    Raises:
        ValueError: the entry is incomplete, or its shape disagrees with its bytes.
    """
    if not isinstance(value, dict) or not isinstance(dtype := value.get("dtype"), str):
        raise ValueError(f"{format_value(name)} has no type")
    shape, offsets = _parse_sizes(value.get("shape")), _parse_sizes(value.get("data_offsets"))
    if len(shape) > MOST_AXES or len(offsets) != 2:
        raise ValueError(f"{format_value(name)} has no place")
    begin, end = offsets
    if dtype in _BYTES and end - begin != math.prod(shape) * _BYTES[dtype]:
        raise ValueError(f"the shape of {format_value(name)} disagrees with its bytes")
    return Entry(name, dtype, shape, begin, end)


def _parse_sizes(value: Any) -> Shape:
    if not isinstance(value, list) or len(value) > MOST_AXES:
        raise ValueError("a shape or a place is no short list")
    if not all(type(number) is int and 0 <= number < 2**63 for number in value):
        raise ValueError("a shape or a place holds what is no size")
    return tuple(value)
