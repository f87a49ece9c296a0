"""Claims about pictures that are made to fit, and about several on one sheet."""

import io

import numpy as np
import pytest
from PIL import Image, ImageSequence

from generation import contact_sheet, encode_within_limit, fields_in, grid, still
from generation.images.encoding import encode_png, encode_webp
from generation.images.metadata.provenance import make_xmp
from generation.request import Keyframe
from tests.generation.requests import ask

ENDINGS = {"png": "PNG", "webp": "WEBP", "jpg": "JPEG"}
PROMPT = "a café, 富士山\nat dawn: red"


def drawn(edge: int = 256, seed: int = 7, prompt: str = PROMPT) -> bytes:
    """A picture that is neither flat nor noise, with its parameters."""
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(0, 256, (edge // 16, edge // 16, 3), np.uint8))
    smooth = np.asarray(coarse.resize((edge, edge), Image.Resampling.BICUBIC), int)
    pixels = (smooth + rng.integers(-6, 7, smooth.shape)).clip(0, 255).astype(np.uint8)
    return encode_png(pixels, ask(prompt, seed=seed), "starter")


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def loss(data: bytes, original: bytes) -> float:
    one, other = (np.asarray(opened(d).convert("RGB"), float) for d in (data, original))
    return float(np.abs(one - other).mean())


def test_a_picture_of_exactly_the_limit_is_left_as_it_is() -> None:
    png = drawn()
    assert encode_within_limit(png, len(png)) == (png, "png")


def test_one_byte_past_the_limit_it_loses_nothing_but_bytes() -> None:
    png = drawn()
    data, ending = encode_within_limit(png, len(png) - 1)
    assert (ending, opened(data).format) == ("webp", "WEBP")
    assert len(data) < len(png)
    assert loss(data, png) == 0


def test_each_result_fits_exactly_and_one_byte_less_makes_another() -> None:
    png = drawn()
    limit, sizes, losses = len(png), [], []
    for _ in range(6):
        data, ending = encode_within_limit(png, limit)
        assert len(data) <= limit
        assert encode_within_limit(png, len(data)) == (data, ending)
        assert opened(data).format == ENDINGS[ending]
        assert fields_in(data) == fields_in(png)
        sizes.append(opened(data).size)
        losses.append(loss(data, png))
        limit = len(data) - 1
    assert set(sizes) == {(256, 256)}
    assert losses == sorted(losses)


@pytest.mark.complaint("rawandahmad698/Dalle-Discord#20")
@pytest.mark.complaint("AIYA#161")
@pytest.mark.parametrize("limit", [4000, 2500, 1500])
def test_what_fits_at_no_quality_is_made_smaller_and_keeps_its_parameters(limit: int) -> None:
    limit += len(make_xmp("starter"))
    data, _ = encode_within_limit(drawn(), limit)
    assert len(data) <= limit
    assert opened(data).width < 256
    assert fields_in(data)["Prompt"] == PROMPT


def test_where_nothing_fits_it_is_said() -> None:
    with pytest.raises(ValueError, match="fits into 100 bytes"):
        encode_within_limit(drawn(), 100)


def test_parameters_that_no_jpeg_can_hold_are_no_reason_to_lose_them() -> None:
    png = drawn(prompt="apple" * 9000)
    data, ending = encode_within_limit(png, 94_000)
    assert ending == "webp"
    assert fields_in(data) == fields_in(png)


@pytest.mark.parametrize(("count", "size"), [(2, (136, 64)), (3, (136, 136)), (4, (136, 136))])
def test_a_grid_shows_its_pictures_in_order_and_tells_the_first_ones_parameters(
    count: int, size: tuple[int, int]
) -> None:
    pngs = [drawn(64, seed) for seed in range(count)]
    sheet = opened(made := grid(pngs))
    assert (sheet.format, sheet.size) == ("PNG", size)
    for index, png in enumerate(pngs):
        left, top = index % 2 * 72, index // 2 * 72
        cut = np.asarray(sheet.crop((left, top, left + 64, top + 64)))
        np.testing.assert_array_equal(cut, np.asarray(opened(png)))
    assert fields_in(made) == fields_in(pngs[0])


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_grid_is_of_two_to_four(count: int) -> None:
    with pytest.raises(ValueError, match="2 to 4"):
        grid([drawn(64)] * count)


def test_a_contact_sheet_has_thumbnails_with_numbers_under_them() -> None:
    pictures = [drawn(256, seed) for seed in range(5)]
    sheet = opened(contact_sheet(pictures, [1, 2, 11, 4, 100], 3))
    assert (sheet.format, sheet.size) == ("JPEG", (3 * 168 - 8, 2 * 190 - 8))
    lines = [
        np.asarray(sheet.convert("L").crop((x, y + 162, x + 160, y + 182)), int) > 150
        for x, y in ((0, 0), (168, 0), (336, 0), (0, 190), (168, 190))
    ]
    widths = [int(np.ptp(np.flatnonzero(line.any(0)))) for line in lines]
    assert widths[0] < widths[2] < widths[4], "a number of more digits is wider"
    middles = [np.flatnonzero(line.any(0)).mean() for line in lines]
    assert middles == pytest.approx([80] * 5, abs=6), "a number is in the middle under its picture"


def test_every_digit_of_a_contact_sheet_has_a_glyph() -> None:
    sheets = [contact_sheet([drawn(64)], [digit], 1) for digit in range(10)]
    assert len(set(sheets)) == 10, "empty boxes would all look the same"


def test_a_contact_sheet_of_few_is_no_wider_than_they_are() -> None:
    assert opened(contact_sheet([drawn(64)], [1], 5)).size == (160, 182)
    with pytest.raises(ValueError, match="argument 2 is longer"):
        contact_sheet([drawn(64)], [1, 2], 5)


def animation(edge: int = 128, frames: int = 6) -> bytes:
    """Frames that differ, each shown for its own time."""
    pictures = [opened(drawn(edge, seed)).convert("RGB") for seed in range(frames)]
    request = ask(PROMPT, morph=(Keyframe("dog", 1),), frames=frames)
    return encode_webp(pictures, range(80, 80 + 10 * frames, 10), request, "starter")


def times(data: bytes) -> list[int]:
    frames = (frame.copy() for frame in ImageSequence.Iterator(opened(data)))
    return [frame.info["duration"] for frame in frames]


def test_an_animation_of_exactly_the_limit_is_left_as_it_is() -> None:
    webp = animation()
    assert encode_within_limit(webp, len(webp)) == (webp, "webp")


@pytest.mark.parametrize("share", [0.99, 0.5, 0.3])
def test_an_animation_past_the_limit_moves_on_with_all_frames_and_its_parameters(
    share: float,
) -> None:
    webp = animation()
    limit = int(share * len(webp))
    data, ending = encode_within_limit(webp, limit)
    assert len(data) <= limit
    assert ending == "webp"
    assert times(data) == times(webp)
    assert len(times(data)) == 6
    assert fields_in(data) == fields_in(webp)


def test_an_animation_of_which_nothing_fits_is_said_so() -> None:
    with pytest.raises(ValueError, match="nothing of the picture"):
        encode_within_limit(animation(), 100)


@pytest.mark.parametrize("format_", ["WEBP", "GIF"])
def test_a_still_is_the_first_frame(format_: str) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
    if format_ == "WEBP":
        request = ask(morph=(Keyframe("dog", 1),), frames=2)
        animation = encode_webp(frames, [80, 80], request, "starter")
    else:
        buffer = io.BytesIO()
        frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
        animation = buffer.getvalue()
    picture = opened(still(animation))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (16, 16))
    assert all(abs(a - b) < 8 for a, b in zip(picture.getpixel((8, 8)), (255, 0, 0), strict=True))
