"""Interface of the generation service, which tests replace by a fake."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from generation import (
    AdmissionWindow,
    Event,
    GenerationRequest,
    ModelInfo,
    PreparedRequest,
    ServiceStatus,
)


class PictureModel(Protocol):
    """An offered model in its present state."""

    @property
    def info(self) -> ModelInfo:
        """Limits and defaults, known before the model is loaded."""

    @property
    def loras(self) -> tuple[str, ...]:
        """Names of the LoRAs that the model can use."""

    @property
    def status(self) -> ServiceStatus:
        """State of the model."""


class PictureService(Protocol):
    """Part of `generation.GenerationFleet` that the bot uses."""

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the offered models; the first is the default."""

    def model(self, name: str) -> PictureModel:
        """Return a model by name, the default one for an empty name.

        Raises:
            InvalidRequest: the model is not offered.
        """

    @property
    def info(self) -> ModelInfo:
        """Limits and defaults of the default model."""

    @property
    def status(self) -> ServiceStatus:
        """State of the default model."""

    @property
    def worker_deaths(self) -> int:
        """Number of worker processes that died so far."""

    async def start(self) -> None:
        """Start to load the default model, and return at once."""

    async def ready(self) -> None:
        """Wait until the default model is ready.

        Raises:
            ModelUnavailable: it cannot be loaded.
        """

    def submit(self, request: PreparedRequest, /) -> AsyncIterator[Event]:
        """Submit a request, or raise at once; the last event is Finished or Failed."""

    def forecast(
        self, requests: Sequence[PreparedRequest], window: AdmissionWindow
    ) -> list[float | None]:
        """Forecast the seconds until requests would be finished if submitted now.

        Args:
            requests: the requests in order.
            window: capacity for requests that are submitted at once.
        """

    def cancel(self, request_id: str) -> bool:
        """Cancel a request."""

    async def close(self) -> None:
        """Stop the worker processes; may be called again."""


class PictureChecker(Protocol):
    """Part of `generation.OnnxChecker` that the bot uses."""

    async def start(self) -> None:
        """Start to load the model, and return at once."""

    async def check(self, pictures: Sequence[bytes], /) -> tuple[float, ...]:
        """Compute the scores of encoded pictures, 0 to 1, in order.

        Raises:
            PictureUnchecked: they have no scores.
        """

    async def close(self) -> None:
        """End its process; may be called again."""


def model_status(service: PictureService, request: GenerationRequest) -> ServiceStatus:
    """Return the status of the model of a request, or of the default one if it is not offered.

    Args:
        service: the models.
        request: the request.
    """
    # A request whose model is gone fails later, with its own reason.
    return service.model(request.model if request.model in service.models else "").status
