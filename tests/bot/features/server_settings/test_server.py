"""What those who manage a server set for all of it."""

import logging
from dataclasses import replace
from typing import Any

import discord
import pytest
import simcord

from bot.features.server_settings.server_admin import join_names
from bot.storage import Preferences, Preset, ServerPreferences
from tests.bot.fakes import TINY, FakeModel, FakeService
from tests.bot.features.server_settings.scenes import chosen, filled, let_all_use, owner, shown, use
from tests.bot.world import World, private, world

VALUES: dict[str, dict[str, Any]] = {
    "channels clear": {},
    "roles clear": {},
    "models clear": {},
    "models add": {"model": "starter"},
    "limits": {"member": "1/hour"},
    "language": {"language": "de"},
    "spoilers": {"hidden": True},
    "waits": {"wait": True},
    "styles add": {},
    "styles edit": {"style": "night"},
    "styles remove": {"style": "night"},
    "styles restore": {},
    "spoiler-roles clear": {},
    "safety show": {},
    "safety words": {"category": "hate", "ruling": "off"},
    "safety pictures": {"level": "strict"},
    "quotas remove": {},
    "quotas clear": {},
    "channel reset": {},
    "quiet set": {"start": "22", "end": "7", "zone": "UTC"},
    "quiet off": {},
    "words add": {"rule": "badger"},
    "words remove": {"rule": "badger"},
    "words list": {},
    "words import": {},
    "words paste": {},
    "show": {},
}


@pytest.mark.parametrize("command", VALUES)
async def test_who_does_not_manage_the_server_changes_and_sees_nothing(command: str) -> None:
    async with world() as w:
        await let_all_use(w)
        said = private(await use(w, w.ada, command, **VALUES[command]))
        assert said.startswith("This is for those who run the server")
        assert await chosen(w) == ServerPreferences()


async def test_the_commands_are_hidden_from_who_does_not_manage_the_server() -> None:
    async with world() as w:
        commands = w.env.backend.commands[None].values()
        (group,) = (one for one in commands if one["name"] == "server")
        hint = discord.Permissions(manage_guild=True)
        assert int(group["default_member_permissions"]) == hint.value
        assert len(group["options"]) <= 25


async def test_channels_are_listed_used_and_taken_off() -> None:
    async with world() as w:
        boss, other = owner(w), w.guild.create_text_channel("other")
        said = private(await use(w, boss, "channels add", channel=other))
        assert said == f"I now draw only in <#{other.id}>."
        assert f"I only draw in <#{other.id}>" in private(await w.imagine())
        await use(w, boss, "channels add", channel=w.channel)
        assert not (await w.imagine()).ephemeral
        await use(w, boss, "channels remove", channel=w.channel)
        assert (await chosen(w)).channels == (other.id,)
        assert "in all channels" in private(await use(w, boss, "channels clear"))


async def test_no_category_is_offered_as_a_place_to_draw_in() -> None:
    async with world() as w:
        server = next(c for c in w.env.backend.commands[None].values() if c["name"] == "server")
        channels = next(option for option in server["options"] if option["name"] == "channels")
        kinds = {
            kind
            for command in channels["options"]
            for option in command.get("options", ())
            for kind in option["channel_types"]
        }
        assert discord.ChannelType.text.value in kinds
        assert discord.ChannelType.category.value not in kinds


async def test_deleted_channels_and_roles_are_shown_as_that_and_can_be_taken_off() -> None:
    async with world() as w:
        boss = owner(w)
        gone = ServerPreferences(channels=(1, w.channel.id), roles=(2,))
        await w.server_chooses(gone)
        said = await shown(w, boss)
        assert f"Channels: <#{w.channel.id}>, a deleted one (1)" in said
        assert "Roles: a deleted one (2)" in said
        await use(w, boss, "channels remove")
        await use(w, boss, "roles remove")
        assert await chosen(w) == ServerPreferences(channels=(w.channel.id,))


