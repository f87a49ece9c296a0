"""Options of commands that are fields of `Options`, with all that Discord shows of them."""

import inspect
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Concatenate, get_args, get_type_hints

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.features.base import Services
from bot.interactions.autocomplete import MOST_CHOICES, Autocomplete, autocomplete
from bot.interactions.context import Context
from bot.language import describe
from bot.requests.model_choice import (
    allowed_models,
    options_without_choice,
    parse_model,
    widest_limits,
)
from bot.requests.options import OptionRule, Options, option_rules

# All but the prompt, which each command asks for in its own way.
NAMES = tuple(field.name for field in fields(Options) if field.name != "prompt")

Work = Callable[Concatenate[Context, ...], Awaitable[None]]
Callback = Callable[Concatenate[discord.Interaction, ...], Coroutine[Any, Any, None]]


def with_options(
    services: Services,
    names: Sequence[str] = NAMES,
    key: Callable[[str], str] = lambda name: f"imagine-{name}",
    **own_rules: OptionRule,
) -> Callable[[Work], Callback]:
    """Build a decorator that makes a command's callback from work with a parameter `options`.

    In the place of that parameter, the command has an option for each name, but for options of
    which the models leave no choice.

    Args:
        services: services of the bot.
        names: fields of `Options`, in order.
        key: returns the key of the description for a name, of which the words have hyphens.
        **own_rules: rules by name, in the place of those of `/imagine`.
    """
    special = option_rules(widest_limits(services.service)) | own_rules
    without_choice = options_without_choice(services.service)
    rules = {name: special.get(name, OptionRule()) for name in names if name not in without_choice}
    completions = _completions(services)

    def decorate(work: Work) -> Callback:
        async def callback(interaction: discord.Interaction, /, **given: Any) -> None:
            options = Options(**{name: given.pop(name) for name in rules})
            await services.handler.serve(interaction, work, options=options, **given)

        callback.__signature__ = _expand(work, rules)  # type: ignore[attr-defined]
        for name, rule in rules.items():
            limits = {"most": f"{rule.most or 0:g}", "default": rule.default or ""}
            about = describe(key(name.replace("_", "-")), **limits)
            app_commands.describe(**{name: about})(callback)
            if rule.choices:
                offered = [Choice(name=label, value=value) for value, label in rule.choices.items()]
                app_commands.choices(**{name: offered[:MOST_CHOICES]})(callback)
            if name in completions:
                app_commands.autocomplete(**{name: completions[name]})(callback)
        return callback

    return decorate


def _expand(work: Work, rules: Mapping[str, OptionRule]) -> inspect.Signature:
    """Build the signature that discord.py reads, with parameters for all rules as `options`."""
    hints = get_type_hints(Options)
    # For mypy, which takes it for a type, it is an alias of `Annotated`.
    ranges: Any = app_commands.Range
    expanded = []
    for name, rule in rules.items():
        annotation = hints[name]
        if rule.least is not None:
            annotation = ranges[get_args(annotation)[0], rule.least, rule.most] | None
        expanded.append(
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation
            )
        )
    own = inspect.signature(work).parameters.values()
    return inspect.Signature(
        [one for each in own for one in (expanded if each.name == "options" else [each])]
    )


def _completions(services: Services) -> dict[str, Autocomplete]:
    """Build the autocompletion of the options whose values depend on the server or the model."""

    async def models(context: Context) -> Iterable[str]:
        return allowed_models(services.service, context)

    async def loras(context: Context) -> Iterable[str]:
        return parse_model(services.service, context).loras

    names = {"style": services.presets.names_for_drawing, "model": models, "lora": loras}
    return {name: autocomplete(services.handler, list_) for name, list_ in names.items()}
