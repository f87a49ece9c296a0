"""The `/imagine` command; the models and their widest limits are part of its definition."""

import inspect
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.features.base import Feature, Services
from bot.generation_api import PictureService
from bot.interactions.autocomplete import autocomplete
from bot.interactions.context import Context, Refused
from bot.language import describe, text
from bot.language.formatting import quote
from bot.requests.model_choice import allowed_models, choose_model, parse_model, widest_limits
from bot.requests.options import Options, ratio_name, size_name
from generation import MAX_COUNT, MAX_SEED, GenerationRequest, ModelInfo, sampler_names

Callback = Callable[[discord.Interaction, Options, discord.Attachment | None], Awaitable[None]]
Function = TypeVar("Function", bound=Callable[..., Any])

MOST_CHOICES = 25


def imagine(services: Services) -> Feature:
    """Offer `/imagine`."""

    async def receive(
        interaction: discord.Interaction, options: Options, start: discord.Attachment | None
    ) -> None:
        async def take(context: Context) -> None:
            request = await _request(services, context, options, start)
            complete = (
                partial(services.attachments.add_start_picture, request, start) if start else None
            )
            await services.intake.take(context, request, complete=complete)

        await services.handler.serve(interaction, take)

    async def loras(context: Context) -> Iterable[str]:
        return parse_model(services.service, context.server, context.interaction).loras

    command = _command(services.service, receive)
    complete(command, services)
    command.autocomplete("lora")(autocomplete(services.handler, loras))
    return Feature((command,))


async def _request(
    services: Services, context: Context, options: Options, start: discord.Attachment | None
) -> GenerationRequest:
    """Make the request of what was filled in, and of what the member has chosen before."""
    model = choose_model(services.service, context.server, options.model)
    options = await services.presets.apply_defaults(context, options, model)
    if options.lora and options.lora not in model.loras:
        raise Refused(text("refused-lora", name=quote(options.lora, 60)), "invalid")
    # A picture is fetched, and cut to its size, once all else is checked.
    return options.to_request(model.info, context.user_id, None if start is None else b"")


def sizes(model: ModelInfo) -> list[app_commands.Choice[str]]:
    """Offer a model's sizes, as many as Discord shows."""
    offered = model.sizes[:MOST_CHOICES]
    return [app_commands.Choice(name=ratio_name(*size), value=size_name(*size)) for size in offered]


def descriptions(model: ModelInfo) -> dict[str, app_commands.locale_str]:
    """Describe the options that all commands have that draw."""
    guidance = {"most": f"{model.max_guidance:g}", "default": f"{model.guidance:g}"}
    return {
        "negative_prompt": describe("imagine-negative-prompt"),
        "size": describe("imagine-size", default=size_name(*model.sizes[0])),
        "steps": describe("imagine-steps", most=str(model.max_steps), default=str(model.steps)),
        "guidance": describe("imagine-guidance", **guidance),
        "seed": describe("imagine-seed"),
        "style": describe("imagine-style"),
    }


def with_models(service: PictureService) -> Callable[[Function], Function]:
    """Let a command have its option `model` only where there are models to choose from."""

    def shown(function: Function) -> Function:
        if len(service.models) > 1:
            about = describe("imagine-model", default=service.models[0])
            return app_commands.describe(model=about)(function)
        whole = inspect.signature(function)
        options = [one for name, one in whole.parameters.items() if name != "model"]
        function.__signature__ = whole.replace(parameters=options)  # type: ignore[attr-defined]
        return function

    return shown


def complete(command: app_commands.Command[Any, ..., None], services: Services) -> None:
    """Offer presets, and models if there are several, while a command is typed that draws."""

    async def models(context: Context) -> Iterable[str]:
        return allowed_models(services.service, context.server)

    command.autocomplete("style")(
        autocomplete(services.handler, services.presets.names_for_drawing)
    )
    if len(services.service.models) > 1:
        command.autocomplete("model")(autocomplete(services.handler, models))


def _command(service: PictureService, receive: Callback) -> app_commands.Command[Any, ..., None]:
    """Define the command; every use of it goes to `receive`."""
    limits = widest_limits(service)

    @app_commands.command(name="imagine", description=describe("imagine-description"))
    @app_commands.describe(
        prompt=describe("imagine-prompt"),
        count=describe("imagine-count", most=str(MAX_COUNT)),
        start=describe("imagine-start"),
        strength=describe("imagine-strength"),
        sampler=describe("imagine-sampler"),
        lora=describe("imagine-lora"),
        lora_strength=describe("imagine-lora-strength"),
        **descriptions(limits),
    )
    @app_commands.choices(
        size=sizes(limits),
        sampler=[
            app_commands.Choice(name=name, value=key) for key, name in sampler_names().items()
        ],
    )
    @with_models(service)
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
        await receive(interaction, options, start)

    return imagine
