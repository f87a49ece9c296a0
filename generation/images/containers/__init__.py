"""Bounds on the decoding cost of a picture file, checked in its container before decoding.

The module of each format walks over markers or chunks, decompresses nothing, and stops at the first
bound that is exceeded. It passes over unreadable parts, which the decoder will refuse.
"""

from generation.images.containers import jpeg, png, webp
from generation.images.containers.cost import MAX_BYTES, MAX_EDGE, MAX_PIXELS, Cost
from generation.validation import validation_error

__all__ = ["MAX_BYTES", "MAX_EDGE", "MAX_PIXELS", "check", "check_length"]


def check(data: bytes, field: str) -> None:
    """Refuse a PNG, JPEG or WebP that would take too much to decode.

    Args:
        data: an encoded picture; of another format, only the length is checked.
        field: of the request, for the refusal.

    Raises:
        InvalidRequest: it has too many bytes, pixels, scans or frames, or is split and filled up
            in ways that only serve to keep decoders busy.
    """
    check_length(data, field)
    cost = Cost(field)
    if data.startswith(jpeg.SIGNATURE):
        jpeg.walk(data, cost)
    elif data.startswith(png.SIGNATURE):
        png.walk(data, cost)
    elif data.startswith(b"RIFF"):
        webp.walk(data, cost)


def check_length(data: bytes, field: str) -> None:
    """Refuse a file of more than MAX_BYTES.

    Args:
        data: the file.
        field: of the request, for the refusal.

    Raises:
        InvalidRequest: the file is longer.
    """
    if len(data) > MAX_BYTES:
        raise validation_error(field, f"{len(data)} bytes", "most-bytes", most=str(MAX_BYTES))
