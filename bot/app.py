"""Builds everything in order and closes it in reverse."""

import asyncio
import contextlib
import enum
import logging
import signal
from collections.abc import AsyncIterator, Coroutine, Iterator
from dataclasses import dataclass

import aiohttp
import discord

from bot.admission import Gate, Moderator, RateLimits, Rules, RulesUnreadable, load_rules
from bot.client import ImagineClient, SyncedCommands
from bot.door import PictureService
from bot.imagine import Reception, Studio, imagine_command
from bot.settings import Settings, rate_limits, token_problem
from generation import ModelUnavailable, ServiceClosed

log = logging.getLogger(__name__)

LOGIN_TIMEOUT_S = 30.0
# For the replies that are on their way, once nothing more is drawn.
LAST_WORDS_S = 10.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class ExitCode(enum.IntEnum):
    """What the commands exit with."""

    OK = 0
    CHECK_FAILED = 1
    SETTINGS = 2
    TOKEN = 3
    NETWORK = 4


class CannotRun(Exception):
    """The bot cannot run; one sentence and an exit code."""

    def __init__(self, sentence: str, code: ExitCode) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Bot:
    """The parts of a running bot."""

    client: ImagineClient
    service: PictureService
    studio: Studio


def build(settings: Settings, service: PictureService, commands: SyncedCommands) -> Bot:
    """Put the parts together; nothing runs yet."""
    studio = Studio(service)
    limits = RateLimits(
        rate_limits(settings.user_limit),
        rate_limits(settings.server_limit),
        settings.user_in_flight,
    )
    moderator = Moderator(_rules(settings), frozenset(settings.allowed_channels))
    reception = Reception(service, Gate(limits, moderator, service), studio)
    client = ImagineClient(commands)
    client.tree.add_command(imagine_command(service.info, reception.receive))
    return Bot(client, service, studio)


def _rules(settings: Settings) -> Rules | None:
    try:
        return load_rules(settings.blocked_words, settings.blocked_words_file)
    except RulesUnreadable as error:
        log.error("every request is refused: %s", error)
        return None


@contextlib.asynccontextmanager
async def at_work(bot: Bot, grace_s: float) -> AsyncIterator[None]:
    """Run the model and the studio while the block runs.

    At its end what was accepted is finished, for at most `grace_s` seconds; the service cancels
    what is left, and the studio still tells its members so.
    """
    watch: asyncio.Task[None] | None = None
    try:
        await bot.service.start()
        bot.studio.start()
        watch = asyncio.create_task(_watch(bot.service))
        yield
    finally:
        await _for_at_most(grace_s, bot.service.drain())
        await bot.service.close()
        await _for_at_most(LAST_WORDS_S, bot.studio.drain())
        await bot.studio.close()
        if watch:
            watch.cancel()


async def _for_at_most(seconds: float, work: Coroutine[None, None, None]) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(work, seconds)


async def _watch(service: PictureService) -> None:
    """Say in the log when the model is ready, or why it will not be; the bot stays up."""
    try:
        await service.ready()
    except ServiceClosed:
        return
    except ModelUnavailable as error:
        log.error("the model %s is not there: %s", service.info.name, error)
    else:
        log.info("the model %s is ready: %s", service.info.name, service.status.detail)


async def run(settings: Settings, service: PictureService) -> None:
    """Serve Discord until a signal ends it.

    Raises:
        CannotRun: the token is missing or refused, or Discord cannot be reached.
    """
    if problem := token_problem(settings.token):
        raise CannotRun(problem, ExitCode.TOKEN)
    assert settings.token is not None, "token_problem complains of it"
    bot = build(settings, service, SyncedCommands(settings.cache_folder))
    with stopped_by_signals() as stop:
        async with bot.client:
            await _log_in(bot.client, settings.token.get_secret_value())
            async with at_work(bot, settings.shutdown_grace_s):
                # It outlives the signal: while the bot drains, members are still answered.
                connection = asyncio.create_task(bot.client.connect())
                await _until_stopped(stop, connection)
                log.info("stopping; what was accepted gets %g s", settings.shutdown_grace_s)


async def _log_in(client: discord.Client, token: str) -> None:
    try:
        async with asyncio.timeout(LOGIN_TIMEOUT_S):
            await client.login(token)
    except discord.LoginFailure as error:
        raise CannotRun(
            "Discord does not accept IMAGINE_TOKEN; reset it on the Bot page of Discord's "
            "developer portal and set the new one.",
            ExitCode.TOKEN,
        ) from error
    except (aiohttp.ClientError, OSError, discord.HTTPException) as error:
        raise CannotRun(
            f"Discord cannot be reached ({_reason(error)}); check this machine's network "
            "connection and start the bot again.",
            ExitCode.NETWORK,
        ) from error


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {LOGIN_TIMEOUT_S:g} s"
    if isinstance(error, discord.HTTPException):
        return f"it answers with status {error.status}"
    return str(error) or type(error).__name__


async def _until_stopped(stop: asyncio.Event, connection: asyncio.Task[None]) -> None:
    """Wait for `stop`; a connection that Discord ends for good ends the bot."""
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({connection, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not connection.done():
        return
    try:
        await connection
    except discord.ConnectionClosed as error:
        raise CannotRun(
            f"Discord ended the connection for good (code {error.code}); check the bot's "
            "page in Discord's developer portal.",
            ExitCode.TOKEN,
        ) from error


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[asyncio.Event]:
    """Give an event that SIGINT or SIGTERM sets; a second signal ends the process at once."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def stop_once(number: int, *_frame: object) -> None:
        signal.signal(number, signal.default_int_handler)
        loop.call_soon_threadsafe(stop.set)

    # Not loop.add_signal_handler, which Windows has not.
    before = {number: signal.signal(number, stop_once) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
