"""Texts of finished replies, in the language of their server."""

import re
from collections.abc import Callable, Sequence

from bot.interactions.validation_messages import broken_rule
from bot.jobs.files import StartGone
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
    PreparedRequest,
    Timings,
    unread,
)

ALT_TEXT_LIMIT = 1024
# A late post adds the mention of its member and the job's id.
ANSWER_LIMIT = MESSAGE_LIMIT - 100
# Words, names or parts of a prompt that are quoted in one line.
MOST_PARTS = 8
# Characters of each quotation, tried from the longest until the answer fits.
QUOTED = (300, 200, 120, 60, 20)


class Replies:
    """Writer of the final message of a job.

    Args:
        models: names of those that are offered; the first draws requests without a model.
        gallery: finds the parents of a picture.
    """

    def __init__(self, models: tuple[str, ...], gallery: PictureStore) -> None:
        self._models, self._gallery = models, gallery

    async def success_message(
        self, order: JobRequest, result: Finished, drawn: tuple[PictureRecord, ...], sha256: str
    ) -> Message:
        """Write the message of a finished job.

        Args:
            order: the request.
            result: timings, and notes on the prompt.
            drawn: the pictures.
            sha256: of the file that is posted.
        """
        parents = await self._gallery.find_many(order.parents)
        authors = {one.user_id: f"<@{one.user_id}>" for one in parents}
        authors.pop(order.user_id, None)
        credit = [text("answer-after", authors=", ".join(authors.values()))] if authors else []
        content = fit_answer(lambda most: self._write_content(order, result, credit, most))
        attached = Attachment(sha256, file_name(order, result), picture_alt(order, len(drawn)))
        return Message(
            State.DELIVERED, content, (attached,), pictures=tuple(one.id for one in drawn)
        )

    def failure_message(
        self, order: JobRequest, error: GenerationError | StartGone | None
    ) -> Message:
        """Write the message of a failed job.

        Args:
            order: the request.
            error: None for an unexpected one.
        """
        reason = type(error).__name__ if error else "unexpected"
        what = failure_text(error, self._model(order))
        return Message(State.FAILED, say(order.locale, what), reason=reason)

    def _write_content(
        self, order: JobRequest, result: Finished, credit: list[Text], most: int
    ) -> str:
        model = self._model(order)
        lines = [
            prompt_text(order.request, most),
            *credit,
            parameters_text(order.request),
            # The model is named only where there is a choice.
            *([text("answer-model", model=model)] if len(self._models) > 1 else []),
            timing_text(result.timings),
            *self._ignored_parts(order.prepared, model, result, most),
        ]
        first, *small = [say(order.locale, line) for line in lines]
        return "\n".join([first, *(f"-# {line}" for line in small)])

    def _model(self, order: JobRequest) -> str:
        return order.request.model or self._models[0]

    def _ignored_parts(
        self, prepared: PreparedRequest, name: str, result: Finished, most: int
    ) -> list[Text]:
        """List notes on the parts of the prompts that had no effect on the picture."""
        notes = []
        if left_out := prepared.request.left_out:
            notes.append(text("answer-left-out", names=_quote_parts(left_out, most)))
        if parts := unread(prepared):
            notes.append(text("answer-unread", parts=_quote_parts(parts, most)))
        if result.cut:
            notes.append(text("answer-cut", model=name, cut=quote(result.cut, min(most, 200))))
        larger = CATALOGUE[name].recommended_model if name in CATALOGUE else ""
        if result.unknown_words and larger:
            words = _quote_parts(result.unknown_words, most)
            names = {"model": name, "words": words, "larger": larger}
            if larger in self._models:
                notes.append(text("answer-unknown-words-choose", **names))
            else:
                notes.append(text("answer-unknown-words", **names))
        return notes


def _quote_parts(parts: Sequence[str], most: int) -> str:
    """Quote the first of some parts of a prompt."""
    return ", ".join(quote(part, min(most, 40)) for part in parts[:MOST_PARTS])


def fit_answer(write: Callable[[int], str]) -> str:
    """Write an answer with the longest quotations that fit its limit.

    Args:
        write: writes the whole with at most so many characters in each quotation.
    """
    for most in QUOTED:
        whole = write(most)
        if len(whole) <= ANSWER_LIMIT:
            break
    return whole


def prompt_text(request: GenerationRequest, most: int) -> Text:
    """Quote the prompts of a request.

    Args:
        request: one prompt, or those of a morph's keyframes.
        most: characters of each.
    """
    asked = " → ".join(quote(prompt, most) for prompt in prompts(request))
    if not request.negative_prompt.strip():
        return text("answer-prompt", prompt=asked)
    return text("answer-without", prompt=asked, negative=quote(request.negative_prompt, most))


def prompts(request: GenerationRequest) -> tuple[str, ...]:
    """List the prompts of a request: one, or those of a morph's keyframes."""
    return (request.prompt, *(keyframe.prompt for keyframe in request.morph))


def parameters_text(request: GenerationRequest) -> Text:
    """Format the parameters by which the same picture can be drawn again."""
    seeds = [str(seed) for seed in dict.fromkeys(request.seeds())]
    return text(
        "answer-parameters",
        seeds=text("answer-seeds", count=len(seeds), seeds=", ".join(seeds)),
        size=size_text(request),
        steps=str(request.steps),
        guidance=request.guidance,
    )


def timing_text(timings: Timings) -> Text:
    """Format the time of each stage, and the precision and engine of the model."""
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


def failure_text(error: GenerationError | StartGone | None, model: str) -> Text:
    """Explain to the member why there is no picture.

    Args:
        error: None for an unexpected one.
        model: name of the one that the request asks for.
    """
    if isinstance(error, InvalidRequest):
        return broken_rule(error)
    if isinstance(error, OutOfMemory):
        return text("failed-out-of-memory")
    if isinstance(error, StartGone):
        return text("failed-start-gone")
    if isinstance(error, LoraUnavailable):
        return text("failed-no-lora", lora=quote(error.name, 100))
    if isinstance(error, ModelUnavailable):
        return text("failed-no-model", model=model)
    return text("failed-nothing-came")


def file_name(order: JobRequest, result: Finished) -> str:
    """Build the name of a posted file from its prompt and seed.

    Args:
        order: the request.
        result: a still picture or an animation.
    """
    moving = result.animation and not order.still
    return file_name_for(order.request, "webp" if moving else "png")


def file_name_for(request: GenerationRequest, ending: str) -> str:
    """Build the name of a picture's file from its request's prompt and seed.

    Args:
        request: of the picture.
        ending: without the dot.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", request.prompt[:200].lower()).strip("-")
    return f"{slug[:40].strip('-') or 'picture'}-{request.seed}.{ending}"


def picture_alt(order: JobRequest, count: int) -> str:
    """Describe the picture of an order for screen readers: its prompts and its member.

    Args:
        order: the request.
        count: pictures in the file.
    """
    return alt_text(order.request, order.member, order.locale, count)


def alt_text(request: GenerationRequest, member: str, locale: str, count: int = 1) -> str:
    """Describe pictures of a request for screen readers, in at most 1,024 characters.

    Args:
        request: of the pictures.
        member: the name of its author.
        locale: of the text.
        count: pictures in the file.
    """
    by = clip(one_line(member), 64)
    key = "alt-animation" if request.morph else "alt-grid" if count > 1 else "alt-picture"

    def describe(prompt: str) -> str:
        return say(locale, text(key, prompt=prompt, member=by, count=count))

    room = ALT_TEXT_LIMIT - len(describe(""))
    return describe(clip(one_line(" → ".join(prompts(request))), room))
