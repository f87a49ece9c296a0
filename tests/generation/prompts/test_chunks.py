import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.prompts.chunks import Chunks, chunks
from generation.prompts.tokenizer import Tokenizer
from training.merges import learn_merges

LENGTH, ROOM, MOST = 12, 10, 30
TOKENIZER = Tokenizer(learn_merges(["red apple", "blue rocket", "кошка"], 200))
TEXTS = st.text(st.characters(exclude_characters="\\()[]:"), max_size=12)


def lay(text: str) -> Chunks:
    return chunks(text, TOKENIZER, LENGTH, MOST)


def inner(laid: Chunks) -> list[int]:
    """All tokens but starts, ends and padding; the text must have none of these."""
    return [int(token) for token in laid.tokens.flat if token < TOKENIZER.start]


@given(text=TEXTS)
def test_a_text_without_emphasis_has_the_tokenizers_tokens(text: str) -> None:
    laid = lay(text)
    assert inner(laid) == TOKENIZER.encode(text)[1:-1][:MOST]
    assert np.all(laid.weights == 1)


@pytest.mark.parametrize(
    ("words", "rows"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3), (30, 3), (31, 3)]
)
def test_chunks_are_begun_when_the_last_is_full(words: int, rows: int) -> None:
    laid = lay("apple " * words)
    assert laid.tokens.shape == laid.weights.shape == (rows, LENGTH)
    assert (laid.tokens.dtype, laid.weights.dtype) == (np.int32, np.float32)
    assert np.all(laid.tokens[:, 0] == TOKENIZER.start)
    assert np.all(laid.tokens[:, -1] == TOKENIZER.end)
    assert len(inner(laid)) == min(words, MOST)


def test_a_short_chunk_is_padded_with_ends() -> None:
    assert lay("red apple").tokens.tolist() == [TOKENIZER.pad("red apple", LENGTH)]


def test_each_token_of_a_stretch_has_its_weight_and_starts_and_ends_have_none() -> None:
    laid = lay("red (blue rocket:1.5) [apple]")
    expected = [1, 1, 1.5, 1.5, 1 / 1.1, 1, 1, 1, 1, 1, 1, 1]
    np.testing.assert_allclose(laid.weights, [expected], rtol=1e-6)


def test_brackets_make_no_tokens_but_escaped_ones_do() -> None:
    assert inner(lay("(red) apple")) == inner(lay("red apple"))
    assert inner(lay(r"\(red\) apple")) == TOKENIZER.encode("(red) apple")[1:-1]


def test_what_fits_is_not_cut_and_what_does_not_is_said_as_it_was_written() -> None:
    assert lay("apple " * MOST).cut == ""
    assert lay("apple " * 29 + "red (Blue ROCKET:1.2), [apple]").cut == "Blue ROCKET, apple"


def test_of_a_word_that_is_read_in_part_the_rest_is_said() -> None:
    assert lay("кошка " * 25 + "12345678 red").cut == "6 7 8 red"


class Counting(Tokenizer):
    """Remembers what it was asked to encode."""

    def encode(self, text: str) -> list[int]:
        self.read = [*getattr(self, "read", []), text]
        return super().encode(text)


def test_of_what_there_is_no_room_for_no_tokens_are_found() -> None:
    tokenizer = Counting([])
    laid = chunks("a " * MOST + "1 " * 100, tokenizer, LENGTH, MOST)
    assert tokenizer.read == ["a "] * MOST
    assert laid.cut == ("1 " * 100).strip()


def test_half_a_character_is_not_said() -> None:
    assert lay("1" * 29 + "🍎apple").cut == "apple"


def test_padding_follows_the_end_of_each_chunk() -> None:
    padded = chunks("a", TOKENIZER, 8, 6, padding=0).tokens[0]
    plain = chunks("a", TOKENIZER, 8, 6).tokens[0]
    assert list(padded[2:]) == [TOKENIZER.end, 0, 0, 0, 0, 0]
    assert list(plain[2:]) == [TOKENIZER.end] * 6


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("red BREAK apple", ["red", "apple"]),
        ("red,BREAK,apple", ["red,", ",apple"]),
        ("red\nBREAK\napple BREAK rocket", ["red", "apple", "rocket"]),
        ("(red BREAK apple:1.5)", ["red", "apple"]),
        ("BREAK red", ["red"]),
        ("red BREAK", ["red"]),
        ("red BREAK BREAK apple", ["red", "apple"]),
        ("BREAK", [""]),
    ],
)
def test_a_prompt_goes_on_in_the_next_chunk_at_a_break(text: str, rows: list[str]) -> None:
    assert lay(text).tokens.tolist() == [TOKENIZER.pad(row, LENGTH) for row in rows]


