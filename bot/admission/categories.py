"""Categories of words, and what a server makes of each."""

from collections.abc import Mapping
from typing import Literal

from bot.verdicts import Ruling

Category = Literal["violence", "hate", "self_harm", "adult", "people"]
Choice = Literal["off", "hold", "refuse"]

MINORS, OPERATOR = "minors", "operator"
# Word lists of the categories. Sexual violence is of two: it passes only where both are off.
LISTS: Mapping[str, tuple[str, ...]] = {
    MINORS: ("child_abuse",),
    "violence": ("violence", "abuse"),
    "hate": ("hate",),
    "self_harm": ("self_harm",),
    "adult": ("adult", "abuse"),
}
# Sexual content with minors and the operator's own words are refused everywhere.
ALWAYS: Mapping[str, Ruling] = {MINORS: Ruling.REFUSE, OPERATOR: Ruling.REFUSE}
# The categories that a server decides on, with what holds where it has decided nothing.
DEFAULTS: Mapping[Category, Ruling] = {
    "violence": Ruling.REFUSE,
    "hate": Ruling.REFUSE,
    "self_harm": Ruling.REFUSE,
    "adult": Ruling.REFUSE,
    "people": Ruling.ALLOW,
}
RULINGS: Mapping[str, Ruling] = {
    "off": Ruling.ALLOW,
    "hold": Ruling.HOLD,
    "refuse": Ruling.REFUSE,
}
# Allowed in a negative prompt, which steers away from its words.
PROMPT_ONLY = frozenset({"adult", "people"})


def choose_rulings(
    chosen: Mapping[str, str], least: Mapping[Category, Choice]
) -> Mapping[str, Ruling]:
    """Select the ruling of each category: the stricter one of the server's and the operator's.

    Args:
        chosen: "off", "hold" or "refuse" by the server, by category; others have their default.
        least: the mildest that the operator lets a server choose, by category.
    """

    def stricter(key: Category) -> Ruling:
        rulings = RULINGS.get(chosen.get(key, ""), DEFAULTS[key]), RULINGS[least.get(key, "off")]
        return max(rulings, key=lambda ruling: ruling.severity)

    return {**ALWAYS, **{key: stricter(key) for key in DEFAULTS}}
