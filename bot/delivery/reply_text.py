"""The texts of a finished reply, in the language of those who read it."""

import re
from collections.abc import Callable, Sequence

from bot.interactions.validation_messages import broken_rule
from bot.jobs.files import StartPictureMissing
from bot.language import Text, decimal, say, text
from bot.language.formatting import MESSAGE_LIMIT, clip, one_line, quote
from bot.requests.options import size_text
from bot.storage import Attachment, JobRequest, Message, PictureRecord, PictureStore, State
from generation import (
    CATALOGUE,
    Finished,
    GenerationError,
    GenerationRequest,
    InvalidRequest,
    LoraUnavailable,
    ModelUnavailable,
    OutOfMemory,
    Timings,
    unread,
)

ALT_TEXT_LIMIT = 1024
# A late post says beside the answer whom it is for, and carries the job's mark.
ANSWER_LIMIT = MESSAGE_LIMIT - 100
# Characters of each thing that is quoted; fewer where the whole would be too long.
# Of those that are named in one line.
MOST_PARTS = 8
QUOTED = (300, 200, 120, 60, 20)


class Replies:
    """Writes the last word of a job.

    Args:
        models: names of those that are offered; the first draws what names none.
        gallery: where the pictures are that it descends from.
    """

    def __init__(self, models: tuple[str, ...], gallery: PictureStore) -> None:
        self._models, self._gallery = models, gallery

    async def finished(
        self, order: JobRequest, result: Finished, drawn: tuple[PictureRecord, ...], sha256: str
    ) -> Message:
        """Write the message of a job that went well."""
        credit = await self._credit(order)
        content = fit_answer(lambda most: self._content(order, result, credit, most))
        attached = Attachment(sha256, file_name(order, result), picture_alt(order, len(drawn)))
        return Message(
            State.DELIVERED, content, (attached,), pictures=tuple(one.id for one in drawn)
        )

    def failed(
        self, order: JobRequest, error: GenerationError | StartPictureMissing | None
    ) -> Message:
        """Write the message of a job that did not; None for a fault of ours."""
        reason = type(error).__name__ if error else "unexpected"
        what = failure_text(error, self._model(order))
        return Message(State.FAILED, say(order.locale, what), reason=reason)

    def _content(self, order: JobRequest, result: Finished, credit: list[Text], most: int) -> str:
        lines = [
            prompt_text(order.request, most),
            *credit,
            parameters_text(order.request),
            *self._drawn_with(order),
            timing_text(result.timings),
            *_not_worn_or_read(order.request, most),
            *self._notes(self._model(order), result, most),
        ]
        first, *small = [say(order.locale, line) for line in lines]
        return "\n".join([first, *(f"-# {line}" for line in small)])

    async def _credit(self, order: JobRequest) -> list[Text]:
        """Name those whose pictures this one descends from, but for the member themselves."""
        parents = await self._gallery.of_ids(order.parents)
        authors = {one.user_id: f"<@{one.user_id}>" for one in parents}
        authors.pop(order.user_id, None)
        return [text("answer-after", authors=", ".join(authors.values()))] if authors else []

    def _model(self, order: JobRequest) -> str:
        return order.request.model or self._models[0]

    def _drawn_with(self, order: JobRequest) -> list[Text]:
        """Name the model, where there is a choice."""
        several = len(self._models) > 1
        return [text("answer-model", model=self._model(order))] if several else []

    def _notes(self, name: str, result: Finished, most: int) -> list[Text]:
        """Say what the model did not read."""
        notes = []
        if result.cut:
            notes.append(text("answer-cut", model=name, cut=quote(result.cut, min(most, 200))))
        larger = CATALOGUE[name].recommended_model if name in CATALOGUE else ""
        if result.unknown_words and larger:
            words = _some(result.unknown_words, most)
            names = {"model": name, "words": words, "larger": larger}
            if larger in self._models:
                notes.append(text("answer-unknown-words-choose", **names))
            else:
                notes.append(text("answer-unknown-words", **names))
        return notes


