"""What the end of the connection to Discord means."""

import discord

_INTENTS = (
    "It asked for intents that it may not have, and needs none: install imagine-bot anew and start "
    "again."
)
# What helps where the next connection would end as this one did, by Discord's code of that.
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


def why_for_good(error: BaseException | None) -> str | None:
    """Say why a connection ended if the next one would end the same way, and what helps."""
    code = error.code if isinstance(error, discord.ConnectionClosed) else None
    if isinstance(error, discord.PrivilegedIntentsRequired):
        code = 4014
    return f"(code {code}); every job is kept. {_HELP[code]}" if code in _HELP else None
