"""The `/imagine` command; its options are the fields of `Options`."""

from dataclasses import replace
from functools import partial

from discord import app_commands

from bot.features.base import Feature, Services
from bot.features.shared.drawing_options import with_options
from bot.interactions.context import Context, Refused
from bot.language import describe, text
from bot.language.formatting import quote
from bot.requests.model_choice import choose_model
from bot.requests.options import Options


def imagine(services: Services) -> Feature:
    """Build the feature `/imagine`."""

    @app_commands.command(name="imagine", description=describe("imagine-description"))
    @app_commands.describe(prompt=describe("imagine-prompt"))
    @with_options(services)
    async def imagine(context: Context, prompt: str, *, options: Options) -> None:
        options = replace(options, prompt=prompt)
        model = choose_model(services.service, context, options.model)
        filled = await services.presets.apply_defaults(context, options, model)
        if filled.lora and filled.lora not in model.loras:
            raise Refused(text("refused-lora", name=quote(filled.lora, 60)), "invalid")
        # A picture is fetched, and cut to its size, once all else is checked.
        placeholder = None if options.start is None else b""
        request = filled.to_request(model.info, context.user_id, placeholder)
        complete = None
        if options.start:
            complete = partial(services.attachments.add_start_picture, request, options.start)
        await services.intake.take(context, request, complete=complete)

    return Feature((imagine,))
