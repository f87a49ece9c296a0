"""The feature: from `/imagine` to a picture in the channel."""

from bot.imagine.command import imagine_command
from bot.imagine.reception import Reception
from bot.imagine.studio import Studio

__all__ = ["Reception", "Studio", "imagine_command"]
