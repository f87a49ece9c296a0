"""Choices of a command's option for a language."""

from discord import app_commands

from bot.language import LANGUAGES, describe

# Stored in place of a language: the language of the member's Discord client.
AS_DISCORD = "discord"


def language_choices(otherwise: str) -> list[app_commands.Choice[str]]:
    """List the languages, after a choice that leaves the language to Discord.

    Args:
        otherwise: the name of the text of that first choice.
    """
    offered = [app_commands.Choice(name=name, value=code) for code, name in LANGUAGES.items()]
    as_discord = describe(otherwise)
    return [app_commands.Choice(name=as_discord, value=AS_DISCORD), *offered]
