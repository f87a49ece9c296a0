import gzip
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.errors import InvalidRequest
from generation.models.catalogue import STARTER
from generation.tokenizer import Tokenizer
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
def reference(vocabulary: Path) -> Any:
    from keras_cv.src.models.stable_diffusion.clip_tokenizer import SimpleTokenizer

    return SimpleTokenizer(str(vocabulary))


# Any text, and text of what the vocabulary has merges for and the pattern has branches for.
CLITICS = ("'S", "'LL", "'ſ", "ΑΣ", "İ")
MARKUP = ("&amp;amp;", "&#x1f34e;", "<|startoftext|>", "<|ENDOFTEXT|>")
CONTROLS = ("\u200f", "\x00", "\x1c", "\x85", "\t", " ")
NUMBERS = ("Ⅷ", "½", "٣")
PIECES = st.sampled_from(
    [*" ".join(CAPTIONS).split(), *CLITICS, *MARKUP, *CONTROLS, *NUMBERS, "👩\u200d🚀"]
)
TEXTS = st.text() | st.lists(PIECES | st.text(max_size=3)).map("".join)


@given(text=TEXTS)
def test_tokens_equal_keras_cvs(ours: Tokenizer, reference: Any, text: str) -> None:
    assert ours.encode(text) == reference.encode(text)


def test_the_vocabularys_layout_is_clips(ours: Tokenizer, reference: Any) -> None:
    assert ours.size == len(reference.vocab) == 512 + len(MERGES) + 2
    assert (ours.start, ours.end) == (reference.start_of_text, reference.end_of_text)


def test_merges_beyond_clips_vocabulary_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "merges.txt"
    path.write_text("\n".join(f"a{index} b" for index in range(50_000)), "utf-8")
    assert Tokenizer.from_file(path).size == 49_408


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_is_a_start_and_an_end(ours: Tokenizer, text: str) -> None:
    assert ours.encode(text) == [ours.start, ours.end]


def test_half_a_surrogate_pair_is_a_question_mark(ours: Tokenizer) -> None:
    assert ours.encode("a \ud83c b") == ours.encode("a ? b")


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
