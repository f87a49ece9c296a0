"""What waits and what is drawn: looked at, and called off."""

from bot.queue.cancelling import call_off
from bot.queue.commands import queue

__all__ = ["call_off", "queue"]
