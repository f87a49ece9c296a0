import gzip
import importlib.util
import random
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.errors import InvalidRequest, ModelUnavailable
from generation.models.catalogue import STARTER
from generation.prompts.tokenizer import END, START, Tokenizer
from training.merges import learn_merges, write_merges

CAPTIONS = (
    "a red apple next to a rocket, isn't it the cat's?",
    "The the then than that thin think anna banana ananas",
    "éclair straße naïve ŝtelo",
    "12 34 1999 !!! ?? ... :-)",
    "кошка на синем фоне",
    "תפוח אדום",
    "🍎🍏 🚀🚀",
)
MERGES = learn_merges(CAPTIONS, 300)


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vocabulary file as CLIP's is: gzipped, with a header line."""
    path = tmp_path_factory.mktemp("vocabulary") / "merges.txt.gz"
    lines = ['"bpe_simple_vocab_16e6.txt#version: 0.2', *map(" ".join, MERGES)]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


@pytest.fixture(scope="module")
def ours(vocabulary: Path) -> Tokenizer:
    return Tokenizer.from_file(vocabulary)


@pytest.fixture(scope="module")
def kerascv(vocabulary: Path) -> Any:
    return kerascvs(vocabulary)


@pytest.fixture(scope="module")
def reference(kerascv: Any) -> Any:
    return transformers_like(kerascv)


@pytest.fixture(scope="module")
def clips_own() -> Path:
    """CLIP's own vocabulary; the package around it, which needs torchvision, is not imported."""
    package = importlib.util.find_spec("open_clip")
    if package is None or package.origin is None:
        pytest.skip("the wheel open-clip-torch, of the extra parity, is not installed")
    return Path(package.origin).with_name("bpe_simple_vocab_16e6.txt.gz")


def kerascvs(vocabulary: Path) -> Any:
    from keras_cv.src.models.stable_diffusion.clip_tokenizer import SimpleTokenizer

    return SimpleTokenizer(str(vocabulary))


def transformers_like(kerascv: Any) -> Any:
    """The reference with the vocabulary that KerasCV has read: none of it went through ours."""
    reason = "transformers 5, of the extra parity, is not installed"
    transformers = pytest.importorskip("transformers", minversion="5", reason=reason)
    return transformers.CLIPTokenizer(vocab=kerascv.encoder, merges=list(kerascv.bpe_ranks))


# Text of what the vocabulary has merges for and the pattern has branches for.
WORDS = " ".join(CAPTIONS).split()
CLITICS = (
    "'s",
    "'S",
    "'LL",
    "'re",
    "'ſ",
    "'",
    "ΑΣ",
    "İ",
    "e\u0301",
    "한국",
    "ยิ้ม",
    "東京",
    "日本語",
)
MARKUP = ("&amp;amp;", "&#x1f34e;", START, END, END.upper(), "(red:1.3)", "[x]", "\\")
CONTROLS = ("\u200f", "\x00", "\x1c", "\x85", "\t", " ", "  ", "\u3000")
NUMBERS = ("Ⅷ", "½", "٣", "2026")
EMOJI = ("👩\u200d🚀", "👍🏽", "🇯🇵", "❤️", "🍎🚀")
SCRIPTS = ((0, 0x250), (0x300, 0x700), (0x900, 0xE80), (0x1E00, 0x2100), (0x3000, 0x3100))
MORE_SCRIPTS = ((0x4E00, 0x5000), (0xAC00, 0xAD00), (0xFB00, 0xFFFF), (0x1F300, 0x1F700))
ANYTHING = ((0, 0xD800), (0xE000, 0x110000))


def generated_texts(
    count: int, more: Sequence[str] = (), longest: int = 12, gaps: Sequence[str] = ("",)
) -> Iterator[str]:
    """Join pieces and single characters; `more` are as likely as all the other pieces."""
    rng = random.Random(0)
    pieces = (*WORDS, *CLITICS, *MARKUP, *CONTROLS, *NUMBERS, *EMOJI)
    for _ in range(count):
        texts = (
            rng.choice(rng.choice((pieces, more or pieces)))
            if rng.random() < 0.6
            else generated_character(rng)
            for _ in range(rng.randint(0, longest))
        )
        yield rng.choice(gaps).join(texts)


def generated_character(rng: random.Random) -> str:
    """Any character that this Python's Unicode knows: the reference's may know more.

    It may also know less: its NFC leaves accents of later Unicodes, such as U+09FE, out of order.
    """
    old = unicodedata.ucd_3_2_0
    while True:
        char = chr(rng.randrange(*rng.choice((*SCRIPTS, *MORE_SCRIPTS, *ANYTHING))))
        known = unicodedata.category(char) not in ("Cn", "Cs")
        if known and unicodedata.combining(char) == old.combining(char):
            return char


def test_tokens_of_10_000_generated_texts_equal_transformers(
    ours: Tokenizer, reference: Any
) -> None:
    different = [
        text
        for text in generated_texts(10_000)
        if ours.encode(text) != reference(text)["input_ids"]
    ]
    assert different == []


