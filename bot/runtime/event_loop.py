"""Event loop of the bot: uvloop, or asyncio's on Windows."""

try:
    # asyncio's own loop took an eighth of the bot's time under load.
    from uvloop import run
except ImportError:
    # uvloop does not exist for Windows.
    from asyncio import run  # type: ignore[assignment] # it has one option fewer

__all__ = ["run"]
