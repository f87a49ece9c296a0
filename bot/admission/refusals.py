"""Is there a model, a database, time? What is said to members where there is not."""

from bot.admission.types import Refusal
from bot.language import text
from bot.language.formatting import clip


def no_model(model: str) -> Refusal:
    """Say that the model is not there."""
    return Refusal(text("refused-no-model", model=model), "model_unavailable")


def other_models(model: str, allowed: tuple[str, ...]) -> Refusal:
    """Say that the server does not allow the model."""
    names = clip(", ".join(allowed), 1000)
    return Refusal(text("refused-other-model", model=model, allowed=names), "other_model")


def no_storage() -> Refusal:
    """Say that nothing can be promised now."""
    return Refusal(text("refused-no-storage"), "storage_unavailable")


def closing() -> Refusal:
    """Say that the bot is being stopped."""
    return Refusal(text("refused-closing"), "closing")
