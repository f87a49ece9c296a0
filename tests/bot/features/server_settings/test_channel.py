"""`/server channel`: what one channel and its threads have of their own."""

from typing import Any

import pytest
import simcord

from bot.storage import ChannelDefaults, MemberPreferences, Preferences, Preset, ServerPreferences
from tests.bot.features.gallery.scenes import drawn, filled_in, press
from tests.bot.features.server_settings.scenes import chosen, owner, use
from tests.bot.requests.test_model_choice import two
from tests.bot.world import World, private, world

NIGHT, SKY = " on a black background", " on a light blue background"


async def place(w: World, **settings: Any) -> None:
    """Set what the art channel has of its own."""
    there = {w.channel.id: ChannelDefaults(**settings)}
    await w.server_chooses(ServerPreferences(channel_defaults=there))


async def asked(w: World, **options: Any) -> Any:
    """The request that the service gets."""
    assert not (await w.imagine(**options)).ephemeral
    return w.service.requests[-1]


async def prefers(w: World, **choices: Any) -> None:
    """Let Ada have defaults of her own."""
    await Preferences(w.database).choose_for_member(w.ada.id, MemberPreferences(**choices))


async def test_settings_are_set_shown_and_reset_part_by_part() -> None:
    async with world() as w:
        boss, here = owner(w), {"channel": w.channel}
        said = private(
            await use(w, boss, "channel set", **here, style="night", force=True, spoiler=True)
        )
        there = f"<#{w.channel.id}>"
        assert said == f"Now in {there}: always the preset `night`; pictures hidden at first."
        await use(w, boss, "channel set", **here, model="starter", size="128×128")
        assert (await chosen(w)).channel_defaults == {
            w.channel.id: ChannelDefaults("starter", "128×128", "night", True, (), True)
        }
        await use(w, boss, "channel reset", **here, what="style")
        await use(w, boss, "channel reset", **here, what="spoiler")
        await use(w, boss, "channel reset", **here, what="model")
        left = {w.channel.id: ChannelDefaults(size="128×128")}
        assert (await chosen(w)).channel_defaults == left
        said = private(await use(w, boss, "channel reset", **here))
        assert said == f"Nothing is set for {there} alone now."
        assert await chosen(w) == ServerPreferences()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "There's nothing to change"),
        ({"model": "lost"}, "There's no model `lost` here"),
        ({"size": "1×1"}, "There's no size `1×1` here"),
        ({"style": "gone"}, "There's no preset `gone` here"),
        ({"force": True}, "Choose the preset that every picture there should get."),
    ],
)
async def test_what_is_not_on_offer_is_refused(options: dict[str, Any], sentence: str) -> None:
    async with world() as w:
        said = private(await use(w, owner(w), "channel set", channel=w.channel, **options))
        assert said.startswith(sentence)
        assert await chosen(w) == ServerPreferences()


async def test_presets_on_offer_are_listed_and_the_default_is_one_of_them() -> None:
    async with world() as w:
        boss, here = owner(w), {"channel": w.channel}
        for style in ("sky", "night"):
            await use(w, boss, "channel allow", **here, style=style)
        said = private(await use(w, boss, "channel set", **here, style="paper"))
        assert said == "The preset `paper` isn't one of those you allow there: `sky`, `night`."
        await use(w, boss, "channel set", **here, style="night")
        said = private(await use(w, boss, "channel forbid", **here, style="night"))
        assert said.startswith("The preset `night` isn't one of those you allow there")
        await use(w, boss, "channel forbid", **here, style="sky")
        left = ChannelDefaults(style="night", styles=("night",))
        assert (await chosen(w)).channel_defaults == {w.channel.id: left}


async def test_a_default_gives_way_to_a_members_own_and_both_to_an_option() -> None:
    async with world() as w:
        await place(w, style="night", size="128×192")
        request = await asked(w, prompt="apple")
        assert (request.prompt, request.height) == ("apple" + NIGHT, 192)
        await prefers(w, style="sky", size="128×128")
        request = await asked(w, prompt="apple")
        assert (request.prompt, request.height) == ("apple" + SKY, 128)
        request = await asked(w, prompt="apple", style="paper", size="128×192")
        assert (request.prompt, request.height) == ("apple on a white background", 192)


async def test_a_forced_preset_takes_the_place_of_a_members_own() -> None:
    async with world() as w:
        await place(w, style="night", forced=True)
        await prefers(w, style="sky")
        assert (await asked(w, prompt="apple")).prompt == "apple" + NIGHT
        assert (await asked(w, prompt="apple", style="night")).prompt == "apple" + NIGHT
        said = private(await w.imagine("apple", style="sky"))
        assert said == "In this channel every picture gets the preset `night`."
        offered = await w.ada.autocomplete(w.channel, "imagine", "style", "", prompt="x")
        assert [one["value"] for one in offered] == ["night"]


