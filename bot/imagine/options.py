"""What a member filled in, as a request."""

import secrets
from dataclasses import dataclass

from generation import MAX_SEED, GenerationRequest, ModelInfo


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one `/imagine`; None where the member left the default.

    Args:
        prompt: what to draw.
        negative_prompt: what to steer away from.
        count: pictures.
        size: "width×height" in pixels, as offered.
        steps: denoising steps.
        guidance: guidance scale.
        seed: 0 is a seed; None asks for a random one.
    """

    prompt: str
    negative_prompt: str | None = None
    count: int | None = None
    size: str | None = None
    steps: int | None = None
    guidance: float | None = None
    seed: int | None = None

    def to_request(self, model: ModelInfo, user_id: int) -> GenerationRequest:
        """Fill in the model's defaults and a random seed.

        Raises:
            InvalidRequest: names the first value that breaks a rule of the model.
        """
        width, height = _pixels(self.size) if self.size else model.sizes[0]
        request = GenerationRequest(
            prompt=self.prompt,
            negative_prompt=self.negative_prompt or "",
            user=str(user_id),
            width=width,
            height=height,
            steps=model.steps if self.steps is None else self.steps,
            guidance=model.guidance if self.guidance is None else self.guidance,
            seed=secrets.randbelow(MAX_SEED + 1) if self.seed is None else self.seed,
            count=1 if self.count is None else self.count,
        )
        request.check(model)
        return request


def size_name(width: int, height: int) -> str:
    """Name a size as it stands in the command: "512×768"."""
    return f"{width}×{height}"


def _pixels(size: str) -> tuple[int, int]:
    """Read a size; what is not two numbers becomes 0×0, which no model offers."""
    width, _, height = size.partition("×")
    return (int(width), int(height)) if width.isdecimal() and height.isdecimal() else (0, 0)
