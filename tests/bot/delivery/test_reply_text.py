"""What a finished reply says fits into Discord's limits, whatever was asked."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.delivery.discord_transport import DiscordTransport
from bot.delivery.progress_text import progress_text
from bot.delivery.reply_text import ALT_TEXT_LIMIT, Replies, alt_text
from bot.interactions.buttons import AnswerButtons
from bot.interactions.staleness import Staleness
from bot.language import LANGUAGES, say, text
from bot.storage import Delivery, FileStore, JobRequest, Message, PictureRecord, PictureStore, Route
from generation import (
    Finished,
    GenerationRequest,
    Keyframe,
    LoraUnavailable,
    ModelInfo,
    PreparedRequest,
    Progress,
    Queued,
    ServiceStatus,
    Start,
    Timings,
)
from tests.bot.fakes import TIMINGS, TINY

LONGEST_ID = 2**64 - 1
SLOW = Timings(99999.9, 9999.99, 99999.9, 9999.99, 999999.9, 9999.9, "bfloat16", "openvino")


class Parents:
    """A gallery in which the pictures' ids are those of their authors."""

    async def find_many(self, ids: Iterable[str]) -> list[PictureRecord]:
        return [cast("PictureRecord", SimpleNamespace(user_id=int(author))) for author in ids]


def asked(locale: str, prompt: str, negative: str = "", **more: Any) -> JobRequest:
    """An order of somebody with the longest of ids."""
    parents = more.pop("parents", ())
    request = GenerationRequest(
        prompt, "1", 512, 512, 50, 4.0, 4294967292, negative_prompt=negative, **more
    )
    return JobRequest(
        LONGEST_ID, LONGEST_ID, LONGEST_ID, LONGEST_ID, LONGEST_ID,
        "n" * 32, 10 * 2**20, None, PreparedRequest.restore(request), locale, parents=parents,
    )  # fmt: skip


def models(*names: str) -> dict[str, ModelInfo]:
    return {name: replace(TINY, name=name) for name in names}


def answer(order: JobRequest, result: Finished, *more_models: str) -> Message:
    """The reply with one picture."""
    replies = Replies(models(TINY.name, *more_models), cast("PictureStore", Parents()))
    picture = cast("PictureRecord", SimpleNamespace(id="0" * 32))
    return asyncio.run(replies.success_message(order, result, (picture,), "sha"))


def late(order: JobRequest, message: Message) -> str:
    """The same as it is posted to the channel when its interaction is over."""
    sent: list[str] = []

    async def send(content: str, **_: object) -> object:
        sent.append(content)
        return SimpleNamespace(id=1)

    async def get_member(*_: int) -> None: ...

    client = SimpleNamespace(
        http=SimpleNamespace(get_member=get_member),
        get_partial_messageable=lambda *_, **__: SimpleNamespace(send=send),
    )
    files, buttons = cast("FileStore", None), AnswerButtons()
    transport = DiscordTransport(cast("Any", client), files, buttons, Staleness())
    delivery = Delivery(order, replace(message, files=()), Route.CHANNEL, 1, 1, 1000.0)
    asyncio.run(transport.post(delivery))
    (content,) = sent
    return content


# Some characters, and how long the text is that repeats them.
texts = st.tuples(st.text(min_size=1, max_size=12), st.integers(0, 6000))
LongText = tuple[str, int]


def written(text: LongText) -> str:
    """Write it out."""
    part, length = text
    return (part * length)[:length]


