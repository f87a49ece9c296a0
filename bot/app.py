"""Start of all parts in order, and their shutdown in reverse."""

import asyncio
import contextlib
import enum
import logging
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from functools import partial

import aiohttp
import discord
from pydantic import SecretStr

from bot.composition import Bot, build
from bot.config.invite import invite_link
from bot.config.preflight import token_problem
from bot.config.settings import Settings
from bot.generation_api import PictureService
from bot.interactions.client import SyncedCommands
from bot.interactions.gateway_errors import explain_final_close
from bot.interactions.staleness import Staleness
from bot.operations import (
    CannotServe,
    QueueState,
    Readings,
    application,
    checks,
    memory,
    serve,
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
# For the replies that are still being sent after the last picture.
FLUSH_S = 10.0
# Time for which a computing thread keeps Python's lock from the event loop, dozens of times a
# command. With Python's default of 5 ms, members wait three times as long for an answer while long
# prompts are judged.
SWITCH_S = 0.0005


class ExitCode(enum.IntEnum):
    """Exit codes of the commands."""

    OK = 0
    CHECK_FAILED = 1
    SETTINGS = 2
    TOKEN = 3
    NETWORK = 4
    DATABASE = 5


class CannotRun(Exception):
    """The bot cannot run; one sentence for operators, and an exit code.

    Args:
        sentence: the reason and its fix.
        code: of the process.
    """

    def __init__(self, sentence: str, code: ExitCode) -> None:
        super().__init__(sentence)
        self.code = code


@contextlib.asynccontextmanager
async def open_database(
    settings: Settings, now: Callable[[], float] | None = None
) -> AsyncIterator[Database]:
    """Open the database for the block, and migrate it to the schema of this version.

    Args:
        settings: the location of the database.
        now: clock of a database file, in seconds since 1970.

    Raises:
        CannotRun: it is damaged, of a newer version, in use or missing.
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
            "is running or its disk has free space.",
            ExitCode.DATABASE,
        ) from error


@contextlib.asynccontextmanager
async def run_workers(bot: Bot, grace_s: float) -> AsyncIterator[None]:
    """Draw and deliver while the block runs.

    At its end running requests are finished; unfinished ones stay in the database for the next
    start.

    Args:
        bot: the parts of the bot; its client has logged in.
        grace_s: largest number of seconds for running requests at the end.
    """
    watch: asyncio.Task[None] | None = None
    await bot.stores.jobs.take_over()
    try:
        await bot.service.start()
        await bot.checker.start()
        watch = asyncio.create_task(_log_readiness(bot.service))
        async with run_in_background(
            bot.dispatcher.claim,
            bot.dispatcher.renew_leases,
            bot.outbox_worker.run,
            bot.post_worker.run,
            bot.held_jobs.tell,
            bot.held_jobs.watch_deadlines,
            bot.progress_updater.run,
            bot.janitor.watch_leases,
            bot.janitor.prune,
            bot.gate.settle,
        ):
            try:
                yield
            finally:
                bot.gate.close()
                # Requests that wait for a file are refused while there is still time for an answer.
                await bot.decoder.close()
                await _run_with_timeout(grace_s + FLUSH_S, bot.dispatcher.drain(grace_s))
                await _run_with_timeout(FLUSH_S, bot.outbox_worker.flush())
    finally:
        await bot.service.close()
        await bot.checker.close()
        if watch:
            watch.cancel()


async def _run_with_timeout(seconds: float, work: Coroutine[None, None, None]) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(work, seconds)


async def _log_readiness(service: PictureService) -> None:
    """Log when the model is ready, or why it cannot be loaded; the bot keeps running."""
    try:
        await service.ready()
    except ServiceClosed:
        return
    except ModelUnavailable as error:
        log.error("the model %s is unavailable: %s", service.info.name, error)
    else:
        log.info("the model %s is ready: %s", service.info.name, service.status.detail)


async def run(settings: Settings, service: PictureService) -> None:
    """Serve Discord until a signal.

    Args:
        settings: the operator's settings.
        service: the models.

    Raises:
        CannotRun: the token is missing or refused, Discord or the database cannot be reached, or
            the connection to Discord ended with an error that a restart may solve.
    """
    if problem := token_problem(settings.token):
        raise CannotRun(problem, ExitCode.TOKEN)
    assert settings.token is not None, "token_problem reports it"
    sys.setswitchinterval(SWITCH_S)
    memory.limit_arenas()
    # The clock is corrected by Discord's before anything is deleted.
    async with open_database(settings, clock := CorrectedClock()) as database:
        commands, staleness = (
            SyncedCommands(settings.cache_folder),
            Staleness(on_time=clock.correct),
        )
        bot = build(settings, service, database, commands, staleness, now=clock)
        with stop_on_signals() as stop:
            async with _serve_health(bot, settings, stop), bot.client:
                await log_in(bot.client, settings.token)
                log.info("to add the bot to a server, open %s", invite_link(settings.token))
                memory.freeze_objects()
                async with run_workers(bot, settings.shutdown_grace_s):
                    # The connection outlives the signal: members are answered while the bot drains.
                    connection = asyncio.create_task(bot.client.connect())
                    await _wait_for_stop(stop, connection, bot)
                    log.info("stopping; running requests get %g s", settings.shutdown_grace_s)


@contextlib.asynccontextmanager
async def _serve_health(bot: Bot, settings: Settings, stop: asyncio.Event) -> AsyncIterator[None]:
    """Serve health and metrics, also while the bot drains."""
    client, service = bot.client, bot.service

    async def queue() -> QueueState:
        return QueueState(*await bot.stores.maintenance.measure_queue())

    health_checks = {
        "model": checks.model(service),
        "gateway": checks.gateway(lambda: client.is_connected, lambda: client.latency),
        "database": checks.database(bot.stores.maintenance.ping),
        "accepting": checks.acceptance(stop.is_set),
    }
    readings = Readings(
        queue=queue,
        gateway_latency_s=lambda: client.latency,
        model_phase=lambda: service.status.phase,
        models_ready=lambda: sum(
            service.model(name).status.phase == "ready" for name in service.models
        ),
        worker_deaths=lambda: service.worker_deaths,
        database_bytes=bot.stores.maintenance.size_bytes,
    )
    served = application(health_checks, partial(bot.metrics.exposition, readings))
    try:
        async with serve(served, settings.health_host, settings.health_port):
            yield
    except CannotServe as error:
        raise CannotRun(str(error), ExitCode.SETTINGS) from error


async def log_in(
    client: discord.Client, token: SecretStr, timeout_s: float = LOGIN_TIMEOUT_S
) -> None:
    """Log in to Discord; no connection to the gateway is opened.

    Args:
        client: the client.
        token: the bot's token.
        timeout_s: largest number of seconds for it.

    Raises:
        CannotRun: Discord refuses the token or cannot be reached.
    """
    try:
        async with asyncio.timeout(timeout_s):
            await client.login(token.get_secret_value())
    except discord.LoginFailure as error:
        raise CannotRun(
            "Discord does not accept IMAGINE_TOKEN; reset the token on the Bot page of Discord's "
            "developer portal and set the new one.",
            ExitCode.TOKEN,
        ) from error
    except (aiohttp.ClientError, OSError, discord.HTTPException) as error:
        reason = str(error) or type(error).__name__
        if isinstance(error, TimeoutError):
            reason = f"no answer within {timeout_s:g} s"
        elif isinstance(error, discord.HTTPException):
            reason = f"it answers with status {error.status}"
        raise CannotRun(
            f"Discord cannot be reached ({reason}); check this machine's network "
            "connection and start the bot again.",
            ExitCode.NETWORK,
        ) from error


async def _wait_for_stop(stop: asyncio.Event, connection: "asyncio.Task[None]", bot: Bot) -> None:
    """Wait for `stop`, also after Discord closed the connection permanently.

    Raises:
        CannotRun: the connection ended with an error that a restart may solve.
    """
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({connection, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if not connection.done() or stop.is_set():
        return
    error = connection.exception()
    if bot.client.is_closed():
        bot.outbox_worker.hold()
    if not (reason := explain_final_close(error)):
        log.error("the connection to Discord ended", exc_info=error)
        raise CannotRun(
            "The connection to Discord ended; the log has the reason, and every job is kept. Start "
            "the bot again.",
            ExitCode.NETWORK,
        )
    bot.dispatcher.close()
    log.error("Discord closed the connection permanently %s", reason)
    # After an exit, a supervisor would restart the bot again and again with the same result.
    await stopped
