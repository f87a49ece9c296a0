"""Walk over the chunks of a PNG or an animated PNG."""

import struct

from generation.images.containers.cost import Cost

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD, SIZE = struct.Struct(">I4s"), struct.Struct(">II")
CHECKSUM_BYTES = 4
PIXELS = (b"IDAT", b"fdAT", b"DDAT")
COMPRESSED = (b"zTXt", b"iTXt", b"iCCP")
TEXTS = (b"tEXt", b"zTXt", b"iTXt")
# Keywords of texts that Pillow reads as EXIF.
EXIF_TEXTS = (b"exif\0", b"Raw profile type exif\0")


def walk(data: bytes, cost: Cost) -> None:
    """Count the chunks and frames of a PNG.

    Args:
        data: begins with SIGNATURE.
        cost: the counter.

    Raises:
        InvalidRequest: a bound is exceeded.

    Reference:
        W3C, Portable Network Graphics (PNG) Specification (Third Edition), section 5.
    """
    position = len(SIGNATURE)
    while position + HEAD.size <= len(data):
        length, kind = HEAD.unpack_from(data, position)
        start = position + HEAD.size
        content = memoryview(data)[start : start + length]
        position = start + length + CHECKSUM_BYTES
        if kind == b"IEND":
            return
        if kind in PIXELS:
            cost.count_data_chunk()
            continue
        cost.count_segment()
        if kind == b"IHDR" and len(content) >= SIZE.size:
            cost.check_size(*SIZE.unpack_from(content))
        elif kind == b"fcTL":
            cost.count_frame()
        elif kind == b"eXIf" or (kind in TEXTS and bytes(content[:22]).startswith(EXIF_TEXTS)):
            cost.count_parsed(len(content))
        if kind in COMPRESSED:
            cost.count_compressed_text()
