"""Claims about what becomes of a request's finished units."""

import io

import numpy as np
from PIL import Image

from generation.images.assembly import assemble
from generation.images.encoding import encode_png, read_request
from generation.pipeline.start_image import make_init_image
from generation.request import UPSCALE_TILES, Keyframe, Start
from generation.types import RawImage
from tests.generation.requests import ask, make_unit, ready


def gradient(width: int, height: int) -> Image.Image:
    across = np.linspace(0, 255, width).astype(np.uint8)
    return Image.fromarray(np.stack([np.tile(across, (height, 1))] * 3, axis=-1))


def encoded(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def crossed(pixels: np.ndarray) -> RawImage:
    """As pixels cross from the worker to its parent."""
    return RawImage(pixels.tobytes(), pixels.shape[1], pixels.shape[0])


def decoded(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)))


def test_pictures_are_the_bytes_that_encoding_their_pixels_gives() -> None:
    request = ask(count=3, seed=2**32 - 2)
    drawn = np.random.default_rng(0).integers(0, 256, (3, 16, 24, 3), np.uint8)
    pictures, animation = assemble(ready(request), [crossed(pixels) for pixels in drawn], "starter")
    assert animation is None
    for unit, (picture, pixels) in enumerate(zip(pictures, drawn, strict=True)):
        assert picture.png == encode_png(pixels, ready(request).picture_request(unit), "starter")
        np.testing.assert_array_equal(decoded(picture.png), pixels)
        assert (picture.width, picture.height) == (24, 16)
    assert [picture.seed for picture in pictures] == [2**32 - 2, 2**32 - 1, 0]


def test_tiles_put_together_again_are_the_picture_at_twice_the_size() -> None:
    request = ask(start=Start(encoded(gradient(128, 128))), upscale=True)
    tiles = []
    for unit in range(UPSCALE_TILES):
        canvas = make_init_image(make_unit(request, unit))
        assert canvas is not None
        tiles.append(crossed(canvas.pixels))
    (whole,), animation = assemble(ready(request), tiles, "starter")
    assert (whole.width, whole.height, animation) == (256, 256, None)
    doubled = gradient(128, 128).resize((256, 256), Image.Resampling.LANCZOS)
    assert np.abs(decoded(whole.png).astype(int) - np.asarray(doubled)).max() <= 1


def test_a_morph_ends_as_an_animation_there_and_back_with_its_keyframes_as_stills() -> None:
    request = ask(morph=(Keyframe("dog", 1), Keyframe("cat", 2)), frames=5)
    frames = [np.full((16, 16, 3), 50 * index, np.uint8) for index in range(5)]
    pictures, animation = assemble(ready(request), [crossed(frame) for frame in frames], "starter")
    assert [decoded(picture.png)[0, 0, 0] for picture in pictures] == [0, 100, 200]
    assert animation is not None
    for data in (animation.webp, animation.gif):
        moving = Image.open(io.BytesIO(data))
        assert (moving.size, getattr(moving, "n_frames", 1)) == ((16, 16), 8)


def test_each_still_and_the_animation_tell_the_whole_morph() -> None:
    request = ask(morph=(Keyframe("dog", 1),), frames=3)
    frame = crossed(np.zeros((16, 16, 3), np.uint8))
    pictures, animation = assemble(ready(request), [frame] * 3, "starter")
    assert animation is not None
    for data in (*(picture.png for picture in pictures), animation.webp):
        again, _ = read_request(data, "ann")
        assert (again.morph, again.frames) == (request.morph, 3)
