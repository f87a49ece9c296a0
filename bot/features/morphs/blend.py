"""`/blend`: one picture of two or three things, each given in words, as a picture, or both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.morphs.morph import PROMPT_LIMIT, SHARED, Prompt
from bot.features.shared.drawing_options import with_options
from bot.interactions.context import Context, Refused
from bot.jobs.intake import UPLOAD_S
from bot.language import describe, text
from bot.requests.model_choice import choose_model
from bot.requests.options import Options, with_start_picture
from generation import GenerationRequest, InvalidRequest, PictureDecoder, clipped

# The overlaid pictures stay recognisable, and become one picture.
STRENGTH = 0.5
# Placeholder for the words until the pictures have been read.
UNREAD = "…"


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the things to blend, with words or a picture or both.

    Args:
        words: describe the thing; beside a picture, they describe the picture.
        picture: shows the thing.
    """

    words: str | None
    picture: discord.Attachment | None


def blend(services: Services) -> app_commands.Command[Any, ..., None]:
    """Build the command `/blend`."""

    @app_commands.command(name="blend", description=describe("blend-description"))
    @app_commands.describe(
        first=describe("blend-first"),
        second=describe("blend-second"),
        third=describe("blend-third"),
        first_picture=describe("blend-first-picture"),
        second_picture=describe("blend-second-picture"),
        third_picture=describe("blend-third-picture"),
        strength=describe("blend-strength", default=STRENGTH),
    )
    @with_options(services, ("strength", *SHARED))
    async def blend(
        context: Context,
        first: Prompt | None = None,
        second: Prompt | None = None,
        third: Prompt | None = None,
        first_picture: discord.Attachment | None = None,
        second_picture: discord.Attachment | None = None,
        third_picture: discord.Attachment | None = None,
        *,
        options: Options,
    ) -> None:
        things = (
            Thing(first, first_picture),
            Thing(second, second_picture),
            Thing(third, third_picture),
        )
        given = [thing for thing in things if thing.words or thing.picture]
        if len(given) < 2:
            raise Refused(text("refused-blend-one"), "invalid")
        has_pictures = any(thing.picture for thing in given)
        words = [thing.words or "" for thing in given]
        request = await _build_request(services, context, options, words, has_pictures=has_pictures)
        fetch = partial(_complete_request, services, context, options, given)
        # The pictures are fetched once the request is admitted.
        await services.intake.take(context, request, complete=fetch if has_pictures else None)

    return blend


async def _build_request(
    services: Services,
    context: Context,
    options: Options,
    words: Sequence[str],
    *,
    has_pictures: bool,
) -> GenerationRequest:
    """Build the request, with the words of all things in one prompt.

    Args:
        services: services of the bot.
        context: of the member.
        options: the other filled-in options.
        words: of each thing, empty where none are known yet.
        has_pictures: whether the request starts from pictures; they are added later.
    """
    if has_pictures and options.strength is None:
        options = replace(options, strength=STRENGTH)
    options = replace(options, prompt=" and ".join(filter(None, words)) or UNREAD)
    model = choose_model(services.service, context, options.model)
    options = await services.presets.apply_defaults(context, options, model)
    return options.to_request(model.info, context.user_id, b"" if has_pictures else None)


async def _complete_request(
    services: Services, context: Context, options: Options, things: Sequence[Thing]
) -> GenerationRequest:
    """Fetch the pictures, blend them, and build the whole request.

    Raises:
        Refused: no thing has words, or a picture cannot be fetched.
        InvalidRequest: an attachment is no picture.
    """
    decoder = services.attachments.decoder
    pictures = [thing.picture for thing in things if thing.picture]
    async with services.attachments.hold(pictures) as files:
        unread = iter(files)
        words = [await _read_words(decoder, thing, unread) for thing in things]
        if not any(words):
            raise Refused(text("refused-blend-words"), "invalid")
        request = await _build_request(services, context, options, words, has_pictures=True)
        size = request.width, request.height
        cropped = [await decoder.start_png(file, *size) for file in files]
        # Each by itself: blended, an unsuitable one may pass.
        await services.picture_judge.refuse_unsuitable(context, cropped, UPLOAD_S)
        blended = await decoder.blended_png(cropped, *size)
    return with_start_picture(request, blended)


async def _read_words(decoder: PictureDecoder, thing: Thing, unread: Iterator[bytes]) -> str:
    """Return a thing's words, or else the prompt in its picture's metadata.

    A thing with a picture takes the next file from `unread`, even if it has words.
    """
    file = next(unread) if thing.picture else b""
    if thing.words:
        return thing.words
    try:
        fields = await decoder.fields_in(file)
    except InvalidRequest:
        return ""
    return clipped(fields.get("Prompt", ""), PROMPT_LIMIT)
