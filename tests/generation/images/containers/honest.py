"""Pictures as encoders, telephones and other tools write them, whose decoding is no burden."""

import random
import struct
from collections.abc import Iterator, Mapping
from functools import partial

from PIL import ExifTags, Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from generation.images.containers.cost import MAX_BYTES, MAX_EDGE
from tests.generation.images.containers.bombs import (
    Maker,
    chunk,
    encoded,
    jpeg_of_scans,
    noise,
    segment,
)

COLOURS = noise(24, 16)
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif() -> Image.Exif:
    """EXIF with a maker's note of the length that a segment of JPEG can hold."""
    made = Image.Exif()
    made[ExifTags.Base.Make] = "Camera"
    made[ExifTags.Base.XResolution] = 72.0
    made.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = bytes(60_000)
    return made


def behind_the_signature(data: bytes, inserted: bytes) -> bytes:
    return data[:2] + inserted + data[2:]


def of_a_telephone() -> bytes:
    """EXIF, a profile and XMP over many segments, filling bytes, two pictures, and a film."""
    xmp = b"http://ns.adobe.com/xmp/extension/\0"
    profile = (b"ICC_PROFILE\0" + bytes((part, 40)) + bytes(60_000) for part in range(1, 41))
    inserted = [segment(0xE2, part) for part in profile]
    inserted += [segment(0xE1, xmp + bytes(65_000))] * 100 + [b"\xff" * 4096]
    photo = encoded(COLOURS, "MPO", save_all=True, append_images=[COLOURS], exif=exif())
    return behind_the_signature(photo, b"".join(inserted)) + random.Random(0).randbytes(2**20)


def png_of_chunks(length: int, most: int) -> bytes:
    """A PNG that nearly fills the largest file, its pixels in chunks of a length."""
    whole = encoded(noise(3000, 1900).resize((3000, 1800)), "PNG", compress_level=0)
    (idat,) = struct.unpack(">I", whole[33:37])
    pixels, position = b"", 33
    while position < len(whole):
        (idat,) = struct.unpack_from(">I", whole, position)
        if whole[position + 4 : position + 8] == b"IDAT":
            pixels += whole[position + 8 : position + 8 + idat]
        position += 12 + idat
    parts = (pixels[start : start + length] for start in range(0, len(pixels), length))
    made = whole[:33] + b"".join(chunk(b"IDAT", part) for part in parts) + chunk(b"IEND")
    assert most - 2**20 < len(made) <= most
    return made


def interlaced() -> bytes:
    """A PNG of one pixel, all of which is in the first of seven passes."""
    whole = bytearray(encoded(Image.new("RGB", (1, 1), "red"), "PNG"))
    header = bytes(whole[16:28]) + b"\x01"
    return bytes(whole[:8]) + chunk(b"IHDR", header) + bytes(whole[33:])


def with_texts() -> bytes:
    info = PngInfo()
    for number in range(30):
        info.add_text(f"key {number}", "a text " * 1000, zip=number % 2 == 0)
    info.add_itxt("parameters", "red apple\nSteps: 1, Seed: 2, Size: 8x8", zip=True)
    info.add_text("workflow", "x" * 2**20)
    return encoded(COLOURS, "PNG", pnginfo=info, icc_profile=PROFILE, exif=exif())


def jpegs() -> Iterator[tuple[str, Maker]]:
    for mode in ("L", "RGB", "CMYK"):
        for options in ({}, {"progressive": True}, {"optimize": True, "quality": 95}):
            name = " ".join([mode, *options])
            yield name, partial(encoded, COLOURS.convert(mode), "JPEG", **options)
    yield "subsampled", lambda: encoded(COLOURS, "JPEG", subsampling=2)
    yield "of restarts", lambda: encoded(noise(2000, 2000), "JPEG", restart_marker_blocks=1)
    yield (
        "progressive of restarts",
        lambda: encoded(COLOURS, "JPEG", progressive=True, restart_marker_rows=1),
    )
    yield (
        "with a comment, a profile and EXIF",
        lambda: encoded(
            COLOURS, "JPEG", comment=b"of a holiday", icc_profile=PROFILE * 200, exif=exif()
        ),
    )
    yield "of a telephone", lambda: of_a_telephone()
    yield "of 500 scans", lambda: jpeg_of_scans(500)
    yield "of 20 scans, the largest", lambda: jpeg_of_scans(20, (4096, 4096))
    yield "as wide as may be", lambda: encoded(Image.new("L", (MAX_EDGE, 8)), "JPEG")


def pngs() -> Iterator[tuple[str, Maker]]:
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        picture = Image.new("I;16", (8, 8)) if mode == "I;16" else COLOURS.convert(mode)
        yield mode, partial(encoded, picture, "PNG")
    yield "P with transparency", lambda: encoded(COLOURS.convert("P"), "PNG", transparency=7)
    yield "interlaced", lambda: interlaced()
    yield "in chunks of 8 KiB", lambda: png_of_chunks(8192, MAX_BYTES)
    yield "in chunks of 1 KiB", lambda: png_of_chunks(1030, MAX_BYTES)
    yield "with texts", lambda: with_texts()
    yield (
        "animated",
        lambda: encoded(
            COLOURS, "PNG", save_all=True, append_images=[COLOURS.rotate(180), COLOURS] * 5
        ),
    )


def webps() -> Iterator[tuple[str, Maker]]:
    yield "lossy", lambda: encoded(COLOURS, "WEBP")
    yield "lossless", lambda: encoded(COLOURS, "WEBP", lossless=True)
    yield "transparent", lambda: encoded(COLOURS.convert("RGBA"), "WEBP", exif=exif())
    yield (
        "animated",
        lambda: encoded(
            COLOURS, "WEBP", save_all=True, append_images=[COLOURS.rotate(180), COLOURS] * 5
        ),
    )
    yield (
        "with everything",
        lambda: encoded(COLOURS, "WEBP", icc_profile=PROFILE, exif=exif(), xmp=b"<x/>" * 10_000),
    )


HONEST: Mapping[str, Maker] = {
    f"{format_}: {name}": make
    for format_, made in (("JPEG", jpegs()), ("PNG", pngs()), ("WebP", webps()))
    for name, make in made
}
