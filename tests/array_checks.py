"""Run-time checks of arrays against the shapes that functions are annotated with."""

from collections.abc import Callable
from typing import Any, get_args

from beartype import beartype
from jaxtyping import AbstractArray

# All that annotate shapes.
CHECKED_MODULES = (
    "generation.engines.lora_arguments",
    "generation.engines.openvino_fusion",
    "generation.images.assembly",
    "generation.images.metadata.stealth",
    "generation.models.files",
    "generation.pipeline",
    "generation.prompts.chunks",
    "generation.safety",
    "generation.sampling",
    "generation.weights",
    "generation.worker.batch_runner",
)


def check_arrays(function: Callable[..., Any]) -> Callable[..., Any]:
    """Check a function's arrays, and nothing else: tests put fakes in the place of other types."""
    hints = function.__annotations__
    function.__annotations__ = {name: hint for name, hint in hints.items() if holds_array(hint)}
    return beartype(function)


def holds_array(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, AbstractArray):
        return True
    return any(map(holds_array, get_args(hint)))
