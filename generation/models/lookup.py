"""Find models and the LoRAs that fit them by name."""

from contextlib import suppress
from pathlib import Path

from generation.errors import ModelUnavailable
from generation.models.catalogue import CATALOGUE
from generation.models.model import Model
from generation.types import ServiceConfig


def find(name: str, models_folder: Path | None = None) -> Model:
    """Look a model up, here and among an operator's own.

    Args:
        name: of the model.
        models_folder: folder of checkpoints, if there is one.

    Raises:
        ModelUnavailable: names the models there are, or says why this one cannot be loaded.
    """
    if name in CATALOGUE:
        return CATALOGUE[name]
    known = list(CATALOGUE)
    if models_folder is not None:
        # Whoever has no checkpoints does not pay for what reads their headers.
        from generation.models.user_folder import scan

        shelf = scan(models_folder)
        if name in shelf.models:
            return shelf.models[name]
        if name in shelf.refused:
            raise ModelUnavailable(shelf.refused[name])
        known += shelf.models
    raise ModelUnavailable(f"There is no model {name!r}. There are: {', '.join(known)}.")


def compatible_loras(model: Model, config: ServiceConfig) -> tuple[str, ...]:
    """Name the LoRAs that a model can wear; none without a models folder that can be read."""
    if config.models_folder is None:
        return ()
    from generation.models.files import lora_files

    with suppress(ModelUnavailable):  # Who loads the model says why.
        return tuple(lora_files(model, config))
    return ()
