"""`/imagine` as members see it, through the simulated Discord."""

import asyncio
import re
from typing import NoReturn

import pytest

from bot.admission import PlaceAndWordRules
from bot.admission.content_filter.filter import Policy
from bot.delivery.progress_updates import ProgressUpdater
from generation import (
    Failed,
    GenerationError,
    InvalidRequest,
    ModelUnavailable,
    PreparedRequest,
    Progress,
    WorkerFailed,
)
from tests.bot.fakes import FakeService
from tests.bot.world import private, world

# Option types of Discord's API.
STRING, INTEGER = 3, 4


@pytest.mark.complaint("AndBobs#36")
async def test_the_reply_is_the_picture_who_asked_its_seed_and_what_is_not_the_default() -> None:
    async with world() as w:
        result = await w.imagine("red apple", seed=7, steps=12)
        assert result.acknowledged
        assert not result.ephemeral
        w.service.finish()
        reply = await w.answered(result)
        assert reply.content.startswith(f"`red apple`\n-# {w.ada.mention} · seed 7 · 12 steps · ")
        assert re.fullmatch(r"[\d.]+ s", reply.content.rpartition(" · ")[2])
        (picture,) = reply.attachments
        assert picture.filename == "red-apple-7.png"
        assert picture.description == "AI-generated picture: red apple, requested by ada"


async def test_defaults_are_the_models() -> None:
    async with world() as w:
        await w.imagine()
        (request,) = w.service.requests
        assert (request.width, request.height, request.steps) == (128, 128, 20)
        assert (request.guidance, request.count, request.user) == (4.0, 1, str(w.ada.id))


async def test_zero_is_a_seed_and_no_seed_is_a_random_one() -> None:
    async with world(user_in_flight=10) as w:
        await w.imagine(seed=0)
        for _ in range(3):
            await w.imagine()
        first, *others = w.service.requests
        assert first.seed == 0
        assert len({request.seed for request in others}) == 3


@pytest.mark.complaint("AIYA PR#170")
async def test_four_pictures_come_as_one_grid_with_their_seeds() -> None:
    async with world() as w:
        result = await w.imagine(count=4, seed=2**32 - 2)
        w.service.finish()
        reply = await w.answered(result)
        assert len(reply.attachments) == 1
        assert (
            reply.attachments[0].description
            == "4 AI-generated pictures: red apple, requested by ada"
        )
        assert "seeds 4294967294, 4294967295, 0, 1" in reply.content


async def test_the_command_carries_the_models_limits_and_defaults() -> None:
    async with world() as w:
        commands = w.env.backend.commands[None].values()
        (command,) = (one for one in commands if one["name"] == "imagine")
        options = {option["name"]: option for option in command["options"]}
        assert [*options] == [
            "prompt", "negative_prompt", "count", "size", "steps", "guidance", "seed", "style",
            "start", "strength", "sampler", "lora", "lora_strength",
        ]  # fmt: skip
        assert (options["count"]["min_value"], options["count"]["max_value"]) == (1, 4)
        assert options["steps"]["max_value"] == 50
        assert "(default 20)" in options["steps"]["description"]
        assert options["guidance"]["max_value"] == 20
        assert options["seed"]["max_value"] == 2**32 - 1
        assert [choice["value"] for choice in options["size"]["choices"]] == ["128×128", "128×192"]
        assert command["contexts"] == [0]
        assert all(len(option["description"]) <= 100 for option in options.values())


async def test_several_members_requests_run_at_the_same_time() -> None:
    async with world() as w:
        first = await w.imagine("red apple", w.ada)
        second = await w.imagine("blue boat", w.ben)
        assert len(w.service.requests) == 2
        w.service.finish()
        assert "red apple" in (await w.answered(first)).content
        assert "blue boat" in (await w.answered(second)).content


async def test_progress_is_shown_newest_first_and_at_most_every_interval(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ProgressUpdater.__init__, "__defaults__", (0.05,))
    async with world() as w:
        result = await w.imagine()
        (request,) = w.service.requests
        for step in range(1, 20):
            w.service.tell(request, Progress(step, 20, 2.0))
        shown = result.response
        assert shown
        await w.until(lambda: "step 19 of 20, ready in about 2 seconds" in shown.content)
        edits = [call for call in w.env.http_requests if call.method == "PATCH"]
        assert len(edits) <= 2, "texts in between are skipped"


