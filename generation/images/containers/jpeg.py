"""Walk over the markers of a JPEG, as Pillow and libjpeg find them."""

import re

from generation.images.containers.cost import MAX_PADDING, Cost

SIGNATURE = b"\xff\xd8\xff"
# The next marker: neither a stuffed 0xFF nor a restart of the scan, of which there are millions.
MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
FILL = b"\xff" * MAX_PADDING
END, SCAN = 0xD9, 0xDA
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
METADATA = frozenset({*range(0xE0, 0xF0), 0xFE})
SEGMENTS = FRAMES | METADATA | {0xC4, 0xCC, *range(0xDA, 0xE0)}
PARSED = {0xE1: b"Exif\0", 0xE2: b"MPF\0", 0xED: b"Photoshop 3.0\0"}


def walk(data: bytes, cost: Cost) -> None:
    """Count the segments and scans of a JPEG.

    Args:
        data: begins with SIGNATURE.
        cost: the counter.

    Raises:
        InvalidRequest: a bound is exceeded.

    Reference:
        ITU-T T.81, annex B.
    """
    position, scanned = 2, False
    while found := MARKER.search(data, position):
        _check_gap(data, position, found.start(), scanned, cost)
        marker, position = data[found.end() - 1], found.end()
        if marker == END and scanned:
            return  # The decoder does not read on, for example to the next picture or a film.
        cost.count_segment()
        if marker not in SEGMENTS:
            if marker >= min(SEGMENTS) and not scanned:
                # Pillow does not treat these as segments, and libjpeg stops at them.
                raise cost.layout_error(f"the marker {marker:02X}")
            continue
        length = int.from_bytes(data[position : position + 2])
        content = data[position + 2 : position + length]
        position += max(2, length)
        if marker in FRAMES:
            height, width = (int.from_bytes(content[at : at + 2]) for at in (1, 3))
            cost.check_size(width, height)
        elif marker == SCAN:
            cost.count_scan()
            scanned = True
        elif marker not in METADATA or content.startswith(PARSED.get(marker, b"\xff\xff")):
            cost.count_parsed(len(content))
    _check_gap(data, position, len(data), scanned, cost)


def _check_gap(data: bytes, start: int, end: int, scanned: bool, cost: Cost) -> None:
    """Check the bytes between two segments: padding, or pixels after a scan."""
    if not scanned:
        cost.count_padding(end - start)
    elif data.find(FILL, start, end) >= 0:
        # Pillow passes the file on in pieces, and the decoder begins anew with such a run in each.
        raise cost.layout_error("a scan of padding")
