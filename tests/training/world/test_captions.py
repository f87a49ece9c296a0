"""Claims about the wording of scenes."""

import random

import pytest

from generation.prompts.tokenizer import Tokenizer
from training.next.networks import CONTEXT_LENGTH
from training.next.vocabulary import MERGES
from training.world.backgrounds import Background
from training.world.captions import caption, with_article
from training.world.compose import centred, compose
from training.world.hues import says_colour
from training.world.scenes import Placed, Scene
from training.world.things import things

PLAIN = Background("plain", ("white",))
WORDINGS = range(40)


def thing(name: str) -> int:
    """Return the index of a thing."""
    return next(index for index, thing in enumerate(things()) if thing.name == name)


def wordings(scene: Scene) -> list[str]:
    """Write a scene in many ways."""
    return [caption(scene, random.Random(seed)) for seed in WORDINGS]


def test_the_model_has_a_token_for_every_word_and_room_for_all_of_them() -> None:
    tokenizer, rng = Tokenizer.from_file(MERGES), random.Random(3)
    captions = [caption(compose(rng), rng) for _ in range(800)]
    assert not {word for text in captions for word in tokenizer.unknown_words(text)}
    assert max(len(tokenizer.encode(text)) for text in captions) <= CONTEXT_LENGTH


@pytest.mark.parametrize(
    ("kind", "first"), [("beside", "cookie"), ("above", "cookie"), ("below", "cookie")]
)
def test_the_first_of_a_pair_is_named_first(kind: str, first: str) -> None:
    placed = (centred(thing("cookie"), 112, (68, 128)), centred(thing("rocket"), 112, (188, 128)))
    for text in wordings(Scene(placed, PLAIN, "3d", kind=kind)):
        named = min(places(text), key=lambda pair: pair[1])[0]
        assert named == first


def test_what_stands_in_front_is_named_first() -> None:
    placed = (centred(thing("rocket"), 176, (152, 104)), centred(thing("cookie"), 112, (72, 180)))
    for text in wordings(Scene(placed, PLAIN, "3d", kind="in front of")):
        assert min(places(text), key=lambda pair: pair[1])[0] == "cookie"


def places(text: str) -> list[tuple[str, int]]:
    """Find where the two things are named: (thing, position) of each."""
    return [
        (name, text.index(word.one))
        for name in ("cookie", "rocket")
        for word in things()[thing(name)].names
        if word.one in text
    ]


def test_several_are_counted_in_the_plural() -> None:
    placed = tuple(Placed(thing("cookie"), 80, 8, 8) for _ in range(3))
    for text in wordings(Scene(placed, PLAIN, "flat", kind="several")):
        assert "three " in text or "3 " in text
        assert "cookies" in text or "biscuits" in text


def test_a_recoloured_thing_is_not_called_by_its_old_colour() -> None:
    placed = (Placed(thing("red apple"), 208, 24, 24, colour="blue"),)
    for text in wordings(Scene(placed, PLAIN, "3d", names_background=False)):
        assert "blue apple" in text
        assert not says_colour(text.replace("blue", ""))


def test_an_unnamed_look_and_background_are_left_out() -> None:
    scene = Scene(
        (Placed(thing("cookie"), 208, 24, 24),),
        PLAIN,
        "3d",
        names_set=False,
        names_background=False,
    )
    assert not [text for text in wordings(scene) if "3d" in text or "white" in text]


def test_an_article_is_spelled_for_what_follows() -> None:
    assert with_article("a", "apple") == "an apple"
    assert with_article("a", "pear") == "a pear"
    assert with_article("", "pear") == "pear"
