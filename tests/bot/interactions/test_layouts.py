"""Containers of texts, pictures and buttons, within Discord's limits."""

from typing import Any

import discord
import pytest
import simcord

from bot.interactions import responses
from bot.interactions.buttons import Button, build_button_class, make_button
from bot.interactions.client import ImagineClient, SyncedCommands
from bot.interactions.layouts import MOST_CHARACTERS, MOST_TEXTS, Layout, paginate
from bot.interactions.staleness import Staleness
from bot.language import describe, text

PAGE = Button("page")


def inside(layout: discord.ui.LayoutView) -> list[dict[str, Any]]:
    """The components of the container."""
    (container,) = layout.to_components()
    found: list[dict[str, Any]] = container["components"]
    return found


def test_what_is_added_stands_in_that_order_in_one_container() -> None:
    layout = Layout("de", discord.Colour(0x112233))
    layout.add_text(text("page-later"), "plain")
    layout.add_separator()
    layout.add_section(["beside"], discord.ui.Thumbnail("attachment://a.png"))
    layout.add_gallery(discord.MediaGalleryItem("attachment://b.png", spoiler=True))
    layout.add_buttons(make_button("1", PAGE, "0"))
    first, line, section, gallery, row = inside(layout)
    assert first["content"] == "Weiter\nplain"
    assert [one["type"] for one in (line, section, gallery, row)] == [14, 9, 12, 1]
    assert section["components"][0]["content"] == "beside"
    assert section["accessory"]["media"]["url"] == "attachment://a.png"
    assert gallery["items"][0]["spoiler"]
    assert row["components"][0]["custom_id"] == "page:0"
    (container,) = layout.to_components()
    assert container["accent_color"] == 0x112233


def test_a_row_without_buttons_is_left_out() -> None:
    layout = Layout("en")
    layout.add_text("alone")
    layout.add_buttons()
    assert len(inside(layout)) == 1


def test_texts_beyond_the_limit_of_a_message_are_cut_with_a_mark() -> None:
    layout = Layout("en")
    layout.add_text("a" * (MOST_CHARACTERS - 10))
    layout.add_text("b" * 20)
    assert inside(layout)[1]["content"] == "b" * 9 + "…"
    assert layout.room == 0
    layout.add_text("none is left for this")
    layout.add_section(["nor for this"], discord.ui.Thumbnail("attachment://a.png"))
    assert len(inside(layout)) == 2
    assert layout.content_length() == MOST_CHARACTERS


def test_texts_are_distributed_in_order_and_none_is_divided() -> None:
    blocks = ["a" * 60, "b" * 40, "c" * 10, "d" * 120, "e"]
    assert paginate(blocks, 100) == [blocks[:2], blocks[2:3], blocks[3:4], blocks[4:]]
    assert paginate([], 100) == [[]]


@pytest.mark.parametrize("number", [MOST_TEXTS, MOST_TEXTS + 1])
def test_a_page_of_texts_and_lines_has_room_for_a_row_of_buttons(number: int) -> None:
    pages = paginate(["text"] * number, MOST_CHARACTERS)
    assert len(pages) == 1 + (number > MOST_TEXTS)
    layout = Layout("en")
    for block in pages[0]:
        layout.add_text(block)
        layout.add_separator()
    layout.add_buttons(*(make_button("1", PAGE, str(index)) for index in range(5)))
    assert len(list(layout.walk_children())) <= 40


async def test_an_answer_in_a_container_is_private_and_its_buttons_replace_it() -> None:
    staleness = Staleness(steady=lambda: 0.0, wall=lambda: 0.0)
    client = ImagineClient(SyncedCommands(None), staleness.trace())

    def page(number: str, reader: int) -> Layout:
        layout = Layout("en")
        layout.add_text(f"page {number} for <@{reader}>")
        layout.add_buttons(make_button("Next", PAGE, str(int(number) + 1)))
        return layout

    async def press(interaction: discord.Interaction, _action: str, target: str) -> None:
        if target == "2":
            await responses.acknowledge(interaction)
        assert await responses.show_layout(interaction, page(target, interaction.user.id))

    @client.tree.command(name="book", description=describe("server-show"))
    async def book(interaction: discord.Interaction, slow: bool) -> None:
        if slow:
            await responses.defer(interaction, private=True)
        assert await responses.show_layout(interaction, page("0", interaction.user.id))

    client.add_dynamic_items(build_button_class(press))
    async with simcord.run(client) as env:
        channel = env.create_guild("Test").create_text_channel("art")
        ada = channel.guild.add_member(env.create_user("ada"))
        for slow in (False, True):
            result = await ada.slash(channel, "book", slow=slow)
            assert result.ephemeral
            for number in range(3):
                assert result.response
                assert shown(result) == f"page {number} for <@{ada.id}>"
                assert result.response.flags.components_v2
                stored = env.backend.get_message(channel.id, result.response.id)
                assert not stored.allowed_mentions.allows_user(ada.id)
                await ada.click(result.response, custom_id=f"page:{number + 1}")


def shown(result: simcord.InteractionResult) -> str:
    """The first text of an answer's container."""
    assert result.response
    (container,) = result.response.components
    return str(container["components"][0]["content"])
