"""Captions of scenes, in many wordings; each time a scene is shown it gets another one."""

import random
from dataclasses import dataclass

from training.world.backgrounds import Background
from training.world.hues import says_colour
from training.world.scenes import Placed, Scene
from training.world.things import Name, things

NUMBERS = {2: ("two", "2", "a pair of"), 3: ("three", "3"), 4: ("four", "4"), 5: ("five", "5")}
BESIDE = ("next to", "beside", "and", "and", "with", "near", "left of", "to the left of")
BETWEEN = {
    "beside": BESIDE,
    "above": ("above", "over", "on top of"),
    "below": ("below", "under", "beneath", "underneath"),
    "in front of": ("in front of", "before"),
    "inside a frame of": ("inside a frame of", "in a frame of", "framed by", "surrounded by"),
}
TRIPLES = {
    "three beside": ("{}, {} and {}", "{} and {} and {}", "{} next to {} and {}"),
    "one above two": ("{} above {} and {}", "{} over {} and {}", "{} on top of {} and {}"),
}
SIZES = {"large": ("large", "big", "huge"), "small": ("small", "little"), "tiny": ("tiny", "mini")}
COLOUR_NAMES = {"gray": "grey", "light blue": "sky blue", "purple": "violet"}
HUE_NAMES = {"purple": "violet", "pink": "magenta"}
PAINTED = {
    "sky": ("in the sky", "in a cloudy sky", "among clouds", "on a sky with clouds"),
    "night": ("at night", "under the stars", "in a starry night", "on a night sky with stars"),
    "meadow": ("on a meadow", "in a meadow", "on green hills", "in a field"),
    "sea": ("at sea", "at the sea", "on the ocean", "in front of the sea"),
    "brick": ("on a brick wall", "in front of a brick wall", "on bricks"),
    "checkerboard": ("on a checkerboard", "on a checkered background", "checkerboard background"),
    "paper": ("on paper", "on a sheet of paper", "on lined paper"),
}
# Before the subject, and after it.
LOOKS = {
    "3d": (("3d", "3d render of", "a 3d"), ("3d", "3d render", "3d style", "in 3d")),
    "flat": (("flat", "flat icon of", "a flat"), ("flat", "flat design", "flat style", "icon")),
    "emoji": (("emoji of", "emoji", "an emoji of"), ("emoji", "emoji style", "as an emoji")),
    "outline": (("outline of", "line drawing of"), ("outline", "line art")),
    "silhouette": (("silhouette of", "a silhouette of"), ("silhouette", "black silhouette")),
    "neon": (("neon sign of", "neon"), ("neon", "in neon lights")),
    "sticker": (("sticker of", "a sticker of"), ("sticker", "as a sticker")),
    "pixel art": (("pixel art of", "pixel art"), ("pixel art", "in pixel art style")),
    "watercolour": (
        ("watercolour of", "watercolor painting of"),
        ("watercolour", "watercolor", "watercolour wash"),
    ),
    "sepia": (("sepia photo of", "sepia"), ("sepia", "in sepia")),
    "mosaic": (("mosaic of", "a mosaic of"), ("mosaic", "as a mosaic")),
}
OPENINGS = ("", "", "", "", "", "", "picture of", "a picture of", "drawing of", "an image of")


def caption(scene: Scene, rng: random.Random) -> str:
    """Write what a scene shows, in one of many wordings."""
    before, after = _style(scene, rng)
    before = before or rng.choice(OPENINGS)
    phrase = _Phrase(rng, takes_article=not before or before.endswith("of"))
    text = f"{before} {phrase.subject(scene)} {scene.place}".strip()
    behind = _behind(scene.background, rng) if scene.names_background else ""
    if not after:
        return f"{text} {behind}".strip()
    if behind and rng.random() < 0.5:
        return f"{text}, {after}, {behind}"
    return f"{text} {behind}".strip() + f", {after}"


@dataclass(frozen=True)
class _Phrase:
    """Wording of what stands in a scene.

    Args:
        rng: chooses among words of one meaning.
        takes_article: whether the first name may begin with one.
    """

    rng: random.Random
    takes_article: bool

    def subject(self, scene: Scene) -> str:
        """Write the things of a scene and their relation."""
        placed, kind = scene.placed, scene.kind
        if kind == "several":
            return self._counted(placed)
        first = self._named(placed[0], scene.size, self.takes_article)
        if kind == "one":
            return first
        if kind in TRIPLES:
            others = [self._named(one) for one in placed[1:]]
            return self.rng.choice(TRIPLES[kind]).format(first, *others)
        between = self.rng.choice(BETWEEN[kind])
        if kind == "inside a frame of":
            inside = self._named(placed[-1], may_have_article=self.takes_article)
            return f"{inside} {between} {self._name(placed[0]).several}"
        front, behind = placed if kind != "in front of" else placed[::-1]
        inside = self._named(front, may_have_article=self.takes_article)
        return f"{inside} {between} {self._named(behind)}"

    def _name(self, one: Placed) -> Name:
        names = things()[one.thing].names
        if one.colour:
            names = tuple(name for name in names if not says_colour(name.one))
        return names[0] if self.rng.random() < 0.5 else self.rng.choice(names)

    def _adjectives(self, one: Placed, size: str) -> list[str]:
        words = [self.rng.choice(SIZES[size])] if size else []
        if one.tilt:
            words.append(self.rng.choice(("tilted", "leaning")))
        if one.mirrored:
            words.append(self.rng.choice(("mirrored", "flipped")))
        if one.colour:
            synonym = HUE_NAMES.get(one.colour, one.colour)
            words.append(synonym if self.rng.random() < 0.2 else one.colour)
        return words

    def _named(self, one: Placed, size: str = "", may_have_article: bool = True) -> str:
        name = self._name(one)
        text = " ".join([*self._adjectives(one, size), name.one])
        counted = ("", "a", "a", "the", "one") if name.one != name.several else ("", "", "the")
        article = self.rng.choice(counted) if may_have_article else ""
        return with_article(article, text)

    def _counted(self, placed: tuple[Placed, ...]) -> str:
        numbers = NUMBERS[len(placed)]
        number = self.rng.choice(numbers if self.takes_article else numbers[:2])
        words = self._adjectives(placed[0], "")
        return " ".join([number, *words, self._name(placed[0]).several])


def with_article(article: str, text: str) -> str:
    """Put an article before a text, "an" before a vowel."""
    spelled = "an" if article == "a" and text[0] in "aeiou" else article
    return f"{spelled} {text}".strip()


def _behind(background: Background, rng: random.Random) -> str:
    if background.kind in PAINTED:
        return rng.choice(PAINTED[background.kind])
    names = [
        COLOUR_NAMES.get(name, name) if rng.random() < 0.25 else name for name in background.colours
    ]
    if background.kind == "gradient":
        return "on " + with_article("a", "{} to {} gradient".format(*names))
    wording = (f"on {with_article('a', names[0])} background", "on {c}", "{c} background")
    return rng.choice((*wording, "against {c}")).format(c=names[0])


def _style(scene: Scene, rng: random.Random) -> tuple[str, str]:
    """Choose words for the look: in front of the subject, or after it."""
    if not scene.look and not scene.names_set:
        return "", ""
    before, after = LOOKS[scene.look or scene.drawn]
    return (rng.choice(before), "") if rng.random() < 0.5 else ("", rng.choice(after))
