"""The `/imagine` command; the models and their widest limits are part of its definition."""

from collections.abc import Iterable
from functools import partial

import discord
from discord import app_commands

from bot.features.base import Feature, Services
from bot.features.shared.drawing_options import (
    add_autocompletion,
    option_descriptions,
    sampler_choices,
    size_choices,
    with_models,
)
from bot.interactions.autocomplete import autocomplete
from bot.interactions.context import Context, Refused
from bot.language import describe, text
from bot.language.formatting import quote
from bot.requests.model_choice import choose_model, parse_model, widest_limits
from bot.requests.options import Options
from generation import MAX_COUNT, MAX_SEED


def imagine(services: Services) -> Feature:
    """Build the feature `/imagine`."""
    limits = widest_limits(services.service)

    @app_commands.command(name="imagine", description=describe("imagine-description"))
    @app_commands.describe(
        prompt=describe("imagine-prompt"),
        count=describe("imagine-count", most=str(MAX_COUNT)),
        start=describe("imagine-start"),
        strength=describe("imagine-strength"),
        sampler=describe("imagine-sampler"),
        lora=describe("imagine-lora"),
        lora_strength=describe("imagine-lora-strength"),
        **option_descriptions(limits),
    )
    @app_commands.choices(size=size_choices(limits), sampler=sampler_choices())
    @with_models(services.service)
    async def imagine(
        interaction: discord.Interaction,
        prompt: str,
        negative_prompt: str | None = None,
        count: app_commands.Range[int, 1, MAX_COUNT] | None = None,
        size: str | None = None,
        steps: app_commands.Range[int, 1, limits.max_steps] | None = None,
        guidance: app_commands.Range[float, 1.0, limits.max_guidance] | None = None,
        seed: app_commands.Range[int, 0, MAX_SEED] | None = None,
        style: str | None = None,
        start: discord.Attachment | None = None,
        strength: app_commands.Range[float, 0.05, 1.0] | None = None,
        sampler: str | None = None,
        model: str | None = None,
        lora: str | None = None,
        lora_strength: app_commands.Range[float, -2.0, 2.0] | None = None,
    ) -> None:
        options = Options(
            prompt=prompt,
            negative_prompt=negative_prompt,
            count=count,
            size=size,
            steps=steps,
            guidance=guidance,
            seed=seed,
            style=style,
            sampler=sampler,
            strength=strength,
            model=model,
            lora=lora,
            lora_strength=lora_strength,
        )

        async def work(context: Context) -> None:
            model = choose_model(services.service, context.server, options.model)
            filled = await services.presets.apply_defaults(context, options, model)
            if filled.lora and filled.lora not in model.loras:
                raise Refused(text("refused-lora", name=quote(filled.lora, 60)), "invalid")
            # A picture is fetched, and cut to its size, once all else is checked.
            placeholder = None if start is None else b""
            request = filled.to_request(model.info, context.user_id, placeholder)
            complete = (
                partial(services.attachments.add_start_picture, request, start) if start else None
            )
            await services.intake.take(context, request, complete=complete)

        await services.handler.serve(interaction, work)

    async def loras(context: Context) -> Iterable[str]:
        return parse_model(services.service, context.server, context.interaction).loras

    add_autocompletion(imagine, services)
    imagine.autocomplete("lora")(autocomplete(services.handler, loras))
    return Feature((imagine,))