def test_a_full_chunk_is_followed_by_no_empty_one() -> None:
    laid = lay("apple " * ROOM + "BREAK red")
    assert laid.tokens[1].tolist() == TOKENIZER.pad("red", LENGTH)


def test_breaks_make_no_more_chunks_than_the_longest_prompt_has() -> None:
    laid = lay("red BREAK " * 99)
    assert laid.tokens.shape == (MOST // ROOM, LENGTH)
    assert laid.cut == " BREAK ".join(["red"] * (99 - MOST // ROOM)) + " BREAK"


def test_tags_are_no_text() -> None:
    tagged = lay("red <lora:brush v2:0.7> apple<lyco:x>")
    assert tagged.tokens.tolist() == lay("red apple").tokens.tolist()


LEARNED = Tokenizer(
    learn_merges(["red apple", "blue rocket", "кошка"], 200),
    {"bad hands 5": 2, "style(v2)": 1, "style": 3, "[neg]": 1, "Easy": 8, "Caf\u0065\u0301": 1},
)


def lay_learned(text: str) -> Chunks:
    return chunks(text, LEARNED, LENGTH, MOST)


def vectors(laid: Chunks) -> list[list[int]]:
    """List the learned vectors of each row, counted from the first word's first."""
    return [[int(t) - LEARNED.size for t in row if t >= LEARNED.size] for row in laid.tokens]


@pytest.mark.parametrize(
    ("text", "expected", "weight"),
    [
        ("red, bad hands 5, apple", [0, 1], 1),
        ("red, BAD  hands\n5", [0, 1], 1),
        ("(bad hands 5:1.3)", [0, 1], 1.3),
        ("(red bad hands 5)", [0, 1], 1.1),
        ("red, style(v2), apple", [2], 1),
        (r"red, style\(v2\), apple", [2], 1),
        ("(style(v2):1.3)", [2], 1.3),
        ("((style(v2)))", [2], 1.21),
        ("[style]", [3, 4, 5], 1 / 1.1),
        ("style, [neg]", [3, 4, 5, 6], 1),
        (r"\[neg\]", [6], 1),
        ("caf\u00e9 apple", [15], 1),
        ("CAFE\u0301 apple", [15], 1),
    ],
)
def test_an_embedding_is_used_by_its_name_with_spaces_and_brackets_in_it(
    text: str, expected: list[int], weight: float
) -> None:
    laid = lay_learned(text)
    assert vectors(laid) == [expected]
    np.testing.assert_allclose(laid.weights[laid.tokens >= LEARNED.size], weight, rtol=1e-6)


@pytest.mark.parametrize("text", ["bad hands 55", "bad (hands:1.2) 5", "restyle", "badhands 5"])
def test_what_only_resembles_the_name_of_an_embedding_is_text(text: str) -> None:
    assert vectors(lay_learned(text)) == [[]]


@pytest.mark.parametrize(
    ("before", "rows"), [(2, [8]), (3, [0, 8]), (9, [0, 8]), (10, [0, 8]), (13, [0, 0, 8])]
)
def test_an_embedding_is_never_split_over_two_chunks(before: int, rows: list[int]) -> None:
    laid = lay_learned("apple " * before + "Easy")
    assert [*map(len, vectors(laid))] == rows
    assert laid.cut == ""


@pytest.mark.parametrize("before", [23, 29, 30])
def test_an_embedding_without_room_is_cut_whole_and_named(before: int) -> None:
    laid = lay_learned("apple " * before + "(Easy:1.2), red")
    assert not any(vectors(laid))
    assert laid.cut == "Easy, red"
    assert len(laid.tokens) == 3


def test_room_that_an_embedding_leaves_empty_is_not_given_again() -> None:
    laid = lay_learned("apple " * 9 + "Easy " + "red " * 12 + "blue")
    assert [len(row) for row in vectors(laid)] == [0, 8, 0]
    assert laid.cut == "blue"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("red BREAK bad hands 5", [[], [0, 1]]),
        ("Easy BREAK style", [[7, 8, 9, 10, 11, 12, 13, 14], [3, 4, 5]]),
        ("<lora:style(v2):0.8> style(v2)", [[2]]),
        ("(bad hands 5 BREAK style:1.2)", [[0, 1], [3, 4, 5]]),
    ],
)
def test_embeddings_stand_beside_breaks_and_tags(text: str, rows: list[list[int]]) -> None:
    assert vectors(lay_learned(text)) == rows


def test_behind_an_embedding_that_is_cut_breaks_are_cut_too() -> None:
    assert lay_learned("apple " * 25 + "Easy BREAK red").cut == "Easy BREAK red"


def test_markup_is_read_before_characters_are_composed() -> None:
    """Composed with the mark behind it, the end of a tag would become another character."""
    assert inner(lay_learned("red <lora:blue:1>\u0338")) == LEARNED.encode("red \u0338")[1:-1]
