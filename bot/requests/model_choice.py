"""Which of the offered models draws, where and for whom."""

from dataclasses import replace

import discord

from bot.generation_api import PictureModel, PictureService
from bot.storage import ServerPreferences
from generation import ModelInfo


def allowed_models(service: PictureService, server: ServerPreferences) -> tuple[str, ...]:
    """Name the models that a server may draw with, its default first.

    If it allows none of those that are offered, the operator's default is refused at the gate.
    """
    names = service.models
    if not server.models:
        return names
    return tuple(name for name in names if name in server.models) or names[:1]


def choose_model(
    service: PictureService, server: ServerPreferences, wanted: str | None = None
) -> PictureModel:
    """Give the model that a member wants, or the server's default.

    Raises:
        InvalidRequest: it is not offered.
    """
    return service.model(wanted or allowed_models(service, server)[0])


def model_again(service: PictureService, server: ServerPreferences, name: str) -> PictureModel:
    """Give the model that drew a picture, or the server's default if it may not any more."""
    allowed = allowed_models(service, server)
    return service.model(name if name in allowed else allowed[0])


def parse_model(
    service: PictureService, server: ServerPreferences, interaction: discord.Interaction
) -> PictureModel:
    """Give the model that is filled in beside the option that is being typed."""
    name = getattr(interaction.namespace, "model", None)
    return model_again(service, server, name or "")


def widest(service: PictureService) -> ModelInfo:
    """Give the default model's description with the limits of all: what commands let through."""
    infos = [service.model(name).info for name in service.models]
    return replace(
        infos[0],
        sizes=tuple(dict.fromkeys(size for info in infos for size in info.sizes)),
        max_steps=max(info.max_steps for info in infos),
        max_guidance=max(info.max_guidance for info in infos),
    )
