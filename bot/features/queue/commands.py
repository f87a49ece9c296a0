"""`/queue`, `/cancel`, and the Cancel button under an unfinished answer."""

from discord import app_commands

from bot.admission.server_rules.approval import is_private
from bot.delivery.reply_text import prompts
from bot.features.base import Feature, Services
from bot.features.queue.open_requests import find_request, list_cancellable
from bot.features.queue.queue_text import queue_text
from bot.features.shared.cancelling import cancel_requests
from bot.interactions.autocomplete import CHOICE_LIMIT, MOST_CHOICES, completion
from bot.interactions.buttons import MOST_IN_ROW, Button, Place, View
from bot.interactions.context import Context, Refused
from bot.interactions.responses import refuse
from bot.language import describe, text
from bot.language.formatting import clip, one_line
from bot.storage import JobRequest

ALL = "all"
# Two rows under `/queue`, with labels that fit beside each other.
MOST_BUTTONS, LABEL_LIMIT = 10, 40
CANCEL = Button("cancel", places=(Place.UNFINISHED,))

CommandChoices = list[app_commands.Choice[str]]


def queue(services: Services) -> Feature:
    """Build the feature `/queue`, `/cancel` and the Cancel button."""
    channel_permissions = services.channel_permissions

    @app_commands.command(name="queue", description=describe("queue-description"))
    @services.handler.callback
    async def queue(context: Context) -> None:
        said = await queue_text(services, context)
        orders = await list_cancellable(services, channel_permissions, context)
        await refuse(context.interaction, said, _cancel_buttons(context, orders))

    @app_commands.command(name="cancel", description=describe("cancel-description"))
    @app_commands.describe(request=describe("cancel-request"))
    @services.handler.callback
    async def cancel(context: Context, request: str) -> None:
        if request.strip().lower() != ALL:
            orders = [await find_request(services, channel_permissions, context, request)]
        else:
            own = await services.stores.jobs.list_open(context.user_id, context.guild_id)
            orders = [order for order, _ in own]
        if not orders:
            raise Refused(text("refused-nothing-open"), "request_ended")
        await _cancel_and_confirm(services, context, orders)

    async def complete(context: Context, typed: str) -> CommandChoices:
        orders = await list_cancellable(services, channel_permissions, context)
        return _match_requests(context, orders, typed)

    async def press(context: Context, job_id: str) -> None:
        order = await find_request(services, channel_permissions, context, job_id)
        await _cancel_and_confirm(services, context, [order])

    cancel.autocomplete("request")(completion(services.handler, complete))
    return Feature((queue, cancel), {CANCEL: press})


async def _cancel_and_confirm(
    services: Services, context: Context, orders: list[JobRequest]
) -> None:
    """Cancel requests, and answer with their number and with what they cost.

    Raises:
        Refused: all of them have ended meanwhile.
    """
    result = await cancel_requests(services, context, orders)
    count, units, spent = result.requests, result.units, result.spent
    if not count:
        raise Refused(text("refused-request-ended"), "request_ended")
    answer = text("cancelled", count=count)
    if spent:
        answer = text(
            "cancelled-charged", count=count, kept=units - spent, units=units, spent=spent
        )
    await context.tell(answer)


def _cancel_buttons(context: Context, orders: list[JobRequest]) -> View:
    """Build a Cancel button for each of the first requests."""
    view, label = View(), context.say("button-cancel")
    for index, order in enumerate(orders[:MOST_BUTTONS]):
        name = clip(f"{label} · {_request_name(context, order)}", LABEL_LIMIT)
        view.add_labelled(name, CANCEL, order.id, index // MOST_IN_ROW)
    return view


def _request_name(context: Context, order: JobRequest) -> str:
    """Name a request by its prompts; another member's also by that member's name."""
    # Discord takes no choice and no button without a name.
    name = one_line(" → ".join(prompts(order.request))) or "…"
    if order.user_id == context.user_id:
        return name
    return f"{one_line(order.member)}: {'…' if is_private(order) else name}"


def _match_requests(context: Context, orders: list[JobRequest], typed: str) -> CommandChoices:
    """List choices for the requests whose names contain the typed text, and for all requests."""
    named = [(context.say("cancel-all"), ALL)]
    named += [(_request_name(context, order), order.id) for order in orders]
    wanted = typed.strip().casefold()
    return [
        app_commands.Choice(name=clip(name, CHOICE_LIMIT), value=value)
        for name, value in named
        if wanted in name.casefold()
    ][:MOST_CHOICES]
