"""A models folder with files in it that are not what their names say."""

import json
import logging
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from safetensors.numpy import save

from benchmarks.fuzz.mutation import mutated, mutated_json, odd_json, texts, written
from benchmarks.fuzz.registry import Check, target
from generation.models import user_folder
from tests.generation.weights.made_up import embedding, headers, lora

SHELVES = ("", "loras", "embeddings")
PAGES = (
    b"<!DOCTYPE html><html>",
    b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    b"",
)


SAVED = [save(tensors) for tensors in (headers(), lora(), embedding())]


def _header(data: bytes) -> Any:
    (length,) = struct.unpack_from("<Q", data)
    return json.loads(data[8 : 8 + length])


VALUE_BYTES = (0, *map(len, SAVED))
HEADERS = [_header(data) for data in SAVED]
KEYS = {key for header in HEADERS for key in header}
MORE = ("__metadata__", "modelspec.predict_key", "ss_network_args", "v_pred", "F16", "BF16")
STRINGS = st.sampled_from((*sorted(KEYS), *MORE, "shape", "data_offsets", "9" * 400))


@st.composite
def _files(draw: st.DrawFn) -> bytes:
    """Generate a safetensors file: its header's values, its length, its bytes changed."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from(PAGES))
    header: Any = draw(st.sampled_from(HEADERS))
    for _ in range(draw(st.integers(0, 4))):
        header = draw(mutated_json(header, odd_json(STRINGS | texts(30))))
    text = written(header).encode("utf-8", "surrogatepass")
    length = draw(st.just(len(text)) | st.sampled_from((0, 1, 2**31, 2**63, 2**64 - 1)))
    data = struct.pack("<Q", length) + text + bytes(draw(st.sampled_from(VALUE_BYTES)))
    return draw(mutated(data)) if draw(st.booleans()) else data


NAMES = st.sampled_from(("odd", "cat toy (v2)", "été", "名前", "starter", "honest", "a" * 200, "-"))
LINKS = st.sampled_from(("/dev/zero", "/dev/tty", ".", "honest.safetensors", "nothing")).map(Path)
ENTRIES = st.tuples(
    st.sampled_from(SHELVES), NAMES, _files() | LINKS, st.none() | st.binary(max_size=60)
)


@target("safetensors headers", st.lists(ENTRIES, max_size=4), deadline_s=2.0)
def scan_folders() -> Iterator[Check]:
    """Scan a folder of odd files among honest ones."""
    raised = _Raised()
    logging.getLogger(user_folder.__name__).addHandler(raised)

    def check(entries: list[tuple[str, str, bytes | Path, bytes | None]]) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch)
            for folder, honest in zip(SHELVES, SAVED, strict=True):
                _lay(root / folder / "honest.safetensors", honest, None)
            for folder, name, data, beside in entries:
                _lay(root / folder / f"odd {name}.safetensors", data, beside)
            found = user_folder.scan(root)
        raised.again()
        for offered in (found.models, found.loras, found.embeddings):
            assert "honest" in offered, found.refused

    try:
        yield check
    finally:
        logging.getLogger(user_folder.__name__).removeHandler(raised)


class _Raised(logging.Handler):
    """Keeps what the scan logs of an entry that raised what no reader documents."""

    def __init__(self) -> None:
        super().__init__()
        self._errors: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the exception of a record."""
        if record.exc_info and record.exc_info[1]:
            self._errors.append(record.exc_info[1])

    def again(self) -> None:
        """Raise the first."""
        errors, self._errors = self._errors, []
        for error in errors:
            raise error


def _lay(path: Path, data: bytes | Path, beside: bytes | None) -> None:
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)  # It may be a link to an honest one.
    if isinstance(data, Path):
        path.symlink_to(data)
    else:
        path.write_bytes(data)
    if beside is not None:
        path.with_suffix(".yaml").write_bytes(b"parameterization: v\n" + beside)
