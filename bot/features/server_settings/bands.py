"""Bands of pictures: the levels to choose from, where each may be set, and their texts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.interactions.context import Refused
from bot.language import Text, text
from bot.language.formatting import number_text
from bot.storage import SAFE_BANDS, Bands, ServerPreferences

# Removes what is set, so that what holds around it holds here, too.
DEFAULT = "default"
LEVELS: Mapping[str, Bands] = {
    "strict": Bands(0.1, 0.3, 0.6),
    "normal": SAFE_BANDS,
    "relaxed": Bands(0.6, 0.85, 0.95),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Channels that have the same bands.

    Args:
        channel_id: a channel with its own; None for all that have none of their own.
        adult: whether Discord marks them as age-restricted.
    """

    channel_id: int | None
    adult: bool

    def find_bands(self, server: ServerPreferences) -> Bands:
        """Find the bands that hold there."""
        ids = () if self.channel_id is None else (self.channel_id,)
        return server.find_bands(ids, adult=self.adult)

    def with_bands(self, server: ServerPreferences, bands: Bands | None) -> ServerPreferences:
        """Copy a server's preferences with other bands there.

        Args:
            server: the preferences.
            bands: None for the default.
        """
        if self.channel_id is not None:
            others = {
                id_: one for id_, one in server.channel_bands.items() if id_ != self.channel_id
            }
            own = {self.channel_id: bands} if bands else {}
            return replace(server, channel_bands=others | own)
        if self.adult:
            return replace(server, adult_bands=bands or Bands())
        return replace(server, bands=bands or Bands())


def change_bands(
    server: ServerPreferences, place: Place, level: str | None, scores: Mapping[str, float]
) -> ServerPreferences:
    """Copy a server's preferences with other bands of a place.

    Args:
        server: the preferences.
        place: of the bands.
        level: name of a level, or DEFAULT; None keeps the scores that are not given.
        scores: scores from 0 to 1 in place of those of the level, by the fields of `Bands`.

    Raises:
        Refused: the bands are out of order, or too loose for other channels.
    """
    if level == DEFAULT and not scores:
        return place.with_bands(server, None)
    bands = replace(LEVELS.get(level or "") or place.find_bands(server), **scores)
    if not bands.spoiler <= bands.hold <= bands.block:
        raise Refused(text("refused-bands-order", bands=format_bands(bands)), "invalid")
    if not place.adult and bands.looser_than(SAFE_BANDS):
        raise Refused(text("refused-bands-loose", bands=format_bands(SAFE_BANDS)), "invalid")
    return place.with_bands(server, bands)


def format_bands(bands: Bands) -> Text:
    """Format bands, with the name of their level if they are one."""
    scores = {name: number_text(getattr(bands, name)) for name in ("spoiler", "hold", "block")}
    level = next((name for name, one in LEVELS.items() if one == bands), None)
    numbers = text("bands", **scores)
    if level is None:
        return numbers
    return text("bands-of-level", level=text(f"level-{level}"), bands=numbers)
