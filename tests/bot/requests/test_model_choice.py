"""Several models to choose from, in the simulated Discord."""

from dataclasses import replace
from typing import Any

import pytest
import simcord

from bot.storage import MemberPreferences, PictureStore, Preferences, ServerPreferences
from generation import ModelInfo, ServiceStatus
from tests.bot.fakes import TINY, FakeModel, FakeService
from tests.bot.features.gallery.scenes import buttons, press
from tests.bot.features.remix.test_buttons import drawn
from tests.bot.world import World, private, world

LARGE = ModelInfo(
    name="large",
    summary="Another model for tests.",
    sizes=((512, 512), (512, 768)),
    steps=25,
    max_steps=100,
    guidance=7.5,
    max_guidance=30.0,
    max_tokens=225,
)


def two(**large: Any) -> FakeService:
    return FakeService(others=[FakeModel(LARGE, **large)])


async def asked(w: World, **options: Any) -> Any:
    """The request that the service gets."""
    assert not (await w.imagine(**options)).ephemeral
    return w.service.requests[-1]


async def only(w: World, *models: str) -> None:
    """Let the server allow some models alone."""
    await w.server_chooses(ServerPreferences(models=models))


def options_of(w: World, name: str = "imagine") -> dict[str, Any]:
    command = w.bot.client.tree.get_command(name)
    assert command
    return {option["name"]: option for option in command.to_dict(w.bot.client.tree)["options"]}


DRAWING = ("imagine", "morph", "blend")


async def test_with_one_model_nothing_is_there_to_choose() -> None:
    async with world() as w:
        for command in DRAWING:
            assert "model" not in options_of(w, command)
        assert (await asked(w)).model == "starter"


@pytest.mark.parametrize("command", ["morph", "blend"])
async def test_every_command_that_draws_lets_choose_the_model(command: str) -> None:
    async with world(two()) as w:
        assert options_of(w, command)["steps"]["max_value"] == 100
        offered = await w.ada.autocomplete(w.channel, command, "model", "l", first="a", second="b")
        assert [choice["value"] for choice in offered] == ["large"]
        words = {"first": "red apple", "second": "boat"}
        await w.ada.slash(w.channel, command, **words, model="large")
        await w.until(lambda: w.service.requests)
        assert (w.service.requests[0].model, w.service.requests[0].width) == ("large", 512)


async def test_the_command_lets_through_what_any_model_allows() -> None:
    async with world(two()) as w:
        options = options_of(w)
        assert [size["value"] for size in options["size"]["choices"]] == [
            "128×128", "128×192", "512×512", "512×768",
        ]  # fmt: skip
        assert options["steps"]["max_value"] == 100
        assert options["guidance"]["max_value"] == 30
        assert "starter" in options["model"]["description"]


async def test_the_chosen_model_draws_with_its_own_defaults() -> None:
    async with world(two()) as w:
        request = await asked(w, model="large")
        assert (request.model, request.width, request.steps) == ("large", 512, 25)
        request = await asked(w)
        assert (request.model, request.width, request.steps) == ("starter", 128, 20)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"steps": 80}, "Steps must be between 1 and 50. You gave 80."),
        ({"size": "512×512"}, "Size must be one of 128×128, 128×192. You gave 512×512."),
        ({"model": "large", "size": "128×128"}, "Size must be one of 512×512, 512×768."),
        ({"model": "none", "steps": 1}, "Model must be one of starter, large. You gave none."),
        ({"model": "x" * 6000}, "Model must be one of starter, large. You gave xxx"),
    ],
)
async def test_each_request_is_held_against_the_limits_of_its_own_model(
    options: dict[str, Any], said: str
) -> None:
    async with world(two()) as w:
        assert private(await w.imagine(**options)).startswith(said)
        assert w.service.requests == []


async def test_what_a_member_likes_is_left_out_where_the_model_does_not_allow_it() -> None:
    async with world(two()) as w:
        own = MemberPreferences(size="512×768", steps=80, guidance=6.0, style="cinematic")
        await Preferences(w.database).choose_for_member(w.ada.id, own)
        request = await asked(w)
        assert (request.width, request.steps, request.guidance) == (128, 20, 6)
        assert request.prompt == "red apple"
        request = await asked(w, model="large")
        assert (request.height, request.steps, request.guidance) == (768, 80, 6)
        assert request.prompt.startswith("cinematic still of red apple")


async def typed(w: World, option: str, **filled: Any) -> list[str]:
    written = filled.pop(option, "")
    offered = await w.ada.autocomplete(w.channel, "imagine", option, written, **filled)
    return [choice["value"] for choice in offered]


async def test_loras_and_presets_are_offered_for_the_model_that_is_filled_in() -> None:
    async with world(two(loras=("ink",))) as w:
        assert await typed(w, "lora") == ["pixel-art", "watercolour"]
        assert await typed(w, "lora", model="large") == ["ink"]
        assert "sky" in await typed(w, "style")
        assert "cinematic" in await typed(w, "style", model="large")
        assert "sky" in await typed(w, "style", model="half-typed")


