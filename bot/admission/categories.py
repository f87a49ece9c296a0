"""Categories of words, and what a server makes of each."""

from collections.abc import Mapping

from bot.verdicts import Ruling

MINORS, PEOPLE = "minors", "people"
# The categories that a server decides on, with what holds where it has decided nothing.
DEFAULTS: Mapping[str, Ruling] = {
    "violence": Ruling.REFUSE,
    "hate": Ruling.REFUSE,
    "self_harm": Ruling.REFUSE,
    "adult": Ruling.REFUSE,
    PEOPLE: Ruling.ALLOW,
}
RULINGS: Mapping[str, Ruling] = {
    "off": Ruling.ALLOW,
    "hold": Ruling.HOLD,
    "refuse": Ruling.REFUSE,
}
