"""`/morph`: an animation from prompt to prompt, there and back again."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.imagine.command import complete, descriptions, sizes, with_models
from bot.generation_api import PictureService
from bot.interactions.context import Context
from bot.language import describe
from bot.requests.model_choice import choose_model, widest_limits
from bot.requests.options import Options
from generation import MAX_FRAMES, MAX_SEED, GenerationRequest, Keyframe

# Two seconds there, two seconds back.
FRAMES = 24
# Six of them still are one message of Discord's to read.
PROMPT_LIMIT = 1000

Prompt = app_commands.Range[str, 1, PROMPT_LIMIT]
Callback = Callable[[discord.Interaction, Options, Sequence[str], int], Awaitable[None]]


def morph(services: Services) -> app_commands.Command[Any, ..., None]:
    """Offer `/morph`."""

    async def receive(
        interaction: discord.Interaction, options: Options, prompts: Sequence[str], frames: int
    ) -> None:
        async def take(context: Context) -> None:
            request = await _request(services, context, options, prompts, frames)
            await services.intake.take(context, request)

        await services.handler.serve(interaction, take)

    command = _command(services.service, receive)
    complete(command, services)
    return command


async def _request(
    services: Services, context: Context, options: Options, prompts: Sequence[str], frames: int
) -> GenerationRequest:
    """Make the request; all prompts share the seed, so that only what is drawn changes."""
    # One animation, however many pictures the member likes to have otherwise.
    model = choose_model(services.service, context.server, options.model)
    alike = [replace(options, prompt=prompt, count=1) for prompt in prompts]
    first, *others = [await services.presets.apply_defaults(context, one, model) for one in alike]
    request = first.to_request(model.info, context.user_id)
    morph = tuple(Keyframe(other.prompt, request.seed) for other in others)
    return replace(request, morph=morph, frames=frames)


def _command(service: PictureService, receive: Callback) -> app_commands.Command[Any, ..., None]:
    """Define the command; every use of it goes to `receive`."""
    limits = widest_limits(service)

    @app_commands.command(name="morph", description=describe("morph-description"))
    @app_commands.describe(
        first=describe("morph-first"),
        second=describe("morph-second"),
        third=describe("morph-next"),
        fourth=describe("morph-next"),
        fifth=describe("morph-next"),
        sixth=describe("morph-next"),
        frames=describe("morph-frames", most=str(MAX_FRAMES), default=str(FRAMES)),
        **descriptions(limits),
    )
    @app_commands.choices(size=sizes(limits))
    @with_models(service)
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
        await receive(interaction, options, prompts, frames)

    return morph
