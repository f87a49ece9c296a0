"""`/server show`: what holds in a server, which command changes it, and what needs a look."""

import re
from dataclasses import replace
from datetime import time
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands

from bot.features.server_settings.overview import server_state
from bot.features.server_settings.overview.pages import _ROOM
from bot.language import LANGUAGES
from bot.storage import (
    SAFE_BANDS,
    Bands,
    ChannelDefaults,
    MemberPreferences,
    Preferences,
    Preset,
    QuietHours,
    ServerPreferences,
)
from tests.bot.features.server_settings.scenes import (
    _age_restricted,  # noqa: F401 - a fixture
    components,
    let_all_use,
    lines_in,
    overview,
    owner,
    page_buttons,
    shown,
    use,
)
from tests.bot.world import World, private, world


@pytest.mark.parametrize("language", LANGUAGES)
async def test_beside_each_setting_stands_a_command_that_there_is(language: str) -> None:
    async with world() as w:
        named = [
            match
            for line in await lines_in(w, language)
            for match in re.findall(r"`/server ([a-z -]+)`", line)
        ]
        assert len(named) >= 18
        for command in named:
            found = w.bot.client.tree.get_command("server")
            for part in command.split():
                assert isinstance(found, app_commands.Group)
                found = found.get_command(part)
            assert isinstance(found, app_commands.Command)


async def test_where_a_server_has_no_limits_the_operators_are_shown() -> None:
    async with world(user_limit="3/minute;60/hour", server_limit="none") as w:
        said = (await shown(w)).splitlines()
        mine = "3 pictures per minute and 60 pictures per hour (set by the bot’s operator)"
        assert f"Limit per member: {mine} · `/server limits`" in said
        assert "Limit for the server: none · `/server limits`" in said


async def test_a_servers_own_limit_is_shown_in_place_of_the_operators_and_marked() -> None:
    async with world(user_limit="60/hour") as w:
        await w.server_chooses(ServerPreferences(user_limit="7/hour", role_limits={5: "9/hour"}))
        said = (await shown(w)).splitlines()
        assert "🔹 Limit per member: 7 pictures per hour · `/server limits`" in said
        assert "🔹 Limits by role: <@&5>: 9 pictures per hour · `/server quotas add`" in said


async def test_of_a_fresh_server_nothing_is_marked_as_changed() -> None:
    async with world() as w:
        said = await shown(w)
        assert said.count("🔹") == 1
        assert said.splitlines()[-1] == "-# 🔹 changed from the default"
        assert "Sexual content with minors: always refused" in said
        assert "Hate: refused · `/server safety words`" in said
        assert "Pictures: normal (hidden from 0.3, held from 0.5, blocked from 0.85)" in said


CHANGED: dict[str, dict[str, Any]] = {
    "Channels: <#4>": {"channels": (4,)},
    "Language of public messages: Deutsch": {"language": "de"},
    "Pictures hidden at first: yes": {"spoiler": True},
    "Roles whose pictures are hidden at first: <@&4>": {"spoiler_roles": (4,)},
    "Members wait when they reach their limit: yes": {"waits": True},
    "Quiet hours: 22:00 to 07:30 (Asia/Tokyo)": {
        "quiet_hours": QuietHours(time(22), time(7, 30), "Asia/Tokyo")
    },
    "Hate: held until a moderator decides": {"categories": {"hate": "hold"}},
    "Pictures: hidden from 0, held from 0.2, blocked from 0.85": {"bands": Bands(0, 0.2)},
    "Pictures in age-restricted channels: relaxed": {"adult_bands": Bands(0.6, 0.85, 0.95)},
    "Moderators approve: prompts and pictures": {"approval": "both"},
    "Review channel: <#4>": {"review_channel": 4},
    "What nobody decides on: approved after 1 hour": {
        "review_timeout": "approve",
        "review_hours": 1.0,
    },
}


async def test_what_differs_from_its_default_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(_client: object, _guild_id: int) -> None:
        return None

    monkeypatch.setattr("bot.features.server_settings.overview.pages.read_state", unknown)
    async with world() as w:
        boss = owner(w)
        for line, fields in CHANGED.items():
            await w.server_chooses(ServerPreferences(**fields))
            said = await shown(w, boss)
            assert f"🔹 {line}" in said
            assert said.count("🔹") == 2
            assert "Discord doesn't answer right now" in said


