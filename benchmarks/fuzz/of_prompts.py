"""Prompts of up to 6,000 characters: their syntaxes, the filter, and numbers in forms."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from hypothesis import strategies as st

from benchmarks.fuzz.mutation import MOST_TEXT, texts
from benchmarks.fuzz.registry import Check, target
from bot.admission.content_filter.filter import Policy
from bot.admission.content_filter.rules import load_rules
from bot.admission.place_and_word_rules import PlaceAndWordRules
from bot.requests.options import Options, parse_number
from generation import (
    MAX_SEED,
    InvalidRequest,
    clipped,
    find,
    plain_text,
    prepare,
    unread,
    with_tagged_loras,
)
from generation.prompts.chunks import chunks
from generation.prompts.tokenizer import Tokenizer, read_merges
from generation.prompts.wildcards import escape_braces, expand
from tests.generation.requests import ask

STARTER = find("starter")
SEEDS = (0, 1, MAX_SEED)
# A group of wildcards writes at most 20 characters between two of its options.
MOST_GROWTH = 21
LORAS = ("ink", "sub/ink wash", "été")


@target("prompt syntaxes", texts(), InvalidRequest, deadline_s=1.0)
def read_syntaxes() -> Iterator[Check]:
    """Expand, weigh and tokenize a prompt."""
    tokenizer = Tokenizer(
        read_merges(STARTER.local["vocabulary"]), {"cat-toy": 3, "my toy (v2)": 2}
    )

    def check(text: str) -> None:
        for seed in SEEDS:
            expanded = expand(text, seed)
            assert expanded == expand(text, seed), "deterministic"
            assert len(expanded) <= MOST_GROWTH * len(text), "bounded"
            assert expand(escape_braces(expanded), 5) == expanded, "fixed"
        assert len(clipped(text, 100)) <= 100
        tokens = chunks(text, tokenizer, 77, 225)
        assert tokens.tokens.shape == tokens.weights.shape
        plain_text(text)
        request = with_tagged_loras(ask(text, negative_prompt=text, count=4), LORAS)
        unread(prepare(request, STARTER.info))

    yield check


@target("content filter", texts(), deadline_s=2.0)
def judge_prompts() -> Iterator[Check]:
    """Judge a prompt, and as a negative one."""
    rules = PlaceAndWordRules(load_rules())

    def check(text: str) -> None:
        rules.judge_texts(text, "", Policy())
        rules.judge_texts("red apple", text, Policy())

    yield check


DIGITS = st.sampled_from(
    ("9" * 5000, "²", "٣", "1_0", "1e999", "nan", "-inf", "0x1", "1,5", "½", "")
)
NUMBERS = DIGITS | st.integers().map(str) | st.floats().map(repr) | texts(30)
SIZES = st.tuples(NUMBERS, st.sampled_from("×x"), NUMBERS).map("".join)


@target("forms", st.tuples(NUMBERS, SIZES, texts(MOST_TEXT)), InvalidRequest, deadline_s=0.5)
def read_forms() -> Iterator[Check]:
    """Read numbers, sizes and samplers as members may write them into forms."""

    def check(values: tuple[str, str, str]) -> None:
        digits, size, words = values
        options = Options(prompt="red apple", size=size)
        for wrong in (options, replace(options, size=None, sampler=words)):
            with suppress(InvalidRequest):
                prepare(wrong.to_request(STARTER.info, 1), STARTER.info)
        seed = int(parse_number("seed", digits, 0, whole=True))
        options = Options(prompt=words, seed=seed, guidance=parse_number("guidance", digits, 4))
        prepare(options.to_request(STARTER.info, 1), STARTER.info)

    yield check
