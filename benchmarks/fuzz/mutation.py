"""Changes to bytes, texts and JSON, such as parsers stumble over."""

import json
from typing import Any

from hypothesis import strategies as st

# Numbers at which lengths, counts and offsets overflow, as they stand in files.
ODD_INTEGERS = tuple(
    value.to_bytes(size, order)
    for size in (1, 2, 4)
    for order in ("big", "little")
    for value in (0, 1, 2 ** (8 * size - 1) - 1, 2 ** (8 * size - 1), 2 ** (8 * size) - 1)
)
ODD_NUMBERS = st.sampled_from(
    (0, -1, 1, 2**31, 2**32, 2**53, 2**63, 2**64, -(2**63), 10**400, 1e308, 0.5, -0.0)
) | st.sampled_from((float("nan"), float("inf"), float("-inf")))
# Signs that mean something somewhere: emphasis, wildcards, tags, JSON, other scripts, controls.
SIGNS = tuple("(){}[]<>|:,\\\"'$_*#@%/-.\n\r\t 019aZéß猫んナ🇳🅽ɴ\u202e\u200d\ufe0f\u0301\ud800\0²½")
WORDS = (
    *("red apple", "BREAK", "AND", "nude", "2 girls", "12 y/o", "1girl", "<lora:ink:1>", "__a__"),
    *("<lora:", "<lyco:x:1:2>", "{2$$a|b}", "{1-9$$, $$", "{3::a|b}", "(a:1.3)", "[a:b:0.5]"),
    *("Negative prompt: ", "Steps: 8", "Seed: 7", "Size: 128x128", "Sampler: DDIM", "CFG scale: 4"),
    *("99$$", "1e999", "<|startoftext|>", "0.7::", "{prompt}", "@everyone", "\\{", "\\|", ")."),
)
MOST_TEXT = 6000


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """Change bytes: other ones, odd integers, pieces cut out, doubled or put in."""
    at = draw(st.integers(0, len(data)))
    to = min(len(data), at + draw(st.integers(0, 40)))
    how = draw(st.sampled_from(("integer", "insert", "cut", "double", "end", "flip")))
    if how == "integer":
        odd: bytes = draw(st.sampled_from(ODD_INTEGERS))
        return data[:at] + odd + data[at + len(odd) :]
    if how == "insert":
        return data[:at] + draw(st.binary(max_size=40)) + data[at:]
    if how == "flip" and at < len(data):
        return data[:at] + bytes((data[at] ^ 1 << draw(st.integers(0, 7)),)) + data[at + 1 :]
    times = draw(st.sampled_from((2, 10, 2000)))
    ends = {"cut": data[to:], "double": data[at:to] * times + data[to:]}
    return data[:at] + ends.get(how, b"")


@st.composite
def texts(draw: st.DrawFn, most: int = MOST_TEXT, own: tuple[str, ...] = ()) -> str:
    """Generate texts of signs and words, with pieces repeated up to the most characters.

    Args:
        draw: of Hypothesis.
        most: characters.
        own: more words.
    """
    words = st.sampled_from((*SIGNS, *WORDS, *own)) | st.characters(exclude_categories=())
    parts = draw(st.lists(words | st.text(max_size=8), min_size=1, max_size=12))
    at = draw(st.integers(0, len(parts) - 1))
    to = draw(st.integers(at + 1, len(parts)))
    repeated = "".join(parts[at:to])
    times = draw(st.sampled_from((0, 1, 2, 30, most // max(1, len(repeated)))))
    return ("".join(parts[:at]) + repeated * times + "".join(parts[to:]))[:most]


def odd_json(strings: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Generate values of JSON, with odd numbers and strings as they are given."""
    leaves = st.none() | st.booleans() | ODD_NUMBERS | st.integers() | strings
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(strings, inner, max_size=4),
        max_leaves=10,
    )


@st.composite
def mutated_json(draw: st.DrawFn, value: Any, odd: st.SearchStrategy[Any]) -> Any:
    """Replace or drop one value somewhere in JSON."""
    if not isinstance(value, dict | list) or not value or draw(st.integers(0, 5)) == 0:
        return draw(odd)
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = draw(st.sampled_from(keys))
    copy = value.copy()
    if draw(st.integers(0, 4)) == 0:
        del copy[key]
    else:
        copy[key] = draw(mutated_json(value[key], odd))
    return copy


def written(value: Any) -> str:
    """Write JSON as other programs do: with numbers that are none, and any depth and digits."""
    return json.dumps(value, ensure_ascii=False)
