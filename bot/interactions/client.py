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

from bot.admission.server_rules.automod import AutoModUnreadable, KeywordRule
from bot.interactions.responses import DISCORD_ERRORS, refuse, summary
from bot.language import CatalogueTranslator, say, text

log = logging.getLogger(__name__)

MOST_RATE_LIMIT_S = 30.0
INTERACTION = "INTERACTION_CREATE"


class CommandTree(app_commands.CommandTree[discord.Client]):
    """The commands, with the only handler of their errors."""

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """Answer an error with one sentence for the member and a traceback in the log.

        Args:
            interaction: the one that failed.
            error: as discord.py raises it.
        """
        locale = interaction.locale.value
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            log.warning("interaction %s used an outdated command", interaction.id)
            await refuse(interaction, say(locale, text("command-changed")))
            return
        log.error("interaction %s failed", interaction.id, exc_info=error)
        await refuse(interaction, say(locale, text("fault")))


class SyncedCommands:
    """Record of the commands that Discord has, by which they are synced only after a change.

    Args:
        folder: where the record is kept; None to sync at every start.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    async def sync(self, tree: CommandTree, application_id: int) -> bool:
        """Sync the commands with Discord if they have changed.

        Args:
            tree: the commands.
            application_id: each application has its own record.

        Returns:
            Whether they had changed.
        """
        translator = tree.translator
        assert translator is not None, "it is set before"
        commands = [command for kind in AppCommandType for command in tree.get_commands(type=kind)]
        payload = [await one.get_translated_payload(tree, translator) for one in commands]
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        record = self._folder / f"commands-{application_id}.sha256" if self._folder else None
        if record and record.is_file() and record.read_text("ascii") == digest:
            return False
        await tree.sync()
        if record:
            record.parent.mkdir(parents=True, exist_ok=True)
            record.write_text(digest, "ascii")
        return True


class ImagineClient(discord.Client):
    """The bot's connection to Discord.

    Slash commands come without any gateway intent, and a default of no mentions means that no
    text of a member can ping anybody, whichever message contains it.

    Args:
        commands: syncs the commands.
        trace: follows the HTTP requests.
    """

    def __init__(self, commands: SyncedCommands, trace: aiohttp.TraceConfig) -> None:
        super().__init__(
            intents=discord.Intents.none(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            # For a longer one discord.py raises an error, and the caller retries later.
            max_ratelimit_timeout=MOST_RATE_LIMIT_S,
            http_trace=trace,
        )
        self.tree = CommandTree(
            self,
            # The defaults of commands that set none themselves.
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
        )
        self._synced = commands
        # discord.py has no public attribute for it.
        parsers = self._connection.parsers
        parsers[INTERACTION] = _log_parse_errors(parsers[INTERACTION])

    @property
    def is_connected(self) -> bool:
        """Whether the gateway's connection is up; `is_ready` stays true while it is resumed."""
        return self.is_ready() and self.ws.open

    async def setup_hook(self) -> None:
        """Sync the commands; after a failed sync the bot still serves those that Discord has."""
        assert self.application_id is not None, "login sets it"
        await self.tree.set_translator(CatalogueTranslator())
        try:
            changed = await self._synced.sync(self.tree, self.application_id)
        except DISCORD_ERRORS as error:
            log.error("the commands could not be synced: %s", summary(error))
        else:
            log.info("commands %s", "synced" if changed else "unchanged since the last sync")

    async def fetch_keyword_rules(self, guild_id: int) -> list[KeywordRule]:
        """Read the keyword rules of a server's AutoMod that are in use.

        Args:
            guild_id: the server.

        Raises:
            AutoModUnreadable: the bot lacks the permission Manage Server, or Discord fails.
        """
        try:
            guild = await self.fetch_guild(guild_id, with_counts=False)
            rules = await guild.fetch_automod_rules()
        except DISCORD_ERRORS as error:
            raise AutoModUnreadable(summary(error)) from error
        return [
            KeywordRule(
                str(rule.id),
                tuple(rule.trigger.keyword_filter),
                tuple(rule.trigger.regex_patterns),
                tuple(rule.trigger.allow_list),
            )
            for rule in rules
            if rule.enabled and rule.trigger.type is discord.AutoModRuleTriggerType.keyword
        ]


def _log_parse_errors(parse: Callable[[Any], object]) -> Callable[[Any], None]:
    """Wrap a gateway parser so that an interaction that cannot be parsed is logged and dropped.

    Its error would end the connection, and the bot with it, for all members.
    """

    def parse_or_log(data: Any) -> None:
        try:
            parse(data)
        except Exception as error:  # raised for kinds that this discord.py does not have
            log.error("an interaction could not be read", exc_info=error)

    return parse_or_log
