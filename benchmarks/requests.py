"""The requests that benchmarks make, and how they are awaited."""

from generation import (
    Failed,
    Finished,
    GenerationError,
    GenerationRequest,
    GenerationService,
    ModelInfo,
)


def picture(model: ModelInfo, prompt: str, seed: int, steps: int = 20) -> GenerationRequest:
    """Make a request for one picture at the model's default size and guidance."""
    width, height = model.sizes[0]
    return GenerationRequest(
        prompt=prompt,
        user="benchmark",
        width=width,
        height=height,
        steps=steps,
        guidance=model.guidance,
        seed=seed,
    )


async def finish(service: GenerationService, request: GenerationRequest) -> Finished:
    """Submit a request and wait for its pictures.

    Raises:
        GenerationError: what the request failed with.
    """
    async for event in service.submit(request):
        match event:
            case Finished():
                return event
            case Failed(error):
                raise error
    raise GenerationError("the events ended without pictures")
