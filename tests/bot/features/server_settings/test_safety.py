"""`/server safety`: what happens to words of each category, and to pictures by their scores."""

from typing import Any

import pytest

from bot.features.server_settings.bands import LEVELS
from bot.storage import SAFE_BANDS, Bands, ServerPreferences
from tests.bot.features.server_settings.scenes import (
    _age_restricted,  # noqa: F401 - a fixture
    chosen,
    owner,
    texts,
    use,
)
from tests.bot.world import private, world

STRICT, RELAXED = LEVELS["strict"], LEVELS["relaxed"]


async def test_the_ruling_of_a_category_is_set_and_the_others_stay() -> None:
    async with world() as w:
        boss = owner(w)
        said = private(await use(w, boss, "safety words", category="violence", ruling="hold"))
        assert said.startswith("Violence and gore: from now on held until a moderator decides.")
        assert "Sexual content with minors is always refused" in said
        await use(w, boss, "safety words", category="people", ruling="refuse")
        assert (await chosen(w)).categories == {"violence": "hold", "people": "refuse"}


async def test_sexual_content_with_minors_is_shown_and_no_choice() -> None:
    async with world() as w:
        command = next(c for c in w.env.backend.commands[None].values() if c["name"] == "server")
        safety = next(one for one in command["options"] if one["name"] == "safety")
        words = next(one for one in safety["options"] if one["name"] == "words")
        choices = {choice["value"] for choice in words["options"][0]["choices"]}
        assert choices == {"violence", "hate", "self_harm", "adult", "people"}
        result = await use(w, owner(w), "safety show")
        assert result.response
        assert result.ephemeral
        assert "Sexual content with minors: always refused" in texts(result.response)[0]


PLACES: dict[str, tuple[dict[str, Any], ServerPreferences]] = {
    "strict everywhere": ({"level": "strict"}, ServerPreferences(bands=STRICT)),
    "one number": ({"hold": 0.4}, ServerPreferences(bands=Bands(0.3, 0.4, 0.85))),
    "a level and a number": (
        {"level": "strict", "block": 0.5},
        ServerPreferences(bands=Bands(0.1, 0.3, 0.5)),
    ),
    "loose where it is age-restricted": (
        {"level": "relaxed", "adult": True},
        ServerPreferences(adult_bands=RELAXED),
    ),
}


@pytest.mark.parametrize("place", PLACES)
async def test_bands_are_set_for_the_server_and_for_age_restricted_channels(place: str) -> None:
    async with world() as w:
        boss, (options, expected) = owner(w), PLACES[place]
        private(await use(w, boss, "safety pictures", **options))
        assert await chosen(w) == expected
        options = {name: one for name, one in options.items() if name == "adult"}
        said = private(await use(w, boss, "safety pictures", level="default", **options))
        assert "normal (hidden from 0.3, held from 0.5, blocked from 0.85)" in said
        assert await chosen(w) == ServerPreferences()


@pytest.mark.usefixtures("_age_restricted")
async def test_one_channel_has_bands_of_its_own_until_they_are_reset() -> None:
    async with world() as w:
        boss, adult = owner(w), w.guild.create_text_channel("adult")
        said = private(
            await use(w, boss, "safety pictures", level="relaxed", channel=adult, hold=0.7)
        )
        assert (
            said == f"Pictures in <#{adult.id}> from now on: hidden from 0.6, held from 0.7, "
            "blocked from 0.95."
        )
        await use(w, boss, "safety pictures", level="strict", channel=w.channel)
        own = {adult.id: Bands(0.6, 0.7, 0.95), w.channel.id: STRICT}
        assert (await chosen(w)).channel_bands == own
        # A single number changes those that hold there.
        await use(w, boss, "safety pictures", channel=w.channel, block=0.5)
        assert (await chosen(w)).channel_bands[w.channel.id] == Bands(0.1, 0.3, 0.5)
        await use(w, boss, "safety pictures", level="default", channel=w.channel)
        assert (await chosen(w)).channel_bands == {adult.id: Bands(0.6, 0.7, 0.95)}


@pytest.mark.usefixtures("_age_restricted")
@pytest.mark.parametrize(
    "options", [{"level": "relaxed"}, {"block": 0.86}, {"spoiler": 0.31}, {"hold": 0.51}]
)
@pytest.mark.parametrize("here", [True, False])
async def test_elsewhere_bands_are_never_looser_than_the_safe_ones(
    options: dict[str, Any], here: bool
) -> None:
    async with world() as w:
        place = {"channel": w.channel} if here else {}
        said = private(await use(w, owner(w), "safety pictures", **options, **place))
        assert said.startswith("Only in channels that Discord marks as age-restricted")
        assert await chosen(w) == ServerPreferences()


@pytest.mark.parametrize(
    "options", [{"spoiler": 0.6}, {"block": 0.2}, {"spoiler": 0.1, "hold": 0.05}]
)
async def test_bands_are_in_order(options: dict[str, Any]) -> None:
    async with world() as w:
        said = private(await use(w, owner(w), "safety pictures", adult=True, **options))
        assert "have to come in this order" in said
        assert await chosen(w) == ServerPreferences()


async def test_without_a_level_or_a_number_nothing_is_changed() -> None:
    async with world() as w:
        said = private(await use(w, owner(w), "safety pictures", adult=True))
        assert said.startswith("There's nothing to change")


def test_levels_are_in_order_and_only_the_last_is_looser_than_the_safe_bands() -> None:
    assert list(LEVELS) == ["strict", "normal", "relaxed"]
    assert LEVELS["normal"] == SAFE_BANDS
    assert not STRICT.looser_than(SAFE_BANDS)
    assert RELAXED.looser_than(SAFE_BANDS)
    for bands in LEVELS.values():
        assert 0 <= bands.spoiler <= bands.hold <= bands.block <= 1
