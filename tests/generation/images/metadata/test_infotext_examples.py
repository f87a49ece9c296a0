"""Claims about pictures that go to other tools, and that come from them."""

import io
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngImageFile, PngInfo

from generation import GenerationRequest, InvalidRequest, fields_in
from generation.images.containers.cost import MAX_BYTES, MAX_PIXELS
from generation.images.encoding import encode_png
from generation.images.metadata.fields import parse_fields
from generation.images.metadata.infotext import infotext
from generation.images.metadata.other_tools import MOST_TEXT
from generation.images.metadata.reading import MOST_TEXT_BYTES, read_text
from generation.images.metadata.text_chunks import EXIF_IFD, USER_COMMENT
from generation.request import Keyframe
from generation.types import SAMPLER_NAMES
from tests.generation.images.metadata import a1111
from tests.generation.requests import ask

EXAMPLES = json.loads((Path(__file__).with_name("a1111_examples.json")).read_text("utf-8"))
ANY_TEXT = (
    st.text()
    | st.text(st.sampled_from('ab,:\n" \\{}'))
    | st.sampled_from(
        ["a\nNegative prompt: b", "Steps: 1, Seed: 2, Size: 3x3", '"quoted, all"', "a BREAK b", ""]
    )
)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["name"] for example in EXAMPLES])
def test_what_other_tools_wrote_is_read_field_by_field(example: dict[str, Any]) -> None:
    assert parse_fields(example["text"]) == example["fields"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["name"] for example in EXAMPLES])
def test_automatic1111_reads_the_examples_in_the_same_way(example: dict[str, Any]) -> None:
    expected = dict[str, str]()
    for name, value in example["fields"].items():
        sized = {"Size", "Hires resize", "Seed resize from"}
        pair = value.split("x") if name in sized else [value]
        expected |= (
            {f"{name}-{n}": v for n, v in enumerate(pair, 1)} if len(pair) > 1 else {name: value}
        )
    assert a1111.read(example["text"]) == expected


def test_there_are_thirty_examples_at_least() -> None:
    assert len({example["text"] for example in EXAMPLES}) >= 30


REQUESTS = st.builds(
    ask,
    prompt=ANY_TEXT,
    negative_prompt=ANY_TEXT,
    sampler=st.sampled_from([*SAMPLER_NAMES]),
    spacing=st.sampled_from([None, "karras"]),
    guidance=st.floats(1, 20),
    seed=st.integers(0, 2**32 - 1),
    variation=st.sampled_from([0.0, 0.25]),
    guidance_range=st.sampled_from([(0.0, np.inf), (0.5, 7.0)]),
    loras=st.sampled_from([(), (("a, b: c", 0.5), ('d "e"', 1.0))]),
    morph=st.sampled_from([(), (Keyframe("a: b,\nc", 3),)]),
)


@given(REQUESTS)
def test_what_we_write_is_read_by_automatic1111s_rules(request: GenerationRequest) -> None:
    read = a1111.read(infotext(request, "a model, of: ours"))
    assert (read["Prompt"], read["Negative prompt"]) == (request.prompt, request.negative_prompt)
    assert (read["Steps"], read["Seed"]) == (str(request.steps), str(request.seed))
    assert float(read["CFG scale"]) == request.guidance
    assert (read["Size-1"], read["Size-2"]) == ("128", "128")
    assert read["Sampler"] == SAMPLER_NAMES[request.sampler]
    assert read["Model"] == "a model, of: ours"
    assert read.get("Variation seed strength") == ("0.25" if request.variation else None)
    assert read.get("Schedule type") == ("Karras" if request.spacing else None)


@given(st.text())
def test_any_text_is_read_as_automatic1111_reads_it(text: str) -> None:
    read = parse_fields(text)
    told = a1111.read(text)
    assert (read["Prompt"], read["Negative prompt"]) == (told["Prompt"], told["Negative prompt"])


TEXT = "a café 富士山\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, Seed: 3, Size: 8x8"
PLAIN = "a castle\nSteps: 20, Sampler: Euler a, Seed: 3, Size: 8x8"


