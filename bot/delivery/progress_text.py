"""What a member reads while the picture is being made."""

from bot.delivery.reply_text import prompts
from bot.language import Text, say, text
from bot.language.formatting import duration, format_timestamp, quote
from bot.storage import JobRequest
from generation import GenerationRequest, Progress, Queued, ServiceStatus

_BAR_WIDTH = 10
_NOT_READY = ("starting", "loading", "warming")


def progress_text(order: JobRequest, event: Queued | Progress | None, status: ServiceStatus) -> str:
    """Say what was asked for and how far it is, in the order's language."""
    return f"{prompt_excerpt(order.request)}\n{progress_line(order.locale, event, status)}"


def waiting_text(order: JobRequest, due_at: float) -> str:
    """Say what was asked for, and when the allowance lets it be drawn."""
    due = say(order.locale, text("progress-due", due=format_timestamp(due_at, "R")))
    return f"{prompt_excerpt(order.request)}\n{due}"


def prompt_excerpt(request: GenerationRequest, limit: int = 120) -> str:
    """Show a request's prompts, each cut to so many characters."""
    return " → ".join(quote(prompt, limit) for prompt in prompts(request))


def progress_line(locale: str, event: Queued | Progress | None, status: ServiceStatus) -> str:
    """Say how far a request is."""
    if isinstance(event, Progress):
        return f"{_bar(event)} {say(locale, _step(event))}"
    if status.phase not in _NOT_READY:
        return say(locale, _waiting(event))
    line = say(locale, text(f"progress-{status.phase}"))
    if event:
        line += " " + say(locale, text("progress-place", place=event.position + 1))
    return line


def _bar(event: Progress) -> str:
    done = round(_BAR_WIDTH * event.step / max(1, event.of))
    return "▰" * done + "▱" * (_BAR_WIDTH - done) + f" {100 * event.step // max(1, event.of)} %"


def _step(event: Progress) -> Text:
    if event.eta_s is None:
        return text("progress-step", step=event.step, of=event.of)
    return text("progress-step-eta", step=event.step, of=event.of, wait=duration(event.eta_s))


def _waiting(event: Queued | None) -> Text:
    position, eta_s = (event.position, event.eta_s) if event else (0, None)
    if eta_s is None:
        return text("progress-waiting", count=position) if position else text("progress-next")
    wait = duration(eta_s)
    if position:
        return text("progress-waiting-eta", count=position, wait=wait)
    return text("progress-next-eta", wait=wait)
