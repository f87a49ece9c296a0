"""Claims about the table of things."""

from collections import Counter

import pytest

from training.world.things import plural, things


def test_there_are_at_least_six_hundred_things_and_no_word_means_two_of_them() -> None:
    words = Counter(name.one for thing in things() for name in thing.names)
    assert len(things()) >= 600
    assert not [word for word, times in words.items() if times > 1]


def test_each_thing_is_one_emoji_of_its_own() -> None:
    emoji = [thing.emoji for thing in things()]
    assert len(set(emoji)) == len(emoji)
    assert {len(character) for character in emoji} == {1}


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("apple", "apples"),
        ("slice of pizza", "slices of pizza"),
        ("computer mouse", "computer mice"),
        ("cherry", "cherries"),
        ("toy", "toys"),
        ("fox", "foxes"),
        ("bus", "buses"),
        ("dress", "dresses"),
        ("jeans", "jeans"),
        ("face screaming in fear", "faces screaming in fear"),
    ],
)
def test_a_plural_is_the_one_that_people_write(one: str, several: str) -> None:
    assert plural(one) == several