def png(text: str, itxt: bool = False, behind: bool = False) -> bytes:
    info, buffer = PngInfo(), io.BytesIO()
    if behind:
        info.add(b"iTXt", b"parameters\0\0\0\0\0" + text.encode(), after_idat=True)
    elif itxt:
        info.add_itxt("parameters", text)
    else:
        info.add_text("parameters", text, zip=len(text) > 100)
    Image.new("RGB", (8, 8)).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def with_comment(comment: bytes, format_: str) -> bytes:
    exif, buffer = Image.Exif(), io.BytesIO()
    exif.get_ifd(EXIF_IFD)[USER_COMMENT] = comment
    Image.new("RGB", (8, 8)).save(buffer, format_, exif=exif)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "written",
    [
        lambda text: png(text),
        lambda text: png(text, itxt=True),
        lambda text: png(text, behind=True),
        *(
            lambda text, start=start, codec=codec, format_=format_: with_comment(
                start + text.encode(codec), format_
            )
            for format_ in ("JPEG", "WEBP")
            for start, codec in (
                (b"UNICODE\0", "utf-16-be"),
                (b"UNICODE\0", "utf-16-le"),
                (b"UNICODE\0", "utf-16"),
                (b"ASCII\0\0\0", "utf-8"),
                (b"\0" * 8, "utf-8"),
                (b"", "utf-8"),
            )
        ),
    ],
)
@pytest.mark.parametrize("text", [TEXT, PLAIN])
def test_parameters_are_found_wherever_tools_put_them(
    written: Callable[[str], bytes], text: str
) -> None:
    assert fields_in(written(text)) == parse_fields(text)


def test_our_own_pictures_tell_their_fields() -> None:
    fields = fields_in(encode_png(np.zeros((8, 8, 3), np.uint8), ask(seed=5), "starter"))
    assert (fields["Prompt"], fields["Seed"], fields["Model"]) == ("red apple", "5", "starter")


def blank(format_: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, format_)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        *map(blank, ("PNG", "JPEG", "WEBP", "GIF")),
        png(" \n"),
        png(TEXT)[:60],
        with_comment(b"UNICODE\0", "JPEG"),
    ],
)
def test_a_file_without_parameters_is_refused_with_a_rule(data: bytes) -> None:
    with pytest.raises(InvalidRequest, match="must be a PNG, JPEG or WebP with the parameters"):
        fields_in(data)


def test_the_longest_text_is_read_and_a_longer_one_is_none() -> None:
    longest = "x" * (MOST_TEXT - len(TEXT)) + TEXT
    assert fields_in(png(longest))["Seed"] == parse_fields(TEXT)["Seed"]
    with pytest.raises(InvalidRequest, match="with the parameters"):
        fields_in(png("x" + longest))


@pytest.mark.parametrize(
    ("start", "codec"),
    [(b"UNICODE\0", "utf-16-be"), (b"UNICODE\0", "utf-16-le"), (b"\0" * 8, "utf-8")],
)
def test_of_a_comment_that_is_too_long_only_the_beginning_is_decoded(
    start: bytes, codec: str
) -> None:
    longest = TEXT + "🍎" * (MOST_TEXT - len(TEXT))
    comments = [start + text.encode(codec) for text in (longest, longest * 9)]
    read, begun = (
        read_text(Image.open(io.BytesIO(with_comment(comment, "WEBP")))) for comment in comments
    )
    assert read == longest
    assert MOST_TEXT < len(begun) <= MOST_TEXT_BYTES
    with pytest.raises(InvalidRequest, match="with the parameters"):
        fields_in(with_comment(comments[1], "WEBP"))


@pytest.mark.parametrize("filler", ["a", " ", "a ", 'ab: "', '\\"', "a:"])
def test_a_text_that_was_made_to_keep_its_reader_busy_does_not(filler: str) -> None:
    """Were it read in quadratic time, this would not end before the tests are ended."""
    assert "red apple" in parse_fields("red apple\n" + filler * (2**20 // len(filler)))["Prompt"]


def test_what_is_too_large_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidRequest, match="at most"):
        fields_in(png(TEXT) + bytes(MAX_BYTES))
    large = io.BytesIO()
    Image.new("1", (4097, MAX_PIXELS // 4096)).save(large, "PNG")
    monkeypatch.setattr(PngImageFile, "load", lambda self: pytest.fail("it was decoded"))
    with pytest.raises(InvalidRequest, match="picture"):
        fields_in(large.getvalue())


# What Pillow says of damage on its way.
@pytest.mark.filterwarnings("ignore::UserWarning")
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(
        data.draw(
            st.sampled_from([png(TEXT), with_comment(b"ASCII\0\0\0" + PLAIN.encode(), "JPEG")])
        )
    )
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(InvalidRequest):
        assert "Prompt" in fields_in(bytes(whole))
