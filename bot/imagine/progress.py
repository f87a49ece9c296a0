"""What a member reads while the picture is being made."""

from bot.wording import duration, quoted
from generation import GenerationRequest, Progress, Queued, ServiceStatus

_BAR_WIDTH = 10

_NOT_READY = {
    "starting": "The model is being started",
    "loading": "The model is being loaded",
    "warming": "The model is being warmed up",
}


def progress_text(
    request: GenerationRequest, event: Queued | Progress | None, status: ServiceStatus
) -> str:
    """Say how far a request is."""
    prompt = quoted(request.prompt, 120)
    if isinstance(event, Progress):
        done = round(_BAR_WIDTH * event.step / max(1, event.of))
        bar = "▰" * done + "▱" * (_BAR_WIDTH - done)
        return f"{prompt}\n{bar} step {event.step} of {event.of}{_left(event.eta_s)}"
    if status.phase in _NOT_READY:
        return (
            f"{prompt}\n{_NOT_READY[status.phase]}, which can take a minute or more after a "
            f"start; your request is kept{_position(event)}."
        )
    return f"{prompt}\n{_waiting(event)}{_left(event.eta_s if event else None)}"


def _waiting(event: Queued | None) -> str:
    if event is None or event.position == 0:
        return "Next in line"
    plural = "s" * (event.position != 1)
    return f"Waiting for {event.position} request{plural} before this one"


def _position(event: Queued | None) -> str:
    return f" (number {event.position + 1} in line)" if event else ""


def _left(eta_s: float | None) -> str:
    return f", ready in {duration(eta_s)}" if eta_s is not None else ""
