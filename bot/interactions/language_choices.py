"""Choices of a command's option for a language."""

from discord import app_commands

from bot.language import LANGUAGES, describe

# In place of a language: as the member's Discord is.
AS_DISCORD = "discord"


def language_choices(otherwise: str) -> list[app_commands.Choice[str]]:
    """Offer the languages, and to leave it to Discord, by the name of the text that says so."""
    offered = [app_commands.Choice(name=name, value=code) for code, name in LANGUAGES.items()]
    as_discord = describe(otherwise)
    return [app_commands.Choice(name=as_discord, value=AS_DISCORD), *offered]
