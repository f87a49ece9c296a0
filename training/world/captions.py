"""Captions of scenes, in many wordings; each time a scene is shown it gets another one."""

import random

from training.world.backgrounds import Background
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
SETS = {
    "3d": (("3d", "3d render of", "a 3d"), ("3d", "3d render", "3d style", "in 3d")),
    "flat": (("flat", "flat icon of", "a flat"), ("flat", "flat design", "flat style", "icon")),
    "emoji": (("emoji of", "emoji", "an emoji of"), ("emoji", "emoji style", "as an emoji")),
}
LOOKS = {
    "outline": ("outline of", "line drawing of", "outline", "line art"),
    "silhouette": ("silhouette of", "a silhouette of", "silhouette", "black silhouette"),
    "neon": ("neon sign of", "neon", "neon", "in neon lights"),
    "sticker": ("sticker of", "a sticker of", "sticker", "as a sticker"),
    "pixel art": ("pixel art of", "pixel art", "pixel art", "in pixel art style"),
    "watercolour": ("watercolour of", "watercolor painting of", "watercolour", "watercolor"),
    "sepia": ("sepia photo of", "sepia", "sepia", "in sepia"),
    "mosaic": ("mosaic of", "a mosaic of", "mosaic", "as a mosaic"),
}
OPENINGS = ("", "", "", "", "", "", "picture of", "a picture of", "drawing of", "an image of")


def caption(scene: Scene, rng: random.Random) -> str:
    """Write what a scene shows, in one of many wordings."""
    text = _subject(scene, rng)
    if scene.place:
        text = f"{text} {scene.place}"
    behind = _behind(scene.background, rng) if scene.names_background else ""
    before, after = _style(scene, rng)
    if behind and after and rng.random() < 0.5:
        text = f"{text}, {after}, {behind}"
    else:
        text = f"{text} {behind}".strip() + (f", {after}" if after else "")
    if before:
        return f"{before} {text}"
    return f"{rng.choice(OPENINGS)} {text}".strip()


def _subject(scene: Scene, rng: random.Random) -> str:
    if scene.kind == "several":
        return _counted(scene, rng)
    if scene.kind == "one":
        return _named(scene.placed[0], scene.size, rng)
    if scene.kind in ("three beside", "one above two"):
        names = [_named(one, "", rng) for one in scene.placed]
        if scene.kind == "three beside":
            return rng.choice(("{}, {} and {}", "{} and {} and {}", "{} next to {} and {}")).format(
                *names
            )
        return f"{names[0]} {rng.choice(BETWEEN['above'])} {names[1]} and {names[2]}"
    first, second = scene.placed[0], scene.placed[-1]
    if scene.kind == "inside a frame of":
        return f"{_named(second, '', rng)} {_between(scene, rng)} {_name(first, rng).several}"
    if scene.kind == "in front of":
        first, second = second, first
    return f"{_named(first, '', rng)} {_between(scene, rng)} {_named(second, '', rng)}"


def _between(scene: Scene, rng: random.Random) -> str:
    return rng.choice(BETWEEN[scene.kind])


def _name(one: Placed, rng: random.Random) -> Name:
    names = things()[one.thing].names
    if one.colour:
        names = tuple(name for name in names if not _says_colour(name)) or names
    return names[0] if rng.random() < 0.5 else rng.choice(names)


def _says_colour(name: Name) -> bool:
    return any(word in name.one.split() for word in ("red", "blue", "green", "yellow", "orange"))


def _adjectives(one: Placed, size: str, rng: random.Random) -> list[str]:
    words = [rng.choice(SIZES[size])] if size else []
    if one.tilt:
        words.append(rng.choice(("tilted", "leaning")))
    if one.mirrored:
        words.append(rng.choice(("mirrored", "flipped")))
    if one.colour:
        synonym = HUE_NAMES.get(one.colour, one.colour)
        words.append(synonym if rng.random() < 0.2 else one.colour)
    return words


def _named(one: Placed, size: str, rng: random.Random) -> str:
    words = " ".join([*_adjectives(one, size, rng), _name(one, rng).one])
    return f"{_article(words, rng)} {words}".strip()


def _article(words: str, rng: random.Random) -> str:
    article = rng.choice(("", "a", "a", "the", "one"))
    return "an" if article == "a" and words[0] in "aeiou" else article


def _counted(scene: Scene, rng: random.Random) -> str:
    one = scene.placed[0]
    words = [rng.choice(NUMBERS[len(scene.placed)]), *_adjectives(one, "", rng)]
    return " ".join([*words, _name(one, rng).several])


def _behind(background: Background, rng: random.Random) -> str:
    if background.kind in PAINTED:
        return rng.choice(PAINTED[background.kind])
    names = [
        COLOUR_NAMES.get(name, name) if rng.random() < 0.25 else name for name in background.colours
    ]
    if background.kind == "gradient":
        return "on a {} to {} gradient".format(*names)
    article = "an" if names[0][0] in "aeiou" else "a"
    wording = ("on {a} {c} background", "on {c}", "{c} background", "against {c}")
    return rng.choice(wording).format(a=article, c=names[0])


def _style(scene: Scene, rng: random.Random) -> tuple[str, str]:
    """Choose words for the look: in front of the subject, or after it."""
    if scene.look:
        first, second, third, fourth = LOOKS[scene.look]
        before, after = (first, second), (third, fourth)
    elif scene.names_set:
        before, after = SETS[scene.drawn]
    else:
        return "", ""
    return (rng.choice(before), "") if rng.random() < 0.5 else ("", rng.choice(after))