async def test_the_settings_of_a_single_channel_are_shown_together() -> None:
    async with world() as w:
        there = w.channel.id
        await w.server_chooses(
            ServerPreferences(
                channel_defaults={there: ChannelDefaults(style="night", forced=True, spoiler=True)},
                channel_bands={there: Bands(0.1, 0.3, 0.6)},
                channel_approval={there: "picture"},
            )
        )
        assert (
            f"🔹 Only in <#{there}>: always the preset `night`; pictures hidden at first; pictures "
            "strict (hidden from 0.1, held from 0.3, blocked from 0.6); approval: pictures"
        ) in await shown(w)


async def test_much_is_shown_in_pages_of_which_each_fits_into_a_message() -> None:
    async with world() as w:
        boss = owner(w)
        ids = [w.guild.create_text_channel(f"c{number}").id for number in range(50)]
        names = tuple(f"{number:030}" for number in range(60))
        await w.server_chooses(
            ServerPreferences(
                "de",
                tuple(ids),
                tuple(ids),
                "10/minute;60/hour",
                "10/minute;60/hour",
                ("m" * 100,) * 50,
                spoiler_roles=tuple(ids),
                role_limits=dict.fromkeys(ids, "10/minute;60/hour"),
                channel_defaults={
                    id_: ChannelDefaults("m" * 90, "64×64", names[0], True, names, True)
                    for id_ in ids
                },
                channel_bands=dict.fromkeys(ids, SAFE_BANDS),
                channel_approval=dict.fromkeys(ids, "both"),
            )
        )
        pages = await overview(w, boss)
        assert len(pages) > 3
        assert pages[0][0] == f"## This server's settings, page 1 of {len(pages)}"
        for page in pages:
            assert sum(map(len, page)) <= 4000
        assert all(f"Only in <#{id_}>" in str(pages) for id_ in ids)
        result = await use(w, boss, "show")
        assert result.response
        assert page_buttons(result.response) == ["Next"]
        assert len([*_nested(components(result.response))]) + 1 <= 40
        await boss.click(result.response, label="Next")
        assert page_buttons(result.response) == ["Back", "Next"]
        # The settings are fewer by now.
        await w.server_chooses(ServerPreferences())
        await boss.click(result.response, label="Next")
        assert page_buttons(result.response) in ([], ["Back"])


def _nested(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*found, *(one for each in found for one in each.get("components", ()))]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_page_has_room_for_every_language(language: str) -> None:
    async with world() as w:
        for number in range(100):
            style = Preset(f"{number:032}", "{prompt}")
            await Preferences(w.database).set_style(w.guild.id, style)
        ids = tuple(2**63 - 1 - number for number in range(50))
        most = ServerPreferences("de", ids, ids, models=("m" * 100,) * 50, spoiler_roles=ids)
        await w.server_chooses(most)
        boss = owner(w)
        own = MemberPreferences(language=language)
        await Preferences(w.database).choose_for_member(boss.id, own)
        assert max(len(text) for page in await overview(w, boss) for text in page) <= _ROOM


async def test_only_who_manages_the_server_turns_its_pages() -> None:
    async with world() as w:
        await let_all_use(w)
        boss = owner(w)
        await w.server_chooses(
            ServerPreferences(
                channel_bands={
                    w.guild.create_text_channel(f"c{number}").id: SAFE_BANDS for number in range(40)
                }
            )
        )
        result = await use(w, boss, "show")
        assert result.response
        role = next(
            one for one in w.env.backend.guilds[w.guild.id].roles.values() if one.name == "owners"
        )
        role.permissions = 0
        pressed = await boss.click(result.response, label="Next")
        assert private(pressed).startswith("This is for those who run the server")


async def problems(w: World, server: ServerPreferences) -> list[str]:
    """What needs a look."""
    await w.server_chooses(server)
    said = await shown(w)
    return [line.removeprefix("⚠️ ") for line in said.splitlines() if line.startswith("⚠️")]


def reviewed(w: World, **others: Any) -> ServerPreferences:
    """Settings with a review channel in which all is well."""
    mods = w.guild.create_text_channel("mods", overwrites=for_moderators(w))
    return ServerPreferences(review_channel=mods.id, **others)


