"""Public interface of generation: the service, its requests, results and errors.

Importing it loads no TensorFlow, Keras or OpenVINO: only the worker process pays for them.
"""

from generation.engines.cuda.cards import report_cards
from generation.engines.memory import known_memory_bytes
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
from generation.foreign_syntax import unread
from generation.images.grids import contact_sheet, grid
from generation.images.metadata.infotext import infotext
from generation.images.metadata.reading import fields_in
from generation.images.opening import blended_png, start_png
from generation.images.picture_decoder import PictureDecoder
from generation.images.previews import preview_png
from generation.images.size_limit import encode_within_limit, still
from generation.models.catalogue import CATALOGUE
from generation.models.lookup import find
from generation.models.model import Model
from generation.models.verify import file_problems, missing_files
from generation.prepared import PicturePrompts, PreparedRequest, prepare
from generation.prompts.emphasis import plain_text
from generation.prompts.lora_tags import clipped
from generation.prompts.pretokenization import pretokenized
from generation.request import UPSCALE_TILES, GenerationRequest, Keyframe, Start
from generation.safety.checker_model import CheckerUnusable, check_files
from generation.safety.onnx_checker import UNCHECKED, OnnxChecker, PictureUnchecked
from generation.scheduling.admission_window import AdmissionWindow
from generation.service.fleet import GenerationFleet
from generation.service.service import GenerationService
from generation.tagged_loras import with_tagged_loras
from generation.types import (
    MAX_COUNT,
    MAX_FRAMES,
    MAX_SEED,
    Animation,
    BackendChoice,
    Engine,
    Event,
    Failed,
    Finished,
    ModelInfo,
    Picture,
    Precision,
    Progress,
    Queued,
    RawImage,
    Sampler,
    ServiceConfig,
    ServiceStatus,
    Spacing,
    Timings,
    random_seed,
    sampler_names,
)
from generation.validation import RULES

__all__ = [
    "CATALOGUE",
    "MAX_COUNT",
    "MAX_FRAMES",
    "MAX_SEED",
    "RULES",
    "UNCHECKED",
    "UPSCALE_TILES",
    "AdmissionWindow",
    "Animation",
    "BackendChoice",
    "Cancelled",
    "CheckerUnusable",
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
    "OnnxChecker",
    "OutOfMemory",
    "Picture",
    "PictureDecoder",
    "PicturePrompts",
    "PictureUnchecked",
    "Precision",
    "PreparedRequest",
    "Progress",
    "QueueFull",
    "Queued",
    "RawImage",
    "Sampler",
    "ServiceClosed",
    "ServiceConfig",
    "ServiceStatus",
    "Spacing",
    "Start",
    "Timings",
    "WorkerFailed",
    "blended_png",
    "check_files",
    "clipped",
    "contact_sheet",
    "encode_within_limit",
    "fields_in",
    "file_problems",
    "find",
    "grid",
    "infotext",
    "known_memory_bytes",
    "missing_files",
    "plain_text",
    "prepare",
    "pretokenized",
    "preview_png",
    "random_seed",
    "report_cards",
    "sampler_names",
    "start_png",
    "still",
    "unread",
    "with_tagged_loras",
]
