"""Entry point of every interaction: reads its context, runs its work and answers its errors."""

import inspect
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Concatenate, ParamSpec

import discord

from bot.interactions import responses
from bot.interactions.context import Context, Refused
from bot.interactions.staleness import Staleness
from bot.interactions.validation_messages import broken_rule
from bot.language import say, text
from bot.language.formatting import quote
from bot.operations import Metrics
from bot.storage import (
    MemberPreferences,
    Preferences,
    ServerPreferences,
    StorageUnavailable,
    StrikeStore,
)
from generation import InvalidRequest

log = logging.getLogger(__name__)

# Errors of work that its member reads as a sentence.
REFUSALS = (Refused, InvalidRequest, StorageUnavailable)
# Warnings that fit into one message.
_MOST_TOLD = 4

P = ParamSpec("P")
Callback = Callable[Concatenate[discord.Interaction, P], Coroutine[Any, Any, None]]
Work = Callable[Concatenate[Context, P], Awaitable[None]]


class InteractionHandler:
    """Handler of every command, button, form and menu.

    Args:
        choices: of members and servers.
        strikes: warnings that members have not read.
        staleness: detects interactions that come too late.
        metrics: counts.
        check: raises `Refused` for members who may do nothing that this handler serves.
    """

    def __init__(
        self,
        choices: Preferences,
        strikes: StrikeStore,
        staleness: Staleness,
        metrics: Metrics,
        check: Callable[[Context], None] | None = None,
    ) -> None:
        self._choices, self._strikes = choices, strikes
        self._staleness, self._metrics, self._check = staleness, metrics, check

    def with_check(self, check: Callable[[Context], None]) -> "InteractionHandler":
        """Copy the handler with a check of the member before all work."""
        return InteractionHandler(
            self._choices, self._strikes, self._staleness, self._metrics, check
        )

    def callback(self, work: Work[P]) -> Callback[P]:
        """Build the callback of a command or a context menu from its work; a decorator.

        discord.py reads the options from the signature: all parameters of the work but its context.
        """

        async def callback(
            interaction: discord.Interaction, /, *args: P.args, **options: P.kwargs
        ) -> None:
            await self.serve(interaction, work, *args, **options)

        callback.__signature__ = inspect.signature(work)  # type: ignore[attr-defined]
        return callback

    async def serve(
        self,
        interaction: discord.Interaction,
        work: Work[P],
        /,
        *args: P.args,
        **options: P.kwargs,
    ) -> None:
        """Serve an interaction; after any error its member gets one sentence.

        Args:
            interaction: dropped without an answer if it is stale.
            work: called with the interaction's context, and the other arguments.
            *args: of the work.
            **options: of the work.
        """
        if self._staleness.is_stale(interaction.created_at):
            log.info("interaction %s comes too late to be answered", interaction.id)
            self._metrics.count_refusal("stale")
            return
        context = Context(interaction, MemberPreferences(), ServerPreferences())
        try:
            try:
                context = await self.read_context(interaction)
                await self._tell_warnings(context)
                if self._check:
                    self._check(context)
                await work(context, *args, **options)
            except REFUSALS as error:
                refused = as_refused(interaction, error)
                log.info("user %s refused: %s", context.user_id, refused.rule)
                self._metrics.count_refusal(refused.rule)
                await context.tell(refused.what, refused.view)
        except Exception:
            log.exception("interaction %s failed", interaction.id)
            await responses.refuse(interaction, say(interaction.locale.value, text("fault")))

    async def read_context(self, interaction: discord.Interaction) -> Context:
        """Read the preferences of an interaction's member and server.

        Raises:
            StorageUnavailable: they cannot be read.
        """
        guild_id = interaction.guild_id or 0
        return Context(interaction, *await self._choices.load_all(interaction.user.id, guild_id))

    async def _tell_warnings(self, context: Context) -> None:
        """Answer with the warnings that a member has not read, once, in place of the work.

        Only so they are certain to be read: many servers' members take no direct messages, and a
        deferred reply takes no second message before it is filled in. A sent form is served, for
        it would have to be filled in again.

        Raises:
            Refused: there are such warnings.
        """
        sent_form = context.interaction.type is discord.InteractionType.modal_submit
        if not context.standing.warned or sent_form:
            return
        if untold := await self._strikes.take_untold(context.guild_id, context.user_id):
            rules = context.server.strikes
            reasons = ", ".join(quote(strike.reason) for strike in untold[-_MOST_TOLD:])
            numbers = {"limit": rules.limit, "days": rules.days}
            raise Refused(text("warned", reasons=reasons, count=len(untold), **numbers), "warned")


def as_refused(interaction: discord.Interaction, error: Exception) -> Refused:
    """Convert an error that work raises on purpose into the refusal that the member reads.

    Args:
        interaction: named in the log.
        error: one of `REFUSALS`.
    """
    if isinstance(error, Refused):
        return error
    if isinstance(error, InvalidRequest):
        return Refused(broken_rule(error), "invalid")
    log.warning("interaction %s: the database does not answer: %s", interaction.id, error)
    return Refused(text("refused-no-storage"), "storage_unavailable")
