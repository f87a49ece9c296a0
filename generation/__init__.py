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
from generation.pictures import fields_in, preview_png
from generation.request import GenerationRequest, Keyframe, Start
from generation.service import GenerationService
from generation.types import (
    MAX_COUNT,
    MAX_SEED,
    Animation,
    Engine,
    Event,
    Failed,
    Finished,
    ModelInfo,
    Picture,
    Pixels,
    Precision,
    Progress,
    Queued,
    Sampler,
    ServiceConfig,
    ServiceStatus,
    Spacing,
    Timings,
)
from generation.weights.verify import file_problems

__all__ = [
    "CATALOGUE",
    "MAX_COUNT",
    "MAX_SEED",
    "Animation",
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
    "Keyframe",
    "Model",
    "ModelInfo",
    "ModelUnavailable",
    "OutOfMemory",
    "Picture",
    "Pixels",
    "Precision",
    "Progress",
    "QueueFull",
    "Queued",
    "Sampler",
    "ServiceClosed",
    "ServiceConfig",
    "ServiceStatus",
    "Spacing",
    "Start",
    "Timings",
    "WorkerFailed",
    "fields_in",
    "file_problems",
    "find",
    "plain_text",
    "preview_png",
]
