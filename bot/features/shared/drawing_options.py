"""Options that all commands share that generate pictures."""

import inspect
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from discord import app_commands

from bot.features.base import Services
from bot.generation_api import PictureService
from bot.interactions.autocomplete import MOST_CHOICES, autocomplete
from bot.interactions.context import Context
from bot.language import describe
from bot.requests.model_choice import allowed_models
from bot.requests.options import ratio_name, size_name
from generation import ModelInfo, sampler_names

Function = TypeVar("Function", bound=Callable[..., Any])


def size_choices(model: ModelInfo) -> list[app_commands.Choice[str]]:
    """List a model's sizes as choices, as many as Discord shows."""
    offered = model.sizes[:MOST_CHOICES]
    return [app_commands.Choice(name=ratio_name(*size), value=size_name(*size)) for size in offered]


def sampler_choices() -> list[app_commands.Choice[str]]:
    """List the samplers as choices."""
    return [app_commands.Choice(name=name, value=key) for key, name in sampler_names().items()]


def option_descriptions(model: ModelInfo) -> dict[str, app_commands.locale_str]:
    """Describe the shared options, by name, with the model's limits and defaults."""
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
    """Build a decorator that removes a command's option `model` if there is only one model."""

    def decorate(function: Function) -> Function:
        if len(service.models) > 1:
            about = describe("imagine-model", default=service.models[0])
            return app_commands.describe(model=about)(function)
        whole = inspect.signature(function)
        options = [one for name, one in whole.parameters.items() if name != "model"]
        function.__signature__ = whole.replace(parameters=options)  # type: ignore[attr-defined]
        return function

    return decorate


def add_autocompletion(command: app_commands.Command[Any, ..., None], services: Services) -> None:
    """Add autocompletion of the option `style`, and of `model` if there are several models.

    Args:
        command: has the option `style`.
        services: services of the bot.
    """

    async def models(context: Context) -> Iterable[str]:
        return allowed_models(services.service, context.server)

    command.autocomplete("style")(
        autocomplete(services.handler, services.presets.names_for_drawing)
    )
    if len(services.service.models) > 1:
        command.autocomplete("model")(autocomplete(services.handler, models))
