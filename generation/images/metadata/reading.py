"""The parameters text inside a picture, ours or another tool's: PNG's text, or EXIF's comment."""

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

# Of a comment: no character takes more than four, and one too many is enough to be too long.
MOST_TEXT_BYTES = len(UNICODE) + 4 * (MOST_TEXT + 1)
LOSSLESS = ("PNG", "WEBP")


def make_exif(text: str) -> Image.Exif:
    """Put a text where tools look for a JPEG's or a WebP's parameters.

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
        for texts in _readings(open_bounded(data, FORMATS)):
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


def _readings(picture: Image.Image) -> Iterator[dict[str, str]]:
    """List what a picture says, from what is read at once to what needs its pixels."""
    yield read_texts(picture)
    if picture.format in LOSSLESS:
        picture.load()
        if isinstance(picture, PngImageFile):
            yield read_texts(picture)  # What stands behind the pixels is there now.
        yield read_stealth_texts(picture)


def open_bounded(data: bytes, formats: Iterable[str]) -> Image.Image:
    """Open a picture without decoding it.

    Raises:
        ValueError: it has too many pixels; and whatever else is in DAMAGE.
    """
    picture = Image.open(BytesIO(data), formats=tuple(formats))
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    return picture


def read_text(picture: Image.Image) -> str:
    """Find the text that we wrote, or the beginning of one that is too long; empty without one.

    Args:
        picture: as it was opened.
    """
    if "parameters" in picture.info:
        return str(picture.info["parameters"])
    comment = picture.getexif().get_ifd(EXIF_IFD).get(USER_COMMENT, b"")
    if isinstance(comment, bytes):
        return decode_comment(comment[:MOST_TEXT_BYTES])
    return comment if isinstance(comment, str) else ""
