"""`/stats`: how many pictures there are, of a server and of the member who asks."""

from collections.abc import Iterable
from typing import Any

import discord
from discord import app_commands

from bot.features.base import Services
from bot.interactions import responses
from bot.interactions.buttons import View
from bot.interactions.context import Context
from bot.language import decimal, describe
from bot.requests.options import size_name
from bot.storage import PictureStats
from generation import sampler_names


def stats(studio: Services) -> app_commands.Command[Any, ..., None]:
    """Define the command."""

    async def work(visit: Context) -> None:
        if not await responses.defer(visit.interaction, private=True):
            return
        server = await studio.browsing.numbers(visit.guild_id)
        own = await studio.browsing.numbers(visit.guild_id, visit.user_id)
        lines = [visit.say("stats-server"), *_lines(visit, server)]
        if server.authors:
            members = _counted((f"<@{user_id}>", number) for user_id, number in server.authors)
            lines.append(visit.say("stats-members", count=server.members, members=members))
        lines += [visit.say("stats-own"), *_lines(visit, own)]
        await responses.tell(visit.interaction, "\n".join(lines), View())

    @app_commands.command(name="stats", description=describe("stats-description"))
    async def stats(interaction: discord.Interaction) -> None:
        await studio.host.serve(interaction, work)

    return stats


def _lines(visit: Context, numbers: PictureStats) -> list[str]:
    if not numbers.ever or numbers.median_s is None:
        return [visit.say("stats-none")]
    names = {str(key): name for key, name in sampler_names().items()}
    samplers = _counted((names.get(key, key), number) for key, number in numbers.samplers)
    sizes = _counted((size_name(*size), number) for size, number in numbers.sizes)
    return [
        visit.say("stats-pictures", ever=numbers.ever, day=numbers.day, week=numbers.week),
        visit.say("stats-median", seconds=decimal(numbers.median_s, 1)),
        visit.say("stats-samplers", samplers=samplers),
        visit.say("stats-sizes", sizes=sizes),
    ]


def _counted(named: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({number})" for name, number in named)
