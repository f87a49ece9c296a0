"""The texts and attachments of a finished reply."""

import re

from bot.imagine.options import size_name
from bot.storage import Attached, Message, Order, State
from bot.wording import capitalised, clip, one_line, quoted
from generation import (
    CATALOGUE,
    Finished,
    GenerationError,
    GenerationRequest,
    InvalidRequest,
    ModelInfo,
    ModelUnavailable,
    OutOfMemory,
    Picture,
    Timings,
)

ALT_TEXT_LIMIT = 1024
NOTHING_CAME = "The picture could not be drawn. The bot's operator finds the reason in its log."
GIVEN_UP = (
    "The picture could not be drawn: the bot was stopped in the middle of it several times. "
    "Nothing was charged for it."
)
_FOR_MEMBERS = (InvalidRequest, OutOfMemory)


class Replies:
    """Writes the last word of a job.

    Args:
        model: the model that draws.
    """

    def __init__(self, model: ModelInfo) -> None:
        self._model = model

    def finished(self, order: Order, result: Finished, files: tuple[Attached, ...]) -> Message:
        """Write the message of a job that went well."""
        request = order.request
        lines = [
            f"{quoted(request.prompt)}{_without(request)}",
            f"-# {_parameters(request)}",
            f"-# {timing_line(result.timings)}",
            *_about_cut(result.cut, self._model),
            *_about_unknown_words(result.unknown_words, self._model),
        ]
        return Message(State.DELIVERED, "\n".join(lines), files)

    def failed(self, error: GenerationError | None) -> Message:
        """Write the message of a job that did not; None for a fault of ours."""
        reason = type(error).__name__ if error else "unexpected"
        return Message(State.FAILED, failed(error, self._model), reason=reason)

    def attached(self, order: Order, picture: Picture, sha256: str) -> Attached:
        """Name a picture for its file and for those who do not see it."""
        request = order.request
        name = _file_name(request.prompt, picture.seed)
        return Attached(sha256, name, _alt(request, order.member))


def timing_line(timings: Timings) -> str:
    """Say where the time went, and in which mode the model ran."""
    return (
        f"waited {timings.queue_s:.1f} s · encode {timings.encode_s:.2f} s · "
        f"denoise {timings.denoise_s:.1f} s ({timings.steps_per_s:.1f} steps/s) · "
        f"decode {timings.decode_s:.2f} s · total {timings.total_s:.1f} s · "
        f"{timings.precision}, {timings.engine}"
    )


def failed(error: GenerationError | None, model: ModelInfo) -> str:
    """Say to the member why there is no picture."""
    if isinstance(error, _FOR_MEMBERS):
        return capitalised(clip(str(error), 300))
    if isinstance(error, ModelUnavailable):
        return (
            f"No picture could be drawn: the model {model.name} could not be loaded. "
            "The bot's operator finds the reason in its log."
        )
    return NOTHING_CAME


def too_large(limit_bytes: int) -> str:
    """Say that the upload limit stands in the way."""
    return (
        f"The pictures are drawn, but larger than the {limit_bytes / 1024**2:.0f} MB that may be "
        "posted here; please ask for a smaller size or for fewer at a time."
    )


def _without(request: GenerationRequest) -> str:
    return f" without {quoted(request.negative_prompt)}" if request.negative_prompt.strip() else ""


def _parameters(request: GenerationRequest) -> str:
    seeds = request.seeds()
    named = f"seed {seeds[0]}" if len(seeds) == 1 else f"seeds {', '.join(map(str, seeds))}"
    size = size_name(request.width, request.height)
    return f"{named} · {size} · {request.steps} steps · guidance {request.guidance:g}"


def _about_cut(cut: str, model: ModelInfo) -> list[str]:
    said = f"-# The prompt is longer than {model.name} reads; left out: {quoted(cut, 200)}."
    return [said] if cut else []


def _about_unknown_words(words: tuple[str, ...], model: ModelInfo) -> list[str]:
    larger = CATALOGUE[model.name].larger if model.name in CATALOGUE else ""
    if not words or not larger:
        return []
    unknown = ", ".join(quoted(word, 40) for word in words[:8])
    return [
        f"-# {model.name} does not know {unknown}: it draws emoji-like things on coloured "
        f"backgrounds. Whoever runs this bot gets the full model with `IMAGINE_MODEL={larger}`."
    ]


def _file_name(prompt: str, seed: int) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", prompt[:200].lower()).strip("-")[:40].strip("-")
    return f"{slug or 'picture'}-{seed}.png"


def _alt(request: GenerationRequest, member: str) -> str:
    asked = f", asked for by {clip(one_line(member), 64)}"
    return clip(one_line(request.prompt), ALT_TEXT_LIMIT - len(asked)) + asked
