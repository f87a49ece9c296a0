"""Moderators at work in the simulated Discord."""

import asyncio
import re
from typing import Any

import discord
import pytest
import simcord
from simcord.builders import UserHandle

from bot.features.moderation.pages import PAGE
from bot.storage import Acceptance, BanStore, JobRequest, ModerationLog, WordRule, WordRuleStore
from bot.verdicts import Ruling
from tests.bot.features.gallery.scenes import forge, press
from tests.bot.features.remix.test_buttons import drawn
from tests.bot.storage.store import Clock
from tests.bot.world import World, private, world


def moderators(w: World, *names: str) -> list[simcord.MemberActor]:
    """Members of one role who may moderate."""
    role = w.guild.create_role("mods", permissions=discord.Permissions(moderate_members=True))
    return [w.guild.add_member(w.env.create_user(name), roles=[role]) for name in names]


def moderator(w: World) -> simcord.MemberActor:
    """A member who may moderate."""
    return moderators(w, "mod")[0]


def administrator(w: World) -> simcord.MemberActor:
    """One who stands above those whose role is made later, as in Discord."""
    role = w.guild.create_role("admins", permissions=discord.Permissions(administrator=True))
    return w.guild.add_member(w.env.create_user("admin"), roles=[role])


async def use(
    w: World, who: simcord.MemberActor, command: str, **options: object
) -> simcord.InteractionResult:
    return await who.slash(w.channel, f"moderation {command}", **options)


def shown(result: simcord.InteractionResult) -> str:
    """What stands in an answer by now."""
    return result.response.content if result.response else ""


async def let_all_use(w: World) -> None:
    """Override the hint that hides the commands, as a server's owner may."""
    commands = await w.bot.client.tree.fetch_commands()
    (group,) = [command for command in commands if command.name == "moderation"]
    w.guild.set_command_permissions(group.id, {w.guild.default_role: True})


@pytest.mark.complaint("sdwd#10")
async def test_a_banned_member_draws_nothing_until_the_ban_is_over() -> None:
    clock = Clock()
    async with world(now=clock) as w:
        reply = await drawn(w)
        said = private(
            await use(w, moderator(w), "ban", member=w.ben, reason="spam", duration="2h")
        )
        end = f"<t:{int(clock.now) + 7200}:R>"
        assert said == f"<@{w.ben.id}> can't draw here any more. The ban ends {end}."
        sentence = f"banned you from drawing here. The ban ends {end}. Reason: `spam`"
        assert sentence in private(await w.imagine("pear", who=w.ben))
        for label in ("Re-roll", "Vary", "Upscale"):
            assert sentence in private(await press(w, reply, label, w.ben))
        assert not (await w.imagine()).ephemeral
        clock.now += 7200
        assert not (await w.imagine(who=w.ben)).ephemeral


async def test_a_ban_calls_off_what_the_member_waits_for_and_the_log_says_so() -> None:
    async with world() as w:
        mod, others = moderator(w), await w.imagine("blue boat")
        results = [await w.imagine(prompt, who=w.ben) for prompt in ("pear", "plum")]
        said = private(await use(w, mod, "ban", member=w.ben, reason="spam", duration="1h"))
        assert said.endswith("Their 2 open requests have been cancelled.")
        await w.until(lambda: all("Cancelled by" in shown(result) for result in results))
        entries = await ModerationLog(w.database).page(w.guild.id, 10)
        assert [(entry.action, entry.reason) for entry in entries] == [
            ("cancel", "plum"),
            ("cancel", "pear"),
            ("ban", "spam"),
        ]
        w.service.finish()
        await w.answered(others)


async def test_a_ban_for_ever_says_so_and_is_lifted_by_hand() -> None:
    async with world() as w:
        mod = moderator(w)
        await use(w, mod, "ban", member=w.ben, reason="`@everyone`", duration="forever")
        assert "permanently. Reason: `ˋ@everyoneˋ`" in private(await w.imagine(who=w.ben))
        said = private(await use(w, mod, "unban", member=w.ben, reason="sorry"))
        assert said == f"<@{w.ben.id}> can draw here again."
        assert not (await w.imagine(who=w.ben)).ephemeral
        assert "isn't banned here" in private(
            await use(w, mod, "unban", member=w.ben, reason="sorry")
        )


