"""Bands of pictures and what holds in a channel."""

from datetime import time

import pytest

from bot.storage import (
    SAFE_BANDS,
    Bands,
    ChannelDefaults,
    Preferences,
    QuietHours,
    ServerPreferences,
)
from tests.bot.storage.store import Store

STRICT, LOOSE = Bands(0.1, 0.3, 0.6), Bands(0.3, 0.5, 0.9)


def test_bands_are_looser_if_any_of_their_scores_is_higher() -> None:
    assert LOOSE.looser_than(SAFE_BANDS)
    assert not STRICT.looser_than(SAFE_BANDS)
    assert not SAFE_BANDS.looser_than(SAFE_BANDS)
    assert Bands(0.0, 0.6, 0.7).looser_than(SAFE_BANDS)
    assert Bands(0.0, 0.6, 0.7).limited_by(SAFE_BANDS) == Bands(0.0, 0.5, 0.7)


@pytest.mark.parametrize(
    ("channel_ids", "adult", "bands"),
    [
        ((1,), False, STRICT),
        ((1,), True, LOOSE),
        ((2,), True, Bands(0.9, 0.9, 0.9)),
        # The channel was age-restricted when its bands were set.
        ((2,), False, SAFE_BANDS),
        ((8, 2), True, Bands(0.9, 0.9, 0.9)),
    ],
)
def test_bands_are_loose_only_where_discord_marks_the_channel_as_age_restricted(
    channel_ids: tuple[int, ...], adult: bool, bands: Bands
) -> None:
    server = ServerPreferences(
        bands=STRICT, adult_bands=LOOSE, channel_bands={2: Bands(0.9, 0.9, 0.9)}
    )
    assert server.find_bands(channel_ids, adult=adult) == bands


async def test_what_a_server_chooses_comes_back_as_it_was(store: Store) -> None:
    chosen = ServerPreferences(
        role_limits={7: "3/hour"},
        spoiler_roles=(8,),
        channel_defaults={9: ChannelDefaults("m", "64×64", "sky", True, ("sky", "night"), True)},
        quiet_hours=QuietHours(time(22, 30), time(7), "Europe/Berlin"),
        channel_bands={9: STRICT},
    )
    preferences = Preferences(store.database)
    await preferences.change_for_server(2, lambda _before: chosen)
    _, read, _ = await preferences.load_all(1, 2)
    assert read == chosen
