"""Composes scenes at random, and keeps every 17th combination out of training.

A combination is a thing with a look, with a number, or with a colour: the pairs are numbered row by
row, things first, and number 16, 33, 50… of each list is never shown in training.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from training.world.backgrounds import COLOURS, PAINTED, SIZE, Background
from training.world.drawings import SETS
from training.world.hues import HUES, main_hues
from training.world.looks import FILTERS
from training.world.scenes import TILT, Placed, Scene
from training.world.things import things

HELD_OUT = 17
LOOKS = (*SETS, *FILTERS)
NUMBERS = (2, 3, 4, 5)
LARGE = (208, 192, 176)
SIZES = {"": LARGE, "large": (208,), "small": (96,), "tiny": (64,)}
PLACES = {
    "on the left": (8, None),
    "on the right": (-8, None),
    "at the top": (None, 8),
    "at the bottom": (None, -8),
    "in the top left corner": (8, 8),
    "in the top right corner": (-8, 8),
    "in the bottom left corner": (8, -8),
    "in the bottom right corner": (-8, -8),
}
# Edge, and the middles of the drawings.
ARRANGEMENTS: dict[int, tuple[tuple[int, tuple[tuple[int, int], ...]], ...]] = {
    2: ((112, ((68, 128), (188, 128))), (112, ((128, 68), (128, 188)))),
    3: ((80, ((44, 128), (128, 128), (212, 128))), (112, ((128, 68), (68, 188), (188, 188)))),
    4: ((112, ((68, 68), (188, 68), (68, 188), (188, 188))),),
    5: (
        (80, ((52, 52), (204, 52), (128, 128), (52, 204), (204, 204))),
        (80, ((44, 76), (128, 76), (212, 76), (84, 180), (172, 180))),
    ),
}
PAIRS = {
    "beside": ((68, 128), (188, 128)),
    "above": ((128, 68), (128, 188)),
    "below": ((128, 188), (128, 68)),
}
RIM = tuple(
    (across, down)
    for across in (32, 96, 160, 224)
    for down in (32, 96, 160, 224)
    if {across, down} & {32, 224}
)
RELATIONS = ("beside", "beside", "beside", "above", "below", "in front of", "inside a frame of")


def is_held_out(thing: int, options: tuple[object, ...], option: object) -> bool:
    """Decide whether a combination is kept out of training.

    Args:
        thing: index in the table.
        options: all looks, numbers or colours.
        option: one of them.
    """
    number = thing * len(options) + options.index(option)
    return number % HELD_OUT == HELD_OUT - 1


def is_seen(scene: Scene) -> bool:
    """Decide whether training may show a scene."""
    looks = {scene.drawn, scene.look or scene.drawn}
    for one in scene.placed:
        if any(is_held_out(one.thing, LOOKS, look) for look in looks):
            return False
        if one.colour and is_held_out(one.thing, tuple(HUES), one.colour):
            return False
    several = scene.kind == "several"
    return not (several and is_held_out(scene.placed[0].thing, NUMBERS, len(scene.placed)))


def background(rng: random.Random) -> Background:
    """Choose a background: plain in 45 of 100 scenes, a gradient in 15, else painted."""
    kind = rng.random()
    if kind < 0.45:
        return Background("plain", (rng.choice(tuple(COLOURS)),))
    if kind < 0.6:
        return Background("gradient", tuple(rng.sample(tuple(COLOURS), 2)))
    return Background(rng.choice(tuple(PAINTED)), seed=rng.randrange(64))


def centred(thing: int, edge: int, middle: tuple[int, int]) -> Placed:
    """Place a drawing by its middle, on the grid."""
    across, down = (round((value - edge // 2) / 8) * 8 for value in middle)
    return Placed(thing, edge, across, down)


def one(rng: random.Random) -> Scene:
    """One thing: mostly large and in the middle, else small or at a named place."""
    thing = rng.randrange(len(things()))
    size = rng.choice(("", "", "", "", "", "large", "small", "small", "tiny"))
    place = rng.choice(tuple(PLACES)) if size in ("small", "tiny") and rng.random() < 0.6 else ""
    edge = rng.choice(SIZES[size])
    across, down = PLACES.get(place, (None, None))
    middle = SIZE // 2
    reach = edge // 2 + 8
    at = [middle if v is None else reach if v > 0 else SIZE - reach for v in (across, down)]
    if edge in LARGE and rng.random() < 0.3:
        at[rng.randrange(2)] += rng.choice((-8, 8))
    placed = centred(thing, edge, (at[0], at[1]))
    twist = rng.random()
    if twist < 0.04:
        placed = replace(placed, tilt=rng.choice((-TILT, TILT)))
    elif twist < 0.08:
        placed = replace(placed, mirrored=True)
    if thing in main_hues() and rng.random() < 0.35:
        placed = replace(placed, colour=rng.choice(tuple(HUES)))
    return Scene((placed,), background(rng), "", size=size, place=place)


def several(rng: random.Random) -> Scene:
    """Two to five of one thing."""
    thing, number = rng.randrange(len(things())), rng.choice(NUMBERS)
    edge, middles = rng.choice(ARRANGEMENTS[number])
    colour = rng.choice(tuple(HUES)) if thing in main_hues() and rng.random() < 0.15 else ""
    placed = tuple(replace(centred(thing, edge, at), colour=colour) for at in middles)
    return Scene(placed, background(rng), "", kind="several")


def pair(rng: random.Random) -> Scene:
    """Two things in a relation; the one that is behind, or the frame, is placed first."""
    first, second = rng.sample(range(len(things())), 2)
    relation = rng.choice(RELATIONS)
    if relation == "inside a frame of":
        frame = [centred(second, 56, at) for at in RIM]
        placed = (*frame, centred(first, 112, (SIZE // 2, SIZE // 2)))
    elif relation == "in front of":
        placed = (centred(second, 176, (152, 104)), centred(first, 112, (72, 180)))
    else:
        one_at, other_at = PAIRS[relation]
        placed = (centred(first, 112, one_at), centred(second, 112, other_at))
    return Scene(placed, background(rng), "", kind=relation)


def triple(rng: random.Random) -> Scene:
    """Three things: side by side, or one above two."""
    chosen = rng.sample(range(len(things())), 3)
    kind = rng.choice(("three beside", "one above two"))
    edge, middles = ARRANGEMENTS[3][kind == "one above two"]
    placed = tuple(centred(t, edge, at) for t, at in zip(chosen, middles, strict=True))
    return Scene(placed, background(rng), "", kind=kind)


# Shares of the scenes.
KINDS: dict[Callable[[random.Random], Scene], float] = {
    one: 0.5,
    several: 0.18,
    pair: 0.22,
    triple: 0.1,
}


def compose(rng: random.Random) -> Scene:
    """Compose one scene that training may show."""
    while True:
        scene = rng.choices(list(KINDS), list(KINDS.values()))[0](rng)
        names_set = rng.random() < 0.5
        shares = (0.5, 0.25, 0.25) if names_set else (0.6, 0.2, 0.2)
        coloured = any(one.colour for one in scene.placed)
        look = rng.choice(FILTERS) if not coloured and rng.random() < 0.3 else ""
        scene = replace(
            scene,
            drawn=rng.choices(SETS, shares)[0],
            look=look,
            names_set=names_set and not look,
            names_background=rng.random() < 0.8,
        )
        if is_seen(scene):
            return scene
