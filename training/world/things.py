"""The table of things, and the plurals of their names."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("things.tsv")
IRREGULAR = {
    "bacon": "bacon",
    "bread": "loaves of bread",
    "broccoli": "broccoli",
    "cactus": "cacti",
    "candy": "candies",
    "child": "children",
    "deer": "deer",
    "fish": "fish",
    "foot": "feet",
    "garlic": "garlic",
    "goose": "geese",
    "knife": "knives",
    "leaf": "leaves",
    "loaf": "loaves",
    "mango": "mangoes",
    "man": "men",
    "mosquito": "mosquitoes",
    "mouse": "mice",
    "popcorn": "popcorn",
    "potato": "potatoes",
    "rice": "rice",
    "scarf": "scarves",
    "sheep": "sheep",
    "snowman": "snowmen",
    "spaghetti": "spaghetti",
    "squid": "squid",
    "sushi": "sushi",
    "tomato": "tomatoes",
    "tooth": "teeth",
    "tornado": "tornadoes",
    "volcano": "volcanoes",
    "wolf": "wolves",
}
SINGULAR_ENDS = ("ss", "us", "is")  # Any other word that ends in an s is a plural already.
SIBILANTS = ("s", "x", "z", "ch", "sh")
JOINTS = tuple(
    f" {word} "
    for word in ("of", "screaming", "with", "in", "on", "from", "behind", "without", "at")
)


@dataclass(frozen=True)
class Name:
    """A word for a thing, for one of it and for several."""

    one: str
    several: str


@dataclass(frozen=True)
class Thing:
    """Something that can be drawn: one emoji and the words people use for it."""

    emoji: str
    names: tuple[Name, ...]

    @property
    def name(self) -> str:
        """Return its main name, for one of it."""
        return self.names[0].one


@cache
def things() -> tuple[Thing, ...]:
    """Read the table of things, in its order: emoji and names, `one` or `one|several`."""
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines())
    return tuple(Thing(emoji, tuple(map(_parse, names))) for emoji, *names in rows)


def _parse(text: str) -> Name:
    one, _, several = text.partition("|")
    return Name(one, several or plural(one))


def plural(name: str) -> str:
    """Return the plural of a name: "slice of pizza" → "slices of pizza"."""
    for joint in JOINTS:
        if joint in name:
            head, _, rest = name.partition(joint)
            return plural(head) + joint + rest
    rest, _, head = name.rpartition(" ")
    return f"{rest} {_plural_word(head)}".strip()


def _plural_word(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("s") and not word.endswith(SINGULAR_ENDS):
        return word
    if word.endswith(SIBILANTS):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"
