"""Claims about colour profiles of pictures."""

import io
import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from generation.images.colour_profiles import MOST_BYTES
from generation.images.opening import open_image, start_png

# Primaries in ICC's own XYZ, adapted to D50: red, green, blue.
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407))
WHITE = (0.9642, 1.0, 0.8249)
COLOUR = (120, 180, 90)


def fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(fixed, values))


def curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH2x", 1, round(gamma * 256))


def profile(space: bytes, tags: dict[bytes, bytes], name: bytes = b"test") -> bytes:
    """A profile of ICC version 2."""
    description = b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name + b"\0" * 79
    description += b"\0" * (-len(description) % 4)
    all_tags = {b"desc": description, b"cprt": b"text\0\0\0\0none\0\0\0\0", b"wtpt": xyz(WHITE)}
    all_tags |= tags
    table, content = struct.pack(">I", len(all_tags)), b""
    offset = 128 + 4 + 12 * len(all_tags)
    for tag, data in all_tags.items():
        table += tag + struct.pack(">II", offset + len(content), len(data))
        content += data
    head = struct.pack(">I4xI4s4s4s", offset + len(content), 0x02400000, b"mntr", space, b"XYZ ")
    return head + bytes(12) + b"acsp" + bytes(28) + xyz(WHITE)[8:] + bytes(48) + table + content


def rgb_profile(primaries: tuple[tuple[float, ...], ...], name: bytes = b"test") -> bytes:
    colours = zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(xyz, primaries), strict=True)
    curves = dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve(2.2))
    return profile(b"RGB ", dict(colours) | curves, name)


def encoded(picture: Image.Image, icc: bytes, format_: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format_, icc_profile=icc, quality=100, lossless=True)
    return buffer.getvalue()


def seen(picture: Image.Image, icc: bytes) -> tuple[int, ...]:
    """The colour as a colour-managed viewer shows it."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    shown = ImageCms.profileToProfile(
        picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    assert shown
    pixel = shown.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return pixel


def used(data: bytes) -> tuple[int, ...]:
    pixel = open_image(data, "start").getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return pixel


@pytest.mark.parametrize("primaries", [ADOBE_RGB, DISPLAY_P3])
@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_colours_are_used_as_they_are_seen(
    primaries: tuple[tuple[float, ...], ...], format_: str
) -> None:
    icc, plain = rgb_profile(primaries), Image.new("RGB", (32, 32), COLOUR)
    assert seen(plain, icc) != COLOUR
    np.testing.assert_allclose(used(encoded(plain, icc, format_)), seen(plain, icc), atol=3)


def test_palettes_and_transparency_are_converted_too() -> None:
    icc, plain = rgb_profile(ADOBE_RGB), Image.new("RGB", (32, 32), COLOUR)
    for picture in (plain.quantize(2), plain.convert("RGBA")):
        np.testing.assert_allclose(used(encoded(picture, icc)), seen(plain, icc), atol=3)
    clear = Image.new("RGBA", (8, 8), (*COLOUR, 0))
    assert used(encoded(clear, icc)) == (255, 255, 255)


def test_grey_is_converted_by_a_grey_profile() -> None:
    icc = profile(b"GRAY", {b"kTRC": curve(1.0)})
    grey = Image.new("L", (32, 32), 90)
    lit = used(encoded(grey, icc))
    assert lit[0] > 140
    np.testing.assert_allclose(lit, seen(grey, icc), atol=1)
    deep = Image.fromarray(np.full((8, 8), 90 * 257, np.uint16))
    assert used(encoded(deep, icc)) == lit


@pytest.mark.parametrize(
    "icc",
    [
        b"no profile",
        rgb_profile(ADOBE_RGB)[:200],
        bytes(1000),
        profile(b"GRAY", {b"kTRC": curve(1.0)}),
        profile(b"Lab ", {}),
        profile(b"RGB ", {}),
    ],
)
def test_a_profile_that_cannot_be_used_is_passed_over(icc: bytes) -> None:
    plain = Image.new("RGB", (32, 32), COLOUR)
    assert used(encoded(plain, icc)) == COLOUR


def test_a_profile_that_is_too_large_is_passed_over() -> None:
    icc = rgb_profile(ADOBE_RGB) + bytes(MOST_BYTES)
    plain = Image.new("RGB", (32, 32), COLOUR)
    np.testing.assert_allclose(used(encoded(plain, icc, "JPEG")), COLOUR, atol=2)


def test_srgbs_own_profile_changes_nothing() -> None:
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = Image.fromarray(np.random.default_rng(1).integers(0, 256, (32, 32, 3), np.uint8))
    assert open_image(encoded(picture, icc), "start").tobytes() == picture.tobytes()


def test_a_printers_picture_is_opened_with_and_without_its_profile() -> None:
    cmyk = Image.new("CMYK", (32, 32), (0, 255, 255, 0))
    for icc in (b"", rgb_profile(ADOBE_RGB)):
        red, green, blue = used(encoded(cmyk, icc, "JPEG"))
        assert red > 200
        assert max(green, blue) < 60


def test_what_is_kept_of_a_picture_has_no_profile() -> None:
    cut = start_png(encoded(Image.new("RGB", (64, 64), COLOUR), rgb_profile(ADOBE_RGB)), 32, 32)
    with Image.open(io.BytesIO(cut)) as picture:
        assert picture.info == {}
