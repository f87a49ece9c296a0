"""How the bot logs: one line an event, on standard error."""

import logging

import discord


def set_up(level: str) -> None:
    """Begin to log at a level, without what discord.py says about features not used here."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # The bot does not speak, and needs no cached guilds: interactions carry what it uses.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    logging.getLogger("discord.state").addFilter(
        lambda record: "Guilds intent" not in record.getMessage()
    )
