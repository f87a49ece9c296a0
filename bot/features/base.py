"""The definition of a feature, and the services that features use."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import app_commands

from bot.admission import AutoMod, Gate, Judge, Quotas, Refusal, word_refusal
from bot.delivery.post_worker import Renderer
from bot.delivery.progress_updates import ProgressUpdater
from bot.generation_api import PictureService
from bot.interactions.buttons import AnswerButtons, Button, Press, build_button_class
from bot.interactions.context import Context, Refused, refusal_error
from bot.interactions.handler import InteractionHandler
from bot.interactions.modals import Forms
from bot.interactions.permissions import ChannelPermissions
from bot.jobs.intake import JobIntake
from bot.jobs.picture_verdicts import PictureJudge
from bot.language import text
from bot.requests.attachments import Attachments
from bot.requests.presets import PresetCatalogue
from bot.storage import Stores
from bot.verdicts import Ruling

Command = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


@dataclass(frozen=True, slots=True)
class Services:
    """The services that features use.

    Args:
        client: the Discord client.
        handler: handler of every interaction.
        forms: opens forms.
        buttons: buttons under answers.
        intake: queues requests.
        gate: refuses members who are banned or may not draw in a channel.
        attachments: fetches and decodes attachments of members.
        picture_judge: judges pictures that members send.
        presets: presets offered by servers.
        channel_permissions: permissions of members in other channels.
        service: generates the pictures.
        stores: stores of jobs, pictures and preferences.
        progress_updater: progress of the jobs.
        decided: called when a review was decided or a post is due.
        stop: stops the generation and the progress of a cancelled job, by its id.
        quotas: limits set by the operator for members and servers.
        judge: content filter for words.
        automod: import of the servers' AutoMod rules.
        keep_days: days for which prompts, messages and files are kept.
    """

    client: discord.Client
    handler: InteractionHandler
    forms: Forms
    buttons: AnswerButtons
    intake: JobIntake
    gate: Gate
    attachments: Attachments
    picture_judge: PictureJudge
    presets: PresetCatalogue
    channel_permissions: ChannelPermissions
    service: PictureService
    stores: Stores
    progress_updater: ProgressUpdater
    decided: Callable[[], None]
    stop: Callable[[str], Awaitable[None]]
    quotas: Quotas
    judge: Judge
    automod: AutoMod
    keep_days: int

    async def check_words(self, context: Context, prompt: str, negative: str) -> None:
        """Check words that will be stored for later requests against the content filter.

        Args:
            context: of the member.
            prompt: words of a prompt; may be empty.
            negative: words of a negative prompt; may be empty.

        Raises:
            Refused: a request with these words would be refused.
        """
        answer = await self.judge.texts(context.requester, prompt, negative)
        if isinstance(answer, Refusal):
            raise refusal_error(answer)
        # What would be held is stored: each request with it is held again.
        if answer.ruling is Ruling.REFUSE:
            raise refusal_error(word_refusal(answer))


@dataclass(frozen=True, slots=True)
class Feature:
    """The commands and buttons of a feature.

    Args:
        commands: slash commands, groups and context menus.
        presses: its buttons, with the handlers of their presses.
        posts: the writers of its messages that follow a subject, by the kind of the post.
    """

    commands: tuple[Command, ...] = ()
    presses: Mapping[Button, Press] = field(default_factory=dict)
    posts: Mapping[str, Renderer] = field(default_factory=dict)


def make_button_type(
    handler: InteractionHandler, features: tuple[Feature, ...]
) -> type[discord.ui.DynamicItem[Any]]:
    """Build the class of all buttons; a press goes to the feature that declares its action.

    Args:
        handler: handler of every interaction.
        features: all features; each action belongs to one of them.
    """
    presses = {button.action: press for one in features for button, press in one.presses.items()}

    async def serve(interaction: discord.Interaction, action: str, target: str) -> None:
        async def press(context: Context) -> None:
            if action not in presses:
                raise Refused(text("refused-button"), "unknown_button")
            await presses[action](context, target)

        await handler.serve(interaction, press)

    return build_button_class(serve)
