"""Queries in buttons, and the text of the page that they stand under."""

import re
from dataclasses import replace

import pytest

from bot.features.gallery.listing import PROMPT_LIMIT, format_page
from bot.features.gallery.pages import ON_PAGE
from bot.features.gallery.queries import MOST_PAGES, SEARCH_LIMIT, Query, parse_query, search_words
from bot.language import LANGUAGES
from bot.storage import PictureRecord
from generation import GenerationRequest

MOST_ID = 2**63 - 1
LONGEST = Query("favourites", MOST_PAGES, MOST_ID, "t" * 30, ("w" * SEARCH_LIMIT,))
REQUEST = GenerationRequest("`" * 4000, "1", 128, 128, 20, 4.0, seed=7)
PICTURE = PictureRecord(
    "a" * 12, "b" * 32, 0, MOST_ID, MOST_ID, MOST_ID, MOST_ID, "Ada", "c" * 64, "m", REQUEST
)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_fullest_page_fits_into_a_message(locale: str) -> None:
    page = format_page(locale, LONGEST, MOST_PAGES * ON_PAGE + 1, [PICTURE] * ON_PAGE)
    assert len(page) <= 2000


@pytest.mark.parametrize("over", [0, 1])
def test_a_prompt_is_listed_up_to_its_limit(over: int) -> None:
    prompt = "x" * (PROMPT_LIMIT + over)
    picture = replace(PICTURE, request=replace(REQUEST, prompt=prompt))
    assert (f"`{prompt}`" in format_page("en", Query(), 1, [picture])) == (not over)


def test_a_query_is_what_it_was_before_it_stood_in_a_button() -> None:
    for query in (
        Query(),
        Query("own", 3),
        replace(LONGEST, tag="sci-fi " + "t" * 23, words=search_words("é" * 99)),
    ):
        assert parse_query(query.target) == query
        assert len(query.target) <= 79
        assert re.fullmatch(r"[\w.:,-]{1,79}", query.target)


@pytest.mark.parametrize(
    "target",
    ["", "a", "a.-1...", "a.10000...", "a.x...", "a.0.-5..", "a.0.8000000000000000..", "z.0....."],
)
def test_what_is_no_query_is_none(target: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever step finds it
        parse_query(target)


def test_a_kind_that_is_unknown_shows_only_ones_own() -> None:
    assert parse_query("x.0...").kind == "own"
