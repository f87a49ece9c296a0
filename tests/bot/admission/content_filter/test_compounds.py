"""Claims about words that are glued together of others."""

import pytest

from bot.admission.content_filter.compounds import Compounds

COMPOUNDS = Compounds(("zebra", "boob", "zoo"), ("girl", "red", "hot", "kkk"))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("zebragirl", ("zebra", "girl")),
        ("girlzebra", ("girl", "zebra")),
        ("redhotzebragirl", ("red", "hot", "zebra", "girl")),
        ("zoored", ("zoo", "red")),
        ("boobgirl", ("boob", "girl")),
        ("zebraboob", ("zebra", "boob")),
        ("zebrazebra", ("zebra", "zebra")),
    ],
)
def test_a_glued_word_is_taken_apart_into_all_its_words(word: str, parts: tuple[str, ...]) -> None:
    assert COMPOUNDS.split(word) == parts


@pytest.mark.parametrize(
    "word", ["zebra", "redgirl", "zebrax", "xzebra", "zebraxgirl", "zebrakkk", "kkkkkk", "zo", ""]
)
def test_what_is_not_made_of_known_words_with_a_listed_one_stays_whole(word: str) -> None:
    assert COMPOUNDS.split(word) == ()
