from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.prompts.emphasis import MAX_WEIGHT, Piece, parse, plain_text

PLAIN = st.text(st.characters(exclude_characters="\\()[]:"))
MARKUP = st.text("ab ()[]:\\.13+-", max_size=60) | st.text()


def pieces(*pairs: tuple[str, float]) -> tuple[Piece, ...]:
    return tuple(Piece(text, pytest.approx(weight)) for text, weight in pairs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("normal text", pieces(("normal text", 1))),
        ("an (important) word", pieces(("an ", 1), ("important", 1.1), (" word", 1))),
        ("(unbalanced", pieces(("unbalanced", 1.1))),
        (r"\(literal\]", pieces(("(literal]", 1))),
        ("(unnecessary)(parens)", pieces(("unnecessaryparens", 1.1))),
        (
            "a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).",
            pieces(
                ("a ", 1),
                ("house", 1.573),
                (" ", 1.1),
                ("on", 1),
                (" a ", 1.1),
                ("hill", 0.55),
                (", sun, ", 1.1),
                ("sky", 1.4641),
                (".", 1.1),
            ),
        ),
    ],
)
def test_it_reads_what_the_web_uis_documentation_shows(
    text: str, expected: tuple[Piece, ...]
) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[dog]", pieces(("dog", 1 / 1.1))),
        ("(dog : 1.3 )", pieces(("dog ", 1.3))),
        ("(dog:.5)(cat:-1)", pieces(("dog", 0.5), ("cat", -1))),
        ("[dog", pieces(("dog", 1 / 1.1))),
        ("dog)]", pieces(("dog)]", 1))),
        ("dog:1.3)", pieces(("dog:1.3)", 1))),
        ("(dog:1.2.3)", pieces(("dog:1.2.3", 1.1))),
        (r"a\b \\ \:", pieces((r"ab \ :", 1))),
        ("", pieces(("", 1))),
        ("()", pieces(("", 1))),
    ],
)
def test_what_the_documentation_leaves_open(text: str, expected: tuple[Piece, ...]) -> None:
    assert parse(text) == expected


@given(text=PLAIN)
def test_a_text_without_signs_is_one_piece_as_it_is(text: str) -> None:
    assert parse(text) == (Piece(text),)


@given(text=MARKUP)
def test_any_text_has_pieces_of_bounded_weight_and_no_two_neighbours_of_one(text: str) -> None:
    weights = [piece.weight for piece in parse(text)]
    assert all(abs(weight) <= MAX_WEIGHT for weight in weights)
    assert all(one != other for one, other in pairwise(weights))


@given(texts=st.lists(PLAIN, min_size=1), weight=st.floats(0, 9).map(lambda w: round(w, 2)))
def test_pieces_together_are_the_text_without_its_markup(texts: list[str], weight: float) -> None:
    marked = (f"{text} ({text}:{weight}) [{text}]" for text in texts)
    assert plain_text("".join(marked)) == "".join(f"{text} {text} {text}" for text in texts)


@given(text=PLAIN.filter(bool))
def test_escaped_text_is_read_as_it_stands(text: str) -> None:
    assert plain_text(rf"\({text}\) \[{text}\] \\") == rf"({text}) [{text}] \ ".rstrip()


@given(outer=st.integers(0, 6), inner=st.integers(0, 6))
def test_nested_weights_multiply(outer: int, inner: int) -> None:
    text = "(" * outer + "[" * inner + "dog" + "]" * inner + ")" * outer
    assert parse(text) == pieces(("dog", 1.1 ** (outer - inner)))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 9000 + "dog",
        f"(dog:{'9' * 400})",
        f"((dog:0):{'9' * 400})",
        "((a:0)" * 3000,
        "(a" * 5_000,
        ":" + "1" * 300_000,
    ],
    ids=range(6),
)
def test_whatever_is_nested_stays_finite_and_is_read_at_once(text: str) -> None:
    assert all(abs(piece.weight) <= MAX_WEIGHT for piece in parse(text))


@pytest.mark.parametrize("sign", [" ", "\n", "BREAK "])
def test_a_text_that_was_made_to_keep_its_reader_busy_does_not(sign: str) -> None:
    """Were it read in quadratic time, this would not end before the tests are ended."""
    assert plain_text(f"red{sign * 2**18}").startswith("red")
