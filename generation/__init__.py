"""The public door of generation: the service, what goes in, what comes out, what can go wrong."""

from generation.emphasis import plain_text
from generation.engines.choose import Choice
from generation.errors import (
    Cancelled,
    DownloadFailed,
    GenerationError,
    InvalidRequest,
    ModelUnavailable,
    OutOfMemory,
    QueueFull,
    ServiceClosed,
    WorkerFailed,
)
from generation.models.catalogue import CATALOGUE, Model, find
from generation.service import GenerationService
from generation.types import (
    MAX_COUNT,
    MAX_SEED,
    Engine,
    Event,
    Failed,
    Finished,
    GenerationRequest,
    ModelInfo,
    Picture,
    Precision,
    Progress,
    Queued,
    Sampler,
    ServiceConfig,
    ServiceStatus,
    Timings,
)
from generation.weights.verify import file_problems

__all__ = [
    "CATALOGUE",
    "MAX_COUNT",
    "MAX_SEED",
    "Cancelled",
    "Choice",
    "DownloadFailed",
    "Engine",
    "Event",
    "Failed",
    "Finished",
    "GenerationError",
    "GenerationRequest",
    "GenerationService",
    "InvalidRequest",
    "Model",
    "ModelInfo",
    "ModelUnavailable",
    "OutOfMemory",
    "Picture",
    "Precision",
    "Progress",
    "QueueFull",
    "Queued",
    "Sampler",
    "ServiceClosed",
    "ServiceConfig",
    "ServiceStatus",
    "Timings",
    "WorkerFailed",
    "file_problems",
    "find",
    "plain_text",
]
