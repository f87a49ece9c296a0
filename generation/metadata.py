"""The parameters text inside a picture, ours or another tool's: PNG's text, or EXIF's comment."""

from collections.abc import Iterable
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from generation.canvas import DAMAGE, FORMATS
from generation.containers import MAX_PIXELS, check
from generation.parameters import fields_of
from generation.rules import broken

EXIF_IFD, USER_COMMENT = 0x8769, 0x9286
MOST_TEXT = 65_536  # Characters; what is longer was written to keep its readers busy.
UNICODE = b"UNICODE\0"
# Of a comment: no character takes more than four, and one too many is enough to be too long.
MOST_TEXT_BYTES = len(UNICODE) + 4 * (MOST_TEXT + 1)
# Other ways in which EXIF says how its comment is written; nothing says UTF-8, so many just do it.
OTHERS = (b"ASCII\0\0\0", b"\0" * 8)


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
    try:
        text = text_in(bounded(data, FORMATS), trailing=True)
    except DAMAGE as error:
        raise broken("picture", "another or a damaged file", "parameters-inside") from error
    if not text.strip() or len(text) > MOST_TEXT:
        raise broken("picture", "one without", "parameters-inside")
    return fields_of(text)


def bounded(data: bytes, formats: Iterable[str]) -> Image.Image:
    """Open a picture without decoding it.

    Raises:
        ValueError: it has too many pixels; and whatever else is in DAMAGE.
    """
    picture = Image.open(BytesIO(data), formats=tuple(formats))
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    return picture


def text_in(picture: Image.Image, trailing: bool = False) -> str:
    """Find the parameters text, or the beginning of one that is too long; empty if there is none.

    Args:
        picture: as it was opened.
        trailing: whether to look behind the pixels of a PNG too, which decodes them.
    """
    if trailing and "parameters" not in picture.info and isinstance(picture, PngImageFile):
        picture.load()
    if "parameters" in picture.info:
        return str(picture.info["parameters"])
    comment = picture.getexif().get_ifd(EXIF_IFD).get(USER_COMMENT, b"")
    if isinstance(comment, bytes):
        return _decoded(comment[:MOST_TEXT_BYTES])
    return comment if isinstance(comment, str) else ""


def _decoded(comment: bytes) -> str:
    if not comment.startswith(UNICODE):
        for prefix in OTHERS:
            comment = comment.removeprefix(prefix)
        return comment.decode("utf-8", "replace").rstrip("\0")
    written = comment.removeprefix(UNICODE)
    # Which byte comes first is said by nothing but the text: its fields are ASCII.
    orders = [written.decode(order, "replace") for order in ("utf-16-be", "utf-16-le")]
    return max(orders, key=_ascii).lstrip("\ufeff").rstrip("\0")


def _ascii(text: str) -> int:
    return sum(character < "\x80" for character in text)
