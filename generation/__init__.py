"""The public door of generation: the service, what goes in, what comes out, what can go wrong."""

from generation.decoding import PictureDecoder
from generation.emphasis import plain_text
from generation.engines.choose import Choice
from generation.errors import (
    Cancelled,
    DownloadFailed,
    GenerationError,
    InvalidRequest,
    LoraUnavailable,
    ModelUnavailable,
    OutOfMemory,
    QueueFull,
    ServiceClosed,
    WorkerFailed,
)
from generation.fleet import GenerationFleet
from generation.foreign_syntax import unread
from generation.lora_tags import clipped, with_tagged_loras
from generation.models.catalogue import CATALOGUE, Model, find
from generation.pictures import (
    blended_png,
    contact_sheet,
    fields_in,
    fitted,
    grid,
    infotext,
    preview_png,
    start_png,
    still,
)
from generation.pretokenization import pretokenized
from generation.request import GenerationRequest, Keyframe, Start
from generation.rules import RULES
from generation.service import GenerationService
from generation.types import (
    MAX_COUNT,
    MAX_FRAMES,
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
    sampler_names,
)
from generation.weights.verify import file_problems

__all__ = [
    "CATALOGUE",
    "MAX_COUNT",
    "MAX_FRAMES",
    "MAX_SEED",
    "RULES",
    "Animation",
    "Cancelled",
    "Choice",
    "DownloadFailed",
    "Engine",
    "Event",
    "Failed",
    "Finished",
    "GenerationError",
    "GenerationFleet",
    "GenerationRequest",
    "GenerationService",
    "InvalidRequest",
    "Keyframe",
    "LoraUnavailable",
    "Model",
    "ModelInfo",
    "ModelUnavailable",
    "OutOfMemory",
    "Picture",
    "PictureDecoder",
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
    "blended_png",
    "clipped",
    "contact_sheet",
    "fields_in",
    "file_problems",
    "find",
    "fitted",
    "grid",
    "infotext",
    "plain_text",
    "pretokenized",
    "preview_png",
    "sampler_names",
    "start_png",
    "still",
    "unread",
    "with_tagged_loras",
]