async def test_if_all_allowed_channels_were_deleted_the_refusal_says_so() -> None:
    async with world() as w:
        await w.server_chooses(ServerPreferences(channels=(1, 2)))
        assert "All the channels I may draw in have been deleted" in private(await w.imagine())


async def test_roles_are_listed_and_needed() -> None:
    async with world() as w:
        boss, artists = owner(w), w.guild.create_role("artists")
        said = private(await use(w, boss, "roles add", role=artists))
        assert f"one of these roles: <@&{artists.id}>." in said
        assert f"<@&{artists.id}>" in private(await w.imagine())
        await use(w, boss, "roles remove", role=artists)
        assert not (await w.imagine()).ephemeral


async def test_the_role_everyone_lets_everyone_in() -> None:
    async with world() as w:
        await use(w, owner(w), "roles add", role=w.guild.default_role)
        assert not (await w.imagine()).ephemeral


async def test_more_than_50_are_not_listed() -> None:
    async with world() as w:
        full = ServerPreferences(channels=tuple(range(1, 51)))
        await w.server_chooses(full)
        said = private(await use(w, owner(w), "channels add", channel=w.channel))
        assert said.startswith("The list can have at most 50")
        assert await chosen(w) == full


async def test_models_are_offered_and_the_default_may_be_left_out() -> None:
    twin = FakeModel(replace(TINY, name="twin"))
    async with world(FakeService(others=[twin])) as w:
        boss = owner(w)
        offered = await boss.autocomplete(w.channel, "server models add", "model", "")
        assert [choice["value"] for choice in offered] == ["starter", "twin"]
        await use(w, boss, "models add", model="twin")
        await w.imagine()
        assert w.service.requests[-1].model == "twin"
        await use(w, boss, "models add", model="starter")
        offered = await boss.autocomplete(w.channel, "server models remove", "model", "tw")
        assert [choice["value"] for choice in offered] == ["twin"]
        await use(w, boss, "models remove", model="twin")
        assert (await chosen(w)).models == ("starter",)
        assert "There's no model `x`" in private(await use(w, boss, "models add", model="x"))


async def test_a_server_is_told_when_the_bot_has_none_of_the_models_that_it_allows() -> None:
    async with world() as w:
        only = ServerPreferences(models=("gone", "starter"))
        await w.server_chooses(only)
        said = private(await use(w, owner(w), "models remove", model="starter"))
        assert "this bot has starter, so nothing is drawn here" in said
        assert "doesn't allow pictures by the model starter" in private(await w.imagine())


async def test_limits_hold_are_said_and_are_taken_away() -> None:
    async with world() as w:
        boss = owner(w)
        said = private(await use(w, boss, "limits", member="1/hour", server="9/2 day"))
        assert said == (
            "Limit per member: 1 picture per hour.\nLimit for the server: 9 pictures per 2 days."
        )
        await w.imagine()
        assert "Your limit is 1 picture per hour" in private(await w.imagine())
        await use(w, boss, "limits", member="none")
        assert await chosen(w) == ServerPreferences(server_limit="9/2 day")
        said = private(await use(w, boss, "limits", server="NONE"))
        assert said == "Now only the limits of the bot's operator apply."
        assert "There's nothing to change" in private(await use(w, boss, "limits"))


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ("ten per hour", "A limit must look like"),
        ("0/hour", "A limit must look like"),
        ("61/hour", "allows 60 pictures per hour at most. You gave `61/hour`."),
        ("1/minute;61/minute", "allows 60 pictures per minute at most"),
        ("1441/day", "allows 1,440 pictures per day at most"),
        ("9/31 day", "period can be at most 30 days"),
    ],
)
async def test_no_limit_is_more_generous_than_the_operators_or_longer_than_requests_are_kept(
    limit: str, sentence: str
) -> None:
    async with world() as w:
        assert sentence in private(await use(w, owner(w), "limits", member=limit))
        assert await chosen(w) == ServerPreferences()


