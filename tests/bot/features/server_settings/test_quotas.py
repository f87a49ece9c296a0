"""`/server quotas`: limits by role that hold, and never exceed the operator's."""

import pytest

from bot.storage import ServerPreferences
from tests.bot.features.server_settings.scenes import chosen, owner, use
from tests.bot.world import private, world


async def test_a_role_has_a_limit_of_its_own_that_holds() -> None:
    async with world(user_limit="60/hour") as w:
        boss, artists = owner(w), w.guild.create_role("artists")
        member = w.guild.add_member(w.env.create_user("artist"), roles=[artists])
        await use(w, boss, "limits", member="1/hour")
        said = private(await use(w, boss, "quotas add", role=artists, limit="2/hour"))
        assert said.startswith(f"Limits by role: <@&{artists.id}>: 2 pictures per hour.")
        assert "the most generous one counts" in said
        for _ in range(2):
            assert not (await w.imagine(who=member)).ephemeral
        assert "Your limit is 2 pictures per hour" in private(await w.imagine(who=member))
        assert not (await w.imagine()).ephemeral
        assert "Your limit is 1 picture per hour" in private(await w.imagine())


async def test_a_role_can_be_free_of_the_servers_limit_but_not_of_the_operators() -> None:
    async with world(user_limit="2/hour") as w:
        boss, artists = owner(w), w.guild.create_role("artists")
        member = w.guild.add_member(w.env.create_user("artist"), roles=[artists])
        await use(w, boss, "limits", member="1/hour")
        said = private(await use(w, boss, "quotas add", role=artists, limit="none"))
        assert f"<@&{artists.id}>: only the operator's limit" in said
        for _ in range(2):
            assert not (await w.imagine(who=member)).ephemeral
        assert "Your limit is 2 pictures per hour" in private(await w.imagine(who=member))


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ("61/hour", "The bot's operator allows 60 pictures per hour at most"),
        ("0/hour", "A limit must look like"),
        ("many", "A limit must look like"),
        ("1/year", "A limit's period can be at most 30 days"),
    ],
)
async def test_a_limit_that_cannot_hold_is_refused(limit: str, sentence: str) -> None:
    async with world(user_limit="60/hour") as w:
        said = private(await use(w, owner(w), "quotas add", role=w.guild.default_role, limit=limit))
        assert said.startswith(sentence)
        assert await chosen(w) == ServerPreferences()


async def test_limits_of_roles_are_removed_one_by_one_or_all() -> None:
    async with world() as w:
        boss, artists = owner(w), w.guild.create_role("artists")
        await w.server_chooses(
            ServerPreferences(role_limits={artists.id: "1/hour", 5: "2/hour", 6: "3/hour"})
        )
        # Two of the roles do not exist any more.
        await use(w, boss, "quotas remove")
        assert (await chosen(w)).role_limits == {artists.id: "1/hour"}
        said = private(await use(w, boss, "quotas remove", role=artists))
        assert said == "No role has a limit of its own now."
        await w.server_chooses(ServerPreferences(role_limits={5: "2/hour"}))
        await use(w, boss, "quotas clear")
        assert await chosen(w) == ServerPreferences()


async def test_more_than_50_roles_have_no_limits() -> None:
    async with world() as w:
        full = ServerPreferences(role_limits=dict.fromkeys(range(50), "1/hour"))
        await w.server_chooses(full)
        everyone = w.guild.default_role
        said = private(await use(w, owner(w), "quotas add", role=everyone, limit="1/hour"))
        assert said.startswith("The list can have at most 50")
        assert await chosen(w) == full
