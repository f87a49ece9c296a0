"""Refusals for words, and for want of a model, a database or time."""

from bot.admission.categories import MINORS, OPERATOR
from bot.admission.content_filter.filter import NEGATIVE
from bot.admission.types import Refusal
from bot.language import text
from bot.language.formatting import clip
from bot.verdicts import Verdict

# None of them names the word that was found, which would teach how to get around the lists.
_WORDS = {
    MINORS: text("refused-minors"),
    OPERATOR: text("refused-word"),
    "violence": text("refused-violence"),
    "hate": text("refused-hate"),
    "self_harm": text("refused-self-harm"),
    "adult": text("refused-adult"),
    "people": text("refused-people"),
}


def word_refusal(verdict: Verdict) -> Refusal:
    """Build the refusal for words, which names the category of the rule.

    Args:
        verdict: to refuse the words.
    """
    if verdict.rule == MINORS:
        return Refusal(text("refused-minors"), "minors")
    if verdict.rule.endswith(NEGATIVE):
        return Refusal(text("refused-negative-word"), "blocked_word")
    what = _WORDS.get(verdict.rule, text("refused-server-words"))
    return Refusal(what, "blocked_word")


def no_model(model: str) -> Refusal:
    """Build the refusal for an unavailable model."""
    return Refusal(text("refused-no-model", model=model), "model_unavailable")


def other_models(model: str, allowed: tuple[str, ...]) -> Refusal:
    """Build the refusal for a model that the server does not allow.

    Args:
        model: name of the model.
        allowed: names of the models that the server allows.
    """
    names = clip(", ".join(allowed), 1000)
    return Refusal(text("refused-other-model", model=model, allowed=names), "other_model")


def no_storage() -> Refusal:
    """Build the refusal for an unavailable database."""
    return Refusal(text("refused-no-storage"), "storage_unavailable")


def closing() -> Refusal:
    """Build the refusal while the bot is stopping."""
    return Refusal(text("refused-closing"), "closing")