async def test_a_ban_that_comes_while_an_order_is_judged_still_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world() as w:
        moderation, accept = BanStore(w.database), Acceptance.accept

        async def banned_before(acceptance: Acceptance, order: JobRequest, *rest: Any) -> Any:
            await moderation.ban(order.guild_id, 1, order.user_id, "spam", None)
            return await accept(acceptance, order, *rest)

        monkeypatch.setattr(Acceptance, "accept", banned_before)
        assert "permanently. Reason: `spam`" in private(await w.imagine())
        assert not w.service.requests


async def test_nobody_bans_themselves_the_bot_or_the_owner() -> None:
    async with world() as w:
        mod = moderator(w)
        assert w.env.bot.user
        bot = UserHandle(w.env, w.env.backend.get_user(w.env.bot.user.id))
        for member, word in (
            (mod, "yourself"),
            (bot, "You can't ban me"),
            (w.guild.owner, "owns this server"),
        ):
            said = private(await use(w, mod, "ban", member=member, reason="x", duration="1h"))
            assert word in said
        assert await ModerationLog(w.database).page(w.guild.id, 10) == []


async def test_a_moderator_bans_only_who_stands_below_them() -> None:
    async with world() as w:
        senior, junior, equal = administrator(w), *moderators(w, "mod", "equal")
        for member in (senior, equal):
            said = private(await use(w, junior, "ban", member=member, reason="x", duration="1h"))
            assert "as high as your highest one" in said
        assert await ModerationLog(w.database).page(w.guild.id, 10) == []
        for who, member in ((senior, junior), (w.guild.add_member(w.guild.owner), senior)):
            said = private(await use(w, who, "ban", member=member, reason="x", duration="1h"))
            assert "can't draw here any more" in said


async def test_who_has_left_the_server_stands_below_every_moderator() -> None:
    async with world() as w:
        gone = w.env.create_user("gone")
        said = private(await use(w, moderator(w), "ban", member=gone, reason="x", duration="1h"))
        assert "can't draw here any more" in said


async def test_a_moderator_does_not_lift_their_own_ban() -> None:
    async with world() as w:
        admin, mod = administrator(w), moderator(w)
        await use(w, admin, "ban", member=mod, reason="spam", duration="forever")
        said = private(await use(w, mod, "unban", member=mod, reason="sorry"))
        assert said == "You can't lift your own ban; another moderator can."
        assert "permanently. Reason: `spam`" in private(await w.imagine(who=mod))


@pytest.mark.parametrize("command", ["ban", "unban", "bans", "log"])
async def test_who_may_not_moderate_gets_a_sentence_whatever_the_client_shows(
    command: str,
) -> None:
    options = {"ban": {"reason": "x", "duration": "1h"}, "unban": {"reason": "x"}}.get(command, {})
    async with world() as w:
        await let_all_use(w)
        member = {"member": w.ben} if options else {}
        said = private(await use(w, w.ada, command, **member, **options))
        assert said == "This is for moderators: it needs the permission Timeout Members."
        assert await ModerationLog(w.database).page(w.guild.id, 10) == []


async def test_a_duration_that_is_none_gets_the_value_and_the_rule() -> None:
    async with world() as w:
        said = private(await use(w, moderator(w), "ban", member=w.ben, reason="x", duration="soon"))
        assert "I can’t read `soon` as a length of time. Write for example `90 min`" in said


async def test_lengths_are_offered_while_one_is_typed() -> None:
    async with world() as w:
        offered = await moderator(w).autocomplete(w.channel, "moderation ban", "duration", "f")
        assert offered == [{"name": "permanently", "value": "forever"}]
        offered = await moderator(w).autocomplete(w.channel, "moderation ban", "duration", "1 D")
        assert offered == [{"name": "1 day", "value": "1d"}]