@pytest.mark.parametrize("limit", ["60/hour", "1440/day", "10/minute;60/hour"])
async def test_as_generous_as_the_operators_is_allowed(limit: str) -> None:
    async with world() as w:
        await use(w, owner(w), "limits", member=limit)
        assert (await chosen(w)).user_limit == limit


async def test_a_role_with_more_than_others_may_be_limited_above_them() -> None:
    async with world(role_limits={5: "100/hour"}) as w:
        await use(w, owner(w), "limits", member="90/hour")
        assert (await chosen(w)).user_limit == "90/hour"


async def test_language_spoilers_and_waiting_are_set_and_shown() -> None:
    async with world() as w:
        boss = owner(w)
        assert "Deutsch" in private(await use(w, boss, "language", language="de"))
        assert "now hidden" in private(await use(w, boss, "spoilers", hidden=True))
        assert "now wait their turn" in private(await use(w, boss, "waits", wait=True))
        assert await chosen(w) == ServerPreferences(language="de", spoiler=True, waits=True)
        said = await shown(w, boss)
        assert "Language of public messages: Deutsch" in said
        assert "Pictures hidden at first: yes" in said
        await use(w, boss, "language", language="discord")
        assert (await chosen(w)).language is None


async def write(w: World, who: simcord.MemberActor, *values: str) -> str:
    shown = await use(w, who, "styles add")
    return private(await who.submit_modal(shown, filled(shown.modal, *values)))


async def test_a_preset_with_words_that_are_never_drawn_is_not_kept() -> None:
    async with world(blocked_words=("forbidden",)) as w:
        boss = owner(w)
        said = await write(w, boss, "ours", "{prompt}, forbidden", "")
        assert said == "Your prompt has something in it that I don't draw. Please try other words."
        said = await write(w, boss, "ours", "{prompt}", "forbidden")
        assert said == (
            "Your negative prompt has something in it that isn't allowed here. "
            "Please try other words."
        )
        assert not await Preferences(w.database).styles(w.guild.id)


async def test_a_preset_is_added_by_a_form_changed_used_and_removed() -> None:
    async with world() as w:
        boss, choices = owner(w), Preferences(w.database)
        assert "`ours` is now on offer" in await write(w, boss, "ours", "{prompt}, ink", "blurry")
        await w.imagine(style="ours")
        assert w.service.requests[0].prompt == "red apple, ink"
        shown = await use(w, boss, "styles edit", style="ours")
        assert "{prompt}, ink" in str(shown.modal)
        await boss.submit_modal(shown, filled(shown.modal, "theirs", "{prompt}, oil", ""))
        assert await choices.styles(w.guild.id) == [Preset("theirs", "{prompt}, oil")]
        await use(w, boss, "styles remove", style="theirs")
        assert await choices.styles(w.guild.id) == []
        said = private(await use(w, boss, "styles remove", style="theirs"))
        assert "There's no preset `theirs`" in said


async def test_a_built_in_preset_is_hidden_and_comes_back() -> None:
    async with world() as w:
        boss = owner(w)
        await use(w, boss, "styles remove", style="night")
        assert "There's no preset `night`" in private(await w.imagine(style="night"))
        assert "1 built-in preset is" in private(await use(w, boss, "styles restore"))
        assert not (await w.imagine(style="night")).ephemeral


async def test_a_built_in_preset_that_gets_another_name_is_not_offered_under_its_old_one() -> None:
    async with world() as w:
        boss = owner(w)
        shown = await use(w, boss, "styles edit", style="night")
        await boss.submit_modal(shown, filled(shown.modal, "midnight", "{prompt}, dark", ""))
        assert "There's no preset `night`" in private(await w.imagine(style="night"))
        assert not (await w.imagine(style="midnight")).ephemeral


