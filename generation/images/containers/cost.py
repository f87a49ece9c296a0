"""Bounds on the decoding cost of a picture file, and the counter that holds a file to them."""

from generation.errors import InvalidRequest
from generation.validation import validation_error

MAX_BYTES = 16 * 2**20
MAX_EDGE = 8192
MAX_PIXELS = 4096 * 4096
# Encoders write 1 to 20 scans. The cost of each is that of its area, however few bytes it has: of
# the largest picture 64 are decoded, of one of a megapixel 500.
MAX_SCANS = 500
MAX_SCANNED_PIXELS = 64 * MAX_PIXELS
# Segments and chunks beside those that hold pixels. 16 MiB of metadata, split into the largest
# segments of JPEG, are 256; an optimized scan brings up to eight tables.
MAX_SEGMENTS = 5000
# Chunks of pixels: those of 1 KiB fill 16 MiB. libpng writes 8 KiB.
MAX_DATA_CHUNKS = 16_384
# Compressed text is decompressed up to 1 MiB a chunk, even if it turns out to be damaged.
MAX_COMPRESSED_TEXTS = 128
# Bytes that Pillow reads value by value: EXIF, multi-picture and Photoshop blocks, tables.
MAX_PARSED = 4 * 2**20
# Unused bytes between segments; cameras fill up to a block of their card.
MAX_PADDING = 2**16


class Cost:
    """Counter of a picture's decoding cost, which refuses the picture at the first exceeded bound.

    Args:
        field: of the request, for the refusals.
    """

    def __init__(self, field: str) -> None:
        self._field = field
        self._counts: dict[str, int] = {}
        self._pixels = 0

    def check_size(self, width: int, height: int) -> None:
        """Refuse a picture that is too large.

        Args:
            width: pixels.
            height: pixels.
        """
        given = f"{width}×{height}"
        if width * height > MAX_PIXELS:
            raise validation_error(self._field, given, "most-pixels", most=str(MAX_PIXELS))
        if max(width, height) > MAX_EDGE:
            raise validation_error(self._field, given, "most-edge", most=str(MAX_EDGE))
        self._pixels = max(self._pixels, width * height)

    def count_scan(self) -> None:
        """Count a pass over the whole picture."""
        self._count_pass(min(MAX_SCANS, MAX_SCANNED_PIXELS // max(1, self._pixels)))

    def count_frame(self) -> None:
        """Count a frame of an animation, of which the first is decoded."""
        self._count_pass(MAX_SCANS)

    def count_segment(self) -> None:
        """Count a segment or chunk that holds no pixels."""
        self._count_bounded("segments", 1, MAX_SEGMENTS)

    def count_data_chunk(self) -> None:
        """Count a chunk of pixels."""
        self._count_bounded("chunks of pixels", 1, MAX_DATA_CHUNKS)

    def count_compressed_text(self) -> None:
        """Count a chunk that is decompressed when the picture is opened."""
        self._count_bounded("compressed texts", 1, MAX_COMPRESSED_TEXTS)

    def count_parsed(self, length: int) -> None:
        """Count bytes that Pillow reads one value at a time."""
        self._count_bounded("bytes of EXIF and tables", length, MAX_PARSED)

    def count_padding(self, length: int) -> None:
        """Count unused bytes."""
        self._count_bounded("bytes of padding", length, MAX_PADDING)

    def layout_error(self, what: str) -> InvalidRequest:
        """Return the refusal of a layout that no picture program writes.

        Args:
            what: the unusual part, in English, for the log and the command line.
        """
        return validation_error(self._field, f"one with {what}", "usual-layout")

    def _count_pass(self, most: int) -> None:
        if self._add("passes", 1) > most:
            raise validation_error(self._field, "more", "most-scans", most=str(most))

    def _count_bounded(self, name: str, amount: int, most: int) -> None:
        if self._add(name, amount) > most:
            raise self.layout_error(f"more than {most} {name}")

    def _add(self, name: str, amount: int) -> int:
        self._counts[name] = self._counts.get(name, 0) + amount
        return self._counts[name]
