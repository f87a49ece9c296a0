"""Claims about syntaxes of other tools that are drawn as words."""

from dataclasses import replace

import pytest

from generation import unread
from generation.foreign_syntax import find_foreign_syntax
from tests.generation.requests import ask, ready


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a [cat:dog:0.5] here", ("[cat:dog:0.5]",)),
        ("[cat::10], [dog:.5]", ("[cat::10]", "[dog:.5]")),
        ("[cat|dog|fox]", ("[cat|dog|fox]",)),
        ("a castle AND a dragon AND a tree", ("AND",)),
        ("a __animals/wild__ in __place__", ("__animals/wild__", "__place__")),
        ("1.3::castle:: and 2::tree::", ("1.3::castle::", "2::tree::")),
        ('("a", "b").and()', (").and()",)),
        ("<random:a,b> <wildcard:x> <fromto[0.5]:a|b>",
         ("<random:a,b>", "<wildcard:x>", "<fromto[0.5]:a|b>")),
    ],
)  # fmt: skip
def test_what_would_be_read_elsewhere_is_named(text: str, parts: tuple[str, ...]) -> None:
    assert find_foreign_syntax(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "a [red] (castle:1.3), [[dark]]",
        "a {red|blue} castle, {0.7::a|b}, {2$$a|b}",
        "a castle BREAK a dragon",
        "<lora:x:0.7> <lyco:y>",
        "CATS AND DOGS",
        "salt and pepper, Andes",
        r"\[cat:dog:0.5\]",
        "at 12:30, 16:9, a snake_case_name, a < b > c",
    ],
)
def test_what_is_read_here_or_is_words_is_not(text: str) -> None:
    assert find_foreign_syntax(text) == ()


def test_all_texts_of_a_request_are_looked_at_as_they_are_drawn() -> None:
    request = ask("{[a:b:3]|c}", negative_prompt="__bad__", seed=0, count=4)
    drawn = {ready(request).prompts[unit].prompt for unit in range(4)}
    assert drawn == {"[a:b:3]", "c"}
    assert set(unread(ready(request))) == {"__bad__", "[a:b:3]"}
    assert unread(ready(replace(request, prompt="{c|d}"))) == ("__bad__",)


@pytest.mark.parametrize("sign", ["0", "0.", ".", "[", "[:", "[:0", "[|", "_", "0::", "<ab:", " "])
def test_a_text_that_was_made_to_keep_its_reader_busy_does_not(sign: str) -> None:
    """Were it read in quadratic time, this would not end before the tests are ended."""
    assert find_foreign_syntax(f"__sea__ {sign * 2**17}")[0] == "__sea__"
