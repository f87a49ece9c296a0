"""Texts of finished replies, in the language of their server."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.delivery.parameters_text import parameter_texts
from bot.delivery.prompt_notes import prompt_notes
from bot.interactions.validation_messages import broken_rule
from bot.jobs.files import StartGone
from bot.language import Text, decimal, has_text, say, text
from bot.language.formatting import MESSAGE_LIMIT, clip, one_line, quote
from bot.storage import Attachment, JobRequest, Message, PictureRecord, PictureStore, State
from bot.verdicts import Ruling, Verdict
from generation import (
    Finished,
    GenerationError,
    GenerationRequest,
    InvalidRequest,
    LoraUnavailable,
    ModelInfo,
    ModelUnavailable,
    OutOfMemory,
    PreparedRequest,
)

ALT_TEXT_LIMIT = 1024
# A late post adds the mention of its member and the job's id.
ANSWER_LIMIT = MESSAGE_LIMIT - 100
# Characters of each quotation, tried from the longest until the answer fits.
QUOTED = (300, 200, 120, 60, 20)


class Replies:
    """Writer of the final message of a job.

    Args:
        models: the models that are offered, by name; the first draws requests without a model.
        gallery: finds the parents of a picture.
    """

    def __init__(self, models: Mapping[str, ModelInfo], gallery: PictureStore) -> None:
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
        content = fit_answer(lambda most: self._write_content(order, result, parents, most))
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

    def unshown_message(self, order: JobRequest, verdict: Verdict) -> Message:
        """Write the message of a job whose pictures are held or blocked.

        Args:
            order: the request.
            verdict: on the pictures.
        """
        reason = "blocked" if verdict.ruling is Ruling.REFUSE else "held"
        return Message(State.FAILED, say(order.locale, text(f"failed-{reason}")), reason=reason)

    def _write_content(
        self, order: JobRequest, result: Finished, parents: Sequence[PictureRecord], most: int
    ) -> str:
        model = self._model(order)
        facts: list[str | Text] = [
            *credit_texts(order, parents),
            *parameter_texts(order.request, self._models.get(model), most),
            # The model is named only where there is a choice.
            *([text("answer-model", model=model)] if len(self._models) > 1 else []),
            text("details-seconds", seconds=decimal(result.timings.total_s, 1)),
        ]
        lines: list[str | Text] = [
            *drawn_words(order.prepared, most),
            " · ".join(
                fact if isinstance(fact, str) else say(order.locale, fact) for fact in facts
            ),
            *prompt_notes(order.prepared, model, self._models, result, most),
        ]
        small = [line if isinstance(line, str) else say(order.locale, line) for line in lines]
        first = say(order.locale, prompt_text(order.request, most))
        return "\n".join([first, *(f"-# {line}" for line in small)])

    def _model(self, order: JobRequest) -> str:
        return order.request.model or next(iter(self._models))


def credit_texts(order: JobRequest, parents: Sequence[PictureRecord]) -> Iterator[str | Text]:
    """Name the member who asked and, for a pressed button, whose picture it was and what was done.

    Args:
        order: the request.
        parents: the pictures that it descends from; deleted ones are missing.
    """
    member = f"<@{order.user_id}>"
    others = {one.user_id: f"<@{one.user_id}>" for one in parents if one.user_id != order.user_id}
    authors = ", ".join(others.values())
    key = f"made-{order.action}"
    if not has_text(key):
        yield member
        yield from [text("answer-after", authors=authors)] if others else []
        return
    whose = "picture-own" if parents else "picture-deleted"
    picture = text("picture-of", authors=authors) if others else text(whose)
    yield text(key, member=member, picture=picture)


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


def drawn_words(prepared: PreparedRequest, most: int) -> list[Text]:
    """Quote the prompts that were drawn, if seeds chose them from groups such as `{red|green}`.

    Args:
        prepared: the request, with the prompts that were drawn.
        most: characters of each quotation.
    """
    drawn = [tuple(keyframe.prompt for keyframe in one.keyframes) for one in prepared.prompts]
    if set(drawn) == {prompts(prepared.request)}:
        return []
    different = drawn if len(set(drawn)) > 1 else drawn[:1]
    words = ", ".join(" → ".join(quote(prompt, most) for prompt in one) for one in different)
    return [text("answer-drawn", words=words)]


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
