"""The form for a picture that starts from another picture."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

import discord

from bot.features.base import Services
from bot.interactions.buttons import Button, Place
from bot.interactions.context import Context
from bot.interactions.modals import Field
from bot.interactions.permissions import ChannelPermissions
from bot.language import say
from bot.language.formatting import number_text
from bot.requests.member_defaults import fill_defaults
from bot.requests.model_choice import choose_model, model_or_default
from bot.requests.options import START_STRENGTH, Options, parse_number, size_name
from bot.requests.picture_files import read_picture
from generation import InvalidRequest, ModelInfo

PROMPT_LIMIT = 4000

# Also under a message's pictures in the answer of a context menu.
START = Button(
    "start", "🖼️", (Place.PICTURE,), order=30, applies=lambda answer: answer.mode != "morph"
)


async def start_from(
    services: Services, channel_permissions: ChannelPermissions, context: Context, picture_id: str
) -> None:
    """Open the form for one of the bot's own pictures.

    Args:
        services: services of the bot.
        channel_permissions: permissions to see and remix pictures.
        context: of the member.
        picture_id: the start picture.

    Raises:
        Refused: the member may not remix the picture.
        StorageUnavailable: the picture cannot be read.
    """

    async def submit(sent: Context, written: Mapping[str, str]) -> None:
        # Between opening a form and sending it, a picture may be deleted, and its author opt out.
        picture = await channel_permissions.find_remixable(sent, picture_id)
        model = model_or_default(services.service, sent, picture.model).info
        options = _parse_options(written, (picture.request.width, picture.request.height), model)
        # The picture's prompt already contains its style.
        options = fill_defaults(options, sent, model)
        content = await read_picture(services.stores.files, picture)
        request = options.to_request(model, sent.user_id, content)
        await services.intake.take(sent, request, (picture.id,), action=START.action)

    picture = await channel_permissions.find_remixable(context, picture_id)
    fields = _form_fields(context, picture.request.prompt)
    await services.forms.open(context, context.say("start-title"), fields, submit)


async def start_from_attached(
    services: Services,
    context: Context,
    pictures: Sequence[discord.Attachment],
    must_be_allowed: Callable[[Context], Awaitable[None]],
) -> None:
    """Open the form for the pictures attached to a message.

    With several pictures, the form has a field for the number of one.

    Args:
        services: services of the bot.
        context: of the member.
        pictures: attachments of the message, at least one.
        must_be_allowed: raises `Refused` for pictures that the member may not remix; called again
            when the form is sent.
    """

    async def submit(sent: Context, written: Mapping[str, str]) -> None:
        await must_be_allowed(sent)
        picture = _select_picture(pictures, written)
        model = choose_model(services.service, sent)
        options = _parse_options(written, (picture.width, picture.height), model.info)
        options = await services.presets.apply_defaults(sent, options, model)
        request = options.to_request(model.info, sent.user_id, b"")
        complete = partial(services.attachments.add_start_picture, request, picture)
        await services.intake.take(sent, request, complete=complete)

    await must_be_allowed(context)
    fields = _form_fields(context, count=len(pictures))
    await services.forms.open(context, context.say("start-title"), fields, submit)


def _form_fields(context: Context, prompt: str = "", count: int = 1) -> list[Field]:
    strength = say(context.locale, number_text(START_STRENGTH))
    fields = [
        Field(
            "prompt", context.say("field-prompt"), prompt, PROMPT_LIMIT, required=True, long=True
        ),
        Field("negative", context.say("field-negative"), long=True),
        Field("strength", context.say("field-strength"), strength, 6),
    ]
    if count > 1:
        fields.append(Field("picture", context.say("field-picture", count=count), "1", 2))
    return fields


def _parse_options(
    written: Mapping[str, str], size: tuple[int | None, int | None], model: ModelInfo
) -> Options:
    """Parse the form; the result has the start picture's size if the model offers that size."""
    return Options(
        prompt=written["prompt"],
        negative_prompt=written["negative"] or None,
        strength=parse_number("strength", written["strength"], START_STRENGTH),
        size=next((size_name(*one) for one in model.sizes if one == size), None),
    )


def _select_picture(
    pictures: Sequence[discord.Attachment], written: Mapping[str, str]
) -> discord.Attachment:
    """Return the picture whose number, from 1, was entered in the form.

    Raises:
        InvalidRequest: the number is out of range.
    """
    selected = int(parse_number("picture number", written.get("picture", ""), 1, whole=True))
    if not 1 <= selected <= len(pictures):
        limits = {"low": "1", "high": str(len(pictures))}
        raise InvalidRequest(
            "picture number", selected, f"must be between 1 and {len(pictures)}", "between", limits
        )
    return pictures[selected - 1]
