"""Pictures that members send: decoded, looked into for parameters, drawn again."""

import struct
from collections.abc import Callable, Iterator

from hypothesis import strategies as st

from benchmarks.fuzz.containers import pictures
from benchmarks.fuzz.mutation import ODD_INTEGERS, texts
from benchmarks.fuzz.registry import Check, target
from generation import InvalidRequest
from generation.images.decoder_process import answer
from generation.images.encoding import read_request
from generation.images.masks import selection
from generation.images.metadata.reading import fields_in
from generation.images.opening import open_image

# Seconds that `generation.PictureDecoder` gives a picture.
DEADLINE_S = 5.0
TASKS = ("start_png", "blended_png", "fields_in")
# Tags that are read, pointers to other directories among them.
TAGS = (0x010E, 0x0112, 0x0131, 0x8769, 0x8825, 0x927C, 0x9286, 0x9C9B, 0xA005, 0x014A, 0x010F)


@st.composite
def exif(draw: st.DrawFn) -> bytes:
    """Generate EXIF whose directories may point anywhere, themselves included."""
    order = draw(st.sampled_from("<>"))
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    directories = [draw(_directory(order)) for _ in range(draw(st.integers(1, 4)))]
    body = b"".join(directories) + draw(st.binary(max_size=64) | texts(200).map(_encoded))
    return draw(st.sampled_from((b"", b"Exif\0\0"))) + head + body


@st.composite
def _directory(draw: st.DrawFn, order: str) -> bytes:
    numbers = st.integers(0, 300) | st.sampled_from((2**31, 2**32 - 1, 2**16))
    entries = draw(
        st.lists(st.tuples(st.sampled_from(TAGS), st.integers(0, 14), numbers, numbers), max_size=6)
    )
    written = b"".join(struct.pack(f"{order}HHII", *entry) for entry in entries)
    return struct.pack(f"{order}H", len(entries)) + written + struct.pack(f"{order}I", 8)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _metadata() -> st.SearchStrategy[bytes]:
    keys = st.sampled_from((b"parameters\0", b"prompt\0", b"workflow\0", b"Comment\0", b"k\0\0"))
    comments = texts(500).map(lambda text: b"UNICODE\0" + text.encode("utf-16-be", "replace"))
    named = st.tuples(keys, texts(2000).map(_encoded) | comments).map(b"".join)
    return named | exif() | st.lists(st.sampled_from(ODD_INTEGERS)).map(b"".join)


READERS: dict[str, Callable[[bytes], object]] = {
    "opened": lambda data: open_image(data, "start"),
    "mask": lambda data: open_image(data, "mask", selection),
    "fields": fields_in,
    "from": lambda data: read_request(data, "ann"),
}


@target(
    "picture bytes",
    st.tuples(st.sampled_from((*READERS, *TASKS)), pictures(_metadata())),
    InvalidRequest,
    deadline_s=DEADLINE_S,
)
def read_pictures() -> Iterator[Check]:
    """Read a picture in each of the ways in which it is read."""

    def check(example: tuple[str, bytes]) -> None:
        how, data = example
        if how in READERS:
            READERS[how](data)
            return
        kind, content = answer({"task": how, "size": (64, 64)}, [data])
        assert kind in ("done", "refused"), (kind, content)

    yield check
