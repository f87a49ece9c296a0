"""Nothing acts on a permission that it did not check: everything that the bot offers is tried."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands

from bot import composition
from bot.delivery.held_notices import rejection_text
from bot.features.base import Feature, Services
from bot.features.registry import FEATURES
from bot.interactions.buttons import Button
from bot.interactions.context import Context
from bot.interactions.modals import Field
from bot.language import describe, text
from bot.storage import (
    BanStore,
    Decision,
    MemberLimits,
    Preferences,
    Preset,
    ServerPreferences,
    StrikeRules,
    StrikeStore,
)
from bot.storage.db.tables import pictures as pictures_table
from generation.images import picture_decoder
from tests.bot.features.gallery.scenes import drawn, drawn_in, rows
from tests.bot.features.walk import SECRET, Things, Walk, captured_features, noted_refusals
from tests.bot.world import World, world

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Abroad:
    """Another server, its admin, and an answer to that admin."""

    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    admins: simcord.builders.RoleHandle
    eve: simcord.MemberActor
    reply: simcord.ResponseMessage


@dataclass(frozen=True)
class Scene:
    """A server in which there is something of everything, and the bot's features."""

    w: World
    features: tuple[Feature, ...]
    refusals: list[str]
    things: Things
    reply: simcord.ResponseMessage
    abroad: Abroad

    def walk_of(self, who: simcord.MemberActor, **others: object) -> Walk:
        return replace(
            Walk(self.w, who, self.things, self.reply, self.features, self.refusals), **others
        )