# Shrinking texts of thousands of characters takes minutes, and tells nothing more.
@settings(max_examples=100, deadline=None, phases=(Phase.generate,))
@given(
    locale=st.sampled_from([*LANGUAGES]),
    asks=st.lists(texts, min_size=2, max_size=7),
    count=st.integers(1, 4),
    authors=st.sets(st.integers(1, 50), max_size=4),
    unknown=st.lists(texts, max_size=12),
    cut=texts,
    more_models=st.sampled_from([(), ("sd-v1.4",)]),
)
def test_the_reply_to_any_request_fits_and_so_does_its_late_post(
    locale: str,
    asks: list[LongText],
    count: int,
    authors: set[int],
    unknown: list[LongText],
    cut: LongText,
    more_models: tuple[str, ...],
) -> None:
    prompt, negative, *others = map(written, asks)
    morph = tuple(Keyframe(other, 4294967295) for other in others)
    parents = tuple(str(LONGEST_ID - author) for author in authors)
    order = asked(locale, prompt, negative, count=count, morph=morph, parents=parents)
    result = Finished((), SLOW, tuple(map(written, unknown)), written(cut))
    message = answer(order, result, *more_models)
    posted = late(order, message)
    assert message.content
    assert message.content in posted
    assert len(posted) <= 2000


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("more_models", [(), ("sd-v1.4",)])
def test_the_longest_reply_fits_with_all_its_lines(
    locale: str, more_models: tuple[str, ...]
) -> None:
    order = asked(
        locale,
        "a" * 6000,
        "b" * 6000,
        morph=tuple(Keyframe("c" * 6000, seed) for seed in range(4294967290, 4294967295)),
        parents=tuple(str(LONGEST_ID - number) for number in range(1, 5)),
    )
    result = Finished((), SLOW, tuple(f"{letter * 6000}" for letter in "defghijkl"), "m" * 6000)
    message = answer(order, result, *more_models)
    content = message.content
    assert len(late(order, message)) <= 2000
    assert content.count("`c") == 5
    for letter in "abdm":
        assert f"`{letter}" in content
    assert all(f"<@{LONGEST_ID - number}>" in content for number in range(1, 5))
    assert ("sd-v1.4" in content) == bool(more_models)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_all_that_was_not_read_or_worn_fits_with_the_longest_of_everything(locale: str) -> None:
    order = asked(
        locale,
        "".join(f"[{letter * 90}:0.5]" for letter in "abcdefghijkl"),
        "b" * 6000,
        morph=tuple(Keyframe("c" * 6000, seed) for seed in range(4294967290, 4294967295)),
        parents=tuple(str(LONGEST_ID - number) for number in range(1, 5)),
        left_out=tuple(letter * 255 for letter in "nopqrstuvwx"),
    )
    result = Finished((), SLOW, tuple(f"{letter * 6000}" for letter in "defghijkl"), "m" * 6000)
    message = answer(order, result)
    assert len(late(order, message)) <= 2000
    for named in ("`[a", "`[h", "`n", "`u"):
        assert named in message.content


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_reply_of_any_length_leaves_room_for_what_a_late_post_adds(locale: str) -> None:
    lengths = set()
    for length in range(0, 301, 3):
        morph = tuple(Keyframe("c" * length, 1) for _ in range(5))
        order = asked(locale, "a" * length, morph=morph)
        posted = late(order, answer(order, Finished((), SLOW)))
        assert len(posted) <= 2000
        lengths.add(len(posted))
    assert max(lengths) > 1900


@pytest.mark.parametrize(
    ("action", "authors", "said"),
    [
        ("", (), "<@1> · "),
        ("", (2,), "<@1> · based on a picture by <@2> · "),
        ("vary", (1,), "<@1> varied their own picture · "),
        ("upscale", (2,), "<@1> upscaled <@2>'s picture · "),
        ("start", (1, 2, 3), "<@1> started from <@2>, <@3>'s picture · "),
        ("edit", (), "<@1> edited a deleted picture · "),
        ("nameless", (2,), "<@1> · based on a picture by <@2> · "),
    ],
)
def test_the_reply_says_who_did_what_with_whose_picture(
    action: str, authors: tuple[int, ...], said: str
) -> None:
    order = replace(asked("en", "red apple"), user_id=1, action=action)
    order = replace(order, parents=tuple(map(str, authors)))
    assert f"\n-# {said}" in answer(order, Finished((), TIMINGS)).content


def test_what_is_not_the_default_is_named_and_nothing_else() -> None:
    order = asked("en", "red apple")
    usual = replace(
        order.request, width=128, height=128, steps=TINY.steps, guidance=TINY.guidance, seed=7
    )
    odd = replace(
        usual,
        sampler="euler_a",
        start=Start(b"", 0.5),
        variation=0.4,
        variation_seed=9,
        loras=(("ink", 0.8),),
    )
    for request, said in (
        (usual, "· seed 7 · 2.2 s"),
        (
            odd,
            "· seed 7 · Euler a · 0.5 of the start picture redrawn"
            " · variation 0.4 towards seed 9 · LoRA `ink` 0.8 · 2.2 s",
        ),
    ):
        content = answer(
            replace(order, prepared=PreparedRequest.restore(request)), Finished((), TIMINGS)
        ).content
        assert content.endswith(said)


