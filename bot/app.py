"""Builds everything in order and closes it in reverse."""

import asyncio
import contextlib
import enum
import logging
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from functools import partial

import aiohttp
import discord

from bot.composition import Bot, build
from bot.config.preflight import token_problem
from bot.config.settings import Settings
from bot.generation_api import PictureService
from bot.interactions.client import SyncedCommands
from bot.interactions.gateway_errors import why_for_good
from bot.interactions.staleness import Staleness
from bot.operations import (
    CannotServe,
    QueueState,
    Readings,
    application,
    checks,
    memory,
    serving,
)
from bot.runtime.clock import CorrectedClock
from bot.runtime.signals import stop_on_signals
from bot.storage import (
    Database,
    DatabaseRefused,
    StorageUnavailable,
    migrate,
)
from bot.storage.retry import run_in_background
from generation import ModelUnavailable, ServiceClosed

log = logging.getLogger(__name__)

LOGIN_TIMEOUT_S = 30.0
# For the replies that are on their way, once nothing more is drawn.
LAST_WORDS_S = 10.0
# So long a thread that computes keeps Python's lock from the event loop, each time that a command
# passes it on: dozens of times. At Python's own 5 ms, others wait three times as long for an answer
# while long prompts are judged.
SWITCH_S = 0.0005


class ExitCode(enum.IntEnum):
    """What the commands exit with."""

    OK = 0
    CHECK_FAILED = 1
    SETTINGS = 2
    TOKEN = 3
    NETWORK = 4
    DATABASE = 5


class CannotRun(Exception):
    """The bot cannot run; one sentence and an exit code."""

    def __init__(self, sentence: str, code: ExitCode) -> None:
        super().__init__(sentence)
        self.code = code


@contextlib.asynccontextmanager
async def opened(
    settings: Settings, now: Callable[[], float] | None = None
) -> AsyncIterator[Database]:
    """Open the database, brought to this version's schema, for as long as the block runs.

    Args:
        settings: say where it is.
        now: the clock of a database file.

    Raises:
        CannotRun: it is damaged, newer, taken or not there.
    """
    try:
        database = Database(settings.database_url(), now)
        with database.process_lock():
            try:
                await migrate(database)
                yield database
            finally:
                await database.close()
    except DatabaseRefused as error:
        raise CannotRun(str(error), ExitCode.DATABASE) from error
    except StorageUnavailable as error:
        raise CannotRun(
            f"The database cannot be used ({error}); check IMAGINE_DATABASE, and that its server "
            "runs or its disk has room.",
            ExitCode.DATABASE,
        ) from error


@contextlib.asynccontextmanager
async def at_work(bot: Bot, grace_s: float) -> AsyncIterator[None]:
    """Draw and deliver while the block runs; the client has logged in.

    At its end what is being drawn is finished, for at most `grace_s` seconds; what is not done
    by then stays in the database for the next start.
    """
    watch: asyncio.Task[None] | None = None
    await bot.jobs.take_over()
    try:
        await bot.service.start()
        watch = asyncio.create_task(_watch(bot.service))
        async with run_in_background(
            bot.dispatcher.claim,
            bot.dispatcher.hold_on,
            bot.outbox_worker.run,
            bot.progress_updater.run,
            bot.janitor.watch_leases,
            bot.janitor.prune,
            bot.gate.settle,
        ):
            try:
                yield
            finally:
                bot.gate.close()
                # Whoever waits for a file is told so while there is time.
                await bot.decoder.close()
                await _for_at_most(grace_s + LAST_WORDS_S, bot.dispatcher.drain(grace_s))
                await _for_at_most(LAST_WORDS_S, bot.outbox_worker.flush())
    finally:
        await bot.service.close()
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
        CannotRun: the token is missing or refused, Discord or the database cannot be reached, or
            the connection to Discord ended in a way in which the next one need not.
    """
    if problem := token_problem(settings.token):
        raise CannotRun(problem, ExitCode.TOKEN)
    assert settings.token is not None, "token_problem complains of it"
    sys.setswitchinterval(SWITCH_S)
    memory.limit_arenas()
    # Whatever this machine's clock says, Discord's is known before anything is deleted.
    async with opened(settings, clock := CorrectedClock()) as database:
        commands, staleness = SyncedCommands(settings.cache_folder), Staleness(told=clock.correct)
        bot = build(settings, service, database, commands, staleness, now=clock)
        with stop_on_signals() as stop:
            async with _observed(bot, settings, stop), bot.client:
                await _log_in(bot.client, settings.token.get_secret_value())
                memory.freeze_objects()
                async with at_work(bot, settings.shutdown_grace_s):
                    # It outlives the signal: while the bot drains, members are still answered.
                    connection = asyncio.create_task(bot.client.connect())
                    await _until_stopped(stop, connection, bot)
                    log.info("stopping; what is being drawn gets %g s", settings.shutdown_grace_s)


@contextlib.asynccontextmanager
async def _observed(bot: Bot, settings: Settings, stop: asyncio.Event) -> AsyncIterator[None]:
    """Answer those who look after the bot, the time in which it drains included."""
    client, service = bot.client, bot.service

    async def queue() -> QueueState:
        return QueueState(*await bot.maintenance.measure_queue())

    looked_at = {
        "model": checks.model(service),
        "gateway": checks.gateway(lambda: client.connected, lambda: client.latency),
        "database": checks.database(bot.maintenance.ping),
        "accepting": checks.accepting(stop.is_set),
    }
    readings = Readings(
        queue,
        lambda: client.latency,
        lambda: service.status.phase,
        lambda: sum(service.model(name).status.phase == "ready" for name in service.models),
        lambda: service.worker_deaths,
        bot.maintenance.size_bytes,
    )
    served = application(looked_at, partial(bot.metrics.exposition, readings))
    try:
        async with serving(served, settings.health_host, settings.health_port):
            yield
    except CannotServe as error:
        raise CannotRun(str(error), ExitCode.SETTINGS) from error


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


async def _until_stopped(stop: asyncio.Event, connection: "asyncio.Task[None]", bot: Bot) -> None:
    """Wait for `stop`. If Discord ends the connection for good, nothing is lost by waiting on.

    Raises:
        CannotRun: the connection ended in a way in which the next one need not.
    """
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({connection, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if not connection.done() or stop.is_set():
        return
    error = connection.exception()
    if bot.client.is_closed():
        bot.outbox_worker.hold()
    if not (reason := why_for_good(error)):
        log.error("the connection to Discord ended", exc_info=error)
        raise CannotRun(
            "The connection to Discord ended, and the log says how; every job is kept. Start the "
            "bot again.",
            ExitCode.NETWORK,
        )
    bot.dispatcher.close()
    log.error("Discord ended the connection for good %s", reason)
    # Ending here would have a supervisor start it again and again to the same end.
    await stopped