async def test_the_log_says_who_did_what_to_whom_when_and_why() -> None:
    async with world(now=Clock()) as w:
        mod, at = moderator(w), "<t:1800000000:f>"
        assert private(await use(w, mod, "log")) == "The log is empty."
        assert private(await use(w, mod, "bans")) == "Nobody is banned here."
        await use(w, mod, "ban", member=w.ben, reason="spam", duration="1h")
        await ModerationLog(w.database).append(w.guild.id, mod.id, w.ada.id, "cancel", "too much")
        assert private(await use(w, mod, "log")).splitlines()[1:] == [
            f"{at}: <@{mod.id}> cancelled a request by <@{w.ada.id}>: `too much`",
            f"{at}: <@{mod.id}> banned <@{w.ben.id}>: `spam`",
        ]
        assert private(await use(w, mod, "log", member=w.ben)).splitlines()[1:] == [
            f"{at}: <@{mod.id}> banned <@{w.ben.id}>: `spam`"
        ]
        assert private(await use(w, mod, "bans")).splitlines()[1:] == [
            f"<@{w.ben.id}>, ends <t:1800003600:R>: `spam`"
        ]


async def test_the_log_is_paged_for_moderators_only() -> None:
    async with world() as w:
        mod, log = moderator(w), ModerationLog(w.database)
        await asyncio.gather(
            *(
                log.append(w.guild.id, 2**63 - 1, 2**63 - 1, "delete", "`" * 300, (2**63 - 1,) * 2)
                for _ in range(PAGE + 1)
            )
        )
        result = await use(w, mod, "log")
        assert len(private(result)) <= 2000
        assert private(result).count("deleted") == PAGE
        assert result.response
        message = result.response.message
        turned = await mod.click(message, label="Next")
        assert turned.response
        assert turned.response.content.count("deleted") == 1
        back = await mod.click(message, label="Back")
        assert back.response
        assert re.findall("deleted", back.response.content) == ["deleted"] * PAGE


FORGED = ("9" * 20, "-1", "1000", "x", "1.2.3", f"0.{'9' * 19}", "٣", "1_0", ".")


@pytest.mark.parametrize("action", ["bans", "modlog"])
async def test_a_forged_page_is_no_button_of_ours_and_asks_the_database_nothing(
    action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world() as w:
        mod = moderator(w)
        log = ModerationLog(w.database)
        for _ in range(PAGE + 1):
            await log.append(w.guild.id, mod.id, w.ben.id, "delete", "spam")
        shown = (await use(w, mod, "log")).response
        assert shown
        monkeypatch.setattr(BanStore, "bans", None)
        monkeypatch.setattr(ModerationLog, "page", None)
        for target in FORGED:
            said = private(await forge(w, shown, f"{action}:{target}", mod))
            assert said == "This button no longer works."


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("red apple", "**allowed** here.\nRule: none\nUnderstood as: `red apple`"),
        ("p0rn", "**refused** here.\nRule: adult content\nUnderstood as: `porn`"),
        ("a nude child", "**refused** here.\nRule: sexual content with minors"),
        (
            "a b.adger",
            "is **held** here until a moderator approves it.\nRule: rule 1 of this server",
        ),
    ],
)
async def test_a_prompt_is_tried_in_private_and_nothing_is_drawn(prompt: str, said: str) -> None:
    async with world() as w:
        rule = WordRule("word", "badger", Ruling.HOLD)
        await WordRuleStore(w.database).change(w.guild.id, lambda _old: [rule])
        assert said in private(await use(w, moderator(w), "test", prompt=prompt))
        assert not w.service.requests


async def test_who_tries_many_prompts_is_not_slowed_down() -> None:
    async with world() as w:
        mod = moderator(w)
        for number in range(6):
            said = private(await use(w, mod, "test", prompt=f"porn {number}"))
            assert "**refused**" in said


async def test_only_moderators_try_prompts() -> None:
    async with world() as w:
        await let_all_use(w)
        said = private(await use(w, w.ada, "test", prompt="porn"))
        assert said.startswith("This is for moderators")
