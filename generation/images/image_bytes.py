"""Encoding of Pillow pictures as the bytes of a file."""

from io import BytesIO
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def image_bytes(picture: Image.Image, file_format: str, **options: Any) -> bytes:
    """Encode a picture, or an animation.

    Args:
        picture: the picture, or the first frame.
        file_format: of Pillow's, such as "WEBP".
        options: of Pillow's encoder, such as `quality`.
    """
    buffer = BytesIO()
    picture.save(buffer, file_format, **options)
    return buffer.getvalue()


def png_bytes(picture: Image.Image, info: PngInfo | None = None) -> bytes:
    """Encode a picture as PNG.

    Args:
        picture: of a mode that PNG has.
        info: texts and further chunks of the file.
    """
    return image_bytes(picture, "PNG", pnginfo=info)
