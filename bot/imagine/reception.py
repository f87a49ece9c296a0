"""Where an `/imagine` arrives: checked and admitted before anything is promised."""

import logging

import discord

from bot.admission import Asker, Gate, Refusal
from bot.door import PictureService
from bot.imagine import responses
from bot.imagine.options import Options
from bot.imagine.studio import Job, Studio
from bot.wording import capitalised, clip
from generation import InvalidRequest

log = logging.getLogger(__name__)


class Reception:
    """Takes what a member filled in, and answers or hands it over to the studio.

    Whether a reply is private is fixed at its deferral, so everything that may be refused is
    decided first; that takes milliseconds.
    """

    def __init__(self, service: PictureService, gate: Gate, studio: Studio) -> None:
        self._service, self._gate, self._studio = service, gate, studio

    async def receive(self, interaction: discord.Interaction, options: Options) -> None:
        """Serve one use of the command."""
        job = await self._admitted(interaction, options)
        if isinstance(job, Refusal):
            log.info("user %s refused: %s", interaction.user.id, job.rule)
            await responses.refuse(interaction, job.sentence)
        elif await responses.defer(interaction):
            log.info("request %s taken: user %s", job.request.id, interaction.user.id)
            self._studio.take(job)
        else:
            self._service.cancel(job.request.id)
            job.release()

    async def _admitted(self, interaction: discord.Interaction, options: Options) -> Job | Refusal:
        asker = _asker(interaction)
        if missing := _missing_permission(interaction):
            sentence = f"I cannot draw here: I need the permission {missing} in this channel."
            return Refusal(sentence, "permission")
        try:
            request = options.to_request(self._service.info, asker.user_id)
        except InvalidRequest as error:
            return Refusal(capitalised(clip(str(error), 300)), "invalid")
        admitted = await self._gate.admit(asker, request)
        if isinstance(admitted, Refusal):
            return admitted
        return Job(interaction, request, admitted.events, admitted.release)


def _asker(interaction: discord.Interaction) -> Asker:
    channel = interaction.channel
    ids = (interaction.channel_id, getattr(channel, "parent_id", None))
    return Asker(
        interaction.user.id,
        interaction.guild_id or 0,
        tuple(channel_id for channel_id in ids if channel_id is not None),
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
