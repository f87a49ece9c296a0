"""A member's own defaults: chosen, shown, used, and never in the way of a picture."""

from dataclasses import replace
from typing import Any

import pytest
import simcord

from bot.language import LANGUAGES, say, text
from bot.storage import MemberPreferences, Preferences, Preset, ServerPreferences
from generation import ModelInfo
from tests.bot.fakes import TINY, FakeService
from tests.bot.features.remix.test_buttons import drawn
from tests.bot.world import World, private, world

ALL = {
    "count": 2, "size": "128×192", "steps": 9, "guidance": 2.5, "sampler": "euler",
    "negative_prompt": "blurry", "style": "night", "remix": False, "still": True,
}  # fmt: skip


async def settings(w: World, command: str, **options: Any) -> simcord.InteractionResult:
    return await w.ada.slash(w.channel, f"settings {command}", **options)


async def chosen(w: World) -> MemberPreferences:
    return await Preferences(w.database).member(w.ada.id)


async def test_what_was_chosen_is_shown_kept_and_drawn_with() -> None:
    async with world() as w:
        said = private(await settings(w, "set", **ALL))
        assert said.splitlines()[1:] == [
            "Pictures at a time: 2", "Size: 128×192", "Steps: 9", "Guidance: 2.5",
            "Sampler: Euler", "Negative prompt: `blurry`", "Preset: `night`",
            "Language: as my Discord (default)",
            "Others may remix your pictures: no",
            "Animations as a still picture first: yes",
        ]  # fmt: skip
        assert said == private(await settings(w, "show"))
        await w.imagine()
        (request,) = w.service.requests
        assert request.prompt == "red apple on a black background"
        assert (request.count, request.width, request.height, request.steps) == (2, 128, 192, 9)
        assert (request.guidance, request.sampler) == (2.5, "euler")
        assert request.negative_prompt == "blurry"


async def test_words_that_are_never_drawn_are_no_default() -> None:
    async with world(blocked_words=("forbidden",)) as w:
        await settings(w, "set", negative_prompt="nsfw, nude")
        said = private(await settings(w, "set", negative_prompt="forbidden", steps=9))
        assert said == (
            "Your negative prompt has something in it that isn't allowed here. "
            "Please try other words."
        )
        assert await chosen(w) == MemberPreferences(negative_prompt="nsfw, nude")
        assert not (await w.imagine()).ephemeral


async def test_who_chose_nothing_reads_what_holds() -> None:
    async with world() as w:
        said = private(await settings(w, "show"))
        assert "Pictures at a time: 1 (default)" in said
        assert "Sampler: DPM++ 2M (default)" in said
        assert "Others may remix your pictures: yes" in said


async def test_a_command_comes_before_the_defaults_and_others_have_their_own() -> None:
    async with world() as w:
        await settings(w, "set", steps=9)
        await w.imagine(steps=7)
        await w.imagine(who=w.ben)
        assert [request.steps for request in w.service.requests] == [7, 20]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_language_can_be_chosen_and_is_left_again(language: str) -> None:
    async with world() as w:
        said = private(await settings(w, "set", language=language))
        assert LANGUAGES[language] in said
        assert (await chosen(w)).language == language
        await settings(w, "set", language="discord")
        assert (await chosen(w)).language is None


async def test_one_default_goes_back_or_all_do() -> None:
    async with world() as w:
        await settings(w, "set", **ALL)
        assert private(await settings(w, "reset", what="steps")).endswith(": Steps.")
        assert await chosen(w) == MemberPreferences(**{**ALL, "steps": None})
        await settings(w, "reset")
        assert await chosen(w) == MemberPreferences()


@pytest.mark.parametrize(("what", "language"), [("language", "en"), (None, "en"), ("steps", "de")])
async def test_a_reset_is_answered_in_the_language_that_holds_after_it(
    what: str | None, language: str
) -> None:
    async with world() as w:
        await settings(w, "set", language="de", steps=9)
        said = private(await settings(w, "reset", **({"what": what} if what else {})))
        name = say(language, text(f"setting-{what}")) if what else ""
        key = "settings-one-reset" if what else "settings-all-reset"
        assert said == say(language, text(key, name=name))


async def test_nothing_to_set_gets_a_sentence() -> None:
    async with world() as w:
        assert "choose at least one" in private(await settings(w, "set"))


async def test_a_style_that_is_not_offered_is_not_stored() -> None:
    async with world() as w:
        said = private(await settings(w, "set", style="no such", steps=9))
        assert said.startswith("There's no preset `no such` here")
        assert await chosen(w) == MemberPreferences()


async def test_the_options_carry_the_models_limits_and_25_choices_at_most() -> None:
    async with world() as w:
        commands = w.env.backend.commands[None].values()
        (group,) = (one for one in commands if one["name"] == "settings")
        (command,) = (one for one in group["options"] if one["name"] == "set")
        options = {option["name"]: option for option in command["options"]}
        assert options["steps"]["max_value"] == 50
        assert options["negative_prompt"]["max_length"] == 1000
        assert len(options["language"]["choices"]) == 7
        assert all(len(option.get("choices", ())) <= 25 for option in options.values())
        assert all(len(option["description"]) <= 100 for option in options.values())


async def test_the_longest_values_fit_into_a_message() -> None:
    async with world() as w:
        said = private(await settings(w, "set", **{**ALL, "negative_prompt": "`" * 1000}))
        assert len(said) <= 2000


OTHER: ModelInfo = replace(
    TINY, sizes=((64, 64),), max_steps=8, steps=4, guidance=1.5, max_guidance=2.0
)


async def test_defaults_that_another_model_allowed_are_left_out_with_no_error() -> None:
    service = FakeService()
    service.info = OTHER
    async with world(service) as w:
        own = MemberPreferences(size="128×192", steps=9, guidance=2.5, sampler="gone", count=2)
        await Preferences(w.database).choose_for_member(w.ada.id, own)
        assert "Steps: 4 (default)" in private(await settings(w, "show"))
        await w.imagine()
        (request,) = service.requests
        assert (request.width, request.steps, request.guidance) == (64, 4, 1.5)
        assert (request.count, request.sampler) == (2, "dpm++2m")
        assert "Pictures at a time: 3" in private(await settings(w, "set", count=3))


async def test_a_style_of_another_server_is_left_out_but_one_that_was_typed_is_refused() -> None:
    async with world() as w:
        choices = Preferences(w.database)
        await choices.set_style(w.guild.id, Preset("ours", "{prompt} of ours"))
        await settings(w, "set", style="ours")
        await choices.drop_style(w.guild.id, "ours")
        await w.imagine()
        assert w.service.requests[0].prompt == "red apple"
        assert "There's no preset `ours`" in private(await w.imagine(style="ours"))


async def test_who_opts_out_is_not_remixed() -> None:
    async with world() as w:
        reply = await drawn(w)
        await settings(w, "set", remix=False)
        stored = w.env.backend.get_message(w.channel.id, reply.id)
        button = stored.components[0]["components"][0]["custom_id"]
        said = private(await w.ben.click(reply.message, custom_id=button))
        assert "doesn't want others" in said


async def test_a_change_that_breaks_a_rule_changes_nothing() -> None:
    async with world() as w:
        choices = Preferences(w.database)
        await w.server_chooses(ServerPreferences(spoiler=True))

        def broken(_before: ServerPreferences) -> ServerPreferences:
            raise LookupError

        with pytest.raises(LookupError):
            await choices.change_for_server(w.guild.id, broken)
        _, server, _ = await choices.load_all(w.ada.id, w.guild.id)
        assert server == ServerPreferences(spoiler=True)
