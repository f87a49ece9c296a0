"""Claims about `<lora:NAME:STRENGTH>` in prompts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation import find, plain_text
from generation.errors import InvalidRequest
from generation.images.metadata.infotext import infotext, parse_infotext
from generation.prepared import MAX_LORAS, prepare
from generation.prompts.emphasis import parse
from generation.prompts.lora_tags import clipped, remove_tags
from generation.request import Keyframe
from generation.tagged_loras import with_tagged_loras
from tests.generation.requests import ask, ready

KNOWN = ("Brush v2", "ink", "styles/Grain")


@pytest.mark.parametrize(
    ("tag", "worn"),
    [
        ("<lora:ink>", ("ink", 1.0)),
        ("<lora:ink:0.8>", ("ink", 0.8)),
        ("<lora:ink:0.8:0.5>", ("ink", 0.8)),
        ("<lora:ink:.5>", ("ink", 0.5)),
        ("<lora:ink:-1>", ("ink", -1.0)),
        ("<lora: INK : 0.8 >", ("ink", 0.8)),
        ("<lora:ink.safetensors:0.8>", ("ink", 0.8)),
        ("<lora:ink:te=0.5:unet=0.8>", ("ink", 0.5)),
        ("<lora:ink:1:lbw=MIDD>", ("ink", 1.0)),
        ("<lora:ink:>", ("ink", 1.0)),
        ("<lora:brush v2:0.7>", ("Brush v2", 0.7)),
        ("<lora:grain:0.4>", ("styles/Grain", 0.4)),
        ("<lora:styles\\grain:0.4>", ("styles/Grain", 0.4)),
        ("<lora:other/ink:0.4>", ("ink", 0.4)),
        ("<LoRA:ink:0.4>", ("ink", 0.4)),
        ("<lyco:ink:0.4>", ("ink", 0.4)),
        ("<hypernet:ink:0.4>", ("ink", 0.4)),
    ],
)
def test_a_lora_that_is_there_is_worn(tag: str, worn: tuple[str, float]) -> None:
    request = with_tagged_loras(ask(f"a castle {tag}"), KNOWN)
    assert (request.prompt, request.loras, request.left_out) == ("a castle", (worn,), ())


@pytest.mark.parametrize("kind", ["lora", "lyco", "hypernet"])
def test_one_that_is_not_there_is_left_out_and_named(kind: str) -> None:
    request = with_tagged_loras(ask(f"a <{kind}:sea:1>castle<{kind}:sea>, <lora:ink>"), KNOWN)
    assert request.prompt.split() == ["a", "castle", ","]
    assert (request.loras, request.left_out) == ((("ink", 1.0),), ("sea",))


def test_what_is_asked_for_first_holds() -> None:
    asked = ask("<lora:ink:0.5> <lora:INK:0.7> <lora:grain:1>", loras=(("ink", 0.3),))
    assert with_tagged_loras(asked, KNOWN).loras == (("ink", 0.3), ("styles/Grain", 1.0))


def test_a_negative_prompt_wears_nothing_and_all_prompts_of_a_morph_do() -> None:
    asked = ask("a", negative_prompt="b <lora:ink:1>", morph=(Keyframe("c <lora:grain:1>", 1),))
    request = with_tagged_loras(asked, KNOWN)
    assert (request.negative_prompt, request.left_out) == ("b", ("ink",))
    assert request.loras == (("styles/Grain", 1.0),)
    assert request.morph[0].prompt.strip() == "c"


@pytest.mark.parametrize("text", ["a castle", "a < b", "<lora:>", "<lora", "<b:c>", "lora:x:1"])
def test_a_request_remove_tags_is_the_same(text: str) -> None:
    asked = ask(text)
    assert with_tagged_loras(asked, KNOWN) is asked


def test_there_are_no_more_and_no_stronger_ones_than_any_request_may_have() -> None:
    many = " ".join(f"<lora:l{n}:1>" for n in range(MAX_LORAS + 1))
    names = tuple(f"l{n}" for n in range(MAX_LORAS + 1))
    info = find("starter").info
    for text in (many, "<lora:l0:99>", f"<lora:l0:{'9' * 200}>"):
        with pytest.raises(InvalidRequest, match=r"LoRAs|strength of l0"):
            prepare(with_tagged_loras(ask(f"a {text}"), names), info)


def test_the_parameters_of_a_picture_tell_what_it_wore() -> None:
    request = with_tagged_loras(ask("a castle <lora:ink:0.8> <lora:sea>"), KNOWN)
    again = parse_infotext(infotext(ready(request).picture_request(0), "starter"), "ann")
    assert (again.prompt, again.loras) == ("a castle", (("ink", 0.8),))


def test_what_is_made_of_a_picture_does_not_tell_again_what_was_left_out() -> None:
    request = with_tagged_loras(ask("a castle <lora:sea>"), KNOWN)
    assert request.left_out
    assert request.with_seed(4).left_out == ()


@pytest.mark.parametrize(
    ("most", "cut"),
    [
        (99, "a <lora:x:1> b < c <lora:y:1>"),
        (29, "a <lora:x:1> b < c <lora:y:1>"),
        (28, "a <lora:x:1> b < c "),
        (12, "a <lora:x:1>"),
        (11, "a "),
        (1, "a"),
    ],
)
def test_a_text_is_not_cut_within_a_tag(most: int, cut: str) -> None:
    assert clipped("a <lora:x:1> b < c <lora:y:1>", most) == cut


MARKS = st.sampled_from(["<lora:x:1>", "<lora:x>", "<lyco:a b>", "<", ">", ":", "nu", "de", " "])


@given(st.lists(MARKS).map("".join))
def test_a_tag_joins_no_words(text: str) -> None:
    left = remove_tags(text)
    around = re.split(r"<(?:lora|lyco):[^<>:]+(?::[^<>]*)?>", text)
    assert left.split() == " ".join(around).split()


@given(st.lists(MARKS).map("".join))
def test_what_the_model_reads_is_what_is_judged(text: str) -> None:
    assert "".join(piece.text for piece in parse(text)) == plain_text(text)


@pytest.mark.parametrize("text", ["a <lora:x:1> b", "(a <lyco:x> b:1.2)", "a<hypernet:x y:.5>b"])
def test_the_model_reads_no_tag(text: str) -> None:
    assert plain_text(text).split() == ["a", "b"]
