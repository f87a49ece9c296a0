"""Captioned pictures of one or two things on a plain background, as `starter` learns them.

Sizes and places lie on a grid of latent cells (8 pixels), so that a thing's latents are the
same wherever it stands: the diffusion model learns one pattern a size instead of sixty-four.
"""

import random
from dataclasses import dataclass

import numpy as np
from PIL import Image

from training.emoji import Thing, as_array, paste, things

SIZE = 128
CELL = 8
BACKGROUNDS = {
    "white": (255, 255, 255),
    "black": (24, 24, 28),
    "gray": (136, 140, 146),
    "red": (214, 48, 49),
    "orange": (243, 146, 55),
    "yellow": (250, 218, 94),
    "green": (76, 175, 80),
    "blue": (52, 109, 219),
    "light blue": (158, 208, 245),
    "purple": (136, 84, 196),
    "pink": (248, 165, 194),
    "brown": (128, 90, 62),
}
ALIASES = {"gray": "grey", "light blue": "sky blue", "purple": "violet"}
BESIDE = ("next to", "beside", "and", "with", "left of", "near")
ABOVE = ("above", "over", "on top of")
BELOW = ("below", "under")
LARGE, MEDIUM, SMALL = 104, 88, 56  # Edge lengths in pixels.
SMALL_WORDS = ("small", "small", "little", "tiny")
NEAR, MIDDLE, FAR = 4, (SIZE - SMALL) // 2, SIZE - SMALL - 4
PLACES = {
    "": (MIDDLE, MIDDLE),
    "on the left": (NEAR, MIDDLE),
    "on the right": (FAR, MIDDLE),
    "at the top": (MIDDLE, NEAR),
    "at the bottom": (MIDDLE, FAR),
}


@dataclass(frozen=True)
class Placed:
    """A thing with its edge length and top left corner in pixels."""

    thing: Thing
    edge: int
    left: int
    top: int


@dataclass(frozen=True)
class Scene:
    """What is in a picture; the caption is chosen anew each time the picture is shown."""

    placed: tuple[Placed, ...]
    background: str
    relation: str = ""
    small: bool = False
    place: str = ""

    def paint(self) -> np.ndarray:
        """Paint the scene: (128, 128, 3) float32 in [-1, 1]."""
        canvas = Image.new("RGB", (SIZE, SIZE), BACKGROUNDS[self.background])
        for one in self.placed:
            paste(canvas, one.thing.emoji, one.edge, one.left, one.top)
        return as_array(canvas)

    def caption(self, rng: random.Random) -> str:
        """Say what is in the picture, in one of many wordings."""
        # A place implies that the thing is small, so the word may be left out.
        small = self.small and (not self.place or rng.random() < 0.5)
        names = [_named(one.thing, small, rng) for one in self.placed]
        text = names[0]
        if self.relation:
            text = f"{names[0]} {_relation(self.relation, rng)} {names[1]}"
        if self.place:
            text = f"{text} {self.place}"
        if rng.random() < 0.85:
            text = f"{text} {_on_background(self.background, rng)}"
        return text


def _named(thing: Thing, small: bool, rng: random.Random) -> str:
    name = thing.name if rng.random() < 0.5 else rng.choice(thing.words)
    if small:
        name = f"{rng.choice(SMALL_WORDS)} {name}"
    opening = rng.choice(("", "", "", "a", "a", "the", "one", "picture of a", "drawing of a"))
    if opening.endswith("a") and name[0] in "aeiou":
        opening += "n"
    return f"{opening} {name}".strip()


def _relation(relation: str, rng: random.Random) -> str:
    return rng.choice({"beside": BESIDE, "above": ABOVE, "below": BELOW}[relation])


def _on_background(colour: str, rng: random.Random) -> str:
    word = ALIASES.get(colour, colour) if rng.random() < 0.3 else colour
    article = "an" if word[0] in "aeiou" else "a"
    wording = ("on {a} {c} background", "on {c}", "{c} background", "on {a} {c} background")
    return rng.choice(wording).format(a=article, c=word)


def single(thing: Thing, rng: random.Random) -> Scene:
    """One thing: mostly large and in the middle, else a bit smaller and aside, or small."""
    background = rng.choice(tuple(BACKGROUNDS))
    kind = rng.random()
    if kind < 0.35:
        place = rng.choice(tuple(PLACES))
        return Scene((Placed(thing, SMALL, *PLACES[place]),), background, small=True, place=place)
    if kind < 0.5:
        left, top = ((SIZE - MEDIUM) // 2 + CELL * rng.choice((-1, 0, 1)) for _ in range(2))
        return Scene((Placed(thing, MEDIUM, left, top),), background)
    corner = (SIZE - LARGE) // 2
    return Scene((Placed(thing, LARGE, corner, corner),), background)


def pair(first: Thing, second: Thing, rng: random.Random) -> Scene:
    """Two things side by side, or one above the other, as the caption will say."""
    relation = rng.choice(("beside", "beside", "above", "below"))
    near, far = (NEAR, FAR) if relation != "below" else (FAR, NEAR)
    if relation == "beside":
        placed = (Placed(first, SMALL, NEAR, MIDDLE), Placed(second, SMALL, FAR, MIDDLE))
    else:
        placed = (Placed(first, SMALL, MIDDLE, near), Placed(second, SMALL, MIDDLE, far))
    return Scene(placed, rng.choice(tuple(BACKGROUNDS)), relation)


def scenes(rounds: int, pairs: float, rng: random.Random) -> list[Scene]:
    """Compose scenes that show each thing alone `rounds` times, and `pairs` times as many pairs."""
    alone = [single(thing, rng) for _ in range(rounds) for thing in things()]
    together: list[Scene] = []
    for _ in range(round(len(alone) * pairs)):
        first, second = rng.sample(things(), 2)
        together.append(pair(first, second, rng))
    return alone + together
