"""What the bot asks of the generation service; tests stand a fake in its place."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from generation import Event, GenerationRequest, ModelInfo, ServiceStatus


class PictureService(Protocol):
    """The part of `generation.GenerationService` that the bot uses."""

    @property
    def status(self) -> ServiceStatus:
        """How the service is now."""

    @property
    def info(self) -> ModelInfo:
        """The active model's limits and defaults, known before it is loaded."""

    @property
    def loras(self) -> tuple[str, ...]:
        """Names of what the model can wear."""

    @property
    def worker_deaths(self) -> int:
        """Worker processes that died so far."""

    async def start(self) -> None:
        """Begin to load the model; returns promptly."""

    async def ready(self) -> None:
        """Wait until the model is warm; raises ModelUnavailable."""

    def submit(self, request: GenerationRequest) -> AsyncIterator[Event]:
        """Take a request, or raise at once; the events end after Finished or Failed."""

    def forecast(self, requests: Sequence[GenerationRequest]) -> list[float | None]:
        """Say in how many seconds requests would be ready if they came now, in this order."""

    def cancel(self, request_id: str) -> bool:
        """Take a request back."""

    async def close(self) -> None:
        """End the worker process; may be called again."""
