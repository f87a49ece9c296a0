"""Refusals for want of a model, a database or time."""

from bot.admission.types import Refusal
from bot.language import text
from bot.language.formatting import clip


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
