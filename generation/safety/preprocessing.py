"""Preparation of pictures as inputs of a checker's model."""

from collections.abc import Iterator
from io import BytesIO

import numpy as np
from jaxtyping import Float32
from PIL import Image

from generation.images.image_bytes import image_bytes
from generation.images.opening import FORMATS, on_white, open_image
from generation.safety.checker_model import CheckerModel

# Of an animation, frames between two that are looked at.
EVERY = 4


def sample_frames(data: bytes) -> Iterator[Image.Image]:
    """Decode a picture, or every fourth frame of an animation.

    Args:
        data: an encoded PNG, JPEG or WebP within the bounds of `generation.images.containers`.

    Yields:
        Pictures in RGB.

    Raises:
        InvalidRequest: it is too large, damaged, or of another format.
    """
    yield open_image(data, "picture")
    frames = Image.open(BytesIO(data), formats=FORMATS)
    for index in range(EVERY, getattr(frames, "n_frames", 1), EVERY):
        frames.seek(index)
        yield on_white(frames.convert("RGBA"))


def to_input(picture: Image.Image, model: CheckerModel) -> Float32[np.ndarray, "1 _ _ _"]:
    """Scale a picture, crop its centre, and normalise its values.

    Args:
        picture: in RGB.
        model: how.

    Returns:
        A batch of one, in the model's layout and order of colours; the values are those of the
        pixels, 0 to 255, less the mean and divided by the scale.

    Reference:
        yahoo/open_nsfw, classify_nsfw.py, resize_image and caffe_preprocess_and_compute.
    """
    scaled = picture.resize((model.edge, model.edge), Image.Resampling.BILINEAR)
    if model.jpeg:
        scaled = Image.open(BytesIO(image_bytes(scaled, "JPEG")))
    corner = (model.edge - model.crop) // 2
    centre = scaled.crop((corner, corner, corner + model.crop, corner + model.crop))
    pixels = np.asarray(centre, np.float32)[:, :, :: -1 if model.channels == "BGR" else 1]
    values = (pixels - np.array(model.mean, np.float32)) / np.array(model.scale, np.float32)
    ordered = values if model.layout == "NHWC" else values.transpose(2, 0, 1)
    return np.ascontiguousarray(ordered[np.newaxis])