def _not_worn_or_read(request: GenerationRequest, most: int) -> list[Text]:
    """Say what of the prompts stands for more than words elsewhere, and does not here."""
    notes = []
    if request.left_out:
        notes.append(text("answer-left-out", names=_some(request.left_out, most)))
    if parts := unread(request):
        notes.append(text("answer-unread", parts=_some(parts, most)))
    return notes


def _some(parts: Sequence[str], most: int) -> str:
    """Quote the first of some parts of a prompt."""
    return ", ".join(quote(part, min(most, 40)) for part in parts[:MOST_PARTS])


def fit_answer(said: Callable[[int], str]) -> str:
    """Say something with as much quoted as there is room for in an answer.

    Args:
        said: gives the whole for so many characters of each quote.
    """
    for most in QUOTED:
        whole = said(most)
        if len(whole) <= ANSWER_LIMIT:
            break
    return whole


def prompt_text(request: GenerationRequest, most: int) -> Text:
    """Say what was asked for, of each text at most so many characters."""
    asked = " → ".join(quote(prompt, most) for prompt in prompts(request))
    if not request.negative_prompt.strip():
        return text("answer-prompt", prompt=asked)
    return text("answer-without", prompt=asked, negative=quote(request.negative_prompt, most))


def prompts(request: GenerationRequest) -> tuple[str, ...]:
    """List what a request asks for; a morph asks for several things."""
    return (request.prompt, *(keyframe.prompt for keyframe in request.morph))


def parameters_text(request: GenerationRequest) -> Text:
    """Say what it takes to draw the same again."""
    seeds = [str(seed) for seed in dict.fromkeys(request.seeds())]
    return text(
        "answer-parameters",
        seeds=text("answer-seeds", count=len(seeds), seeds=", ".join(seeds)),
        size=size_text(request),
        steps=str(request.steps),
        guidance=request.guidance,
    )


def timing_text(timings: Timings) -> Text:
    """Say where the time went, and in which mode the model ran."""
    return text(
        "answer-timing",
        queue=decimal(timings.queue_s, 1),
        encode=decimal(timings.encode_s, 2),
        denoise=decimal(timings.denoise_s, 1),
        speed=decimal(timings.steps_per_s, 1),
        decode=decimal(timings.decode_s, 2),
        total=decimal(timings.total_s, 1),
        precision=timings.precision,
        engine=timings.engine,
    )


def failure_text(error: GenerationError | StartPictureMissing | None, model: str) -> Text:
    """Say to the member why there is no picture."""
    if isinstance(error, InvalidRequest):
        return broken_rule(error)
    if isinstance(error, OutOfMemory):
        return text("failed-out-of-memory")
    if isinstance(error, StartPictureMissing):
        return text("failed-start-gone")
    if isinstance(error, LoraUnavailable):
        return text("failed-no-lora", lora=quote(error.name, 100))
    if isinstance(error, ModelUnavailable):
        return text("failed-no-model", model=model)
    return text("failed-nothing-came")


def file_name(order: JobRequest, result: Finished) -> str:
    """Name the file after its prompt and its seed."""
    moving = result.animation and not order.still
    return file_name_for(order.request, "webp" if moving else "png")


def file_name_for(request: GenerationRequest, ending: str) -> str:
    """Name a file of a request's picture."""
    slug = re.sub(r"[^a-z0-9]+", "-", request.prompt[:200].lower()).strip("-")
    return f"{slug[:40].strip('-') or 'picture'}-{request.seed}.{ending}"


def picture_alt(order: JobRequest, count: int) -> str:
    """Say what a picture shows to those who do not see it: what was asked, and by whom."""
    return alt_text(order.request, order.member, order.locale, count)


def alt_text(request: GenerationRequest, member: str, locale: str, count: int = 1) -> str:
    """Say what pictures of a request show, in at most 1,024 characters."""
    by = clip(one_line(member), 64)
    key = "alt-animation" if request.morph else "alt-grid" if count > 1 else "alt-picture"

    def said(prompt: str) -> str:
        return say(locale, text(key, prompt=prompt, member=by, count=count))

    room = ALT_TEXT_LIMIT - len(said(""))
    return said(clip(one_line(" → ".join(prompts(request))), room))