def test_what_fits_is_quoted_as_far_as_ever() -> None:
    content = answer(asked("en", "a" * 300, "b" * 301), Finished((), SLOW)).content
    assert "`" + "a" * 300 + "`" in content
    assert "`" + "b" * 299 + "…`" in content


@pytest.mark.parametrize("locale", LANGUAGES)
def test_decimals_stand_after_the_separator_of_the_language(locale: str) -> None:
    order = asked(locale, "red apple")
    order = replace(order, prepared=PreparedRequest.restore(replace(order.request, guidance=7.5)))
    content = answer(order, Finished((), TIMINGS)).content
    numbers = re.findall(r"[\d.,]*\d", content)
    point = "." if locale in ("en", "ja") else ","
    for number in ("7.5", "2.2"):
        assert number.replace(".", point) in numbers


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("phase", ["starting", "loading", "downloading", "warming", "ready"])
def test_the_longest_text_while_drawing_fits(locale: str, phase: Any) -> None:
    order = asked(locale, "a" * 6000, morph=tuple(Keyframe("c" * 6000, 1) for _ in range(5)))
    for event in (None, Progress(150, 150, 86_400.0)):
        assert len(progress_text(order, event, ServiceStatus(phase))) <= 2000


@pytest.mark.parametrize("locale", LANGUAGES)
def test_an_alt_text_begins_with_what_made_the_picture(locale: str) -> None:
    plain = asked(locale, "dog").request
    morph = asked(locale, "dog", morph=(Keyframe("cat", 1),)).request
    for request, count in ((plain, 1), (plain, 4), (morph, 1)):
        before = alt_text(request, "ada", locale, count).partition("dog")[0]
        assert re.search("AI|KI|IA", before), before
    assert re.search("AI|KI|IA", say(locale, text("alt-preview", prompt="")))
    assert re.search("AI|KI|IA", say(locale, text("alt-sheet", count=1, pictures="")))


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("count", [1, 4])
def test_an_alt_text_at_the_limit_stays_whole_and_one_past_it_is_cut(
    locale: str, count: int
) -> None:
    name = "n" * 100
    around = len(alt_text(asked(locale, "").request, name, locale, count))
    at, past = (
        alt_text(asked(locale, "a" * length).request, name, locale, count)
        for length in (ALT_TEXT_LIMIT - around, ALT_TEXT_LIMIT - around + 1)
    )
    assert ALT_TEXT_LIMIT == len(at) == len(past) == 1024
    assert at.count("a" * (ALT_TEXT_LIMIT - around)) == 1
    assert "a" * (ALT_TEXT_LIMIT - around - 1) + "…" in past
    assert "n" * 63 + "…" in past


@pytest.mark.parametrize("locale", LANGUAGES)
def test_of_a_lora_that_cannot_be_read_the_member_reads_its_name_and_not_the_models(
    locale: str,
) -> None:
    replies = Replies(models("my-model"), cast("PictureStore", Parents()))
    error = LoraUnavailable("ink`", "ink.safetensors is a LoRA for another model: lora_unet_x.")
    message = replies.failure_message(asked(locale, "a boat"), error)
    assert message.reason == "LoraUnavailable"
    assert "LoRA" in message.content
    assert "`inkˋ`" in message.content
    assert "my-model" not in message.content
    assert "lora_unet_x" not in message.content


FIRST_START = (ServiceStatus("downloading"), ServiceStatus("warming", measuring=True))


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("status", FIRST_START, ids=lambda status: status.phase)
def test_a_first_start_is_shown_as_a_bar_with_the_time_that_is_left(
    locale: str, status: ServiceStatus
) -> None:
    order = asked(locale, "apple")
    begun = progress_text(order, Queued(0, None), status)
    status = replace(status, share=0.25, left_s=40.0)
    later = progress_text(order, Queued(0, None), status)
    assert "▱▱▱▱▱▱▱▱▱▱ 0 % · " in begun
    assert "▰▰▱▱▱▱▱▱▱▱ 25 % · " in later
    assert ("40" in later, "40" in begun) == (True, False)
