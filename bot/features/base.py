"""What every feature stands on, and what a feature is: commands, and presses of buttons."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import app_commands

from bot.admission import Gate, Judge, Quotas
from bot.delivery.progress_updates import ProgressUpdater
from bot.generation_api import PictureService
from bot.interactions.buttons import build_button_class
from bot.interactions.context import Context, Refused, refusal_error
from bot.interactions.handler import InteractionHandler
from bot.interactions.permissions import ChannelPermissions
from bot.jobs.intake import JobIntake
from bot.language import text
from bot.requests.attachments import Attachments
from bot.requests.presets import PresetCatalogue
from bot.storage import (
    BanStore,
    FileStore,
    Jobs,
    PictureSearch,
    PictureStore,
    Preferences,
    Privacy,
)

Command = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
# Serves the press of a button; the text is the id of its picture or job.
Press = Callable[[Context, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that features use.

    Args:
        client: calls Discord.
        handler: serves every interaction.
        intake: takes requests.
        gate: refuses members who may do nothing here.
        attachments: fetches and decodes what members attach.
        presets: that servers offer.
        channel_permissions: permissions of members in other channels.
        service: draws.
        jobs: that wait and run.
        progress_updater: progress of the jobs.
        stop: ends the drawing and the progress of a job that was cancelled, by its id.
        picture_store: pictures that were drawn.
        picture_search: the same, many at a time.
        file_store: files of pictures.
        preferences: of members and servers.
        bans: and the log of what moderators do.
        privacy: all that is stored about a member.
        quotas: how much the operator lets members and servers ask for.
        judge: of words.
        keep_days: for which prompts, messages and files are kept.
    """

    client: discord.Client
    handler: InteractionHandler
    intake: JobIntake
    gate: Gate
    attachments: Attachments
    presets: PresetCatalogue
    channel_permissions: ChannelPermissions
    service: PictureService
    jobs: Jobs
    progress_updater: ProgressUpdater
    stop: Callable[[str], Awaitable[None]]
    picture_store: PictureStore
    picture_search: PictureSearch
    file_store: FileStore
    preferences: Preferences
    bans: BanStore
    privacy: Privacy
    quotas: Quotas
    judge: Judge
    keep_days: int

    async def must_be_allowed(self, context: Context, prompt: str, negative: str) -> None:
        """Let words pass that may be kept for requests to come.

        Raises:
            Refused: such a request would be refused for them.
        """
        if refusal := await self.judge.texts(context.user_id, prompt, negative):
            raise refusal_error(refusal)


@dataclass(frozen=True, slots=True)
class Feature:
    """What a feature adds to the bot.

    Args:
        commands: slash commands, groups and context menus.
        presses: by the action that stands in the buttons' ids.
    """

    commands: tuple[Command, ...] = ()
    presses: Mapping[str, Press] = field(default_factory=dict)


def make_button_type(
    handler: InteractionHandler, features: tuple[Feature, ...]
) -> type[discord.ui.DynamicItem[Any]]:
    """Make the class of all buttons, each served by the feature that knows its action."""
    presses = {action: press for one in features for action, press in one.presses.items()}

    async def serve(interaction: discord.Interaction, action: str, target: str) -> None:
        async def press(context: Context) -> None:
            if action not in presses:
                raise Refused(text("refused-button"), "unknown_button")
            await presses[action](context, target)

        await handler.serve(interaction, press)

    return build_button_class(serve)