@pytest.mark.parametrize("name", ["ours", "night"])
async def test_a_preset_that_is_replaced_is_said_to_be(name: str) -> None:
    async with world() as w:
        boss = owner(w)
        await write(w, boss, "ours", "{prompt}, ink", "")
        said = await write(w, boss, name, "{prompt}, oil", "")
        assert (
            said == f"The preset `{name}` is now on offer, in place of the one with the same name."
        )


async def test_a_preset_needs_a_name_and_a_prompt() -> None:
    async with world() as w:
        assert "needs a name and a prompt" in await write(w, owner(w), "ours", "  ", "")
        assert not await Preferences(w.database).styles(w.guild.id)


async def test_a_preset_that_repeats_the_prompt_is_not_kept() -> None:
    async with world() as w:
        said = await write(w, owner(w), "ours", "{prompt} " * 100, "")
        assert said == "A preset can have {prompt} once; yours has it 100 times."
        assert not await Preferences(w.database).styles(w.guild.id)


async def test_a_preset_that_was_kept_with_repeated_prompts_is_filled_once() -> None:
    async with world() as w:
        old = Preset("old", "{prompt} and {prompt}, ink, {prompt}")
        await Preferences(w.database).set_style(w.guild.id, old)
        await w.imagine(style="old")
        assert w.service.requests[0].prompt == "red apple and , ink, "


async def test_a_hundred_presets_are_kept_25_offered_and_no_more_taken() -> None:
    async with world() as w:
        boss, choices = owner(w), Preferences(w.database)
        for number in range(99):
            await choices.set_style(w.guild.id, Preset(f"style {number:02}", "{prompt}"))
        assert "is now on offer" in await write(w, boss, "the last", "{prompt}", "")
        assert "can have 100 presets" in await write(w, boss, "one more", "{prompt}", "")
        assert "in place of the one" in await write(w, boss, "the last", "{prompt}, changed", "")
        assert len(await choices.styles(w.guild.id)) == 100
        for typed, first in (("", "sky"), ("the la", "the last")):
            offered = await boss.autocomplete(w.channel, "server styles edit", "style", typed)
            assert len(offered) <= 25
            assert offered[0]["value"] == first


@pytest.mark.parametrize(("limit", "joined"), [(8, "aaa, bbb"), (7, None)])
def test_what_does_not_fit_is_counted(limit: int, joined: str | None) -> None:
    said = join_names(["aaa", "bbb"], limit)
    assert said == joined if joined else getattr(said, "values", {}) == {"shown": "aaa", "count": 1}


async def test_changes_are_logged_without_what_they_say(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with world() as w:
        boss = owner(w)
        await use(w, boss, "limits", member="7/hour")
        await write(w, boss, "ours", "{prompt}, xylograph", "")
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert f"server {w.guild.id}: user {boss.id} changed limits" in lines
    assert f"server {w.guild.id}: user {boss.id} changed styles" in lines
    assert not any("xylograph" in line or "7/hour" in line for line in lines)


LONGEST_COMMAND = 8000


def characters(command: dict[str, Any]) -> int:
    """What Discord counts of a command: the longest of all languages where there are several."""
    described = [command.get("description") or "", *_localised(command)]
    inside = [*(command.get("options") or ()), *(command.get("choices") or ())]
    own = len(command["name"]) + max(map(len, described)) + len(str(command.get("value", "")))
    return own + sum(map(characters, inside))


def _localised(command: dict[str, Any]) -> list[str]:
    found = command.get("description_localizations") or command.get("name_localizations") or {}
    return [*found.values()]


@pytest.mark.parametrize("name", ["server", "settings", "privacy"])
async def test_a_command_is_no_longer_than_discord_takes(name: str) -> None:
    async with world() as w:
        (command,) = [one for one in w.env.backend.commands[None].values() if one["name"] == name]
        assert 100 < characters(command) <= LONGEST_COMMAND
