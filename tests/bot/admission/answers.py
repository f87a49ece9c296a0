"""What a member reads for a verdict."""

from bot.admission import PlaceAndWordRules, Refusal, word_refusal
from bot.admission.content_filter.filter import Policy
from bot.verdicts import Ruling, Verdict
from generation import PreparedRequest


def refusal_of(answer: Verdict | Refusal) -> Refusal | None:
    """The refusal that follows from an answer, or None."""
    if isinstance(answer, Refusal):
        return answer
    return word_refusal(answer) if answer.ruling is Ruling.REFUSE else None


def text_refusal(rules: PlaceAndWordRules, prompt: str, negative: str = "") -> Refusal | None:
    """The refusal of texts in a server that has decided nothing."""
    return refusal_of(rules.judge_texts(prompt, negative, Policy()))


def request_refusal(rules: PlaceAndWordRules, prepared: PreparedRequest) -> Refusal | None:
    """The refusal of a request in a server that has decided nothing."""
    return refusal_of(rules.judge_request(prepared, Policy()))
