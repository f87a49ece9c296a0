"""Headers of safetensors files: what is checked before a tensor is read."""

import json
import os
import socket
import struct
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generation.errors import ModelUnavailable
from generation.files.regular_files import parse_object, read_json, read_start
from generation.weights.headers import MOST_BRACKETS, MOST_HEADER_BYTES, Source, read_header
from generation.weights.tensors import open_tensors
from tests.generation.weights.made_up import write

ONE = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}


def write_header(path: Path, header: Any, data: bytes = bytes(8)) -> Path:
    """Write a file with any header."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    return path


def test_names_shapes_and_metadata_are_read_without_a_tensor(tmp_path: Path) -> None:
    tensors = {"a": np.zeros((2, 3), np.float16), "b": np.zeros((), np.int64)}
    header = read_header(write(tmp_path / "a.safetensors", tensors, {"x": "y"}))
    assert header.shape(Source("a")) == (2, 3)
    assert set(header.tensors) == {"a", "b"}
    assert header.metadata == {"x": "y"}
    assert header.size_bytes == (tmp_path / "a.safetensors").stat().st_size


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"a": ONE | {"shape": [-2]}}, "holds what is no size"),
        ({"a": ONE | {"shape": [2.0]}}, "holds what is no size"),
        ({"a": ONE | {"shape": [True, 2]}}, "holds what is no size"),
        ({"a": ONE | {"shape": [2**63]}}, "holds what is no size"),
        ({"a": ONE | {"shape": [1] * 9}}, "no short list"),
        ({"a": ONE | {"shape": "2"}}, "no short list"),
        ({"a": ONE | {"shape": [3]}}, "the shape of a disagrees with its bytes"),
        ({"a": ONE | {"shape": [2**31, 2**31, 2**31]}}, "disagrees with its bytes"),
        ({"a": ONE | {"data_offsets": [0, 16], "shape": [4]}}, "8 bytes at its end are missing"),
        ({"a": ONE | {"data_offsets": [4, 12]}}, "a does not follow its neighbour"),
        ({"a": ONE | {"data_offsets": [8, 0]}}, "disagrees with its bytes"),
        ({"a": ONE, "b": ONE}, "b does not follow its neighbour"),
        ({"a": ONE | {"data_offsets": [0, 4], "shape": [1]}}, "ends in 4 bytes of no tensor"),
        ({"a": {"shape": [2], "data_offsets": [0, 8]}}, "a has no type"),
        ({"a": [2]}, "a has no type"),
        ({"a": ONE, "state_dict.a": ONE | {"data_offsets": [8, 16]}}, "states a tensor twice"),
        ({"__metadata__": {"a": 1}}, "metadata are no strings"),
        ([], "it holds no object"),
        (b'{"a": ' + b"9" * 400 + b"}", "a number of 400 digits"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number of 5000 digits"),
        (b'{"a": ' + b"[" * 100_000, "nested too deep"),
        (b'{"a": NaN}', "a has no type"),
        (b'{"a": "\xff"}', "can't decode"),
        (b'{"a": 1, "a": 2}', "states a key twice"),
    ],
)
def test_a_header_that_states_the_impossible_is_refused_with_the_reason(
    tmp_path: Path, header: Any, reason: str
) -> None:
    data = bytes(16) if reason.endswith("twice") else bytes(8)
    with pytest.raises(ModelUnavailable, match=rf"a\.safetensors is no whole .*{reason}"):
        read_header(write_header(tmp_path / "a.safetensors", header, data))


def test_a_header_of_more_than_the_bound_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    with path.open("wb") as file:  # Takes no room on the disk.
        file.write(struct.pack("<Q", MOST_HEADER_BYTES + 1))
        file.truncate(MOST_HEADER_BYTES + 100)
    with pytest.raises(ModelUnavailable, match=f"its header takes {MOST_HEADER_BYTES + 1} bytes"):
        read_header(path)


def test_a_header_of_brackets_alone_is_not_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_to_parse(_: bytes) -> None:
        raise AssertionError("the header was parsed")

    monkeypatch.setattr("generation.weights.headers.parse_object", refuse_to_parse)
    header = b'{"a":[' + b"[]," * MOST_BRACKETS + b"{}]}"
    with pytest.raises(ModelUnavailable, match=rf"holds {MOST_BRACKETS + 3} brackets"):
        read_header(write_header(tmp_path / "a.safetensors", header))


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
            "a Git LFS pointer",
        ),
        (b"\n  <!DOCTYPE html><html>Log in</html>", "a web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Error>AccessDenied</Error>", "a web page"),
        (b"PK\x03\x04\x14\x00\x08\x08\x08\x08archive/data.pkl", "a ZIP archive or a pickle"),
        (b"\x80\x02}q\x00X\x0a\x00\x00\x00state_dict", "a pickle"),
        (b"GGUF\x03\x00\x00\x01\x00\x00\x00\x00", "a GGUF file"),
        (b"\x89HDF\r\n\x1a\n" + bytes(60), "an HDF5 file"),
    ],
)
def test_what_was_saved_under_the_name_of_weights_is_called_what_it_is(
    tmp_path: Path, start: bytes, what: str
) -> None:
    (tmp_path / "a.safetensors").write_bytes(start)
    with pytest.raises(ModelUnavailable, match=rf"a\.safetensors is no whole .*, but {what}"):
        read_header(tmp_path / "a.safetensors")


@pytest.mark.parametrize("first", [0x3C, 0x50, 0x80])
def test_a_whole_file_may_begin_with_any_byte(tmp_path: Path, first: int) -> None:
    text = b'{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'
    text += b" " * ((first - len(text)) % 256)
    assert set(read_header(write_header(tmp_path / "a.safetensors", text)).tensors) == {"a"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    dtype=st.sampled_from(["F16", "F32", "F64", "F8_E4M3", "I8", "X9", ""]),
    shape=st.lists(st.integers(-2, 2**65), max_size=4),
    offsets=st.lists(st.integers(-1, 20), min_size=1, max_size=3),
)
def test_whatever_a_header_states_is_read_or_refused(
    tmp_path: Path, dtype: str, shape: list[int], offsets: list[int]
) -> None:
    entry = {"dtype": dtype, "shape": shape, "data_offsets": offsets}
    path = write_header(tmp_path / "a.safetensors", {"a": entry})
    try:
        with open_tensors(path) as file:
            file.read(Source("a"))
    except ModelUnavailable:
        pass  # Any other error fails the test.


@given(data=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.safetensors").write_bytes(data)
    with pytest.raises(ModelUnavailable):
        read_header(tmp_path / "a.safetensors")


@pytest.fixture
def odd(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Make what is no regular file."""
    path = tmp_path / "a.safetensors"
    kind = request.param
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(kind)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
@pytest.mark.parametrize(
    "odd",
    ["pipe", "socket", "folder", "/dev/zero", "/dev/stdin", "a.safetensors", "gone"],
    indirect=True,
)
def test_only_regular_files_are_opened(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_(path: str, *_: object) -> int:
        raise AssertionError(f"{path} was opened")

    monkeypatch.setattr(os, "open", open_)
    for read in (read_header, read_json):
        with pytest.raises(ModelUnavailable, match=r"a\.safetensors .*is no file"):
            read(odd)
    assert read_start(odd) == ""


def test_a_link_to_a_regular_file_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.safetensors", {"a": np.zeros(1)})
    (tmp_path / "b.safetensors").symlink_to(tmp_path / "a.safetensors")
    assert set(read_header(tmp_path / "b.safetensors").tensors) == {"a"}


@pytest.mark.parametrize("text", ["1" + "0" * 399, "-" + "9" * 30])
def test_no_number_is_longer_than_64_bits_need(text: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        parse_object(f'{{"a": {text}}}')
