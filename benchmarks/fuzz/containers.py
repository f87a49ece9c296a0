"""PNG, JPEG and WebP files as pieces that can be changed, lengths and checksums kept right."""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from benchmarks.fuzz.mutation import mutated
from generation.images.containers import png
from generation.images.containers.cost import MAX_BYTES
from tests.generation.images.containers.bombs import Maker, chunk, riff, riff_chunk, segment
from tests.generation.images.containers.honest import HONEST

# A chunk or a segment: its kind, and what it holds.
Piece = tuple[bytes, bytes]
SCAN, END = 0xDA, 0xD9
# Markers of a JPEG that have no length behind them.
BARE = {0x01, 0xD8, END, *range(0xD0, 0xD8)}
# Files that are quickly made and copied; large ones come of repetition.
MOST_BYTES = 256 * 1024


@dataclass(frozen=True)
class Container:
    """A format of pictures.

    Args:
        name: as Pillow calls it.
        kinds: of pieces that its decoder knows.
        split: takes a file apart.
        join: puts one together.
    """

    name: str
    kinds: Sequence[bytes]
    split: Callable[[bytes], list[Piece]]
    join: Callable[[Sequence[Piece]], bytes]


def _png_pieces(data: bytes) -> list[Piece]:
    pieces, at = [], len(png.SIGNATURE)
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        pieces.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    return pieces


def _png(pieces: Sequence[Piece]) -> bytes:
    return png.SIGNATURE + b"".join(chunk(kind, content) for kind, content in pieces)


def _jpeg_pieces(data: bytes) -> list[Piece]:
    pieces, at = [], 0
    while at + 2 <= len(data):
        marker = data[at + 1]
        begin = at + 2 if marker in BARE else at + 4
        at = _jpeg_end(data, at, marker)
        pieces.append((bytes((marker,)), data[begin:at]))
    return pieces


def _jpeg_end(data: bytes, at: int, marker: int) -> int:
    """Find the end of a segment; that of a scan is behind its coefficients."""
    if marker == END:
        return len(data)
    if marker in BARE:
        return at + 2
    at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    while marker == SCAN and at < len(data) and not _begins_segment(data, at):
        at += 1
    return at


def _begins_segment(data: bytes, at: int) -> bool:
    return data[at] == 0xFF and data[at + 1 : at + 2] not in (b"\0", *map(_byte, range(0xD0, 0xD8)))


def _byte(number: int) -> bytes:
    return bytes((number,))


def _jpeg(pieces: Sequence[Piece]) -> bytes:
    return b"".join(_jpeg_segments(pieces))


def _jpeg_segments(pieces: Sequence[Piece]) -> Iterator[bytes]:
    for (marker,), content in pieces:
        if marker in BARE:
            yield bytes((0xFF, marker)) + content
        elif marker == SCAN:
            header = 1 + 2 * content[0] + 3 if content else 0
            yield segment(marker, content[:header]) + content[header:]
        else:
            yield segment(marker, content[: 0xFFFF - 2])


def _webp_pieces(data: bytes) -> list[Piece]:
    pieces, at = [], 12
    while at + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, at + 4)
        pieces.append((data[at : at + 4], data[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    return pieces


def _webp(pieces: Sequence[Piece]) -> bytes:
    return riff(*(riff_chunk(kind, content) for kind, content in pieces))


PNG_KINDS = (
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"iCCP", b"sRGB", b"tEXt", b"zTXt"),
    *(b"iTXt", b"eXIf", b"acTL", b"fcTL", b"fdAT", b"cHRM", b"pHYs", b"stRt", b"maSk"),
)
JPEG_KINDS = (*map(_byte, (*range(0xC0, 0xF0), 0xFE, 0x01)),)
WEBP_KINDS = (b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"EXIF", b"XMP ", b"ICCP")
CONTAINERS = (
    Container("PNG", PNG_KINDS, _png_pieces, _png),
    Container("JPEG", JPEG_KINDS, _jpeg_pieces, _jpeg),
    Container("WebP", WEBP_KINDS, _webp_pieces, _webp),
)


@st.composite
def pictures(draw: st.DrawFn, metadata: st.SearchStrategy[bytes]) -> bytes:
    """Generate files of the three formats, changed in their pieces and then in their bytes.

    Args:
        draw: of Hypothesis.
        metadata: contents of chunks that hold texts or EXIF.
    """
    container = draw(st.sampled_from(CONTAINERS))
    files = _files(container)
    pieces = container.split(draw(st.sampled_from(files)))
    for _ in range(draw(st.integers(0, 5))):
        more = st.deferred(lambda: st.sampled_from(container.split(draw(st.sampled_from(files)))))
        new = st.tuples(st.sampled_from(container.kinds), metadata | st.binary(max_size=64))
        pieces = draw(_changed(pieces, more | new))
    data = container.join(pieces)
    return draw(mutated(data)) if draw(st.integers(0, 3)) == 0 else data[:MAX_BYTES]


@st.composite
def _changed(draw: st.DrawFn, pieces: list[Piece], others: st.SearchStrategy[Piece]) -> list[Piece]:
    at = draw(st.integers(0, max(0, len(pieces) - 1)))
    before, here, behind = pieces[:at], pieces[at : at + 1], pieces[at + 1 :]
    how = draw(st.sampled_from(("drop", "insert", "repeat", "change", "move")))
    if how == "insert" or not here:
        return [*before, draw(others), *here, *behind]
    if how == "repeat":
        times = draw(st.sampled_from((2, 3, 40, 600, 10**6)))
        return [*before, *here * min(times, _room(here[0])), *behind]
    if how == "change":
        kind, content = here[0]
        return [*before, (kind, draw(mutated(content))), *behind]
    return [*before, *behind, *here] if how == "move" else [*before, *behind]


def _room(piece: Piece) -> int:
    return 1 + MAX_BYTES // (12 + len(piece[1]))


def _files(container: Container) -> list[bytes]:
    if container.name not in _MADE:
        made = [make() for name, make in _small().items() if name.startswith(container.name)]
        _MADE[container.name] = [data for data in made if len(data) <= MOST_BYTES]
    return _MADE[container.name]


# Those that take long to make come out larger than what is mutated.
LARGE = ("telephone", "chunks", "largest", "restarts")
_MADE: dict[str, list[bytes]] = {}


def _small() -> dict[str, Maker]:
    return {name: make for name, make in HONEST.items() if not any(word in name for word in LARGE)}
