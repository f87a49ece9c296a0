"""The event loop that the bot runs on."""

try:
    # An eighth of the bot's time under load was asyncio's own loop.
    from uvloop import run
except ImportError:
    # There is none for Windows.
    from asyncio import run  # type: ignore[assignment] # it takes one option less

__all__ = ["run"]
