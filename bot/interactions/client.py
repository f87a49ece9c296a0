"""The Discord client: no intents, no mentions, one error handler, commands synced on change."""

import hashlib
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord import AppCommandType, app_commands

from bot.interactions.responses import DISCORD_ERRORS, refuse, summary
from bot.language import CatalogueTranslator, say, text

log = logging.getLogger(__name__)

MOST_RATE_LIMIT_S = 30.0
INTERACTION = "INTERACTION_CREATE"


class CommandTree(app_commands.CommandTree[discord.Client]):
    """The commands, with the one handler for everything that goes wrong in them."""

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """Give the member one sentence and the operator the traceback."""
        locale = interaction.locale.value
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            log.warning("interaction %s used an outdated command", interaction.id)
            await refuse(interaction, say(locale, text("command-changed")))
            return
        log.error("interaction %s failed", interaction.id, exc_info=error)
        await refuse(interaction, say(locale, text("fault")))


def _contained(parse: Callable[[Any], object]) -> Callable[[Any], None]:
    """Let an interaction that discord.py cannot read be lost alone.

    Its error would end the connection, and the bot with it, for everybody.
    """

    def parsed(data: Any) -> None:
        try:
            parse(data)
        except Exception as error:  # whatever it makes of kinds that it does not know
            log.error("an interaction could not be read", exc_info=error)

    return parsed


class SyncedCommands:
    """Remembers which commands Discord was told of, so that it is told only of changes.

    Args:
        folder: where that is kept; None to tell Discord at every start.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    async def sync(self, tree: CommandTree, application_id: int) -> bool:
        """Tell Discord of the commands if they changed; True if it was told."""
        translator = tree.translator
        assert translator is not None, "it is set before"
        commands = [command for kind in AppCommandType for command in tree.get_commands(type=kind)]
        payload = [await one.get_translated_payload(tree, translator) for one in commands]
        digest = _digest(payload)
        record = self._folder / f"commands-{application_id}.sha256" if self._folder else None
        if record and record.is_file() and record.read_text("ascii") == digest:
            return False
        await tree.sync()
        if record:
            record.parent.mkdir(parents=True, exist_ok=True)
            record.write_text(digest, "ascii")
        return True


def _digest(payload: list[dict[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


class ImagineClient(discord.Client):
    """The bot on Discord.

    Slash commands come without any gateway intent, and a default of no mentions means that
    nothing a member writes can ping anybody, whichever message it ends up in.

    Args:
        commands: what Discord was told of before.
        trace: follows the HTTP requests.
    """

    def __init__(self, commands: SyncedCommands, trace: aiohttp.TraceConfig) -> None:
        super().__init__(
            intents=discord.Intents.none(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            # Of a longer one we are told, and come back later.
            max_ratelimit_timeout=MOST_RATE_LIMIT_S,
            http_trace=trace,
        )
        self.tree = CommandTree(
            self,
            # Of every command that says nothing else.
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
        )
        self._synced = commands
        # discord.py has no public place for it.
        parsers = self._connection.parsers
        parsers[INTERACTION] = _contained(parsers[INTERACTION])

    @property
    def connected(self) -> bool:
        """Whether the gateway's connection is up; `is_ready` stays true while it is resumed."""
        return self.is_ready() and self.ws.open

    async def setup_hook(self) -> None:
        """Sync the commands; a bot whose sync failed still serves those that Discord knows."""
        assert self.application_id is not None, "login sets it"
        await self.tree.set_translator(CatalogueTranslator())
        try:
            told = await self._synced.sync(self.tree, self.application_id)
        except DISCORD_ERRORS as error:
            log.error("the commands could not be synced: %s", summary(error))
        else:
            log.info("commands %s", "synced" if told else "unchanged since the last sync")
