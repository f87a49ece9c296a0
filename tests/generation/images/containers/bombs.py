"""Small and large files that keep a decoder busy for seconds, minutes or for ever."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
from PIL import Image

from generation.images.containers.cost import MAX_BYTES

Maker = Callable[[], bytes]
ROOM = MAX_BYTES - 64 * 1024


def encoded(picture: Image.Image, format_: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format_, **options)
    return buffer.getvalue()


def noise(width: int = 64, height: int = 64) -> Image.Image:
    """The same one each time."""
    return Image.fromarray(np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8))


# A JPEG


def segment(marker: int, content: bytes = b"") -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", 2 + len(content)) + content


def jpeg_with(inserted: bytes) -> bytes:
    """A JPEG with something behind its first marker."""
    whole = encoded(noise(), "JPEG")
    return whole[:2] + inserted + whole[2:]


def jpeg_of_scans(scans: int, size: tuple[int, int] = (64, 64)) -> bytes:
    """A progressive JPEG that repeats its last scan until it has so many."""
    whole = encoded(Image.new("RGB", size, (200, 30, 77)), "JPEG", progressive=True)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * (scans - whole.count(b"\xff\xda")) + whole[-2:]


def jpeg_scanning(pixels: bytes) -> bytes:
    """A JPEG whose scan holds some bytes over and over, up to the largest file."""
    whole = encoded(noise(), "JPEG")
    begun = whole[: whole.index(b"\xff\xda") + 14]
    return begun + pixels * (ROOM // len(pixels))


def jpegs() -> Iterator[tuple[str, Maker]]:
    comments = segment(0xFE) * (0xFFFF // 4 - 1)
    yield "0xFF all over", lambda: jpeg_with(b"\xff" * ROOM)
    yield "stuffed bytes all over", lambda: jpeg_with(b"\xff\x00" * (ROOM // 2))
    yield "restarts all over", lambda: jpeg_with(b"\xff\xd0" * (ROOM // 2))
    yield "zeros all over", lambda: jpeg_with(segment(0xE0) + bytes(ROOM))
    yield "comments", lambda: jpeg_with(segment(0xFE) * (ROOM // 4))
    yield "application segments", lambda: jpeg_with(segment(0xE5) * (ROOM // 4))
    yield "pieces of EXIF", lambda: jpeg_with(segment(0xE1, b"Exif\0\0") * (ROOM // 10))
    yield "large pieces of EXIF", lambda: jpeg_with(segment(0xE1, b"Exif\0\0".ljust(65_000)) * 250)
    yield "comments in a marker", lambda: jpeg_with((b"\xff\xf0\xff\xff" + comments) * 250)
    yield "comments behind the end", lambda: jpeg_with(b"\xff\xd9" + segment(0xFE) * (ROOM // 4))
    yield "tables", lambda: jpeg_with(segment(0xDB, (b"\0" + b"\1" * 64) * 1000) * 250)
    resources = b"Photoshop 3.0\0" + (b"8BIM" + bytes(8)) * 5000
    yield "Photoshop resources", lambda: jpeg_with(segment(0xED, resources) * 250)
    yield "4900 scans", lambda: jpeg_of_scans(4900)
    yield "300 scans of the largest picture", lambda: jpeg_of_scans(300, (4096, 4096))
    yield "a scan of 0xFF", lambda: jpeg_scanning(b"\xff")
    yield "a scan of markers", lambda: jpeg_scanning(b"\xff\x01")
    yield "65500 × 1", lambda: encoded(Image.new("L", (65_500, 1)), "JPEG")


# A PNG


def chunk(kind: bytes, content: bytes = b"") -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def png_with(inserted: bytes) -> bytes:
    """A PNG with something behind its header."""
    whole = encoded(noise(), "PNG")
    return whole[:33] + inserted + whole[33:]


def pngs() -> Iterator[tuple[str, Maker]]:
    yield "empty chunks", lambda: png_with(chunk(b"teST") * (ROOM // 12))
    yield "empty chunks of pixels", lambda: png_with(chunk(b"IDAT") * (ROOM // 12))
    yield "empty texts", lambda: png_with(chunk(b"tEXt", b"k\0") * (ROOM // 14))
    damaged = zlib.compress(bytes(2**20 - 4096))[:-4] + bytes(4)  # A wrong checksum.
    for kind, head in ((b"zTXt", b"k\0\0"), (b"iTXt", b"k\0\1\0\0\0"), (b"iCCP", b"k\0\0")):
        damaged_one = chunk(kind, head + damaged)
        yield f"damaged {kind.decode()}", partial(png_with, damaged_one * 10_000)
    yield "EXIF", lambda: png_with(chunk(b"eXIf", b"II*\0\x08\0\0\0".ljust(ROOM)))
    profile = b"Raw profile type exif\0\n\n\n".ljust(ROOM, b"0")
    yield "EXIF as a text", lambda: png_with(chunk(b"tEXt", profile))
    yield "EXIF as raw text", lambda: png_with(chunk(b"tEXt", b"exif\0II*\0\x08\0\0\0".ljust(ROOM)))
    yield "frames", lambda: png_with(chunk(b"fcTL", bytes(26)) * 10_000)
    yield "8193 × 1", lambda: encoded(Image.new("1", (8193, 1)), "PNG")
    yield "8000 × 8000", lambda: encoded(Image.new("1", (8000, 8000)), "PNG")


# A WebP


def riff(*chunks: bytes) -> bytes:
    content = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def riff_chunk(kind: bytes, content: bytes = b"") -> bytes:
    return kind + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


def canvas(width: int, height: int) -> bytes:
    sizes = b"".join(struct.pack("<I", edge - 1)[:3] for edge in (width, height))
    return riff_chunk(b"VP8X", b"\x02\0\0\0" + sizes)


def webps() -> Iterator[tuple[str, Maker]]:
    yield "empty chunks", lambda: riff(canvas(64, 64), riff_chunk(b"teST") * (ROOM // 8))
    yield "frames", lambda: riff(canvas(64, 64), riff_chunk(b"ANMF", bytes(16)) * (ROOM // 24))
    yield "EXIF", lambda: riff(canvas(64, 64), riff_chunk(b"EXIF", b"II*\0\x08\0\0\0".ljust(ROOM)))
    yield "a canvas of 65536 × 65536", lambda: riff(canvas(2**16, 2**16))
    yield (
        "a lossy one of 16383 × 16383",
        lambda: riff(riff_chunk(b"VP8 ", b"\0\0\0\x9d\x01\x2a\xff\x3f\xff\x3f")),
    )
    yield (
        "a lossless one of 16384 × 16384",
        lambda: riff(riff_chunk(b"VP8L", b"\x2f\xff\xff\xff\x0f")),
    )


BOMBS: Mapping[str, Maker] = {
    f"{format_}: {name}": make
    for format_, made in (("JPEG", jpegs()), ("PNG", pngs()), ("WebP", webps()))
    for name, make in made
}