@contextlib.asynccontextmanager
async def scene(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    """Let Ada have pictures, seen, unseen and deleted, and a request; and moderators their say."""
    built, refusals = captured_features(monkeypatch), noted_refusals(monkeypatch)
    # On a busy machine a walk takes longer than a process may be idle, whose end nothing awaits.
    monkeypatch.setattr(picture_decoder, "IDLE_S", 3600.0)
    async with world(user_limit="none") as w:
        hidden = w.guild.create_text_channel("hidden", overwrites=_only_for(w, w.ada))
        reply, unseen = await drawn(w), await drawn_in(w, hidden, f"{SECRET} castle")
        gone, abroad = await drawn_in(w, hidden, f"{SECRET} tower"), await _abroad(w)
        await w.ada.slash(hidden, "imagine", prompt=f"{SECRET} bridge", seed=7)
        await w.until(lambda: len(w.service.requests) == 5)
        stores, guild_id, mod = w.bot.stores, w.guild.id, w.guild.owner.id
        (deleted,) = await stores.pictures.in_message(gone.id, guild_id)
        await stores.hidden.hide_message(deleted, mod)
        await BanStore(w.database).ban(guild_id, mod, 4711, SECRET, None)
        await StrikeStore(w.database).add(guild_id, mod, w.ada.id, SECRET, StrikeRules())
        await StrikeStore(w.database).take_untold(guild_id, w.ada.id)
        await MemberLimits(w.database).set(guild_id, mod, w.ada.id, "900/day", None, SECRET)
        await Preferences(w.database).set_style(guild_id, Preset("ours", "{prompt} in ink"))
        pictures = await rows(w, pictures_table.c.user_id == w.ada.id)
        reported = await stores.pictures.find(pictures[0].id, guild_id)
        assert reported
        await stores.reports.add(reported, 4711, SECRET, None)
        open_, *_ = [order.id for order, _ in await stores.jobs.list_open(w.ada.id, guild_id)]
        strike = (await stores.strikes.list_counting(guild_id, w.ada.id))[0]
        targets = [
            *(picture.id for picture in pictures), pictures[0].job_id, open_, str(strike.id),
            str(w.ada.id), str(reply.id), str(unseen.id), "0", f"0.{w.ada.id}",
            f"a.0.{w.ada.id:x}..", *await _held(w, hidden),
        ]  # fmt: skip
        texts = {
            "request": open_, "duration": "1h", "limit": "1/day", "style": "ours",
            "model": "starter", "size": "128×128",
        }  # fmt: skip
        role = w.guild.create_role("some")
        things = Things(w.ada, w.channel, role, texts, targets)
        await _let_all_use(w, w.guild)
        yield Scene(w, built[-1], refusals, things, reply, abroad)


async def _abroad(w: World) -> Abroad:
    guild, may = w.env.create_guild("Elsewhere"), discord.Permissions(administrator=True)
    channel, admins = guild.create_text_channel("art"), guild.create_role("admins", permissions=may)
    eve = guild.add_member(w.env.create_user("eve"), roles=[admins])
    return Abroad(guild, channel, admins, eve, await drawn_in(w, channel, "pear", eve))


async def _held(w: World, channel: simcord.ChannelHandle) -> list[str]:
    """Let one of Ada's requests wait for a moderator, and another be rejected; list the reviews."""
    stores, guild_id = w.bot.stores, w.guild.id
    await w.server_chooses(ServerPreferences(channel_approval={channel.id: "prompt"}))
    for thing in ("gate", "well"):
        await w.ada.slash(channel, "imagine", prompt=f"{SECRET} {thing}")
    # Else the outcome would be told during the walk.
    async with asyncio.timeout(10):
        while await stores.reviews.list_untold(2):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    first, second = await stores.reviews.list_open(guild_id, 2)
    rejected = second.id, guild_id, Decision.REJECT, w.guild.owner.id, SECRET
    await stores.reviews.decide(*rejected, rejection_text)
    w.bot.outbox_worker.wake()
    async with asyncio.timeout(10):
        while "cancelled" not in await stores.maintenance.counts():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    return [first.id, second.id]


def _only_for(w: World, member: simcord.MemberActor) -> dict[Any, discord.PermissionOverwrite]:
    everybody: dict[Any, discord.PermissionOverwrite] = {
        w.guild.default_role: discord.PermissionOverwrite(view_channel=False)
    }
    seen = discord.PermissionOverwrite(view_channel=True)
    return {**everybody, w.env.bot.user: seen, member: seen}


async def _let_all_use(w: World, guild: simcord.GuildHandle) -> None:
    """Override the permissions of all commands, as a server's admins may."""
    for command in await w.bot.client.tree.fetch_commands():
        guild.set_command_permissions(command.id, {guild.default_role: True})


async def test_a_member_without_permissions_changes_and_reads_nothing_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with scene(monkeypatch) as there:
        walk = there.walk_of(there.w.ben)
        assert await walk.everything() == []
        assert len(walk.walked) > 200


async def test_a_form_that_another_member_opened_is_checked_when_it_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with scene(monkeypatch) as there:
        w = there.w
        may = discord.Permissions(manage_guild=True, moderate_members=True)
        manager = w.guild.add_member(
            w.env.create_user("olive"), roles=[w.guild.create_role("managers", permissions=may)]
        )
        for opener in (w.ada, manager):
            assert await there.walk_of(w.ben).submit_for(opener) == []


async def test_an_admin_of_another_server_changes_and_reads_nothing_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with scene(monkeypatch) as there:
        abroad = there.abroad
        target = abroad.guild.add_member(there.w.env.create_user("mallory"))
        things = replace(there.things, member=target, channel=abroad.channel, role=abroad.admins)
        own = {"own_guild": abroad.guild.id, "restricted": False}
        walk = there.walk_of(abroad.eve, things=things, reply=abroad.reply, **own)
        assert await walk.everything() == []


async def test_a_banned_member_gets_nothing_drawn_by_anything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with scene(monkeypatch) as there:
        w = there.w
        await BanStore(w.database).ban(w.guild.id, 1, w.ben.id, "spam", None)
        before = len(w.service.requests)
        assert await there.walk_of(w.ben).everything() == []
        assert len(w.service.requests) == before
        assert not await w.bot.stores.jobs.list_open(w.ben.id, w.guild.id)


CARELESS = Button("careless")


def careless(services: Services) -> Feature:
    """Build a feature that checks nothing."""
    group = app_commands.Group(
        name="careless",
        description=describe("moderation-description"),
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @group.command(name="spoil", description=describe("moderation-description"))
    @services.handler.callback
    async def spoil(context: Context) -> None:
        preferences = services.stores.preferences
        await preferences.change_for_server(
            context.guild_id, lambda old: replace(old, spoiler=True)
        )
        await context.tell(text("fault"))

    @app_commands.command(name="form", description=describe("moderation-description"))
    @services.handler.callback
    async def form(context: Context) -> None:
        async def submit(sent: Context, _written: object) -> None:
            await services.stores.bans.ban(sent.guild_id, sent.user_id, 1, "x", None)
            await sent.tell(text("fault"))

        await services.forms.open(context, "x", (Field("word", "x"),), submit)

    async def press(context: Context, target: str) -> None:
        found = await services.stores.pictures.find_many([target])
        await services.stores.pictures.delete([one.id for one in found])
        prompt = ", ".join(one.request.prompt for one in found)
        await context.tell(text("moderation-evidence", member="x", prompt=prompt))

    return Feature((group, form), {CARELESS: press})


async def test_a_feature_that_checks_nothing_is_found_by_the_walk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(composition, "FEATURES", (*FEATURES, careless))
    async with scene(monkeypatch) as there:
        found = await there.walk_of(there.w.ben).everything()
        steps = ("/careless spoil", "/form", "button careless:")
        assert all(one.startswith(steps) for one in found)
        whole = "\n".join(found)
        for what in (
            "/careless spoil changed servers",
            "/careless spoil was not refused",
            "/form changed bans",
            f"button careless:{there.things.targets[0]} changed pictures",
            "told the secret",
        ):
            assert what in whole


async def test_a_command_whose_check_is_taken_away_is_found_by_the_walk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("command", "pages", "warning", "evidence"):
        monkeypatch.setattr(f"bot.features.moderation.{module}.must_moderate", lambda _: None)
    monkeypatch.setattr("bot.features.reviews.deciding.must_moderate", lambda _: None)
    async with scene(monkeypatch) as there:
        found = "\n".join(await there.walk_of(there.w.ben).everything())
        for command in ("pause", "log", "kept", "bans", "unhide"):
            assert f"/moderation {command} was not refused" in found
        assert "/moderation pause changed servers" in found
        assert "/moderation log told the secret" in found
        for action, what in (("opencard", "told the secret"), ("reject", "changed reviews")):
            review_id = there.things.targets[-2]
            assert f"button {action}:{review_id} {what}" in found
        assert "button evidence:" in found
