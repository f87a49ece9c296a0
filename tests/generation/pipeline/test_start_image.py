"""Claims about start pictures: how they are opened, fitted, kept and tiled."""

import io
import struct
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps

from generation import InvalidRequest, blended_png, start_png
from generation.images.opening import open_image, open_sources
from generation.images.tiling import tile_corners
from generation.pipeline.start_image import make_init_image
from generation.request import UPSCALE_TILES, Start
from tests.generation.requests import ask, make_unit


def encoded(picture: Image.Image, format_: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format_)
    return buffer.getvalue()


def gradient(width: int, height: int) -> Image.Image:
    across = np.linspace(0, 255, width).astype(np.uint8)
    return Image.fromarray(np.stack([np.tile(across, (height, 1))] * 3, axis=-1))


def started(**changes: Any) -> Any:
    return ask(start=Start(encoded(gradient(300, 200)), **changes))


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_pictures_of_three_formats_are_opened(format_: str) -> None:
    assert open_image(encoded(gradient(40, 30), format_), "start").size == (40, 30)


def exif(orientation: int, *tags: tuple[int, int, int, int]) -> bytes:
    """The bytes of an EXIF with an orientation and more tags: number, type, count, value."""
    entries = sorted([(0x0112, 3, 1, orientation), *tags])
    packed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + packed + b"\0" * 4


def photo(metadata: bytes) -> bytes:
    """A JPEG whose left half is black."""
    picture, buffer = Image.new("L", (64, 32), 255), io.BytesIO()
    picture.paste(0, (0, 0, 32, 32))
    picture.save(buffer, "JPEG", exif=metadata)
    return buffer.getvalue()


def test_a_photo_is_turned_as_its_orientation_says() -> None:
    for orientation in range(1, 9):
        data = photo(exif(orientation))
        upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
        assert open_image(data, "start").tobytes() == upright.tobytes()


@pytest.mark.parametrize(
    "tag", [(0x010E, 5, 1, 0), (0x010E, 11, 1, 0), (0xA005, 1, 1, 0), (0x02BC, 2, 1, 0)]
)
def test_a_turned_photo_is_opened_whatever_else_its_exif_says(
    tag: tuple[int, int, int, int],
) -> None:
    assert open_image(photo(exif(6, tag)), "start").size == (32, 64)


@pytest.mark.parametrize("bits", [8, 16])
def test_grey_of_any_depth_is_as_light_as_it_was(bits: int) -> None:
    shades = np.linspace(0, 2**bits - 1, 256).astype(np.uint8 if bits == 8 else np.uint16)
    grey = Image.fromarray(np.tile(shades, (4, 1)))
    seen = np.asarray(open_image(encoded(grey), "mask").convert("L"))
    np.testing.assert_allclose(seen, np.tile(np.arange(256), (4, 1)), atol=1)


def test_transparency_lies_on_white() -> None:
    clear = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    assert open_image(encoded(clear), "start").getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", encoded(gradient(40, 30))[:60], encoded(gradient(8, 8), "BMP"), b"\x00" * 99],
)
def test_what_is_no_picture_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(InvalidRequest, match="PNG, JPEG or WebP"):
        open_image(data, "start")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    bomb = Image.new("1", (8000, 8000))
    with pytest.raises(InvalidRequest, match="8000×8000"):
        open_image(encoded(bomb), "start")


def test_a_file_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="bytes"):
        open_image(b"x" * (17 * 2**20), "start")


def test_a_start_picture_fills_the_frame_and_nothing_of_it_is_kept() -> None:
    canvas = make_init_image(make_unit(started(), 0))
    assert canvas is not None
    assert canvas.pixels.shape == (128, 128, 3)
    assert not canvas.preserve_mask.any()
    assert canvas.normalized_pixels.min() >= -1
    assert canvas.normalized_pixels.max() <= 1


def test_black_of_a_mask_is_kept_to_the_pixel_and_white_is_drawn() -> None:
    mask = Image.new("L", (128, 128))
    mask.paste(255, (0, 0, 64, 128))
    start = Start(encoded(gradient(128, 128)), mask=encoded(mask))
    canvas = make_init_image(make_unit(ask(start=start), 0))
    assert canvas is not None
    drawn = np.full((128, 128, 3), 99, np.uint8)
    over = canvas.composite_onto(drawn)
    np.testing.assert_array_equal(over[:, 64:], canvas.pixels[:, 64:])
    np.testing.assert_array_equal(over[:, :64], drawn[:, :64])
    np.testing.assert_array_equal(canvas.latent_mask[:, :, 0], [[0] * 8 + [1] * 8] * 16)


def test_zooming_out_keeps_the_picture_small_in_the_middle() -> None:
    canvas = make_init_image(make_unit(started(zoom=2.0), 0))
    assert canvas is not None
    kept = canvas.preserve_mask[..., 0] == 1
    assert kept[32:96, 32:96].all()
    assert kept.sum() == 64 * 64


def test_sources_that_go_in_again_stay_the_same() -> None:
    for request in (started(), started(zoom=1.5), started(mask=encoded(gradient(300, 200)))):
        first = open_sources(request)
        assert request.start is not None
        again = ask(
            start=Start(
                encoded(first[0]), mask=b"".join(map(encoded, first[1:])), zoom=request.start.zoom
            )
        )
        for one, other in zip(first, open_sources(again), strict=True):
            assert one.tobytes() == other.tobytes()


def test_tiles_cover_the_doubled_picture() -> None:
    corners = tile_corners(128, 192)
    assert len(corners) == UPSCALE_TILES
    assert (max(left for left, _ in corners), max(top for _, top in corners)) == (128, 192)


def test_blended_pictures_are_all_there_and_equally_strong() -> None:
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255)]
    pictures = [
        encoded(Image.new("RGB", (20 + place, 30), rgb)) for place, rgb in enumerate(colours)
    ]
    blended = Image.open(io.BytesIO(blended_png(pictures, 16, 8)))
    assert (blended.format, blended.size) == ("PNG", (16, 8))
    assert blended.getcolors() == [(128, (85, 85, 85))]


def test_a_picture_blended_with_itself_is_itself() -> None:
    one = start_png(encoded(Image.effect_noise((16, 16), 50).convert("RGB")), 16, 16)
    assert blended_png([one, one], 16, 16) == blended_png([one], 16, 16) == one


def test_what_is_no_picture_is_not_blended() -> None:
    with pytest.raises(InvalidRequest, match="picture"):
        blended_png([encoded(Image.new("RGB", (8, 8))), b"no picture"], 16, 16)
