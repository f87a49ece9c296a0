"""Walk over the chunks of a WebP."""

import struct

from generation.images.containers.cost import Cost

HEAD = struct.Struct("<4sI")
FIRST = 12  # After "RIFF", the length of the rest, and "WEBP".


def walk(data: bytes, cost: Cost) -> None:
    """Count the chunks and frames of a WebP.

    Args:
        data: begins with "RIFF".
        cost: the counter.

    Raises:
        InvalidRequest: a bound is exceeded.

    Reference:
        RFC 9649, section 2.
    """
    position = FIRST
    while position + HEAD.size <= len(data):
        kind, length = HEAD.unpack_from(data, position)
        start = position + HEAD.size
        head = data[start : start + 16]
        cost.count_segment()
        if kind == b"VP8X":  # Sizes are stored less one.
            cost.check_size(_to_int(head[4:7]) + 1, _to_int(head[7:10]) + 1)
        elif kind == b"VP8L":
            bits = _to_int(head[1:5])
            cost.check_size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        elif kind == b"VP8 ":
            cost.check_size(_to_int(head[6:8]) & 0x3FFF, _to_int(head[8:10]) & 0x3FFF)
        elif kind == b"ANMF":
            cost.count_frame()
        elif kind == b"EXIF":
            cost.count_parsed(length)
        position = start + length + length % 2


def _to_int(little_endian: bytes) -> int:
    return int.from_bytes(little_endian, "little")
