"""Is there room, and a model? What the generation service refuses, in words for members."""

from bot.admission.types import Refusal
from bot.wording import capitalised, clip, duration
from generation import GenerationError, ModelUnavailable, QueueFull


def no_model(model: str) -> Refusal:
    """Say that the model is not there."""
    return Refusal(
        f"No pictures can be drawn for now: the model {model} could not be loaded. "
        "The bot's operator finds the reason in its log.",
        "model_unavailable",
    )


def not_taken(error: GenerationError, model: str) -> Refusal:
    """Say why the service did not take a request."""
    if isinstance(error, ModelUnavailable):
        return no_model(model)
    if isinstance(error, QueueFull):
        when = f"in {duration(error.eta_s)}" if error.eta_s is not None else "in a few minutes"
        return Refusal(f"{error} Please ask again {when}.", "queue_full")
    return Refusal(capitalised(clip(str(error), 300)), type(error).__name__)
