"""The stages of a picture that networks do, behind one shape whatever engine runs them."""

from importlib.util import find_spec
from typing import Any, Protocol

from generation.errors import ModelUnavailable
from generation.models.networks import Networks


class Stages(Protocol):
    """One picture size and context length, compiled."""

    def step(self, *tensors: Any) -> Any:
        """Move latents one call, guided; see generation.denoising.denoising_step."""

    def plain_step(self, *tensors: Any) -> Any:
        """Move latents one call without guidance."""

    def decode(self, latent: Any) -> Any:
        """Decode one latent into a (height, width, 3) uint8 array."""


def stages(networks: Networks, prediction: str, precision: str, engine: str) -> Stages:
    """Compile networks of one size.

    Args:
        networks: at that size.
        prediction: "epsilon" or "v".
        precision: the networks' own, but for OpenVINO, which converts them.
        engine: "xla", "graph" or "openvino".

    Raises:
        ModelUnavailable: OpenVINO was asked for and is not installed.
    """
    if engine != "openvino":
        from generation.engines.tensorflow import TensorFlowStages

        return TensorFlowStages(networks, prediction, engine)
    if not has_openvino():
        raise ModelUnavailable(
            "The engine openvino needs the package openvino: install imagine-bot[openvino], "
            "or choose another engine."
        )
    from generation.engines.openvino import OpenVinoStages

    return OpenVinoStages(networks, prediction, precision)


def has_openvino() -> bool:
    """Tell whether OpenVINO is installed."""
    return find_spec("openvino") is not None
