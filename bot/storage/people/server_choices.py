"""Parts of a server's preferences: bands of pictures, settings of channels, quiet hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import TypeVar

Setting = TypeVar("Setting")


@dataclass(frozen=True, slots=True)
class Bands:
    """Scores of a picture, 0 to 1, from which it is shown behind a spoiler, held, or blocked.

    Args:
        spoiler: lowest score that hides a picture until a click.
        hold: lowest score that holds a picture for approval.
        block: lowest score that blocks a picture.
    """

    spoiler: float = 0.3
    hold: float = 0.5
    block: float = 0.85

    def looser_than(self, other: "Bands") -> bool:
        """Return whether a picture may pass that other bands would not let pass."""
        return self != self.limited_by(other)

    def limited_by(self, other: "Bands") -> "Bands":
        """Return the lower of both scores of each band."""
        return Bands(
            min(self.spoiler, other.spoiler),
            min(self.hold, other.hold),
            min(self.block, other.block),
        )


# The loosest bands outside of age-restricted channels.
SAFE_BANDS = Bands()


@dataclass(frozen=True, slots=True)
class ChannelDefaults:
    """Settings of a channel for what is drawn in it and in its threads.

    Args:
        model: name of its default model.
        size: its default size, as "128×128".
        style: name of its default preset.
        forced: whether every picture has that preset.
        styles: names of the only presets on offer; empty for all.
        spoiler: whether pictures are hidden until a click.
    """

    model: str | None = None
    size: str | None = None
    style: str | None = None
    forced: bool = False
    styles: tuple[str, ...] = ()
    spoiler: bool = False


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours of each day in which nothing is drawn.

    Args:
        start: the time of day at which they begin.
        end: the time of day at which they end; before `start` for one on the next day.
        zone: name of the time zone of both, as "Europe/Berlin".
    """

    start: time
    end: time
    zone: str


def find_for_channel(settings: Mapping[int, Setting], channel_ids: Iterable[int]) -> Setting | None:
    """Find the setting of a channel, or else of the next channel, or None.

    Args:
        settings: by the ids of channels.
        channel_ids: the channel, and for a thread also its parent.
    """
    return next((settings[one] for one in channel_ids if one in settings), None)
