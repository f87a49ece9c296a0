"""Texts that pictures say they were drawn with, ours and other tools', and ours read back."""

import math
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

from benchmarks.fuzz.mutation import ODD_NUMBERS, mutated_json, odd_json, texts, written
from benchmarks.fuzz.registry import Check, target
from generation import MAX_SEED, GenerationRequest, InvalidRequest, Keyframe, find, prepare
from generation.images.metadata.fields import parse_fields
from generation.images.metadata.infotext import SPACING_NAMES, infotext, parse_infotext
from generation.images.metadata.other_tools import MOST_TEXT, NAMES, TOOLS, name_tool, read_fields
from generation.images.metadata.text_chunks import decode_comment, repair_encoding
from generation.types import SAMPLER_NAMES
from tests.generation.requests import ask

STARTER = find("starter").info
PLACES = (
    *("parameters", "usercomment", "prompt", "workflow", "comment", "description", "xmp", "dream"),
    *("invokeai_metadata", "sd-metadata", "generation_data", "xpcomment", "software"),
)
OURS = (
    "red apple\nNegative prompt: blur\nSteps: 8, Sampler: DDIM, CFG scale: 4, Seed: 7, "
    'Size: 128x128, Model: starter, Frames: 8, Morph: [["dog", 3]], LoRAs: [["ink", 1.0]]'
)
VALUES = (
    "red apple",
    "blur",
    "8",
    "DDIM",
    "4",
    "7",
    "128x128",
    "starter",
    "dog",
    "3",
    "ink",
    "1.0",
)
KEYS = (*NAMES, "width", "height", "sui_image_params", "image", "inputs", "class_type", "Comment")
KNOWN = (OURS, *OURS.replace("\n", ", ").split(", "), *TOOLS, "Template: ", ', "', '": {"', "[[")
STRINGS = st.sampled_from(KEYS) | texts(40)
SAMPLER = {
    "seed": 3,
    "steps": 20,
    "cfg": 7.5,
    "sampler_name": "euler",
    "model": ["4", 0],
    "positive": ["6", 0],
    "negative": ["7", 0],
    "latent_image": ["3", 0],
}
GRAPH = {
    "3": {"class_type": "KSampler", "inputs": SAMPLER},
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "m.safetensors"}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": ["7", 0], "clip": ["4", 1]}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "blur", "text_b": ["6", 0]}},
}
SWARM = {"sui_image_params": {"prompt": "a", "seed": 1, "width": 8, "height": 8, "cfgscale": 7}}
NOVELAI = {"prompt": "a", "uc": "b", "steps": 28, "v4_prompt": {"caption": {"base_caption": "a"}}}
INVOKE = {"positive_prompt": "a", "model": {"name": "m"}, "size": [8, 8], "image": {"prompt": []}}


@st.composite
def _documents(draw: st.DrawFn) -> str:
    value: Any = draw(st.sampled_from((GRAPH, SWARM, NOVELAI, INVOKE)))
    for _ in range(draw(st.integers(0, 4))):
        value = draw(
            mutated_json(value, odd_json(STRINGS) | st.tuples(STRINGS, st.just(0)).map(list))
        )
    text = written(value)
    deep = draw(st.sampled_from((0, 0, 0, 2000, 50_000)))
    return draw(st.sampled_from((text, text[:-1], f"[{text}]", '{"a":' * deep, "[" * deep + text)))


@st.composite
def _ours(draw: st.DrawFn) -> str:
    """Generate a text of ours in which some values are others."""
    text = OURS
    for value in draw(st.lists(st.sampled_from(VALUES), max_size=3)):
        odd = ODD_NUMBERS.map(str) | texts(300) | odd_json(STRINGS).map(written)
        text = text.replace(value, draw(odd), 1)
    return text


INFOTEXTS = texts(MOST_TEXT, KNOWN) | _documents() | _ours()


@target(
    "infotext",
    st.dictionaries(st.sampled_from(PLACES), INFOTEXTS, min_size=1, max_size=3),
    InvalidRequest,
    deadline_s=2.0,
)
def read_infotexts() -> Iterator[Check]:
    """Read texts as ours, and as whatever tool's."""

    def check(places: dict[str, str]) -> None:
        read = read_fields(places)
        assert read is None or all(isinstance(value, str) for value in read.values()), read
        name_tool(places)
        for text in places.values():
            decode_comment(repair_encoding(text).encode("utf-16-le", "replace"))
            parse_fields(text)
            with suppress(InvalidRequest):
                prepare(parse_infotext(text, "ann"), STARTER)

    yield check


# Fields that are written in full.
EXACT = ("negative_prompt", "guidance", "guidance_range", "seed", "sampler", "spacing", "decoder")
_LINES = texts(300).map(lambda text: text.encode("utf-8", "replace").decode().replace("\0", ""))
_STRENGTHS = st.floats(allow_nan=False, allow_infinity=False)
_SEEDS = st.integers(0, MAX_SEED)
REQUESTS = st.builds(
    ask,
    prompt=_LINES,
    negative_prompt=_LINES,
    steps=st.integers(1, 99),
    guidance=_STRENGTHS,
    guidance_range=st.tuples(_STRENGTHS, _STRENGTHS | st.just(math.inf)),
    seed=_SEEDS,
    sampler=st.sampled_from(list(SAMPLER_NAMES)),
    spacing=st.none() | st.sampled_from(list(SPACING_NAMES)),
    decoder=st.sampled_from(["full", "tiny"]),
    loras=st.lists(st.tuples(_LINES, _STRENGTHS), max_size=4).map(tuple),
    morph=st.lists(st.builds(Keyframe, _LINES, _SEEDS), max_size=3).map(tuple),
    frames=st.just(0),
    id=st.just("one"),
)


@target("own parameters", REQUESTS, deadline_s=2.0)
def read_own_parameters() -> Iterator[Check]:
    """Read back what was written of a request."""

    def check(request: GenerationRequest) -> None:
        text = infotext(request, "starter")
        again = parse_infotext(text, request.user)
        assert again.prompt == request.prompt
        for name in EXACT:
            assert getattr(again, name) == getattr(request, name), name
        assert (again.loras, again.morph) == (request.loras, request.morph)

    yield check
