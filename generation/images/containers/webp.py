"""The chunks of a WebP."""

import struct

from generation.images.containers.cost import Cost

HEAD = struct.Struct("<4sI")
FIRST = 12  # Behind "RIFF", the length of all that follows, and "WEBP".


def walk(data: bytes, cost: Cost) -> None:
    """Count the chunks and frames of a WebP.

    Args:
        data: begins with "RIFF".
        cost: what they are counted in.

    Raises:
        InvalidRequest: a bound is passed.

    Reference:
        RFC 9649, section 2.
    """
    position = FIRST
    while position + HEAD.size <= len(data):
        kind, length = HEAD.unpack_from(data, position)
        start = position + HEAD.size
        cost.segment()
        _chunk(kind, data[start : start + 16], length, cost)
        position = start + length + length % 2


def _chunk(kind: bytes, head: bytes, length: int, cost: Cost) -> None:
    if kind == b"VP8X":  # Sizes are stored less one.
        cost.size(_number(head[4:7]) + 1, _number(head[7:10]) + 1)
    elif kind == b"VP8L":
        bits = _number(head[1:5])
        cost.size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    elif kind == b"VP8 ":
        cost.size(_number(head[6:8]) & 0x3FFF, _number(head[8:10]) & 0x3FFF)
    elif kind == b"ANMF":
        cost.frame()
    elif kind == b"EXIF":
        cost.parsed(length)


def _number(little_endian: bytes) -> int:
    return int.from_bytes(little_endian, "little")
