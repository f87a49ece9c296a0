"""Reading of the texts inside a picture by place: PNG's texts, EXIF and XMP."""

from collections.abc import Iterator
from xml.etree import ElementTree

from PIL import ExifTags, Image
from PIL.PngImagePlugin import iTXt

EXIF_IFD, USER_COMMENT = 0x8769, 0x9286
UNICODE = b"UNICODE\0"
# EXIF's other marks of a comment's encoding; UTF-8 has none, and many tools write it unmarked.
OTHERS = (b"ASCII\0\0\0", b"\0" * 8)
MOST_CHARACTERS = 2**20  # Of a graph of ComfyUI's, or of a photograph editor's XMP.
XMP_ITEM = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"


def read_texts(picture: Image.Image) -> dict[str, str]:
    """Read the texts of a picture by place, in lower case; without those that are too long.

    Args:
        picture: opened; a PNG with texts after the pixels has to be loaded.
    """
    found = dict(_exif_texts(picture))
    for place, value in picture.info.items():
        if place == "xmp":
            found[place] = "\0".join(_xmp_texts(value))
        elif isinstance(value, str):
            text = value if isinstance(value, iTXt) else repair_encoding(value)
            found[str(place).lower()] = text
        elif place == "comment" and isinstance(value, bytes):
            found[place] = decode_comment(value[:MOST_CHARACTERS])
    return {place: text for place, text in found.items() if 0 < len(text) <= MOST_CHARACTERS}


def _exif_texts(picture: Image.Image) -> Iterator[tuple[str, str]]:
    exif = picture.getexif()
    for tag, value in (*exif.items(), *exif.get_ifd(EXIF_IFD).items()):
        if not isinstance(value, str | bytes):
            continue
        text = (
            decode_comment(value[:MOST_CHARACTERS])
            if isinstance(value, bytes)
            else repair_encoding(value)
        )
        # ComfyUI writes into a camera's tags of a WebP, with the place before the text.
        place, _, rest = text.partition(":")
        if place in ("prompt", "workflow") and rest.startswith("{"):
            yield place, rest
        else:
            yield ExifTags.TAGS.get(tag, str(tag)).lower(), text


def repair_encoding(text: str) -> str:
    """Decode UTF-8 that was decoded as Latin-1, the standard's encoding of a PNG's plain texts."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def decode_comment(comment: bytes) -> str:
    """Decode a comment of EXIF, whose mark of the encoding may be wrong."""
    written = comment.removeprefix(UNICODE)
    for prefix in OTHERS:
        written = written.removeprefix(prefix)
    try:
        eight_bits = written.rstrip(b"\0").decode("utf-8")
    except UnicodeDecodeError:
        eight_bits = None
    if eight_bits is not None and "\0" not in eight_bits:
        return eight_bits
    if not comment.startswith(UNICODE) and b"\0" not in written.rstrip(b"\0"):
        return written.decode("latin-1").rstrip("\0")
    # The byte order has no mark: it is that with the most ASCII, as the fields are.
    orders = [written.decode(order, "replace") for order in ("utf-16-be", "utf-16-le")]
    return max(orders, key=lambda text: sum(c < "\x80" for c in text)).lstrip("\ufeff").rstrip("\0")


def _xmp_texts(value: object) -> Iterator[str]:
    """List the items of XMP's lists, which descriptions and comments are."""
    written = value if isinstance(value, bytes) else str(value).encode()
    # No tool declares types or entities, and expanding them may cost any amount of time.
    if len(written) > MOST_CHARACTERS or b"<!" in written:
        return
    try:
        root = ElementTree.fromstring(written.strip(b"\0 \n"))
    except (ElementTree.ParseError, ValueError, LookupError):
        return
    for item in root.iter(XMP_ITEM):
        if item.text:
            yield item.text.replace("\0", "")
