"""Tags: who may write them, and what they may be."""

import pytest

from bot.features.gallery.tagging import LENGTH, MOST, parse_tag, parse_tags
from bot.interactions.context import Refused
from bot.storage import PictureStore
from tests.bot.features.gallery.scenes import answer, buttons, drawn, forge, press, shown
from tests.bot.world import World, private, world


async def tagged(w: World, written: str) -> str:
    """Write tags into the form of Ada's picture; what she is told."""
    details = await answer(w, await press(w, await drawn(w), "Details"))
    form = await press(w, details, "Tags")
    assert form.modal
    (row,) = form.modal["components"]
    values = {row["component"]["custom_id"]: written}
    return private(await w.ada.submit_modal(form, values))


async def test_tags_are_kept_and_shown() -> None:
    async with world() as w:
        reply = await drawn(w)
        details = await answer(w, await press(w, reply, "Details"))
        form = await press(w, details, "Tags")
        assert form.modal
        (row,) = form.modal["components"]
        values = {row["component"]["custom_id"]: "Round, red  Fruit, ROUND"}
        said = private(await w.ada.submit_modal(form, values))
        assert said == "This picture's tags are now: `round`, `red fruit`."
        fields = shown(await answer(w, await press(w, reply, "Details", w.ben)))
        assert fields["Tags"] == "`red fruit`, `round`"
        again = await press(w, details, "Tags")
        assert again.modal
        assert again.modal["components"][0]["component"]["value"] == "red fruit, round"


async def test_no_tags_are_tags_too() -> None:
    async with world() as w:
        assert await tagged(w, " ") == "This picture has no tags now."


async def test_a_stranger_sees_no_button_and_is_refused_without() -> None:
    async with world() as w:
        reply = await drawn(w)
        details = await answer(w, await press(w, reply, "Details", w.ben))
        assert "Tags" not in buttons(w, details)
        forged = buttons(w, reply)["Details"].replace("details", "tags")
        assert "Only the member who requested" in private(await forge(w, reply, forged, w.ben))


async def test_tags_are_moderated_as_prompts_are() -> None:
    async with world(blocked_words=("voldemort",)) as w:
        assert "isn't allowed here" in await tagged(w, "fruit, Voldemort")
        (picture,) = await PictureStore(w.database).in_message(await _message(w), w.guild.id)
        assert await PictureStore(w.database).list_tags(picture.id) == []


async def _message(w: World) -> int:
    return next(one.id for one in w.channel.history() if one.attachments)


def test_a_picture_may_have_ten_tags_of_thirty_characters_and_no_more() -> None:
    names = [f"{number:030}" for number in range(MOST)]
    assert parse_tags(", ".join(names)) == names
    with pytest.raises(Refused):
        parse_tags(", ".join([*names, "one more"]))
    with pytest.raises(Refused):
        parse_tag("x" * (LENGTH + 1))


@pytest.mark.parametrize("written", ["a_b", "<@1>", "`x`", "-a", "a.b", "#tag", "🍎"])
def test_a_tag_has_letters_digits_spaces_and_hyphens(written: str) -> None:
    with pytest.raises(Refused):
        parse_tag(written)


@pytest.mark.parametrize(
    ("written", "tag"), [("Äpfel", "äpfel"), ("sci-fi 2", "sci-fi 2"), ("りんご", "りんご")]
)
def test_a_tag_is_folded(written: str, tag: str) -> None:
    assert parse_tag(written) == tag
