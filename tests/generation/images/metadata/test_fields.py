"""Claims about `parameters` texts that are not quite as AUTOMATIC1111 writes them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.images.metadata.fields import NEGATIVE, PROMPT, json_object, parse_fields

FIELDS = "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 512x512"
READ = {"Steps": "20", "Sampler": "Euler a", "CFG scale": "7", "Seed": "5", "Size": "512x512"}


@pytest.mark.parametrize(
    "text",
    [
        "a lighthouse at dusk,\n<lora:brush v2:0.7>, <lora:sea v1:1>, <lora:grain:0.4>, stormy",
        "poster\nStyle: art deco, Mood: calm, Palette: teal and gold",
        "Camera: Leica M3, Film: Portra 400, Lens: 50mm",
        "Steps: many, Seed: of hope, Size: large, Sampler: none",
        "Steps: 20 flights of stairs, a tower, Size: 3x3 metres",
    ],
)
def test_labels_in_a_prompt_are_no_fields(text: str) -> None:
    assert parse_fields(text) == {PROMPT: text, NEGATIVE: ""}


@pytest.mark.parametrize(
    ("behind", "more"),
    [
        ("Template: a {red|blue} boat, __sea__", {"Template": "a {red|blue} boat, __sea__"}),
        (
            "Template: a, b: c\nNegative Template: blur, __bad__",
            {"Template": "a, b: c", "Negative Template": "blur, __bad__"},
        ),
        ("Template: a boat\nat sea", {"Template": "a boat\nat sea"}),
        ("Steps of the wildcard: 3\n\nNote: x", {"Steps of the wildcard": "3", "Note": "x"}),
        ("Seed resize: 3", {"Seed resize": "3"}),
        ('Dynamic prompt: "a {b|c}"', {"Dynamic prompt": "a {b|c}"}),
    ],
)
def test_lines_behind_the_fields_are_fields_and_lose_none(
    behind: str, more: dict[str, str]
) -> None:
    read = parse_fields(f"a red boat\nNegative prompt: blur\n{FIELDS}\n{behind}")
    assert read == {PROMPT: "a red boat", NEGATIVE: "blur"} | READ | more


@pytest.mark.parametrize(
    "text",
    [
        "a boat\nSteps: 20, Sampler: Euler a,\nCFG scale: 7, Seed: 5, Size: 512x512",
        "a boat\nSteps: 20\nSampler: Euler a\nCFG scale: 7\nSeed: 5\nSize: 512x512",
        "a boat\nSeed: 5\nSize: 512x512\nSteps: 20\nSampler: Euler a\nCFG scale: 7",
    ],
)
def test_fields_may_stand_on_several_lines(text: str) -> None:
    assert parse_fields(text) == {PROMPT: "a boat", NEGATIVE: ""} | READ


def test_names_of_fields_may_be_in_small_letters() -> None:
    assert parse_fields(f"a boat\n{FIELDS.lower()}")["seed"] == "5"


def test_a_line_without_a_name_behind_the_fields_stays_prompt() -> None:
    assert parse_fields(f"a boat\n{FIELDS}\nat sea")[PROMPT] == "a boat\nat sea"
    assert parse_fields(f"a boat\n{FIELDS}\nNegative prompt: blur")[NEGATIVE] == "blur"


@pytest.mark.parametrize(
    ("text", "prompt", "negative"),
    [
        (f"a lighthouse,.Negative prompt: blur, text.{FIELDS}", "a lighthouse", "blur, text"),
        (f"a lighthouse\nNegative prompt: blur, text {FIELDS}", "a lighthouse", "blur, text"),
        (f"a lighthouse Negative prompt: blur, {FIELDS}", "a lighthouse", "blur"),
        (f"a lighthouse. {FIELDS}", "a lighthouse.", ""),
        (f"two boats\na lighthouse {FIELDS}", "two boats\na lighthouse", ""),
        (f"Negative prompt: blur {FIELDS}", "", "blur"),
    ],
)
def test_texts_on_one_line_with_the_fields_are_not_lost(
    text: str, prompt: str, negative: str
) -> None:
    assert parse_fields(text) == {PROMPT: prompt, NEGATIVE: negative} | READ


@pytest.mark.parametrize(
    "value",
    [
        '[{"type":"checkpoint","modelVersionName":"V6: new"},{"type":"lora","weight":0.65}]',
        '{"remixOfId":3, "a": {"b, c": ["d: e"]}}',
        "[]",
        "{}",
        f"[{'9' * 5000}, 1]",
    ],
)
def test_json_without_quotes_around_it_is_one_value(value: str) -> None:
    read = parse_fields(f"a boat\n{FIELDS}, Civitai resources: {value}, Civitai metadata: {{}}")
    more = {"Civitai resources": value, "Civitai metadata": "{}"}
    assert read == {PROMPT: "a boat", NEGATIVE: ""} | READ | more
    first = parse_fields(f"a boat\nCivitai resources: {value}, {FIELDS}")
    assert first == {PROMPT: "a boat", NEGATIVE: "", "Civitai resources": value} | READ


@pytest.mark.parametrize("value", ["[cat", "{a|b}", "[1] and more", "[" * 100_000])
def test_what_only_begins_like_json_is_a_value_like_any_other(value: str) -> None:
    assert parse_fields(f"a boat\n{FIELDS}, Note: {value}")["Note"] == value


PARTS = st.sampled_from(
    [
        *("a cat", "(word:1.3)", "Style: bee, Mood: cee, Hue: dee", "Negative prompt: blur", ""),
        *("Template: x1, y1", "Civitai: [1, 2], Foo: {}", "hello, world", '"quoted, text"'),
    ]
)


@given(
    st.lists(PARTS, max_size=4),
    st.sampled_from(["\n", "\r\n", " ", ", ", ". "]),
    st.lists(PARTS, max_size=3, unique=True),  # What is written twice holds the last value.
    st.sampled_from(["\n", "\r\n", ", "]),
)
def test_no_word_vanishes(before: list[str], gap: str, behind: list[str], end: str) -> None:
    text = f"{gap.join(before)}{gap}{FIELDS}{end}{end.join(behind)}"
    read = parse_fields(text)
    told = " ".join([*read, *read.values()])
    assert set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", told))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}x",
        "{a|b} boat",
        '{"red"|"blue"} boat',
        '{"a": ' * 100_000 + "1" + "}" * 100_000,
        '{"a": 1',
        '[["a"]]',
    ],
)
def test_what_is_no_json_object_is_none(text: str) -> None:
    assert json_object(text) is None


def test_numbers_of_json_stay_as_they_are_written() -> None:
    digits = "9" * 5000
    assert json_object(f'{{"seed": {digits}, "scale": 7.50}}') == {"seed": digits, "scale": "7.50"}
