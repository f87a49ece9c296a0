"""The parameters text inside a picture, ours or another tool's: PNG's text, or EXIF's comment."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from generation.canvas import DAMAGE, FORMATS
from generation.containers import MAX_PIXELS, check
from generation.foreign import MOST_TEXT, fields_from, tool_of
from generation.rules import broken
from generation.stealth import stealth_texts
from generation.texts import EXIF_IFD, UNICODE, USER_COMMENT, decoded, texts_in

# Of a comment: no character takes more than four, and one too many is enough to be too long.
MOST_TEXT_BYTES = len(UNICODE) + 4 * (MOST_TEXT + 1)
LOSSLESS = ("PNG", "WEBP")


def exif_of(text: str) -> Image.Exif:
    """Put a text where tools look for a JPEG's or a WebP's parameters.

    Reference:
        EXIF 2.32, UserComment; in the byte order that piexif, and so AUTOMATIC1111, reads.
    """
    exif = Image.Exif()
    exif.get_ifd(EXIF_IFD)[USER_COMMENT] = UNICODE + text.encode("utf-16-be")
    return exif


def fields_in(data: bytes) -> dict[str, str]:
    """Read the parameters of a picture; see the door's function."""
    check(data, "picture")
    tool = ""
    try:
        for texts in _readings(bounded(data, FORMATS)):
            if fields := fields_from(texts):
                return fields
            tool = tool or tool_of(texts)
    except (*DAMAGE, RecursionError) as error:
        raise broken("picture", "another or a damaged file", "parameters-inside") from error
    if tool:
        raise broken("picture", f"one of {tool}", "prompt-told", tool=tool)
    raise broken("picture", "one without", "parameters-inside")


def _readings(picture: Image.Image) -> Iterator[dict[str, str]]:
    """List what a picture says, from what is read at once to what needs its pixels."""
    yield texts_in(picture)
    if picture.format in LOSSLESS:
        picture.load()
        if isinstance(picture, PngImageFile):
            yield texts_in(picture)  # What stands behind the pixels is there now.
        yield stealth_texts(picture)


def bounded(data: bytes, formats: Iterable[str]) -> Image.Image:
    """Open a picture without decoding it.

    Raises:
        ValueError: it has too many pixels; and whatever else is in DAMAGE.
    """
    picture = Image.open(BytesIO(data), formats=tuple(formats))
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    return picture


def text_in(picture: Image.Image) -> str:
    """Find the text that we wrote, or the beginning of one that is too long; empty without one.

    Args:
        picture: as it was opened.
    """
    if "parameters" in picture.info:
        return str(picture.info["parameters"])
    comment = picture.getexif().get_ifd(EXIF_IFD).get(USER_COMMENT, b"")
    if isinstance(comment, bytes):
        return decoded(comment[:MOST_TEXT_BYTES])
    return comment if isinstance(comment, str) else ""
