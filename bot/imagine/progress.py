"""What a member reads while the picture is being made."""

from bot.imagine.reply import prompts
from bot.language import Text, say, text
from bot.storage import Order
from bot.wording import duration, quoted
from generation import Progress, Queued, ServiceStatus

_BAR_WIDTH = 10
_NOT_READY = ("starting", "loading", "warming")


def progress_text(order: Order, event: Queued | Progress | None, status: ServiceStatus) -> str:
    """Say how far an order is, in its language."""
    asked = " → ".join(quoted(prompt, 120) for prompt in prompts(order.request))
    if isinstance(event, Progress):
        line = f"{_bar(event)} {say(order.locale, _step(event))}"
    elif status.phase in _NOT_READY:
        line = say(order.locale, text(f"progress-{status.phase}"))
        if event:
            line += " " + say(order.locale, text("progress-place", place=event.position + 1))
    else:
        line = say(order.locale, _waiting(event))
    return f"{asked}\n{line}"


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
