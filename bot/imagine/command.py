"""The `/imagine` command; the active model's limits and defaults are part of its definition."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from bot.imagine.host import Visit
from bot.imagine.options import Options, size_name
from bot.imagine.studio import Feature, Studio
from generation import MAX_COUNT, MAX_SEED, ModelInfo

Receive = Callable[[discord.Interaction, Options], Awaitable[None]]


def imagine(studio: Studio) -> Feature:
    """Offer `/imagine`."""

    async def receive(interaction: discord.Interaction, options: Options) -> None:
        async def take(visit: Visit) -> None:
            request = options.to_request(studio.service.info, visit.user_id)
            await studio.reception.take(visit, request)

        await studio.host.serve(interaction, take)

    return Feature((_command(studio.service.info, receive),))


def _command(model: ModelInfo, receive: Receive) -> app_commands.Command[Any, ..., None]:
    """Define the command for a model; every use of it goes to `receive`."""
    sizes = [size_name(*size) for size in model.sizes]

    @app_commands.command(name="imagine", description="Draw a picture from words.")
    @app_commands.describe(
        prompt="What to draw, for example: red apple",
        negative_prompt="What to steer away from",
        count=f"Pictures, 1 to {MAX_COUNT}; the default is 1",
        size=f"Width × height in pixels; the default is {sizes[0]}",
        steps=f"Denoising steps, 1 to {model.max_steps}; the default is {model.steps}",
        guidance=f"How closely to follow the prompt, 1 to {model.max_guidance:g}; "
        f"the default is {model.guidance:g}",
        seed="The same seed and words give the same picture; the default is a random one",
    )
    @app_commands.choices(size=[app_commands.Choice(name=size, value=size) for size in sizes[:25]])
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def imagine(
        interaction: discord.Interaction,
        prompt: str,
        negative_prompt: str | None = None,
        count: app_commands.Range[int, 1, MAX_COUNT] | None = None,
        size: str | None = None,
        steps: app_commands.Range[int, 1, model.max_steps] | None = None,
        guidance: app_commands.Range[float, 1.0, model.max_guidance] | None = None,
        seed: app_commands.Range[int, 0, MAX_SEED] | None = None,
    ) -> None:
        options = Options(prompt, negative_prompt, count, size, steps, guidance, seed)
        await receive(interaction, options)

    return imagine