async def test_no_progress_text_is_left_over_in_a_finished_reply() -> None:
    async with world() as w:
        result = await w.imagine()
        w.service.finish()
        reply = await w.answered(result)
        await asyncio.sleep(0.05)
        assert " · seed " in reply.content


async def test_a_loading_model_is_announced_and_the_request_kept() -> None:
    service = FakeService()
    service.phase("warming")
    async with world(service) as w:
        result = await w.imagine()
        shown = result.response
        assert shown
        await w.until(lambda: "The model is getting ready" in shown.content)
        assert "Number 1 in the queue" in shown.content
        service.phase("ready")
        await w.until(lambda: service.requests)
        service.finish()
        await w.answered(result)


async def test_unknown_words_are_explained_with_what_the_model_can_draw_instead() -> None:
    async with world() as w:
        result = await w.imagine("a xylograph")
        w.service.finish("xylograph")
        reply = await w.answered(result)
        assert "starter doesn't know `xylograph`" in reply.content
        assert "try red apple, cat, " in reply.content
        assert "IMAGINE_MODEL" not in reply.content, (
            "a hint for operators, whom Discord cannot name"
        )
        assert "English" not in reply.content


async def test_who_writes_in_another_language_is_told_that_the_model_reads_english() -> None:
    async with world() as w:
        result = await w.imagine("ein roter apfel")
        w.service.finish("ein", "roter", "apfel")
        assert "starter only reads English" in (await w.answered(result)).content


async def test_the_words_that_seeds_chose_are_named_in_order() -> None:
    async with world() as w:
        result = await w.imagine("{red|green} apple", seed=7, count=4)
        chosen = [f"`{one.prompt}`" for one in w.service.prepared[0].prompts]
        assert len(set(chosen)) == 2
        w.service.finish()
        content = (await w.answered(result)).content
        assert content.startswith("`{red|green} apple`\n-# drawn: " + ", ".join(chosen) + "\n")


@pytest.mark.complaint("AIYA#104")
@pytest.mark.parametrize("prompt", ["", "   ", "\n\t"])
async def test_an_empty_prompt_is_answered_with_one_sentence(prompt: str) -> None:
    async with world() as w:
        said = private(await w.imagine(prompt))
        assert said == "Your prompt is empty. Write what you'd like to see."
        assert not w.service.requests


async def test_a_prompt_of_6000_characters_is_drawn_and_what_is_cut_is_said() -> None:
    async with world() as w:
        result = await w.imagine("apple " * 1000)
        (request,) = w.service.requests
        w.service.finish(cut=request.prompt[180:])
        reply = await w.answered(result)
        assert "-# The prompt is too long for starter. Left out: `apple " in reply.content
        assert len(reply.content) < 2000


async def test_a_prompt_that_only_the_service_refuses_is_answered_with_its_rule() -> None:
    class Strict(FakeService):
        def submit(self, request: PreparedRequest) -> NoReturn:
            self.requests.append(request.request)
            raise InvalidRequest("prompt", "1000 tokens", "must have at most 30 tokens")

    async with world(Strict()) as w:
        result = await w.imagine("x")
        await w.until(lambda: result.response and "at most 30 tokens" in result.response.content)


@pytest.mark.parametrize(
    "prompt",
    [
        "🍎🚀 👩‍👩‍👧",
        "تفاحة حمراء",
        "תפוח אדום",
        "\u202eelppa",
        "a" * 6000,
        "``` @everyone <@1> [x](y)",
    ],
)
async def test_any_text_makes_a_reply_that_fits(prompt: str) -> None:
    async with world() as w:
        result = await w.imagine(prompt, negative_prompt=prompt)
        w.service.finish()
        reply = await w.answered(result)
        assert len(reply.content) <= 2000
        (picture,) = reply.attachments
        assert len(picture.description or "") <= 1024
        assert "\u202e" not in reply.content + (picture.description or "")
        assert picture.filename.isascii()


async def test_nothing_that_a_member_writes_pings_or_renders() -> None:
    async with world() as w:
        result = await w.imagine("@everyone **loud** `code` <@1> https://example.com")
        w.service.finish()
        reply = await w.answered(result)
        assert "`@everyone **loud** ˋcodeˋ <@1> https://example.com`" in reply.content
        message = reply.message
        assert not message.mention_everyone
        # The answer names who asked, and pings nobody.
        assert [user.id for user in message.mentions] == [w.ada.id]
        calls = [call.json for call in w.env.http_requests if isinstance(call.json, dict)]
        allowed = [call["allowed_mentions"] for call in calls if "allowed_mentions" in call]
        assert allowed
        assert all(one == {"parse": []} for one in allowed)


