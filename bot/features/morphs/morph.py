"""`/morph`: an animation from prompt to prompt, forwards and backwards."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.shared.drawing_options import (
    add_autocompletion,
    option_descriptions,
    size_choices,
    with_models,
)
from bot.interactions.context import Context
from bot.language import describe
from bot.requests.model_choice import choose_model, widest_limits
from bot.requests.options import Options
from generation import MAX_FRAMES, MAX_SEED, Keyframe

# Two seconds forwards, two seconds backwards.
FRAMES = 24
# Six prompts of this length fit into one interaction.
PROMPT_LIMIT = 1000

Prompt = app_commands.Range[str, 1, PROMPT_LIMIT]


def morph(services: Services) -> app_commands.Command[Any, ..., None]:
    """Build the command `/morph`."""
    limits = widest_limits(services.service)

    @app_commands.command(name="morph", description=describe("morph-description"))
    @app_commands.describe(
        first=describe("morph-first"),
        second=describe("morph-second"),
        third=describe("morph-next"),
        fourth=describe("morph-next"),
        fifth=describe("morph-next"),
        sixth=describe("morph-next"),
        frames=describe("morph-frames", most=str(MAX_FRAMES), default=str(FRAMES)),
        **option_descriptions(limits),
    )
    @app_commands.choices(size=size_choices(limits))
    @with_models(services.service)
    async def morph(
        interaction: discord.Interaction,
        first: Prompt,
        second: Prompt,
        third: Prompt | None = None,
        fourth: Prompt | None = None,
        fifth: Prompt | None = None,
        sixth: Prompt | None = None,
        frames: app_commands.Range[int, 2, MAX_FRAMES] = FRAMES,
        negative_prompt: str | None = None,
        size: str | None = None,
        steps: app_commands.Range[int, 1, limits.max_steps] | None = None,
        guidance: app_commands.Range[float, 1.0, limits.max_guidance] | None = None,
        seed: app_commands.Range[int, 0, MAX_SEED] | None = None,
        style: str | None = None,
        model: str | None = None,
    ) -> None:
        options = Options(
            prompt=first,
            negative_prompt=negative_prompt,
            size=size,
            steps=steps,
            guidance=guidance,
            seed=seed,
            style=style,
            model=model,
        )
        prompts = [one for one in (first, second, third, fourth, fifth, sixth) if one is not None]

        async def work(context: Context) -> None:
            chosen = choose_model(services.service, context.server, options.model)
            # One animation, whatever number of pictures is the member's default.
            alike = [replace(options, prompt=prompt, count=1) for prompt in prompts]
            start, *others = [
                await services.presets.apply_defaults(context, one, chosen) for one in alike
            ]
            # All prompts share the seed, so that only the prompt changes.
            request = start.to_request(chosen.info, context.user_id)
            keyframes = tuple(Keyframe(other.prompt, request.seed) for other in others)
            await services.intake.take(context, replace(request, morph=keyframes, frames=frames))

        await services.handler.serve(interaction, work)

    add_autocompletion(morph, services)
    return morph
