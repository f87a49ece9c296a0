"""A models folder with files in it that are not what their names say."""

import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from benchmarks.fuzz.mutation import mutated, mutated_json, odd_json, texts, written
from benchmarks.fuzz.registry import Check, target
from generation.models.folder import scan
from tests.generation.weights.made_up import FIRST, TEXT, headers, write

SHELVES = ("", "loras", "embeddings")
HONEST = ("honest", "honest-lora", "honest-embedding")
PAGES = (
    b"<!DOCTYPE html><html>",
    b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    b"",
)


def _tensor(*shape: int, at: int = 0) -> dict[str, Any]:
    size = 2
    for edge in shape:
        size *= edge
    return {"dtype": "F16", "shape": list(shape), "data_offsets": [at, at + size]}


CHECKPOINT = {
    "__metadata__": {"modelspec.prediction_type": "v", "modelspec.resolution": "512x512"},
    FIRST: _tensor(320, 4, 3, 3),
    TEXT: _tensor(320, 768, at=23_040),
    "first_stage_model.a": _tensor(1, at=514_560),
    "cond_stage_model.a": _tensor(1, at=514_562),
}
LORA = {
    "__metadata__": {"ss_network_module": "networks.lora", "ss_network_args": "{}"},
    "lora_unet_mid_block_attentions_0_proj_in.lora_down.weight": _tensor(4, 1280),
    "lora_unet_mid_block_attentions_0_proj_in.lora_up.weight": _tensor(1280, 4, at=10_240),
    "lora_unet_mid_block_attentions_0_proj_in.alpha": _tensor(at=20_480),
}
EMBEDDING = {"emb_params": _tensor(3, 768)}
STRINGS = st.sampled_from((*CHECKPOINT, *LORA, "F16", "BF16", "shape", "data_offsets", "9" * 400))


@st.composite
def _files(draw: st.DrawFn) -> bytes:
    """Generate a safetensors file: its header's values, its length, its bytes changed."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from(PAGES))
    header: Any = draw(st.sampled_from((CHECKPOINT, LORA, EMBEDDING)))
    for _ in range(draw(st.integers(0, 4))):
        header = draw(mutated_json(header, odd_json(STRINGS | texts(30))))
    text = written(header).encode("utf-8", "surrogatepass")
    length = draw(st.just(len(text)) | st.sampled_from((0, 1, 2**31, 2**63, 2**64 - 1)))
    data = struct.pack("<Q", length) + text + bytes(draw(st.sampled_from((0, 20_482, 514_564))))
    return draw(mutated(data)) if draw(st.booleans()) else data


NAMES = st.sampled_from(("odd", "cat toy (v2)", "été", "名前", "starter", "honest", "a" * 200, "-"))
ENTRIES = st.tuples(st.sampled_from(SHELVES), NAMES, _files(), st.none() | st.binary(max_size=60))


@target("safetensors headers", st.lists(ENTRIES, max_size=4), deadline_s=2.0)
def scan_folders() -> Iterator[Check]:
    """Scan a folder of odd files among honest ones."""

    def check(entries: list[tuple[str, str, bytes, bytes | None]]) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            for shelf, name, data, beside in entries:
                _lay(folder / shelf / f"odd {name}.safetensors", data, beside)
            _lay_honest(folder)
            found = scan(folder)
            assert "honest" in found.models, found.refused

    yield check


def _lay(path: Path, data: bytes, beside: bytes | None) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    if beside is not None:
        path.with_suffix(".yaml").write_bytes(b"parameterization: v\n" + beside)


def _lay_honest(folder: Path) -> None:
    write(folder / "honest.safetensors", headers())
