"""Texts of a reply while its picture is being made."""

from bot.delivery.reply_text import prompts
from bot.language import Text, say, text
from bot.language.formatting import duration, format_timestamp, quote
from bot.storage import JobRequest
from generation import GenerationRequest, Progress, Queued, ServiceStatus

_BAR_WIDTH = 10
_NOT_READY = ("starting", "loading", "downloading", "warming")


def progress_text(order: JobRequest, event: Queued | Progress | None, status: ServiceStatus) -> str:
    """Format a request's prompts and its progress, in the order's language.

    Args:
        order: the request.
        event: its newest one; None before the first.
        status: of the model that draws it.
    """
    return f"{prompt_excerpt(order.request)}\n{progress_line(order.locale, event, status)}"


def waiting_text(order: JobRequest, due_at: float) -> str:
    """Format a request's prompts and the time at which the quota admits it.

    Args:
        order: the request.
        due_at: seconds since 1970.
    """
    due = say(order.locale, text("progress-due", due=format_timestamp(due_at, "R")))
    return f"{prompt_excerpt(order.request)}\n{due}"


def prompt_excerpt(request: GenerationRequest, limit: int = 120) -> str:
    """Quote a request's prompts, each cut to a limit.

    Args:
        request: one prompt, or those of a morph's keyframes.
        limit: characters of each.
    """
    return " → ".join(quote(prompt, limit) for prompt in prompts(request))


def progress_line(locale: str, event: Queued | Progress | None, status: ServiceStatus) -> str:
    """Format the progress of a request in one line.

    Args:
        locale: of the line.
        event: the request's newest one; None before the first.
        status: of the model that draws it.
    """
    if isinstance(event, Progress):
        steps = text("progress-step", step=event.step, of=event.of)
        if event.eta_s is not None:
            wait = duration(event.eta_s)
            steps = text("progress-step-eta", step=event.step, of=event.of, wait=wait)
        return _bar(100 * event.step // max(1, event.of), say(locale, steps))
    if status.phase not in _NOT_READY:
        return say(locale, _waiting(event))
    line = say(locale, _preparation(status))
    if status.measuring or status.phase == "downloading":
        line = _bar(int(100 * status.share), line)
    if event:
        line += " " + say(locale, text("progress-place", place=event.position + 1))
    return line


def _preparation(status: ServiceStatus) -> Text:
    key = "progress-measuring" if status.measuring else f"progress-{status.phase}"
    if status.left_s is None:
        return text(key)
    return text(f"{key}-eta", wait=duration(status.left_s))


def _bar(percent: int, line: str) -> str:
    """Format a share of 0 to 100 % as a bar before a line."""
    full = round(_BAR_WIDTH * percent / 100)
    return f"{'▰' * full}{'▱' * (_BAR_WIDTH - full)} {percent} % · {line}"


def _waiting(event: Queued | None) -> Text:
    position, eta_s = (event.position, event.eta_s) if event else (0, None)
    if eta_s is None:
        return text("progress-waiting", count=position) if position else text("progress-next")
    wait = duration(eta_s)
    if position:
        return text("progress-waiting-eta", count=position, wait=wait)
    return text("progress-next-eta", wait=wait)
