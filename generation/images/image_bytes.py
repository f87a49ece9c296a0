"""Encode pictures as PNG."""

from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def as_png(picture: Image.Image, info: PngInfo | None = None) -> bytes:
    """Encode a picture, with what else stands in the file."""
    encoded = BytesIO()
    picture.save(encoded, "PNG", pnginfo=info)
    return encoded.getvalue()
