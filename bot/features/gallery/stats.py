"""`/stats`: numbers of pictures of a server and of the member."""

from collections.abc import Iterable
from typing import Any

from discord import app_commands

from bot.features.base import Services
from bot.interactions import responses
from bot.interactions.buttons import View
from bot.interactions.context import Context
from bot.language import decimal, describe
from bot.requests.options import size_name
from bot.storage import PictureStats
from generation import sampler_names


def stats(services: Services) -> app_commands.Command[Any, ..., None]:
    """Build the command `/stats`."""

    @app_commands.command(name="stats", description=describe("stats-description"))
    @services.handler.callback
    async def stats(context: Context) -> None:
        if not await responses.defer(context.interaction, private=True):
            return
        server = await services.stores.picture_search.numbers(context.guild_id)
        own = await services.stores.picture_search.numbers(context.guild_id, context.user_id)
        lines = [context.say("stats-server"), *_lines(context, server)]
        if server.authors:
            members = _join_counts((f"<@{user_id}>", number) for user_id, number in server.authors)
            lines.append(context.say("stats-members", count=server.members, members=members))
        lines += [context.say("stats-own"), *_lines(context, own)]
        await responses.answer_privately(context.interaction, "\n".join(lines), View())

    return stats


def _lines(context: Context, numbers: PictureStats) -> list[str]:
    if not numbers.ever or numbers.median_s is None:
        return [context.say("stats-none")]
    names = {str(key): name for key, name in sampler_names().items()}
    samplers = _join_counts((names.get(key, key), number) for key, number in numbers.samplers)
    sizes = _join_counts((size_name(*size), number) for size, number in numbers.sizes)
    return [
        context.say("stats-pictures", ever=numbers.ever, day=numbers.day, week=numbers.week),
        context.say("stats-median", seconds=decimal(numbers.median_s, 1)),
        context.say("stats-samplers", samplers=samplers),
        context.say("stats-sizes", sizes=sizes),
    ]


def _join_counts(named: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({number})" for name, number in named)
