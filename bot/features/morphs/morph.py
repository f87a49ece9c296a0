"""`/morph`: an animation from prompt to prompt, forwards and backwards."""

from dataclasses import replace
from typing import Any

from discord import app_commands

from bot.features.base import Services
from bot.features.shared.drawing_options import with_options
from bot.interactions.context import Context
from bot.language import describe
from bot.requests.model_choice import choose_model
from bot.requests.options import Options
from generation import MAX_FRAMES, Keyframe

# Options of `/imagine` that `/morph` and `/blend` have, too.
SHARED = ("negative_prompt", "size", "steps", "guidance", "seed", "style", "model")
# Two seconds forwards, two seconds backwards.
FRAMES = 24
# Six prompts of this length fit into one interaction.
PROMPT_LIMIT = 1000

Prompt = app_commands.Range[str, 1, PROMPT_LIMIT]


def morph(services: Services) -> app_commands.Command[Any, ..., None]:
    """Build the command `/morph`."""

    @app_commands.command(name="morph", description=describe("morph-description"))
    @app_commands.describe(
        first=describe("morph-first"),
        second=describe("morph-second"),
        third=describe("morph-next"),
        fourth=describe("morph-next"),
        fifth=describe("morph-next"),
        sixth=describe("morph-next"),
        frames=describe("morph-frames", most=str(MAX_FRAMES), default=str(FRAMES)),
    )
    @with_options(services, SHARED)
    async def morph(
        context: Context,
        first: Prompt,
        second: Prompt,
        third: Prompt | None = None,
        fourth: Prompt | None = None,
        fifth: Prompt | None = None,
        sixth: Prompt | None = None,
        frames: app_commands.Range[int, 2, MAX_FRAMES] = FRAMES,
        *,
        options: Options,
    ) -> None:
        prompts = [one for one in (first, second, third, fourth, fifth, sixth) if one is not None]
        chosen = choose_model(services.service, context, options.model)
        # One animation, whatever number of pictures is the member's default.
        alike = [replace(options, prompt=prompt, count=1) for prompt in prompts]
        start, *others = [
            await services.presets.apply_defaults(context, one, chosen) for one in alike
        ]
        # All prompts share the seed, so that only the prompt changes.
        request = start.to_request(chosen.info, context.user_id)
        keyframes = tuple(Keyframe(other.prompt, request.seed) for other in others)
        await services.intake.take(context, replace(request, morph=keyframes, frames=frames))

    return morph
