"""The numbers of a server and of a member, which only the member sees."""

from tests.bot.features.gallery.scenes import answer, drawn
from tests.bot.world import world


async def test_the_numbers_are_of_the_server_and_of_the_member() -> None:
    async with world() as w:
        await drawn(w, count=2)
        await drawn(w, "pear", w.ben, sampler="euler", size="128×192")
        said = (await answer(w, await w.ben.slash(w.channel, "stats"))).content.split("\n")
        assert said[:2] == [
            "**This server**",
            "3 pictures, 3 of them in the last 7 days and 3 in the last 24 hours",
        ]
        assert said[2].startswith("Half of them took 2.")
        assert said[3:6] == [
            "Most used samplers: DPM++ 2M (2), Euler (1)",
            "Most used sizes: 128×128 (2), 128×192 (1)",
            f"2 members; most pictures are by <@{w.ada.id}> (2), <@{w.ben.id}> (1)",
        ]
        assert said[6:8] == [
            "**You, in this server**",
            "1 picture, 1 of them in the last 7 days and 1 in the last 24 hours",
        ]


async def test_where_nothing_was_drawn_that_is_said() -> None:
    async with world() as w:
        said = await answer(w, await w.ada.slash(w.channel, "stats"))
        assert said.content.count("No pictures yet.") == 2
