"""Is there a model, a database, time? What is said to members where there is not."""

from bot.admission.types import Refusal


def no_model(model: str) -> Refusal:
    """Say that the model is not there."""
    return Refusal(
        f"No pictures can be drawn for now: the model {model} could not be loaded. "
        "The bot's operator finds the reason in its log.",
        "model_unavailable",
    )


def no_storage() -> Refusal:
    """Say that nothing can be promised now."""
    return Refusal(
        "Your request could not be written down, so it is not taken and nothing is charged; "
        "please ask again in a minute.",
        "storage_unavailable",
    )


def closing() -> Refusal:
    """Say that the bot is being stopped."""
    return Refusal("The bot is being restarted; please ask again in a minute.", "closing")
