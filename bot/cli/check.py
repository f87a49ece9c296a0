"""Command `imagine-bot check`: settings, model files, token, and what the first start takes."""

import asyncio
from dataclasses import dataclass

import discord
from pydantic import SecretStr

from bot.app import CannotRun, ExitCode, log_in
from bot.config import needs, preflight
from bot.config.invite import invite_link
from bot.config.settings import Settings
from bot.storage import (
    Database,
    DatabaseRefused,
    Preferences,
    ProcessIdentity,
    Reviews,
    StatementRefused,
    StorageUnavailable,
)
from generation import report_cards

ASK_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Result of a check, one sentence each.

    Args:
        facts: the state of the token, what the first start takes, and the invite link.
        warnings: unsafe conditions that do not prevent a start.
        problems: conditions that prevent a start.
        is_complete: whether Discord accepted the token and nothing is to be downloaded.
    """

    facts: tuple[str, ...]
    warnings: tuple[str, ...]
    problems: tuple[str, ...]
    is_complete: bool


async def check(settings: Settings) -> CheckReport:
    """Check an installation before the start; Discord is asked about the token."""
    problems = list(preflight.find_problems(settings))
    cards = await asyncio.to_thread(report_cards)
    facts, is_accepted = [*needs.describe_needs(settings), *cards.used], False
    if settings.token and not preflight.token_problem(settings.token):
        try:
            facts.append(await _ask_discord(settings.token))
            is_accepted = True
        except CannotRun as error:
            if error.code is ExitCode.TOKEN:
                problems.append(str(error))
            else:
                facts.append(f"Token: form only. {error}")
        facts.append(f"To add the bot to a server, open {invite_link(settings.token)}")
    return CheckReport(
        facts=tuple(facts),
        warnings=(
            *preflight.find_warnings(),
            *cards.unused,
            *needs.find_shortages(settings),
            *await _find_unreviewed(settings),
        ),
        problems=tuple(problems),
        is_complete=is_accepted and not needs.first_start_bytes(settings),
    )


async def _find_unreviewed(settings: Settings) -> list[str]:
    """Find the servers whose moderators cannot see what waits for them, as the database has it."""
    try:
        database = Database(settings.database_url())
        if database.is_missing:
            return []
        try:
            async with asyncio.timeout(ASK_TIMEOUT_S):
                servers = await Preferences(database).list_servers()
                reviews = Reviews(database, ProcessIdentity(lambda: 0))
                unposted = await reviews.count_unposted_by_server()
        finally:
            await database.close()
    except (DatabaseRefused, StatementRefused):
        # Its driver is missing, which is a problem of its own; or the first start migrates it.
        return []
    except (StorageUnavailable, TimeoutError):
        return ["What waits for moderators is unknown: the database cannot be read."]
    return [
        *(
            f"Server {guild_id}: moderators approve what is drawn, and there is no review channel. "
            "Choose one with /server approval channel."
            for guild_id, server in servers.items()
            if server.review_channel is None
            and {server.approval, *server.channel_approval.values()} != {"none"}
        ),
        *(
            f"Server {guild_id}: {count} waiting for moderators, shown in no channel. "
            "/moderation release lists what waits."
            for guild_id, count in unposted.items()
        ),
    ]


async def _ask_discord(token: SecretStr) -> str:
    """Ask Discord for the account of a token.

    Raises:
        CannotRun: Discord refuses the token or cannot be reached.
    """
    async with discord.Client(intents=discord.Intents.none()) as client:
        await log_in(client, token, ASK_TIMEOUT_S)
        return f"Token: Discord accepts it; the bot is called {client.user}."
