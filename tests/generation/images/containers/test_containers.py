"""Claims about what a picture's container is held against before anything is decoded."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generation import InvalidRequest, blended_png, fields_in, start_png
from generation.images.containers import check
from generation.images.containers.cost import MAX_BYTES, MAX_EDGE, MAX_SCANS, Cost
from generation.images.encoding import read_request
from generation.images.opening import open_image
from tests.generation.images.containers.bombs import (
    BOMBS,
    Maker,
    canvas,
    chunk,
    encoded,
    jpeg_of_scans,
    jpeg_with,
    noise,
    png_with,
    riff,
    riff_chunk,
    segment,
)
from tests.generation.images.containers.honest import HONEST

STRUCTURE = {"most-scans", "most-edge", "most-pixels", "usual-layout"}
READERS: dict[str, Callable[[bytes], object]] = {
    "start": lambda data: start_png(data, 64, 64),
    "blend": lambda data: blended_png([data], 64, 64),
    "fields": fields_in,
    "--from": lambda data: read_request(data, "command line"),
}


@pytest.fixture
def _no_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("Pillow was handed the file"))


@pytest.mark.usefixtures("_no_pillow")
@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_before_pillow_sees_it_whoever_reads_it(make: Maker) -> None:
    data = make()
    assert len(data) <= MAX_BYTES
    for read in READERS.values():
        with pytest.raises(InvalidRequest) as refused:
            read(data)
        assert refused.value.code in STRUCTURE


@pytest.mark.usefixtures("_no_pillow")
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_file_of_too_many_bytes_is_refused_before_pillow_sees_it(
    read: Callable[[bytes], object],
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        read(encoded(noise(), "PNG") + bytes(MAX_BYTES))
    assert refused.value.code == "most-bytes"


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
def test_the_walk_ends_at_the_bound_and_not_at_the_end_of_the_file(
    make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = 0
    count = Cost._add

    def counting(cost: Cost, name: str, amount: int) -> int:
        nonlocal counted
        counted += 1
        return count(cost, name, amount)

    monkeypatch.setattr(Cost, "_add", counting)
    with pytest.raises(InvalidRequest):
        check(make(), "start")
    assert counted < 20_000


@pytest.mark.parametrize("make", HONEST.values(), ids=HONEST)
def test_what_encoders_write_is_opened(make: Maker) -> None:
    data = make()
    assert len(data) <= MAX_BYTES
    assert min(open_image(data, "start").size) > 0


def test_the_refusal_says_how_many_scans_there_may_be() -> None:
    for size, most in (((64, 64), 500), ((4096, 4096), 64)):
        check(jpeg_of_scans(most, size), "start")
        with pytest.raises(InvalidRequest) as refused:
            check(jpeg_of_scans(most + 1, size), "start")
        assert (refused.value.field, refused.value.code) == ("start", "most-scans")
        assert refused.value.limits == {"most": str(most)}


def test_as_many_frames_as_scans_are_taken_and_one_more_is_not() -> None:
    frame = riff_chunk(b"ANMF", bytes(16))
    for animated in (
        lambda frames: riff(canvas(64, 64), frame * frames),
        lambda frames: png_with(chunk(b"fcTL", bytes(26)) * frames),
    ):
        check(animated(MAX_SCANS), "start")
        with pytest.raises(InvalidRequest, match="at most 500 scans or frames"):
            check(animated(MAX_SCANS + 1), "start")


@pytest.mark.parametrize("size", [(MAX_EDGE + 1, 8), (8, MAX_EDGE + 1)])
@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_an_edge_of_8192_is_the_longest(format_: str, size: tuple[int, int]) -> None:
    check(encoded(Image.new("L", [min(edge, MAX_EDGE) for edge in size]), format_), "start")
    with pytest.raises(InvalidRequest) as refused:
        check(encoded(Image.new("L", size), format_), "start")
    assert refused.value.code == "most-edge"
    assert str(MAX_EDGE + 1) in refused.value.value


def test_what_stands_behind_the_end_of_a_picture_does_not_count() -> None:
    for format_, marker in (("JPEG", segment(0xFE)), ("PNG", chunk(b"teST"))):
        check(encoded(noise(), format_) + marker * 100_000, "start")


def test_a_size_that_is_corrected_later_counts_all_the_same() -> None:
    """Pillow takes the last header before the pixels."""
    large = segment(0xC2, bytes.fromhex("08 ffff ffff 01 011100"))
    with pytest.raises(InvalidRequest, match="65535×65535"):
        check(jpeg_with(large), "start")
    header = chunk(b"IHDR", bytes.fromhex("00010000 00010000 08 02 00 00 00"))
    with pytest.raises(InvalidRequest, match="65536×65536"):
        check(png_with(header), "start")


SMALL = [data for make in HONEST.values() if len(data := make()) < 20_000]


@pytest.mark.filterwarnings("ignore::UserWarning")
@given(st.data())
def test_a_damaged_file_is_opened_or_refused_and_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from(SMALL)))
    places = st.integers(0, len(whole) - 1) | st.integers(0, min(60, len(whole) - 1))
    for place in data.draw(st.lists(places, max_size=8)):
        whole[place] = data.draw(st.integers(0, 255))
    begin, end = sorted((data.draw(places), data.draw(places)))
    whole[begin:end] *= data.draw(st.sampled_from([1, 1, 0, 2, 50]))
    damaged = bytes(whole[: data.draw(st.integers(0, len(whole)))] if begin % 2 else whole)
    for read in (lambda read: check(read, "start"), *READERS.values()):
        with suppress(InvalidRequest):
            read(damaged)


def test_the_bounds_stand_in_one_file() -> None:
    import generation

    package = Path(generation.__path__[0])
    assigned = [
        path.name
        for path in package.rglob("*.py")
        for name in ("MAX_BYTES", "MAX_PIXELS", "MAX_EDGE")
        if f"\n{name} = " in path.read_text("utf-8")
    ]
    assert assigned == ["cost.py"] * 3
