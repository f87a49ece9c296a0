"""Warnings are read once, count for a while, and end in a ban."""

import pytest

from bot.storage import ServerPreferences, StrikeRules
from tests.bot.features.gallery.scenes import buttons, forge, press
from tests.bot.features.moderation.acting import log_of, moderator, use
from tests.bot.world import private, world


async def test_a_warning_is_shown_once_in_place_of_what_its_member_does_next() -> None:
    async with world() as w:
        said = private(await use(w, moderator(w), "warn", member=w.ben, reason="be kind"))
        assert said.startswith(f"<@{w.ben.id}> has been warned. That makes 1 of 3 warnings.")
        told = private(await w.imagine(who=w.ben))
        assert "A moderator has warned you. Reason: `be kind`" in told
        assert "please do it again" in told
        assert not w.service.requests
        assert not (await w.imagine(who=w.ben)).ephemeral


async def test_a_warning_is_of_one_server() -> None:
    async with world() as w:
        await use(w, moderator(w), "warn", member=w.ben, reason="be kind")
        elsewhere = w.env.create_guild("Elsewhere")
        channel = elsewhere.create_text_channel("art")
        ben = elsewhere.add_member(w.ben.user)
        assert "warned" not in private(await ben.slash(channel, "queue"))


async def test_a_warning_is_tried_as_a_direct_message() -> None:
    async with world() as w:
        await use(w, moderator(w), "warn", member=w.ben, reason="be kind")
        sent = [one for each in w.env.backend.messages.values() for one in each.values()]
        assert any("has warned you about how you use me" in one.content for one in sent)


async def test_who_takes_no_direct_messages_is_warned_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world() as w:
        monkeypatch.setattr("discord.User.send", _refused)
        monkeypatch.setattr("discord.Member.send", _refused)
        said = private(await use(w, moderator(w), "warn", member=w.ben, reason="be kind"))
        assert "They take no direct messages" in said
        assert "be kind" in private(await w.imagine(who=w.ben))


async def _refused(*_: object, **__: object) -> None:
    raise ConnectionResetError


async def test_the_third_warning_bans_and_cancels_and_is_logged_as_automatic() -> None:
    async with world() as w:
        mod, waiting = moderator(w), await w.imagine("pear", who=w.ben)
        for _ in range(2):
            await use(w, mod, "warn", member=w.ben, reason="spam")
        said = private(await use(w, mod, "warn", member=w.ben, reason="spam"))
        assert "3 of 3 warnings" in said
        assert "can't draw here any more. The ban ends" in said
        await w.until(lambda: waiting.response and "Cancelled by" in waiting.response.content)
        actions = [entry.action for entry in await log_of(w)]
        assert actions == ["cancel", "autoban", "warn", "warn", "warn"]
        assert "have warned you 3 times" in private(await w.imagine(who=w.ben))
        assert "banned you from drawing here" in private(await w.imagine(who=w.ben))
        assert "banned automatically" in private(await use(w, mod, "log"))


async def test_the_server_sets_what_warnings_lead_to() -> None:
    async with world() as w:
        await w.server_chooses(ServerPreferences(strikes=StrikeRules(limit=1, ban_hours=2)))
        said = private(await use(w, moderator(w), "warn", member=w.ben, reason="spam"))
        assert "1 of 1 warnings" in said
        assert "can't draw here any more" in said


async def test_the_owner_sets_the_consequences_and_the_log_has_them() -> None:
    async with world() as w:
        owner = w.guild.add_member(w.guild.owner)
        said = private(await owner.slash(w.channel, "server strikes"))
        assert said == (
            "A warning counts for 30 days. With 3 warnings, a member can't draw for 24 hours."
        )
        said = private(await owner.slash(w.channel, "server strikes", days=1, limit=1))
        assert said == (
            "A warning counts for one day. With one warning, a member can't draw for 24 hours."
        )
        (entry,) = await log_of(w)
        assert entry.action == "settings"
        assert '"limit": 3' in entry.before
        assert '"limit": 1' in entry.after


async def test_warnings_are_listed_and_removed_but_not_by_their_member() -> None:
    async with world() as w:
        mod, other = moderator(w), moderator(w, "zoe")
        owner = w.guild.add_member(w.guild.owner)
        for reason in ("spam", "rude"):
            await use(w, owner, "warn", member=mod, reason=reason)
        await mod.slash(w.channel, "queue")
        listed = await use(w, other, "strikes", member=mod)
        assert "2 of 3 warnings" in private(listed)
        assert listed.response
        remove = buttons(w, listed.response)["Remove 1"]
        pressed = await forge(w, listed.response, remove, other)
        said = pressed.response.content if pressed.response else ""
        assert "1 of 3 warnings" in said
        assert "`rude`" in said
        own = await use(w, mod, "strikes", member=mod)
        assert own.response
        refused = private(await press(w, own.response, "Remove 1", mod))
        assert refused == "You can't remove your own warning; another moderator can."


@pytest.mark.parametrize("target", ["0", "x", "9" * 30, "٣", "-1"])
async def test_a_forged_strike_is_none(target: str) -> None:
    async with world() as w:
        mod = moderator(w)
        await use(w, mod, "warn", member=w.ben, reason="spam")
        listed = (await use(w, mod, "strikes", member=w.ben)).response
        assert listed
        said = private(await forge(w, listed, f"unstrike:{target}", mod))
        assert said in ("This warning doesn't count any more.", "This button no longer works.")


async def test_nobody_warns_themselves_or_the_owner() -> None:
    async with world() as w:
        mod = moderator(w)
        for member, word in ((mod, "to yourself"), (w.guild.owner, "owns this server")):
            said = private(await use(w, mod, "warn", member=member, reason="x"))
            assert word in said
        assert await log_of(w) == []