@pytest.mark.parametrize(
    ("option", "value", "rule"),
    [
        ("size", (STRING, "640×480"), "Size must be one of 128×128, 128×192"),
        ("size", (STRING, "big"), "Size must be one of 128×128, 128×192"),
        ("size", (STRING, "9" * 5000 + "×1"), "Size must be one of 128×128, 128×192"),
        ("steps", (INTEGER, 0), "steps must be between 1 and 50"),
        ("seed", (INTEGER, 2**32), "seed must be between 0 and 4294967295"),
        ("seed", (INTEGER, -1), "seed must be between 0 and 4294967295"),
        ("count", (INTEGER, 5), "number of pictures must be between 1 and 4"),
    ],
)
async def test_values_that_are_not_offered_are_answered_with_the_rule(
    option: str, value: tuple[int, object], rule: str
) -> None:
    async with world() as w:
        said = private(await w.forge(prompt=(STRING, "apple"), **{option: value}))
        assert rule.casefold() in said.casefold()
        assert not w.service.requests


@pytest.mark.parametrize(
    ("permission", "name"),
    [("attach_files", "Attach Files"), ("send_messages", "Send Messages")],
)
async def test_a_channel_in_which_the_bot_may_not_post_is_told_what_is_missing(
    permission: str, name: str
) -> None:
    async with world() as w:
        denied = w.guild.create_text_channel("closed", overwrites=w.deny_bot(permission))
        said = private(await w.ada.slash(denied, "imagine", prompt="apple"))
        assert name in said
        assert not w.service.requests, "nothing is drawn that could not be posted"


async def test_a_full_line_is_told_with_its_bound() -> None:
    async with world(max_waiting=1) as w:
        await w.imagine()
        said = private(await w.imagine(who=w.ben))
        assert said == ("The queue is full: it holds 1 picture. Try again in a few minutes.")


async def test_a_model_that_is_not_there_is_told_and_the_bot_stays_up() -> None:
    service = FakeService()
    service.phase("unavailable")
    async with world(service) as w:
        for _ in range(2):
            assert "the model starter couldn't be loaded" in private(await w.imagine())
        service.phase("ready")
        result = await w.imagine()
        service.finish()
        await w.answered(result)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ModelUnavailable("secret path"), "the model starter couldn't be loaded"),
        (WorkerFailed(), "I couldn't draw this picture"),
        (InvalidRequest("prompt", "x", "must be drawable"), "Prompt must be drawable. You gave x."),
    ],
)
async def test_a_failure_is_worded_for_members(error: GenerationError, sentence: str) -> None:
    async with world() as w:
        result = await w.imagine()
        w.service.tell(w.service.requests[0], Failed(error))
        await w.until(lambda: result.response and sentence in result.response.content)
        assert result.response
        assert "secret" not in result.response.content


async def test_an_unforeseen_error_is_one_sentence_to_the_member_and_a_traceback_in_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(PlaceAndWordRules):
        def judge_request(self, prepared: PreparedRequest, policy: Policy) -> NoReturn:
            raise RuntimeError("boom")

    async with world() as w:
        monkeypatch.setattr(w.bot.gate._judge, "_rules", Broken(None))
        said = private(await w.imagine("my secret prompt"))
        assert said == "Something went wrong. I've logged it for the bot's operator."
    assert "RuntimeError: boom" in caplog.text
    assert "my secret prompt" not in caplog.text


async def test_a_thread_of_an_allowed_channel_is_allowed() -> None:
    async with world() as w:
        allowed = w.channel.id  # ids repeat from world to world
    async with world(allowed_channels=(allowed,)) as w:
        assert w.channel.id == allowed
        await w.bot.client.http.start_thread_without_message(
            allowed, name="sketches", type=11, auto_archive_duration=1440
        )
        (thread,) = w.channel.threads
        assert not (await w.ada.slash(thread, "imagine", prompt="apple")).ephemeral
        other = w.guild.create_text_channel("other")
        assert "I only draw in" in private(await w.ada.slash(other, "imagine", prompt="apple"))
