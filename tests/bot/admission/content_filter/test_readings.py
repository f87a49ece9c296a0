"""Claims about what a text is read as: whatever word a model is handed, the filter has seen."""

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.admission import PlaceAndWordRules, load_rules
from bot.admission.content_filter.normalisation import fold, words
from bot.admission.content_filter.readings import Reading, readings
from generation import GenerationRequest
from generation.prompts.chunks import chunks
from generation.prompts.tokenizer import Tokenizer
from tests.bot.admission.answers import request_refusal
from tests.bot.admission.content_filter.test_false_alarms import rule
from tests.generation.requests import ready

TOKENIZER = Tokenizer([])
MOST = 4000
IGNORABLE = [
    chr(code)
    for code in range(0x110000)
    if regex.match(r"\p{Default_Ignorable_Code_Point}", chr(code))
    and unicodedata.category(chr(code)) != "Cn"
]
FRAGMENTS = st.sampled_from(
    [
        "zebra", "Zebra", "ZEBRA", "ze", "bra", "zEbRa", "z", "girl", "GirL", "2", "69", "²", "½",
        "#", "(", ")", ":1.2)", ":1)", "[", "]", "\\", "{", "|", "}", "_", "-", ".", "'s", "'d",
        "'ll", " ", "\n", "\u200b", "\u0301", "\x1f", "\u202e", "\u3164", "д", "Ω", "ⓐ", "🇦", "の",
        "ヌ", "\U000e0041", "<|endoftext|>", "<|ENDOFTEXT|>", "é", "ﬁ", "İ", "@", "!", "$",
        "BREAK", "<lora:zebra:1>", "2$$", "0.5::",
    ]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS | st.characters(exclude_categories=["Cs"]), max_size=14).map("".join)


@pytest.fixture(scope="module")
def zebras() -> PlaceAndWordRules:
    """Whose operator blocks zebras, and whose children may wear lingerie nowhere."""
    return PlaceAndWordRules(load_rules(("zebra",)))


def handed(prompt: str) -> set[str]:
    """The words that a text encoder is handed, spelled out from its very tokens."""
    tokens = chunks(prompt, TOKENIZER, 77, MOST).tokens
    return set(TOKENIZER.decode(map(int, tokens.flat)).split())


@given(text=TEXTS)
def test_every_word_that_the_tokenizer_is_handed_was_read(text: str) -> None:
    read = set().union(*(reading.spans for reading in readings(text)))
    letters = {word for word in handed(text) if word.isalpha()}
    missing = {word for one in letters for word in words(fold(one))} - read
    assert not missing


@given(before=TEXTS, after=TEXTS, word=st.sampled_from(["zebra", "ZEBRA", "Zebra"]))
def test_a_listed_word_that_the_model_is_handed_is_refused(
    zebras: PlaceAndWordRules, before: str, after: str, word: str
) -> None:
    prompt = before + word + after
    if "zebra" in handed(prompt):
        assert rule(zebras, prompt) is not None


@given(text=TEXTS, seed=st.integers(0, 2**32 - 1), count=st.integers(1, 4))
def test_whatever_the_groups_become_every_picture_is_judged_for_its_words(
    zebras: PlaceAndWordRules, text: str, seed: int, count: int
) -> None:
    prompt = f"{text}{{ze|}}bra{{|{text}}}"
    request = GenerationRequest(prompt, "1", 128, 128, 20, 4.0, seed, count=count)
    drawn = set().union(*(handed(prompts.prompt) for prompts in ready(request).prompts))
    if "zebra" in drawn:
        assert request_refusal(zebras, ready(request)) is not None


@given(gaps=st.lists(st.lists(st.sampled_from(IGNORABLE), max_size=3), min_size=4, max_size=4))
def test_characters_that_are_not_shown_hide_no_word(
    zebras: PlaceAndWordRules, gaps: list[list[str]]
) -> None:
    dressed = "z" + "".join("".join(gap) + letter for gap, letter in zip(gaps, "ebra", strict=True))
    assert rule(zebras, dressed) == "blocked_word"


