"""The form in which a member says what is to be made of a picture."""

from collections.abc import Awaitable, Callable, Mapping

from bot.imagine.defaults import allowed_defaults
from bot.imagine.form import Field, Form
from bot.imagine.host import Visit
from bot.imagine.models import model_again
from bot.imagine.options import START_STRENGTH, Options, number
from bot.imagine.studio import Studio

PROMPT_LIMIT = 4000

# Reads the picture at a size: (width, height) → PNG.
Read = Callable[[int, int], Awaitable[bytes]]


def start_form(
    studio: Studio,
    visit: Visit,
    read: Read,
    prompt: str = "",
    parents: tuple[str, ...] = (),
    model: str = "",
) -> Form:
    """Make the form.

    Args:
        studio: the bot's parts.
        visit: of the member who opens it.
        read: gives the picture to start from, once the form is sent.
        prompt: that stands in it beforehand.
        parents: ids of the pictures that are started from.
        model: that drew it; if it is not to be had here, the server's default draws.
    """

    async def submitted(sent: Visit, written: Mapping[str, str]) -> None:
        info = model_again(studio.service, sent.server, model).info
        options = Options(
            prompt=written["prompt"],
            negative_prompt=written["negative"] or None,
            strength=number("strength", written["strength"], START_STRENGTH),
        ).by_default(allowed_defaults(sent.member, info))
        picture = await read(*options.pixels(info))
        request = options.to_request(info, sent.user_id, picture)
        await studio.reception.take(sent, request, parents)

    fields = (
        Field("prompt", visit.say("field-prompt"), prompt, PROMPT_LIMIT, required=True, long=True),
        Field("negative", visit.say("field-negative"), long=True),
        Field("strength", visit.say("field-strength"), f"{START_STRENGTH:g}", 6),
    )
    return Form(studio.host, visit.say("start-title"), fields, submitted)