async def test_a_lora_of_another_model_is_refused() -> None:
    async with world(two(loras=("ink",))) as w:
        assert (await asked(w, model="large", lora="ink")).loras == (("ink", 1.0),)
        assert "ink" in private(await w.imagine(lora="ink"))


async def test_of_more_models_than_discord_shows_those_that_are_typed_are_offered() -> None:
    infos = [replace(LARGE, name=f"model-{number:02}") for number in range(30)]
    async with world(FakeService(others=[FakeModel(info) for info in infos])) as w:
        assert await typed(w, "model") == [
            "starter", *(info.name for info in infos[:24]),
        ]  # fmt: skip
        assert await typed(w, "model", model="model-29") == ["model-29"]


async def test_a_server_offers_and_draws_with_what_it_allows() -> None:
    async with world(two()) as w:
        await only(w, "large")
        assert await typed(w, "model") == ["large"]
        assert (await asked(w)).model == "large"
        said = private(await w.imagine(model="starter"))
        assert "starter" in said
        assert "large" in said


async def test_a_server_that_allows_none_of_what_is_offered_is_told_so() -> None:
    async with world(two()) as w:
        await only(w, "gone")
        assert "gone" in private(await w.imagine())
        assert w.service.requests == []


async def test_a_model_that_is_not_there_is_refused_and_the_other_draws() -> None:
    async with world(two(status=ServiceStatus("unavailable", "told by the test"))) as w:
        assert "the model large couldn't be loaded" in private(await w.imagine(model="large"))
        assert (await asked(w)).model == "starter"


async def test_who_waits_for_a_model_to_be_loaded_is_told_so_and_others_are_drawn_meanwhile() -> (
    None
):
    async with world(two(status=ServiceStatus("loading")), user_in_flight=20, user_share=1) as w:
        first = await w.imagine(model="large", count=4)
        await w.until(lambda: first.response and "model is loading" in first.response.content)
        for _ in range(6):
            await asked(w, model="large", count=4)
        assert (await asked(w)).model == "starter"


async def test_the_answer_names_the_model_where_there_is_a_choice() -> None:
    async with world(two()) as w:
        reply = await drawn(w, model="large")
        assert " · drawn with large · " in reply.content
        _, _, picture_id = buttons(w, reply)["Details"].rpartition(":")
        kept = await PictureStore(w.database).find(picture_id, w.guild.id)
        assert kept
        assert kept.model == "large"
    async with world() as w:
        assert "drawn with" not in (await drawn(w)).content


async def test_unknown_words_name_the_model_that_would_know_them_if_it_is_offered() -> None:
    known = replace(LARGE, name="sd-v1.4")
    async with world(FakeService(others=[FakeModel(known)])) as w:
        result = await w.imagine("xyzzy")
        w.service.finish("xyzzy")
        assert "choose the model sd-v1.4 in `/imagine`" in (await w.answered(result)).content


@pytest.mark.parametrize("label", ["Re-roll", "Vary", "Upscale"])
async def test_a_picture_is_drawn_again_by_its_own_model(label: str) -> None:
    async with world(two()) as w:
        reply = await drawn(w, model="large")
        await press(w, reply, label)
        await w.until(lambda: len(w.service.requests) == 2)
        assert w.service.requests[-1].model == "large"


async def _edited(w: World, reply: simcord.ResponseMessage, **changed: str) -> Any:
    shown = await press(w, reply, "Edit")
    assert shown.modal
    names = ("prompt", "negative", "steps", "guidance", "seed")
    fields = [row["component"] for row in shown.modal["components"]]
    values = {
        field["custom_id"]: changed.get(name, field.get("value") or "")
        for name, field in zip(names, fields, strict=True)
    }
    return await w.ada.submit_modal(shown, values)


async def test_what_is_left_empty_in_the_form_is_the_default_of_the_pictures_model() -> None:
    async with world(two()) as w:
        await _edited(w, await drawn(w, model="large", steps=99), steps="")
        await w.until(lambda: len(w.service.requests) == 2)
        request = w.service.requests[-1]
        assert (request.model, request.steps) == ("large", 25)


async def test_a_picture_whose_model_is_not_offered_any_more_falls_to_the_default() -> None:
    async with world(two()) as w:
        small, large = await drawn(w), await drawn(w, model="large")
        w.service.others.clear()
        said = private(await press(w, large, "Re-roll"))
        assert said == "Size must be one of 128×128, 128×192. You gave 512×512."
        await press(w, small, "Re-roll")
        await w.until(lambda: len(w.service.requests) == 3)


async def test_a_picture_whose_model_the_server_forbids_falls_to_its_own_default() -> None:
    async with world(FakeService(others=[FakeModel(replace(TINY, name="twin"))])) as w:
        reply = await drawn(w, model="twin")
        await only(w, "starter")
        assert buttons(w, reply)
        await press(w, reply, "Re-roll")
        await w.until(lambda: len(w.service.requests) == 2)
        assert w.service.requests[-1].model == "starter"
