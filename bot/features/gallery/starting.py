"""The form in which a member says what is to be made of a picture."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

import discord

from bot.features.base import Services
from bot.interactions.context import Context
from bot.interactions.modals import Field, Form, Submitted
from bot.interactions.permissions import ChannelPermissions
from bot.requests.member_defaults import allowed_defaults
from bot.requests.model_choice import choose_model, model_or_default
from bot.requests.options import START_STRENGTH, Options, parse_number, size_name
from bot.requests.picture_files import read_picture
from generation import InvalidRequest, ModelInfo

PROMPT_LIMIT = 4000


async def start_from(
    services: Services, channel_permissions: ChannelPermissions, context: Context, picture_id: str
) -> None:
    """Open the form for one of our pictures.

    Raises:
        Refused: the member may not make anything of it.
        StorageUnavailable: it cannot be looked up.
    """

    async def submitted(sent: Context, written: Mapping[str, str]) -> None:
        # Between opening a form and sending it, a picture may go, and its author opt out.
        picture = await channel_permissions.find_remixable(sent, picture_id)
        model = model_or_default(services.service, sent.server, picture.model).info
        options = _options(written, (picture.request.width, picture.request.height), model)
        # The style that it was drawn in stands in its prompt already.
        options = options.with_defaults(allowed_defaults(sent.member, model))
        content = await read_picture(services.file_store, picture)
        request = options.to_request(model, sent.user_id, content)
        await services.intake.take(sent, request, (picture.id,))

    picture = await channel_permissions.find_remixable(context, picture_id)
    form = _form(services, context, submitted, picture.request.prompt)
    await context.interaction.response.send_modal(form)


async def start_from_attached(
    services: Services,
    context: Context,
    pictures: Sequence[discord.Attachment],
    must_be_allowed: Callable[[Context], Awaitable[None]],
) -> None:
    """Open the form for the pictures of somebody's message; of several, it asks for the number.

    Args:
        services: the bot's parts.
        context: whose form it is.
        pictures: of the message.
        must_be_allowed: refuses what the member may make nothing of; asked again when the form is
            sent.
    """

    async def submitted(sent: Context, written: Mapping[str, str]) -> None:
        await must_be_allowed(sent)
        picture = _picked(pictures, written)
        model = choose_model(services.service, sent.server)
        options = _options(written, (picture.width, picture.height), model.info)
        options = await services.presets.apply_defaults(sent, options, model)
        request = options.to_request(model.info, sent.user_id, b"")
        complete = partial(services.attachments.add_start_picture, request, picture)
        await services.intake.take(sent, request, complete=complete)

    await must_be_allowed(context)
    form = _form(services, context, submitted, count=len(pictures))
    await context.interaction.response.send_modal(form)


def _form(
    services: Services, context: Context, submitted: Submitted, prompt: str = "", count: int = 1
) -> Form:
    fields = [
        Field(
            "prompt", context.say("field-prompt"), prompt, PROMPT_LIMIT, required=True, long=True
        ),
        Field("negative", context.say("field-negative"), long=True),
        Field("strength", context.say("field-strength"), f"{START_STRENGTH:g}", 6),
    ]
    if count > 1:
        fields.append(Field("picture", context.say("field-picture", count=count), "1", 2))
    return Form(services.handler, context.say("start-title"), fields, submitted)


def _options(
    written: Mapping[str, str], size: tuple[int | None, int | None], model: ModelInfo
) -> Options:
    """Read the form; what comes of a picture has its size, where the model offers that."""
    return Options(
        prompt=written["prompt"],
        negative_prompt=written["negative"] or None,
        strength=parse_number("strength", written["strength"], START_STRENGTH),
        size=next((size_name(*one) for one in model.sizes if one == size), None),
    )


def _picked(
    pictures: Sequence[discord.Attachment], written: Mapping[str, str]
) -> discord.Attachment:
    """Find the picture whose number was written.

    Raises:
        InvalidRequest: there is none.
    """
    picked = int(parse_number("picture number", written.get("picture", ""), 1, whole=True))
    if not 1 <= picked <= len(pictures):
        limits = {"low": "1", "high": str(len(pictures))}
        raise InvalidRequest(
            "picture number", picked, f"must be between 1 and {len(pictures)}", "between", limits
        )
    return pictures[picked - 1]