def moderators(w: World) -> simcord.RoleHandle:
    return w.guild.create_role("mods", permissions=discord.Permissions(moderate_members=True))


def for_moderators(w: World) -> dict[Any, discord.PermissionOverwrite]:
    """Overwrites of a channel that the bot and a role of moderators see alone."""
    seen = discord.PermissionOverwrite(view_channel=True)
    hidden = discord.PermissionOverwrite(view_channel=False)
    return {w.guild.default_role: hidden, w.env.bot.user: seen, moderators(w): seen}


async def test_without_a_channel_for_it_nobody_can_approve() -> None:
    async with world() as w:
        moderators(w)
        (said,) = await problems(w, ServerPreferences())
        assert said == "Nobody can approve what is held: there's no review channel."
        (said,) = await problems(w, ServerPreferences(review_channel=1))
        assert said == "Nobody can approve what is held: the review channel has been deleted."
        assert await problems(w, reviewed(w)) == []


async def test_a_review_channel_is_writable_and_seen_by_a_role_that_moderates() -> None:
    async with world() as w:
        closed = w.guild.create_text_channel("closed", overwrites=w.deny_bot("send_messages"))
        (silent, public, lonely) = await problems(w, ServerPreferences(review_channel=closed.id))
        assert silent.startswith(f"I can't post what is held in <#{closed.id}>")
        assert "Send Messages" in silent
        assert public == f"Everybody can read <#{closed.id}>, where I show what is held."
        assert lonely.startswith("Only the server's owner can approve")
        moderators(w)
        assert len(await problems(w, ServerPreferences(review_channel=closed.id))) == 2


async def test_what_was_deleted_is_named_with_the_command_that_removes_it() -> None:
    async with world() as w:
        moderators(w)
        server = reviewed(
            w,
            channels=(w.channel.id, 11),
            roles=(12,),
            spoiler_roles=(13,),
            role_limits={14: "1/hour"},
            channel_bands={15: SAFE_BANDS},
            channel_defaults={16: ChannelDefaults(spoiler=True)},
        )
        assert await problems(w, server) == [
            "Deleted, but still set: 11. `/server channels remove` removes it.",
            "Deleted, but still set: 16, 15. `/server channel reset` removes it.",
            "Deleted, but still set: 12. `/server roles remove` removes it.",
            "Deleted, but still set: 13. `/server spoiler-roles remove` removes it.",
            "Deleted, but still set: 14. `/server quotas remove` removes it.",
        ]
        boss = owner(w)
        for command in ("channels", "roles", "spoiler-roles", "quotas"):
            await use(w, boss, f"{command} remove")
        await use(w, boss, "channel reset")
        _, left, _ = await Preferences(w.database).load_all(boss.id, w.guild.id)
        assert left == ServerPreferences(
            review_channel=server.review_channel, channels=(w.channel.id,)
        )


async def test_what_is_no_longer_on_offer_is_named() -> None:
    async with world() as w:
        moderators(w)
        place = ChannelDefaults("lost", "1×1", "gone", styles=("gone", "night"))
        server = reviewed(w, models=("lost",), channel_defaults={w.channel.id: place})
        assert await problems(w, server) == [
            "This bot has starter, and you allow none of them, so nothing is drawn here.",
            f"Set for <#{w.channel.id}>, but not on offer: `gone`, `lost`, `1×1`.",
        ]


@pytest.mark.usefixtures("_age_restricted")
async def test_loose_bands_of_a_channel_that_is_no_longer_age_restricted_do_not_hold() -> None:
    async with world() as w:
        moderators(w)
        adult = w.guild.create_text_channel("adult")
        loose = reviewed(w, channel_bands={adult.id: Bands(0.9, 0.9, 0.9)})
        assert await problems(w, loose) == []
        assert "hidden from 0.9" in await shown(w)
        loose = replace(loose, channel_bands={w.channel.id: Bands(0.9, 0.9, 0.9)})
        (said,) = await problems(w, loose)
        assert said.startswith(f"<#{w.channel.id}> isn't age-restricted any more")
        assert "hidden from 0.9" not in await shown(w)


def test_where_nothing_is_known_of_a_server_nothing_is_missing() -> None:
    assert server_state.find_missing((1, 2), None) == []
    assert server_state.find_missing((1, 2), {2: "there"}) == [1]
