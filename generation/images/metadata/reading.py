"""Reading of the parameters inside a picture, ours or another tool's."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from generation.images.containers import check
from generation.images.containers.cost import MAX_PIXELS
from generation.images.metadata.other_tools import MOST_TEXT, name_tool, read_fields
from generation.images.metadata.stealth import read_stealth_texts
from generation.images.metadata.text_chunks import (
    EXIF_IFD,
    UNICODE,
    USER_COMMENT,
    decode_comment,
    read_texts,
)
from generation.images.opening import FORMATS, IMAGE_ERRORS
from generation.validation import validation_error

# Of a comment: a character takes at most four bytes, and one more than allowed is too long.
MOST_TEXT_BYTES = len(UNICODE) + 4 * (MOST_TEXT + 1)
LOSSLESS = ("PNG", "WEBP")


def make_exif(text: str) -> Image.Exif:
    """Build EXIF with a text where tools look for the parameters of a JPEG or a WebP.

    Reference:
        EXIF 2.32, UserComment; in the byte order that piexif, and so AUTOMATIC1111, reads.
    """
    exif = Image.Exif()
    exif.get_ifd(EXIF_IFD)[USER_COMMENT] = UNICODE + text.encode("utf-16-be")
    return exif


def fields_in(data: bytes) -> dict[str, str]:
    """Read the parameters that a picture was drawn with, ours or another tool's.

    Args:
        data: a PNG with a `parameters` text, or a JPEG or WebP with it as EXIF's comment; within
            the bounds of `generation.images.containers`.

    Returns:
        The values by their names ("Steps", "Seed", ...), with "Prompt" and "Negative prompt".

    Raises:
        InvalidRequest: there are none, or it is too large, damaged, or of another format.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/images.py, read_info_from_image.
    """
    check(data, "picture")
    tool = ""
    try:
        for texts in _list_texts(open_bounded(data, FORMATS)):
            if fields := read_fields(texts):
                return fields
            tool = tool or name_tool(texts)
    except (*IMAGE_ERRORS, RecursionError) as error:
        raise validation_error(
            "picture", "another or a damaged file", "parameters-inside"
        ) from error
    if tool:
        raise validation_error("picture", f"one of {tool}", "prompt-told", tool=tool)
    raise validation_error("picture", "one without", "parameters-inside")


def _list_texts(picture: Image.Image) -> Iterator[dict[str, str]]:
    """List the texts of a picture by place, those that need no decoding first."""
    yield read_texts(picture)
    if picture.format in LOSSLESS:
        picture.load()
        if isinstance(picture, PngImageFile):
            yield read_texts(picture)  # Now with the chunks after the pixels.
        yield read_stealth_texts(picture)


def open_bounded(data: bytes, formats: Iterable[str]) -> Image.Image:
    """Open a picture without decoding it.

    Args:
        data: the file.
        formats: those of Pillow's that are accepted.

    Raises:
        ValueError: it has too many pixels. Further errors are in IMAGE_ERRORS.
    """
    picture = Image.open(BytesIO(data), formats=tuple(formats))
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    return picture


def read_text(picture: Image.Image) -> str:
    """Read the parameters text of a picture of ours; at most its beginning if it is too long.

    Args:
        picture: opened.

    Returns:
        The text; empty without one.
    """
    if "parameters" in picture.info:
        return str(picture.info["parameters"])
    comment = picture.getexif().get_ifd(EXIF_IFD).get(USER_COMMENT, b"")
    if isinstance(comment, bytes):
        return decode_comment(comment[:MOST_TEXT_BYTES])
    return comment if isinstance(comment, str) else ""
