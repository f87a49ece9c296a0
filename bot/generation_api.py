"""What the bot asks of the generation service; tests stand a fake in its place."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from generation import Event, GenerationRequest, ModelInfo, ServiceStatus


class PictureModel(Protocol):
    """One of the models that are offered, as it is now."""

    @property
    def info(self) -> ModelInfo:
        """Its limits and defaults, known before it is loaded."""

    @property
    def loras(self) -> tuple[str, ...]:
        """Names of what it can wear."""

    @property
    def status(self) -> ServiceStatus:
        """How it is."""


class PictureService(Protocol):
    """The part of `generation.GenerationFleet` that the bot uses."""

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the models that are offered; the first is the default."""

    def model(self, name: str) -> PictureModel:
        """Give a model, empty for the default; raises InvalidRequest if it is not offered."""

    @property
    def info(self) -> ModelInfo:
        """The default model's limits and defaults."""

    @property
    def status(self) -> ServiceStatus:
        """How the default model is."""

    @property
    def worker_deaths(self) -> int:
        """Worker processes that died so far."""

    async def start(self) -> None:
        """Begin to load the default model; returns promptly."""

    async def ready(self) -> None:
        """Wait until the default model is warm; raises ModelUnavailable."""

    def submit(self, request: GenerationRequest) -> AsyncIterator[Event]:
        """Take a request, or raise at once; the events end after Finished or Failed."""

    def forecast(self, requests: Sequence[GenerationRequest], room: float) -> list[float | None]:
        """Say in how many seconds requests would be ready if they came now, in this order, with
        so many pictures submitted at once.
        """

    def cancel(self, request_id: str) -> bool:
        """Take a request back."""

    async def close(self) -> None:
        """End the worker processes; may be called again."""


def model_status(service: PictureService, request: GenerationRequest) -> ServiceStatus:
    """Say how the model is that draws a request; of one that is gone it is said when it fails."""
    return service.model(request.model if request.model in service.models else "").status
