"""Entry point of every interaction: reads its context, runs its work and answers its errors."""

import logging
from collections.abc import Awaitable, Callable

import discord

from bot.interactions import responses
from bot.interactions.context import Context, Refused
from bot.interactions.staleness import Staleness
from bot.interactions.validation_messages import broken_rule
from bot.language import Text, say, text
from bot.operations import Metrics
from bot.storage import MemberPreferences, Preferences, ServerPreferences, StorageUnavailable
from generation import InvalidRequest

log = logging.getLogger(__name__)


Work = Callable[[Context], Awaitable[None]]


class InteractionHandler:
    """Handler of every command, button, form and menu.

    Args:
        choices: of members and servers.
        staleness: detects interactions that come too late.
        metrics: counts.
    """

    def __init__(self, choices: Preferences, staleness: Staleness, metrics: Metrics) -> None:
        self._choices, self._staleness, self._metrics = choices, staleness, metrics

    async def serve(self, interaction: discord.Interaction, work: Work) -> None:
        """Serve an interaction; after any error its member gets one sentence.

        Args:
            interaction: dropped without an answer if it is stale.
            work: called with the interaction's context.
        """
        if self._staleness.is_stale(interaction.created_at):
            log.info("interaction %s comes too late to be answered", interaction.id)
            self._metrics.count_refusal("stale")
            return
        try:
            await self._serve_or_refuse(interaction, work)
        except Exception:
            log.exception("interaction %s failed", interaction.id)
            await responses.refuse(interaction, say(interaction.locale.value, text("fault")))

    async def _serve_or_refuse(self, interaction: discord.Interaction, work: Work) -> None:
        context = Context(interaction, MemberPreferences(), ServerPreferences())
        try:
            context = await self.read_context(interaction)
            await work(context)
        except Refused as refused:
            await self._refuse(context, refused.what, refused.rule)
        except InvalidRequest as error:
            await self._refuse(context, broken_rule(error), "invalid")
        except StorageUnavailable as error:
            log.warning("interaction %s: the database does not answer: %s", interaction.id, error)
            await self._refuse(context, text("refused-no-storage"), "storage_unavailable")

    async def read_context(self, interaction: discord.Interaction) -> Context:
        """Read the preferences of an interaction's member and server.

        Raises:
            StorageUnavailable: they cannot be read.
        """
        guild_id = interaction.guild_id or 0
        return Context(interaction, *await self._choices.load_both(interaction.user.id, guild_id))

    async def _refuse(self, context: Context, what: Text, rule: str) -> None:
        log.info("user %s refused: %s", context.user_id, rule)
        self._metrics.count_refusal(rule)
        await context.tell(what)
