"""Verdicts of the moderation on words and pictures."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Ruling(enum.StrEnum):
    """What happens to words or pictures, from the mildest to the strictest."""

    ALLOW = "allow"
    SPOILER = "spoiler"
    HOLD = "hold"
    REFUSE = "refuse"

    @property
    def severity(self) -> int:
        """Rank from 0 (allow) to 3 (refuse)."""
        return tuple(Ruling).index(self)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Verdict on the words of a request, or on a picture.

    Args:
        ruling: what happens.
        rule: key of the rule that caused it, as "adult", "words:17" or "nudity"; empty if none did.
        score: of a picture, 0 to 1; None for words, and for a picture that could not be judged.
        understood: the words as the filter understood them; empty for pictures.
    """

    ruling: Ruling = Ruling.ALLOW
    rule: str = ""
    score: float | None = None
    understood: str = ""


ALLOWED = Verdict()


def strictest(verdicts: Iterable[Verdict]) -> Verdict:
    """Select the strictest verdict, the first of equal ones; ALLOWED if there is none."""
    return max(verdicts, key=lambda verdict: verdict.ruling.severity, default=ALLOWED)
