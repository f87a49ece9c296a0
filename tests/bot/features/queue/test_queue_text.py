"""`/queue`: how far a member's requests are, and how long the line is."""

from collections.abc import Sequence

import discord

from bot.features.queue.queue_text import MESSAGE_LIMIT, fit_lines
from generation import AdmissionWindow, PreparedRequest, Progress
from tests.bot.fakes import FakeService
from tests.bot.world import World, private, world


class Measured(FakeService):
    """Every request takes ten seconds."""

    def forecast(
        self, requests: Sequence[PreparedRequest], window: AdmissionWindow
    ) -> list[float | None]:
        return [10.0 * place for place, _ in enumerate(requests, 1)]


async def told(w: World) -> list[str]:
    return private(await w.ada.slash(w.channel, "queue")).splitlines()


async def test_who_waits_for_nothing_is_told_so() -> None:
    async with world() as w:
        assert await told(w) == [
            "You have no open requests here.",
            "Nobody is waiting: a request would be drawn right away.",
        ]


async def test_a_drawing_is_shown_with_its_step_and_what_waits_with_its_place_and_time() -> None:
    async with world(Measured()) as w:
        await w.imagine("red apple")
        w.service.tell(w.service.requests[0], Progress(3, 20, 7.0))
        await w.until(lambda: any(shown.event for shown in w.bot.progress_updater._jobs.values()))
        w.bot.dispatcher.close()
        await w.ben.slash(w.channel, "imagine", prompt="green pear")
        await w.ada.slash(w.channel, "imagine", prompt="blue boat")
        lines = await told(w)
        assert lines[0] == "Your 2 open requests:"
        assert lines[1].startswith("- `red apple` · ▰▰")
        assert "step 3 of 20, ready in about" in lines[1]
        assert lines[2] == (
            "- `blue boat` · 2 requests ahead of this one, ready in about 20 seconds"
        )
        assert lines[3] == (
            "3 requests are waiting or being drawn, across all servers; "
            "the last one is ready in about 20 seconds."
        )


async def test_only_moderators_see_whose_requests_are_open_in_the_server() -> None:
    async with world() as w:
        w.service.phase("loading")
        await w.imagine("green pear", w.ben)
        await w.imagine("red apple", w.ben)
        assert "Waiting" not in "".join(await told(w))
        assert f"<@{w.ben.id}>" not in "".join(await told(w))
        role = w.guild.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
        moderator = w.guild.add_member(w.env.create_user("mod"), roles=[role])
        said = private(await moderator.slash(w.channel, "queue"))
        assert said.endswith(f"This server has 2 open requests:\n- <@{w.ben.id}>: 2 requests")
        assert "green pear" not in said


async def test_many_requests_with_long_prompts_fit_into_a_message() -> None:
    async with world(user_in_flight=20, user_share=1) as w:
        w.service.phase("loading")
        for number in range(10):
            await w.imagine(f"{number} " + "`x`" * 200)
        lines = await told(w)
        assert lines[0] == "Your 10 open requests:"
        assert "… and 2 more requests." in lines
        assert sum(len(line) + 1 for line in lines) <= MESSAGE_LIMIT


def test_lines_fill_a_message_and_no_more() -> None:
    assert len(fit_lines(["x" * 999, "y" * 1000])) == MESSAGE_LIMIT
    assert fit_lines(["x" * 1000, "y" * 1000]) == "x" * 1000
