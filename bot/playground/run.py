"""Run the same bot against a simulated Discord in a browser, without token or network."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.admission.rates import NONE
from bot.app import CannotRun, ExitCode, open_database, run_workers
from bot.composition import build
from bot.config.settings import Settings
from bot.generation_api import PictureService
from bot.interactions.client import SyncedCommands
from bot.interactions.staleness import Staleness
from bot.playground.context_menu_commands import add_stand_ins
from bot.requests.attachment_downloads import read
from bot.runtime.signals import stop_on_signals

if TYPE_CHECKING:
    from simcord import ChannelHandle, Env, MemberActor, Preview

# On a busy machine the simulation's default of five seconds is not enough for every command.
_SETTLE_S = 30.0
# No visitor of a tour waits for the next hour; an operator's own limits can be tried.
_LIMITS = {"user_limit", "server_limit"}
_TOPIC = "Type /imagine, press Enter, then write what you would like to see and press Enter."
_STAFF_TOPIC = "Only the owner and the moderators see this channel."
_MODERATE = discord.Permissions(manage_messages=True, moderate_members=True)
_WELCOME = (
    "Welcome to the studio! Type `/imagine` below and press Enter; then `red apple`, and Enter.\n"
    "`rocket on a blue background` or `a cat above a heart` work, too. "
    "Then try `/morph` from one to another, or `/help`."
)


async def play(
    settings: Settings,
    service: PictureService,
    announce: Callable[[str], None],
    port: int = 0,
) -> None:
    """Serve the playground until a signal or the page's own button ends it.

    The model warms up meanwhile. Tasks that outlive a member's action are started inside the
    simulated Discord but outside of the bot's own hooks; otherwise an action would never end.

    Args:
        settings: the operator's settings.
        service: the models.
        announce: receives the page's address once the page answers.
        port: port of 127.0.0.1; 0 for any free port.

    Raises:
        CannotRun: the simulation is not installed, or the port is taken.
    """
    simcord = _import_simcord()
    # The simulated Discord waits for every answer, so that no interaction is ever late.
    staleness = Staleness(steady=lambda: 0.0, wall=lambda: 0.0)
    with TemporaryDirectory(prefix="imagine-bot-") as folder, stop_on_signals() as stop:
        changed = {"data_folder": Path(folder), "database": None}
        unlimited = dict.fromkeys(_LIMITS - settings.model_fields_set, NONE)
        scratch = settings.model_copy(update=changed | unlimited)
        async with open_database(scratch) as database:
            bot = build(scratch, service, database, SyncedCommands(None), staleness, read)
            add_stand_ins(bot.client.tree)
            simulated = simcord.run(bot.client, check_errors=False, settle_timeout=_SETTLE_S)
            async with simulated as env, run_workers(bot, grace_s=0):
                await _serve_page(env, announce, port, stop)


async def _serve_page(
    env: "Env", announce: Callable[[str], None], port: int, stop: asyncio.Event
) -> None:
    # Not at the top: without simcord the playground explains how to install it.
    from bot.playground import live_page, simulation

    calendar = simulation.mend(env)
    channel, viewers = await _create_server(env)
    page = env.preview(
        channel, viewers=viewers, layout="channel", port=port, timezone=simulation.local_timezone()
    )
    simulation.brand(page, port)
    async with _open_page(page, port), live_page.keep_live(page, env, calendar.update):
        async with aiohttp.ClientSession() as session, session.get(page.url) as response:
            response.raise_for_status()
        announce(page.url)
        ends = asyncio.create_task(stop.wait()), asyncio.create_task(page.wait_closed())
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for task in ends:
            task.cancel()


async def _create_server(env: "Env") -> tuple["ChannelHandle", list["MemberActor"]]:
    """Create a server with two members, a moderator, its owner, and a channel of these two.

    Returns:
        The art channel, and the viewers of the page: it opens as the first one's.
    """
    assert env.bot.user, "the bot is logged in"
    await env.bot.user.edit(username="imagine-bot")
    olive = env.create_user("olive", global_name="Olive (owner)")
    guild = env.create_guild("The Studio", owner=olive)
    channel = guild.create_text_channel("art", topic=_TOPIC)
    owner = guild.add_member(olive)
    artists = guild.create_role("Artists")
    moderators = guild.create_role("Moderators", permissions=_MODERATE)
    seen, hidden = (discord.PermissionOverwrite(view_channel=allowed) for allowed in (True, False))
    overwrites: dict[Any, discord.PermissionOverwrite] = {
        guild.default_role: hidden,
        moderators: seen,
        env.bot.user: seen,
    }
    guild.create_text_channel("moderators", topic=_STAFF_TOPIC, overwrites=overwrites)
    members = [
        guild.add_member(env.create_user(name.split()[0].lower(), global_name=name), roles=roles)
        for name, roles in (("Ada", (artists,)), ("Ben", ()), ("Mo (moderator)", (moderators,)))
    ]
    await owner.send(channel, _WELCOME)
    return channel, [*members, owner]


def _import_simcord() -> ModuleType:
    try:
        import simcord
    except ImportError as error:
        raise CannotRun(
            "The playground needs simcord; run install.py again, or install it with: "
            "python -m pip install 'simcord[preview]'",
            ExitCode.SETTINGS,
        ) from error
    return simcord


@contextlib.asynccontextmanager
async def _open_page(page: "Preview", port: int) -> AsyncIterator[None]:
    try:
        await page.__aenter__()
    except _import_simcord().SetupError as error:
        raise CannotRun(
            f"The playground's page could not be opened on port {port}: {error}; "
            "choose another port with --port.",
            ExitCode.NETWORK,
        ) from error
    try:
        yield
    finally:
        await page.close()
