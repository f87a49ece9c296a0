"""What members do: use commands, press buttons, fill in forms."""

import time
from typing import Any

from tests.wire.composing import place
from tests.wire.forms import filled, to_press
from tests.wire.gateway import Gateway
from tests.wire.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL_SUBMIT,
    Interaction,
)
from tests.wire.messages import Incoming, Message, Upload, mentions
from tests.wire.model import Application, Channel, Guild, Member, User, World
from tests.wire.options import command_data

Json = dict[str, Any]


class Stage:
    """The world with members in it who act."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self.world, self.gateway = world, gateway
        self.application = world.application("imagine-bot")
        self.interactions: list[Interaction] = []

    @property
    def token(self) -> str:
        return self.application.token

    def guild(self, name: str = "Test") -> Guild:
        return self.world.guild(name)

    def upload(self, filename: str, data: bytes) -> Upload:
        """Make a file that a member can give to a command's attachment option."""
        return self.world.upload(Incoming(filename, data))

    def say(self, member: Member | User, channel: Channel, content: str, **more: Any) -> Message:
        """Let a member write a message."""
        user = member.user if isinstance(member, Member) else member
        clock = self.world.clock
        message = Message(clock.snowflake(), channel, user, clock.stamp(), content=content, **more)
        message.pings, message.pings_everyone = mentions({"content": content})
        place(self.world, message)
        return message

    async def imagine(
        self, member: Member | User, channel: Channel, prompt: str = "red apple", **options: Any
    ) -> Interaction:
        """Use /imagine; of `options`, those of `command` are its own and the rest the command's."""
        return await self.command(member, channel, "imagine", prompt=prompt, **options)

    async def command(
        self,
        member: Member | User,
        channel: Channel,
        name: str,
        /,
        *,
        age_s: float = 0.0,
        id: int | None = None,  # noqa: A002 - Discord's word for it
        application: Application | None = None,
        deliver: bool = True,
        **options: Any,
    ) -> Interaction:
        """Use a slash command; subcommands follow its name after a space.

        Args:
            age_s: how long ago by its id, and for Discord's deadlines, it was used.
            id: its id, where a test must know it beforehand.
            application: whose command it is, the first application's unless told otherwise.
            deliver: False to make it and send it to nobody yet.
            options: their values; None leaves one out.
        """
        application = application or self.application
        data = command_data(application, channel, name, options)
        interaction = self._new(COMMAND, application, member, channel, data, age_s, id)
        interaction.prompt = str(options.get("prompt") or "")
        return await self.deliver(interaction) if deliver else interaction

    async def autocomplete(
        self,
        member: Member | User,
        channel: Channel,
        name: str,
        /,
        focused: str,
        application: Application | None = None,
        **options: Any,
    ) -> Interaction:
        """Type into an option that completes itself; the answer is in `choices`."""
        application = application or self.application
        data = command_data(application, channel, name, options, focused)
        data.pop("resolved", None)
        return await self.deliver(self._new(AUTOCOMPLETE, application, member, channel, data))

    async def press(
        self,
        member: Member | User,
        message: Message,
        what: str,
        values: list[str] | None = None,
        **more: Any,
    ) -> Interaction:
        """Press the button of this label or custom_id, or choose `values` in a select menu."""
        data = to_press(message, what, values)
        application = next(a for a in self.world.applications if a.user is message.author)
        pressed = self._new(COMPONENT, application, member, message.channel, data, **more)
        pressed.source = message
        return await self.deliver(pressed)

    async def submit(self, opened_by: Interaction, **values: str) -> Interaction:
        """Send the form that an interaction opened, with values by custom_id."""
        assert opened_by.modal, "no form was opened"
        data, by = filled(opened_by.modal, values), opened_by.by
        submitted = self._new(MODAL_SUBMIT, opened_by.application, by, opened_by.channel, data)
        submitted.source = opened_by.source
        return await self.deliver(submitted)

    async def deliver(self, interaction: Interaction) -> Interaction:
        """Send an interaction to its application, for the first time or once more."""
        guild = interaction.channel.guild
        if interaction.dispatched is None:
            interaction.dispatched = time.monotonic()
        heard = self.gateway.dispatch(
            "INTERACTION_CREATE", interaction.payload(), interaction.application, guild
        )
        interaction.deliveries += heard
        return interaction

    def _new(
        self,
        kind: int,
        application: Application,
        by: Member | User,
        channel: Channel,
        data: Json,
        age_s: float = 0.0,
        id: int | None = None,  # noqa: A002
    ) -> Interaction:
        number = id or self.world.clock.snowflake(age_s)
        born = time.monotonic() - age_s
        interaction = Interaction(number, kind, application, by, channel, data, born)
        self.world.interactions[interaction.token] = interaction
        self.interactions.append(interaction)
        return interaction
