"""Preferences of a server: bands of pictures, settings of channels, quiet hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import TypeVar

from bot.storage.people.restrictions import Pause, StrikeRules

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


@dataclass(frozen=True, slots=True)
class ServerPreferences:
    """Settings of a server; never more generous than the operator's settings.

    Args:
        language: language of public texts; None for that of each member.
        channels: ids of the only channels to draw in; empty for all.
        roles: ids of roles of which a member needs one; empty for none.
        user_limit: quota of one member, as "10/hour".
        role_limits: quotas of one member in place of `user_limit`, by the id of a role that they
            have; of several, the most generous one.
        server_limit: quota of all members together.
        models: names of the only models to draw with; empty for all.
        spoiler: whether pictures are hidden until a click.
        spoiler_roles: ids of the roles of members whose pictures are hidden until a click.
        waits: whether a request beyond a quota waits for it instead of being refused.
        automod: the ruling of the server's AutoMod rules, which are kept in step; empty for none.
        word_rules: version of the server's own word rules, which grows with every change of them.
        categories: the ruling of each category of words, "off", "hold" or "refuse"; one that is not
            named has its default.
        bands: of pictures; those of age-restricted channels are `adult_bands`.
        adult_bands: of pictures in channels that Discord marks as age-restricted.
        channel_bands: of pictures in a channel, by its id.
        approval: what waits for a moderator before it is published: "none", "prompt", "picture" or
            "both".
        channel_approval: the same for single channels, by their ids.
        review_channel: id of the channel of the cards that moderators decide on.
        review_hours: hours after which what waits is decided without a moderator.
        review_timeout: that decision: "reject" or "approve".
        channel_defaults: settings of single channels, by their ids.
        quiet_hours: hours of the day in which nothing is drawn; None for none.
        strikes: consequences of strikes.
        log_channel: id of the channel in which the moderation log is repeated; None for none.
        log_application: id of the Discord application that posts there.
        pauses: pauses of drawing by the id of the channel, EVERYWHERE for the whole server.
    """

    language: str | None = None
    channels: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    user_limit: str | None = None
    server_limit: str | None = None
    models: tuple[str, ...] = ()
    spoiler: bool = False
    waits: bool = False
    automod: str = ""
    word_rules: int = 0
    categories: Mapping[str, str] = field(default_factory=dict)
    bands: Bands = field(default_factory=Bands)
    adult_bands: Bands = field(default_factory=Bands)
    channel_bands: Mapping[int, Bands] = field(default_factory=dict)
    approval: str = "none"
    channel_approval: Mapping[int, str] = field(default_factory=dict)
    review_channel: int | None = None
    review_hours: float = 24.0
    review_timeout: str = "reject"
    role_limits: Mapping[int, str] = field(default_factory=dict)
    spoiler_roles: tuple[int, ...] = ()
    channel_defaults: Mapping[int, ChannelDefaults] = field(default_factory=dict)
    quiet_hours: QuietHours | None = None
    strikes: StrikeRules = field(default_factory=StrikeRules)
    log_channel: int | None = None
    log_application: int = 0
    pauses: Mapping[int, Pause] = field(default_factory=dict)

    def find_defaults(self, channel_ids: Iterable[int]) -> ChannelDefaults:
        """Find the settings of a channel.

        Args:
            channel_ids: the channel, and for a thread also its parent.
        """
        return find_for_channel(self.channel_defaults, channel_ids) or ChannelDefaults()

    def find_bands(self, channel_ids: Iterable[int], *, adult: bool) -> Bands:
        """Find the bands of a channel.

        Args:
            channel_ids: the channel, and for a thread also its parent.
            adult: whether Discord marks it as age-restricted; where it does not, no bands are
                looser than the safe ones, whatever was set while it did.
        """
        general = self.adult_bands if adult else self.bands
        bands = find_for_channel(self.channel_bands, channel_ids) or general
        return bands if adult else bands.limited_by(SAFE_BANDS)