async def test_a_member_chooses_from_the_presets_on_offer_in_the_channel() -> None:
    async with world() as w:
        await place(w, styles=("night", "paper"))
        await prefers(w, style="sky")
        # Her own default is not among them.
        assert (await asked(w, prompt="apple")).prompt == "apple"
        assert (await asked(w, prompt="apple", style="night")).prompt == "apple" + NIGHT
        said = private(await w.imagine("apple", style="sky"))
        assert said == "In this channel you can choose from these presets: `night`, `paper`."


async def test_a_forced_preset_that_is_gone_forces_nothing() -> None:
    async with world() as w:
        await place(w, style="gone", forced=True)
        assert (await asked(w, prompt="apple")).prompt == "apple"


async def test_a_thread_has_what_its_parent_has() -> None:
    async with world() as w:
        await place(w, style="night", forced=True, spoiler=True)
        thread = await thread_of(w)
        await w.ada.slash(thread, "imagine", prompt="apple")
        await w.until(lambda: w.service.requests)
        assert w.service.requests[-1].prompt == "apple" + NIGHT


async def thread_of(w: World) -> simcord.ChannelHandle:
    await w.bot.client.http.start_thread_without_message(
        w.channel.id, name="apples", auto_archive_duration=60, type=11
    )
    (thread,) = w.channel.threads
    return thread


async def test_a_morph_and_a_blend_have_the_forced_preset_in_every_prompt() -> None:
    async with world() as w:
        await place(w, style="night", forced=True)
        await w.ada.slash(w.channel, "morph", first="apple", second="pear")
        await w.until(lambda: len(w.service.requests) == 1)
        request = w.service.requests[-1]
        assert [request.prompt, request.morph[0].prompt] == ["apple" + NIGHT, "pear" + NIGHT]
        await w.ada.slash(w.channel, "blend", first="apple", second="pear")
        await w.until(lambda: len(w.service.requests) == 2)
        assert w.service.requests[-1].prompt == "apple and pear" + NIGHT


@pytest.mark.parametrize("label", ["Re-roll", "Vary", "Upscale", "Edit", "Use as start"])
async def test_buttons_and_forms_do_not_go_past_a_forced_preset(label: str) -> None:
    async with world() as w:
        picture = await drawn(w, "apple")
        await place(w, style="night", forced=True)
        result = await press(w, picture, label)
        if result.modal:
            await w.ada.submit_modal(result, filled_in(result.modal))
        await w.until(lambda: len(w.service.requests) == 2)
        assert w.service.requests[-1].prompt == "apple" + NIGHT


async def test_a_preset_that_is_there_already_is_not_added_again() -> None:
    async with world(user_limit="none") as w:
        await place(w, style="night", forced=True)
        picture = await drawn(w, "apple")
        before = len(w.service.requests)
        await press(w, picture, "Re-roll")
        await w.until(lambda: len(w.service.requests) > before)
        assert w.service.requests[-1].prompt == "apple" + NIGHT


async def test_a_servers_own_preset_is_forced_with_its_negative_prompt() -> None:
    async with world() as w:
        style = Preset("ours", "ink, {prompt}, paper", "photo")
        await Preferences(w.database).set_style(w.guild.id, style)
        await place(w, style="ours", forced=True)
        request = await asked(w, prompt="apple", negative_prompt="worm")
        assert (request.prompt, request.negative_prompt) == ("ink, apple, paper", "worm, photo")


async def test_the_model_of_the_channel_draws_unless_another_is_chosen() -> None:
    async with world(two()) as w:
        await place(w, model="large")
        assert (await asked(w, prompt="apple")).model == "large"
        assert (await asked(w, prompt="apple", model="starter")).model == "starter"
        offered = await w.ada.autocomplete(w.channel, "imagine", "model", "", prompt="x")
        assert [one["value"] for one in offered] == ["large", "starter"]


async def test_a_default_model_that_the_server_does_not_allow_does_not_draw() -> None:
    async with world(two()) as w:
        here = {w.channel.id: ChannelDefaults(model="large")}
        await w.server_chooses(ServerPreferences(models=("starter",), channel_defaults=here))
        assert (await asked(w, prompt="apple")).model == "starter"


async def test_pictures_are_hidden_by_channel_and_by_role() -> None:
    async with world() as w:
        await place(w, spoiler=True)
        assert (await drawn(w)).attachments[0].is_spoiler()
        await w.server_chooses(ServerPreferences())
        assert not (await drawn(w)).attachments[0].is_spoiler()
        boss, rookies = owner(w), w.guild.create_role("rookies")
        said = private(await use(w, boss, "spoiler-roles add", role=rookies))
        assert f"hidden at first: <@&{rookies.id}>." in said
        rookie = w.guild.add_member(w.env.create_user("rookie"), roles=[rookies])
        assert (await drawn(w, who=rookie)).attachments[0].is_spoiler()
        assert not (await drawn(w)).attachments[0].is_spoiler()
        await use(w, boss, "spoiler-roles clear")
        assert await chosen(w) == ServerPreferences()
