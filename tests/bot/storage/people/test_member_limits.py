"""A member's own limit is read with every interaction, and ends by itself."""

from bot.storage import MemberLimit, MemberLimits, ModerationLog, Preferences
from tests.bot.storage.store import Store

MODERATOR, GUILD, MEMBER = 9, 1, 2


async def quota(store: Store, guild: int = GUILD) -> str | None:
    """What an interaction of the member reads."""
    return (await Preferences(store.database).load_all(MEMBER, guild))[2].quota


async def test_a_limit_holds_in_its_server_until_it_is_removed(store: Store) -> None:
    limits = MemberLimits(store.database)
    assert await quota(store) is None
    assert await limits.set(GUILD, MODERATOR, MEMBER, "5/day", None, "spam") is None
    assert (await quota(store), await quota(store, 2)) == ("5/day", None)
    before = await limits.set(GUILD, MODERATOR, MEMBER, "2/day", None, "more spam")
    assert before == MemberLimit(MEMBER, "5/day", None)
    assert await limits.list_in_force(GUILD, 9) == [MemberLimit(MEMBER, "2/day", None)]
    assert await limits.set(GUILD, MODERATOR, MEMBER, None, None, "sorry")
    assert await quota(store) is None
    log = await ModerationLog(store.database).page(GUILD, 9)
    assert [(entry.action, entry.before, entry.after) for entry in log] == [
        ("limit", "2/day", ""), ("limit", "5/day", "2/day"), ("limit", "", "5/day"),
    ]  # fmt: skip


async def test_a_limit_is_over_by_itself(store: Store) -> None:
    limits = MemberLimits(store.database)
    await limits.set(GUILD, MODERATOR, MEMBER, "5/day", 0.0, "spam")
    await store.later(1)
    assert await quota(store) is None
    assert await limits.list_in_force(GUILD, 9) == []
    assert await limits.set(GUILD, MODERATOR, MEMBER, None, None, "sorry") is None
    assert len(await ModerationLog(store.database).page(GUILD, 9)) == 1
