"""Where declared buttons are shown, and how their labels and ids are built."""

import inspect
from dataclasses import replace

import discord
import pytest

from bot.interactions import buttons
from bot.interactions.buttons import Answer, AnswerButtons, Button, Place
from generation import Keyframe
from tests.bot.world import world
from tests.generation.requests import ask

# A text of the catalogues is the label of each action.
VARY = Button("vary", places=(Place.PICTURE,), order=2)
REROLL = Button("reroll", "🔄", (Place.PICTURE, Place.GRID), order=1)
DETAILS = Button("details", places=(Place.PICTURE, Place.GRID), row=1)
DELETE = Button("delete", places=(Place.PICTURE, Place.GRID), row=1, rare=True)
SINGLE = Button("single", places=(Place.NUMBER,))
CANCEL = Button("cancel", places=(Place.UNFINISHED,))
TAGS = Button("tags")
ONE, THREE = Answer(ask(), ("a",)), Answer(ask(), ("a", "b", "c"))
MORPH = Answer(ask(morph=(Keyframe("cat", 1),), frames=16), ("a",), still=True)


def declared(*more: Button) -> AnswerButtons:
    found = AnswerButtons()
    found.declare((VARY, REROLL, DETAILS, DELETE, SINGLE, CANCEL, TAGS))
    found.declare(more)
    return found


def ids(view: discord.ui.View) -> list[list[str]]:
    return [[button["custom_id"] for button in row["components"]] for row in view.to_components()]


def test_one_picture_has_its_buttons_in_their_rows_and_order() -> None:
    shown = ids(declared().picture_view("en", ONE))
    assert shown == [["reroll:a", "vary:a"], ["details:a"]]


def test_several_pictures_have_a_number_each_and_one_row_about_all_of_them() -> None:
    view = declared().picture_view("en", THREE)
    assert ids(view) == [["single:a", "single:b", "single:c"], ["reroll:a", "details:a"]]
    labels = [getattr(button, "label", "") for button in view.children]
    assert labels == ["1", "2", "3", "Re-roll", "Details"]


def test_what_is_rare_is_shown_to_who_asks_for_more() -> None:
    assert ids(declared().more_view("en", ONE)) == [["delete:a"]]


def test_an_answer_that_is_not_finished_has_buttons_about_its_job() -> None:
    assert ids(declared().unfinished_view("en", "job")) == [["cancel:job"]]


def test_a_button_is_left_out_where_it_makes_no_sense() -> None:
    play = Button("play", places=(Place.PICTURE,), applies=lambda answer: answer.still)
    there = declared(play)
    assert ids(there.picture_view("en", MORPH))[0][0] == "play:a"
    assert "play:a" not in ids(there.picture_view("en", ONE))[0]


def test_a_press_that_costs_more_than_one_picture_says_how_many_before() -> None:
    many = Button(
        "edit",
        places=(Place.PICTURE, Place.GRID),
        derive=lambda request, count: replace(request, count=count),
    )
    there = declared(many)
    alone, one_of_four = ONE, replace(ONE, siblings=4)
    for answer, label in ((alone, "Edit"), (one_of_four, "Edit · 4"), (THREE, "Edit · 3")):
        shown = [getattr(item, "label", "") for item in there.picture_view("en", answer).children]
        assert label in shown
        assert "Re-roll" in shown, "no price is known"


def test_an_action_belongs_to_one_feature() -> None:
    with pytest.raises(ValueError, match="tags"):
        declared(Button("tags", "🏷️"))


async def test_what_builds_the_buttons_knows_none_of_them_by_name() -> None:
    async with world() as w:
        there = w.bot.buttons
        shown = (
            there.picture_view("en", ONE),
            there.picture_view("en", THREE),
            there.picture_view("en", MORPH),
            there.more_view("en", ONE),
            there.unfinished_view("en", "job"),
        )
    rows = [row for view in shown for row in ids(view)]
    actions = {each.partition(":")[0] for row in rows for each in row}
    assert {"single", "vary", "details", "more", "delete", "play", "cancel"} <= actions
    assert not {action for action in actions if f'"{action}"' in inspect.getsource(buttons)}
