"""Explanations for the operator of close codes of the gateway connection."""

import discord

_INTENTS = (
    "It asked for intents that it may not have, and needs none: install imagine-bot anew and start "
    "again."
)
# Remedies for close codes after which the next connection would be closed, too.
_HELP = {
    4004: (
        "Set a new IMAGINE_TOKEN from the bot's page in Discord's developer portal and start again."
    ),
    4011: (
        "The bot is on more servers than one connection may serve, and cannot have several "
        "(sharding): let it leave some and start again."
    ),
    4013: _INTENTS,
    4014: _INTENTS,
}


def explain_final_close(error: BaseException | None) -> str | None:
    """Explain a close that would repeat at the next connection, and its remedy; else None."""
    code = error.code if isinstance(error, discord.ConnectionClosed) else None
    if isinstance(error, discord.PrivilegedIntentsRequired):
        code = 4014
    return f"(code {code}); every job is kept. {_HELP[code]}" if code in _HELP else None
