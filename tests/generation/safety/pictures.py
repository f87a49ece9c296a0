"""Pictures for the checker, and a small model of another kind: how much of each colour there is."""

import hashlib
from io import BytesIO
from pathlib import Path

from PIL import Image

DESCRIPTION = """
sha256 = "{sha256}"
edge = 32
crop = 16
layout = "NCHW"
channels = "RGB"
mean = [0.0, 0.0, 0.0]
scale = [255.0, 255.0, 255.0]
classes = ["red", "green", "blue"]
counted = ["blue"]
"""


def encoded(picture: Image.Image, file_format: str = "PNG") -> bytes:
    buffer = BytesIO()
    picture.save(buffer, file_format)
    return buffer.getvalue()


def noise(width: int = 128, height: int = 96) -> Image.Image:
    return Image.effect_noise((width, height), 80).convert("RGB")


def animation(*colours: str) -> bytes:
    """A frame of each colour, with a dot at its edge: equal ones would become one frame."""
    frames = [Image.new("RGB", (64, 64), colour) for colour in colours]
    for place, frame in enumerate(frames):
        frame.putpixel((place, 0), (0, 0, 0))
    first, *others = frames
    buffer = BytesIO()
    options = {"save_all": True, "append_images": others, "duration": 80, "lossless": True}
    first.save(buffer, "WEBP", **options)
    return buffer.getvalue()


def described(folder: Path, content: bytes, description: str = DESCRIPTION) -> Path:
    """Write a model's file with its description beside it."""
    file = folder / "own.onnx"
    file.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    file.with_suffix(".toml").write_text(description.format(sha256=sha256), "utf-8")
    return file


def colour_model() -> bytes:
    """A model in ONNX whose three outputs are the means of the channels, for `DESCRIPTION`."""
    nodes = _field(1, _node("GlobalAveragePool", "pixels", "means"))
    nodes += _field(1, _node("Flatten", "means", "scores"))
    tensors = _field(11, _tensor("pixels", 1, 3, 16, 16)) + _field(12, _tensor("scores", 1, 3))
    graph = nodes + _field(2, b"colours") + tensors
    return _field(1, 8) + _field(7, graph) + _field(8, _field(1, b"") + _field(2, 13))


def _node(operation: str, given: str, result: str) -> bytes:
    return _field(1, given.encode()) + _field(2, result.encode()) + _field(4, operation.encode())


def _tensor(name: str, *shape: int) -> bytes:
    edges = b"".join(_field(1, _field(1, edge)) for edge in shape)
    return _field(1, name.encode()) + _field(2, _field(1, _field(1, 1) + _field(2, edges)))


def _field(number: int, value: int | bytes) -> bytes:
    """Encode a field of a protocol buffer; numbers are below 128, lengths below 16,384."""
    if isinstance(value, int):
        return bytes([number << 3, value])
    length = len(value)
    varint = bytes([length]) if length < 128 else bytes([length & 127 | 128, length >> 7])
    return bytes([number << 3 | 2]) + varint + value
