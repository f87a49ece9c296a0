"""Option of a command for a channel."""

import discord
from discord import app_commands


class ChannelTransformer(app_commands.Transformer):
    """Option for a channel in which members can write."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """The type of the option."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The types of channels: no categories, and only types that Discord has in options."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.voice, kinds.stage_voice]

    async def transform(
        self,
        interaction: discord.Interaction,  # noqa: ARG002 - discord.py's
        value: app_commands.AppCommandChannel,
    ) -> app_commands.AppCommandChannel:
        """Return the channel unchanged.

        Args:
            interaction: not used.
            value: the channel.
        """
        return value


Channel = app_commands.Transform[app_commands.AppCommandChannel, ChannelTransformer]


class TextChannelTransformer(ChannelTransformer):
    """Option for a channel in which the bot posts messages of its own."""

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The types of channels that take messages of their own."""
        return [discord.ChannelType.text, discord.ChannelType.news]


TextChannel = app_commands.Transform[app_commands.AppCommandChannel, TextChannelTransformer]
