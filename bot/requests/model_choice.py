"""Choice of the model that draws a request."""

from dataclasses import replace

from bot.generation_api import PictureModel, PictureService
from bot.interactions.context import Context
from generation import ModelInfo


def allowed_models(service: PictureService, context: Context) -> tuple[str, ...]:
    """List the names of the models that a server allows, the default first.

    The default is the channel's, or else the operator's. If the server allows none of those that
    are offered, the operator's default is refused at the gate.

    Args:
        service: the models that are offered.
        context: the server and the channel.
    """
    names, allowed = service.models, context.server.models
    if allowed:
        names = tuple(name for name in names if name in allowed) or names[:1]
    default = context.channel.model
    return tuple(sorted(names, key=lambda name: name != default))


def choose_model(
    service: PictureService, context: Context, wanted: str | None = None
) -> PictureModel:
    """Find the model that a member asks for, or the default.

    Args:
        service: the models that are offered.
        context: the server and the channel.
        wanted: the name of a model; None for the default.

    Raises:
        InvalidRequest: it is not offered.
    """
    return service.model(wanted or allowed_models(service, context)[0])


def model_or_default(service: PictureService, context: Context, name: str) -> PictureModel:
    """Find a model by its name, or the default if it is not allowed there.

    Args:
        service: the models that are offered.
        context: the server and the channel.
        name: of the model that drew a picture; it may not be offered any more.
    """
    allowed = allowed_models(service, context)
    return service.model(name if name in allowed else allowed[0])


def parse_model(service: PictureService, context: Context) -> PictureModel:
    """Find the model that is filled in beside the option that is being typed.

    Args:
        service: the models that are offered.
        context: of an autocompletion; the default is used where none is filled in, or one that is
            not allowed.
    """
    name = getattr(context.interaction.namespace, "model", None)
    return model_or_default(service, context, name or "")


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