@pytest.mark.parametrize(
    "prompt",
    [
        "zebra2", "1zebra", "zebra²", "#zebra69", "x'dzebra", "ze\\bra(x)", "zebraⓐ", "BigZebra",
        "ZEBRAhouse", "ZEBRAHouse",
        "bigZEBRARun", "bigZebra2", "zebraдом", "домzebra", "Ωzebra", "ze-bra", "ze_bra",
        "z.e.b.r.a",
        "z e b r a", "a z e b r a", "z e b r 4", "ze(bra)", "(ze:1.2)bra", "zebra<|endoftext|>",
        "\u202earbez", "\u2067arbez", "a \u202earbez\u202c in the zoo", "ɐɹqǝz", "zebrɐ", "zebraの",
        "の zebra", "ze\x1fbra", "ze\x00bra", "zeeeebra", "z3br4", "zébra😀zebra", "🅩🅔🅑🅡🅐",
        "🇿🇪🇧🇷🇦",
    ],
)  # fmt: skip
def test_a_listed_word_is_found_however_it_is_joined_and_dressed(
    zebras: PlaceAndWordRules, prompt: str
) -> None:
    assert rule(zebras, prompt) == "blocked_word"


@pytest.mark.parametrize(
    "prompt",
    [
        "1girl, lingerie", "2girls_lingerie", "girl2 in lingerie", "lingerieGirl", "lingeriegirl",
        "girlnude", "sexgirl", "NudeGirl", "1boy bikini", "lewd1girl",
    ],
)  # fmt: skip
def test_minors_are_seen_beside_digits_seams_and_glued(
    zebras: PlaceAndWordRules, prompt: str
) -> None:
    assert rule(zebras, prompt) == "minors"


@pytest.mark.parametrize(
    "prompt",
    ["nudegirl", "girlnude", "nakedwoman", "nudephoto", "nackt_foto nacktefrau", "womannaked"],
)
def test_glued_words_are_taken_apart(zebras: PlaceAndWordRules, prompt: str) -> None:
    assert rule(zebras, prompt) is not None


@pytest.mark.parametrize(
    "prompt",
    [
        "マンコ",
        "まんこ",
        "ﾏﾝｺ",
        "ヌ〜ド",
        "ヌーード",
        "ぬーどの写真",
        "えろい絵",
        "ポルノ2",
        "工口い絵",
    ],
)
def test_a_word_is_found_in_either_kana(zebras: PlaceAndWordRules, prompt: str) -> None:
    assert rule(zebras, prompt) == "blocked_word"


def test_an_age_is_read_whole_though_the_tokenizer_takes_its_digits_one_by_one(
    zebras: PlaceAndWordRules,
) -> None:
    assert rule(zebras, "a 45 year old woman in lingerie") is None
    assert rule(zebras, "a 14 year old in lingerie") == "minors"


def examined(text: str) -> int:
    """Count the words and characters that are looked at for a text."""
    return sum(map(size, readings(text)))


def size(reading: Reading) -> int:
    return (
        sum(map(len, reading.spans.values()))
        + sum(map(len, reading.prefixes.values()))
        + sum(map(len, reading.sequences))
        + sum(map(len, reading.unspaced))
    )


@pytest.mark.parametrize(
    "unit",
    [
        "nude ", "girl", "a b ", "1! ", "aA", "a-", "aaa4 ", "の", "裸足a", "é", "(a:1.1)", "[",
        "a\x1f",
        "{a|b}", "naked mole rat ", "nudegirl", "12 ", "ǝp ", "\u202ea ", "ⓐ",
    ],
)  # fmt: skip
def test_what_is_examined_grows_with_the_text_and_no_faster(unit: str) -> None:
    once, twice, often = (examined((unit * 8000)[:length]) for length in (2000, 4000, 8000))
    assert often <= 2.1 * twice + 100 <= 4.5 * once + 500
    # Of all spellings that a text may have, no more than so many for each of its characters.
    assert often <= 60 * 8000
