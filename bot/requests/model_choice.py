"""Choice of the model that draws a request."""

from dataclasses import replace

import discord

from bot.generation_api import PictureModel, PictureService
from bot.storage import ServerPreferences
from generation import ModelInfo


def allowed_models(service: PictureService, server: ServerPreferences) -> tuple[str, ...]:
    """List the names of the models that a server allows, its default first.

    If it allows none of those that are offered, the operator's default is refused at the gate.

    Args:
        service: the models that are offered.
        server: the models that it allows; none for all.
    """
    names = service.models
    if not server.models:
        return names
    return tuple(name for name in names if name in server.models) or names[:1]


def choose_model(
    service: PictureService, server: ServerPreferences, wanted: str | None = None
) -> PictureModel:
    """Find the model that a member asks for, or the server's default.

    Args:
        service: the models that are offered.
        server: its default is used.
        wanted: the name of a model; None for the default.

    Raises:
        InvalidRequest: it is not offered.
    """
    return service.model(wanted or allowed_models(service, server)[0])


def model_or_default(service: PictureService, server: ServerPreferences, name: str) -> PictureModel:
    """Find a model by its name, or the server's default if it is not allowed there.

    Args:
        service: the models that are offered.
        server: the models that it allows.
        name: of the model that drew a picture; it may not be offered any more.
    """
    allowed = allowed_models(service, server)
    return service.model(name if name in allowed else allowed[0])


def parse_model(
    service: PictureService, server: ServerPreferences, interaction: discord.Interaction
) -> PictureModel:
    """Find the model that is filled in beside the option that is being typed.

    Args:
        service: the models that are offered.
        server: its default is used where none is filled in, or one that it does not allow.
        interaction: of an autocompletion.
    """
    name = getattr(interaction.namespace, "model", None)
    return model_or_default(service, server, name or "")


def widest_limits(service: PictureService) -> ModelInfo:
    """Combine the limits of all models in the default one's description, for option ranges."""
    infos = [service.model(name).info for name in service.models]
    return replace(
        infos[0],
        sizes=tuple(dict.fromkeys(size for info in infos for size in info.sizes)),
        max_steps=max(info.max_steps for info in infos),
        max_guidance=max(info.max_guidance for info in infos),
    )


def options_without_choice(service: PictureService) -> frozenset[str]:
    """List the options of `/imagine` that have at most one value with the models there are."""
    models = [service.model(name) for name in service.models]
    names = []
    if len(models) == 1:
        names.append("model")
    if len(widest_limits(service).sizes) == 1:
        names.append("size")
    if not any(model.loras for model in models):
        names += ["lora", "lora_strength"]
    return frozenset(names)