@pytest.mark.slow
def test_tokens_of_20_000_generated_texts_in_clips_own_vocabulary_equal_transformers(
    clips_own: Path,
) -> None:
    tokenizer, kerascv = Tokenizer.from_file(clips_own), kerascvs(clips_own)
    reference = transformers_like(kerascv)
    assert tokenizer.size == len(reference) == 49_408
    known = [piece.removesuffix("</w>") for piece in kerascv.vocab[512:]]
    different = [
        text
        for text in generated_texts(20_000, known, 80, ("", " ", ", ", "  \n"))
        if tokenizer.encode(text) != reference(text)["input_ids"]
    ]
    assert different == []


@given(text=st.lists(st.sampled_from([*WORDS, " ", "!", "'s", "(", ",", "7"])).map("".join))
def test_tokens_of_plain_texts_equal_keras_cvs(ours: Tokenizer, kerascv: Any, text: str) -> None:
    assert ours.encode(text) == kerascv.encode(text)


def test_the_vocabularys_layout_is_clips(ours: Tokenizer, kerascv: Any) -> None:
    assert ours.size == len(kerascv.vocab) == 512 + len(MERGES) + 2
    assert (ours.start, ours.end) == (kerascv.start_of_text, kerascv.end_of_text)


def test_merges_beyond_clips_vocabulary_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "merges.txt"
    path.write_text("\n".join(f"a{index} b" for index in range(50_000)), "utf-8")
    assert Tokenizer.from_file(path).size == 49_408


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_is_a_start_and_an_end(ours: Tokenizer, text: str) -> None:
    assert ours.encode(text) == [ours.start, ours.end]


def test_half_a_surrogate_pair_is_a_question_mark(ours: Tokenizer) -> None:
    assert ours.encode("a \ud83c b") == ours.encode("a ? b")


def test_decoding_gives_the_words_back_and_leaves_parts_of_characters_out(ours: Tokenizer) -> None:
    tokens = ours.encode("Red  apple, éclair 👩")[1:-1]
    assert ours.decode(tokens) == "red apple , éclair 👩 "
    assert ours.decode(tokens[:-1]) == "red apple , éclair "


def test_padding_fills_with_ends(ours: Tokenizer) -> None:
    tokens = ours.encode("red apple")
    assert ours.pad("red apple", 12) == tokens + [ours.end] * (12 - len(tokens))


def test_a_text_that_just_fits_is_taken_and_one_token_more_is_refused(ours: Tokenizer) -> None:
    assert len(ours.pad("1" * 10, 12)) == 12
    with pytest.raises(InvalidRequest) as refusal:
        ours.pad("1" * 11, 12)
    assert str(refusal.value) == "prompt must have at most 10 tokens. You gave 11 tokens."


def test_learning_joins_the_most_frequent_pair_first() -> None:
    assert learn_merges(["ab ab abc"], 10) == [("a", "b</w>"), ("a", "b"), ("ab", "c</w>")]


def test_learning_stops_at_its_size() -> None:
    assert learn_merges(CAPTIONS, 7) == MERGES[:7]


def test_learned_words_are_single_tokens_after_writing_and_reading(tmp_path: Path) -> None:
    write_merges(learn_merges(["red apple", "кошка"], 100), tmp_path / "merges.txt")
    tokenizer = Tokenizer.from_file(tmp_path / "merges.txt")
    assert len(tokenizer.encode("Apple RED кошка")) == 5


def test_starters_vocabulary_fits_its_text_encoder() -> None:
    tokenizer = Tokenizer.from_file(STARTER.local["vocabulary"])
    assert 512 < tokenizer.size <= 2304
    assert max(tokenizer.encode("red apple 🍎 ünknown")) < 2304


def test_learned_words_have_tokens_of_their_own_wherever_they_stand_alone() -> None:
    tokenizer = Tokenizer([], {"my-style": 2, "Hat": 1})
    size = tokenizer.size
    assert tokenizer.encode("my-style")[1:-1] == [size, size + 1]
    assert tokenizer.encode("a MY-STYLE, hat")[1:-1] == [
        *tokenizer.encode("a")[1:-1],
        size,
        size + 1,
        *tokenizer.encode(",")[1:-1],
        size + 2,
    ]
    assert max(tokenizer.encode("hats my-styles")) < size
    assert tokenizer.decode(tokenizer.encode("a hat")[1:-1]).strip() == "a"


def test_words_that_differ_only_in_capitals_leave_the_vectors_of_the_others_in_place() -> None:
    tokenizer = Tokenizer([], {"Hat": 1, "hat": 2, "my": 1})
    size = tokenizer.size
    assert tokenizer.encode("hat my")[1:-1] == [size + 1, size + 2, size + 3]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("merges.txt", b"a b c"),
        ("merges.txt", b"a"),
        ("merges.txt", b"\xff\xfe"),
        ("merges.txt.gz", b"a b"),
        ("merges.txt.gz", gzip.compress(b"a b\n" * 1000)[:-20]),
    ],
)
def test_a_damaged_vocabulary_is_refused_by_name(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelUnavailable, match=rf"{name} is no list of merges"):
        Tokenizer.from_file(tmp_path / name)
