"""Where an `/imagine` arrives: checked, written down and paid for before anything is promised."""

import logging
from collections.abc import Callable

import discord

from bot import logs
from bot.admission import Asker, Gate, Refusal
from bot.imagine import responses
from bot.imagine.freshness import Freshness
from bot.imagine.options import Options
from bot.operations import Metrics
from bot.storage import Accepted, Duplicate, Order
from bot.wording import capitalised, clip
from generation import InvalidRequest, ModelInfo

log = logging.getLogger(__name__)


class Reception:
    """Takes what a member filled in, and answers it or has it drawn.

    Whether a reply is private is fixed at its deferral, so everything that may be refused is
    decided first; that takes milliseconds.

    Args:
        model: its limits and defaults.
        gate: lets requests in.
        freshness: knows which interactions come too late.
        metrics: counts.
        accepted: called with every order that was promised.
    """

    def __init__(
        self,
        model: ModelInfo,
        gate: Gate,
        freshness: Freshness,
        metrics: Metrics,
        accepted: Callable[[Order], None],
    ) -> None:
        self._model, self._gate = model, gate
        self._freshness, self._metrics, self._accepted = freshness, metrics, accepted

    async def receive(self, interaction: discord.Interaction, options: Options) -> None:
        """Serve one use of the command."""
        if self._freshness.is_stale(interaction.created_at):
            log.info("interaction %s comes too late to be answered", interaction.id)
            self._metrics.refused("stale")
            return
        order = self._ordered(interaction, options)
        if isinstance(order, Order):
            await self._serve(interaction, order)
        else:
            await self._refuse(interaction, order)

    async def _serve(self, interaction: discord.Interaction, order: Order) -> None:
        answer = await self._gate.admit(_asker(interaction), order)
        if isinstance(answer, Refusal):
            await self._refuse(interaction, answer)
        elif isinstance(answer, Duplicate):
            log.info("interaction %s came twice", interaction.id)
        elif await responses.defer(interaction):
            assert isinstance(answer, Accepted), "all answers are listed"
            with logs.job(order.id):
                log.info("accepted from user %s", order.user_id)
            self._metrics.accepted(order.request.units)
            self._accepted(order)
        else:
            await self._gate.take_back(order, "not promised")

    async def _refuse(self, interaction: discord.Interaction, refusal: Refusal) -> None:
        log.info("user %s refused: %s", interaction.user.id, refusal.rule)
        self._metrics.refused(refusal.rule)
        await responses.refuse(interaction, refusal.sentence)

    def _ordered(self, interaction: discord.Interaction, options: Options) -> Order | Refusal:
        if missing := _missing_permission(interaction):
            sentence = f"I cannot draw here: I need the permission {missing} in this channel."
            return Refusal(sentence, "permission")
        try:
            request = options.to_request(self._model, interaction.user.id)
        except InvalidRequest as error:
            return Refusal(capitalised(clip(str(error), 300)), "invalid")
        return Order(
            interaction_id=interaction.id,
            application_id=interaction.application_id,
            guild_id=interaction.guild_id or 0,
            channel_id=interaction.channel_id or 0,
            user_id=interaction.user.id,
            member=interaction.user.display_name,
            upload_limit=interaction.filesize_limit,
            interaction_token=interaction.token,
            request=request,
        )


def _asker(interaction: discord.Interaction) -> Asker:
    channel, member = interaction.channel, interaction.user
    ids = (interaction.channel_id, getattr(channel, "parent_id", None))
    return Asker(
        member.id,
        interaction.guild_id or 0,
        tuple(channel_id for channel_id in ids if channel_id is not None),
        # Not `roles`, which leaves out those of servers that are not cached.
        tuple(member._roles) if isinstance(member, discord.Member) else (),
    )


def _missing_permission(interaction: discord.Interaction) -> str | None:
    """Name what the bot may not do here but has to, as it is called in Discord's settings."""
    may = interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    needed = (
        (may.view_channel, "View Channel"),
        (may.send_messages_in_threads, "Send Messages in Threads")
        if in_thread
        else (may.send_messages, "Send Messages"),
        (may.attach_files, "Attach Files"),
    )
    missing = [name for granted, name in needed if not granted]
    return " and ".join(missing) or None
