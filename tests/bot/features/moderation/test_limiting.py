"""A member's own limit holds, is never more generous than the operator's, and can be removed."""

from bot.storage import Preferences
from tests.bot.features.moderation.acting import log_of, moderator, use
from tests.bot.world import private, world


async def test_a_limit_holds_for_its_member_alone_until_it_is_removed() -> None:
    async with world() as w:
        mod = moderator(w)
        assert private(await use(w, mod, "limits")) == "No member has a limit of their own."
        said = private(await use(w, mod, "limit", member=w.ben, limit="1/day", reason="spam"))
        assert said == f"<@{w.ben.id}> now has this limit: 1 picture per day."
        assert not (await w.imagine(who=w.ben)).ephemeral
        assert "1 picture per day" in private(await w.imagine(who=w.ben))
        assert not (await w.imagine(who=w.ada)).ephemeral
        listed = private(await use(w, mod, "limits"))
        assert f"<@{w.ben.id}>: 1 picture per day, permanently" in listed
        said = private(await use(w, mod, "limit", member=w.ben, limit="none", reason="calm"))
        assert said == f"<@{w.ben.id}> has no limit of their own any more."
        assert not (await w.imagine(who=w.ben)).ephemeral
        said = private(await use(w, mod, "limit", member=w.ben, limit="none", reason="calm"))
        assert said == f"<@{w.ben.id}> has no limit of their own."
        changes = [(entry.before, entry.after) for entry in await log_of(w)]
        assert changes == [("1/day", ""), ("", "1/day")]


async def test_a_limit_above_the_operators_is_refused_and_none_removes_only_ones_own() -> None:
    async with world(user_limit="2/hour") as w:
        mod = moderator(w)
        said = private(await use(w, mod, "limit", member=w.ben, limit="3/hour", reason="x"))
        assert "`3/hour`" in said
        assert await log_of(w) == []
        assert (await Preferences(w.database).load_all(w.ben.id, w.guild.id))[2].quota is None


async def test_nobody_limits_who_stands_above_them() -> None:
    async with world() as w:
        mod = moderator(w)
        for member, word in ((mod, "to yourself"), (w.guild.owner, "owns this server")):
            said = private(await use(w, mod, "limit", member=member, limit="1/day", reason="x"))
            assert word in said
        assert await log_of(w) == []
