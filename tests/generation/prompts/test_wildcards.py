r"""Claims about `{a|b|c}` in prompts."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation import InvalidRequest, find
from generation.images.metadata.infotext import infotext, parse_infotext
from generation.prepared import prepare
from generation.prompts.wildcards import escape_braces, expand
from generation.request import Keyframe, Start
from generation.scheduling.messages import StepBatch
from generation.worker.batch_runner import BatchRunner
from tests.generation.requests import ask, make_unit, ready
from tests.generation.service.fake_pipeline import FakePipeline

SEEDS = st.integers(0, 2**32 - 1)
# Mostly what means something, in any order.
TEXTS = st.text(st.sampled_from("{}|\\ab(): \n")) | st.text()


@pytest.mark.parametrize(
    ("text", "seed", "expanded"),
    [
        ("a {red|green|blue} {cat|dog|boat}", 0, "a red dog"),
        ("a {red|green|blue} {cat|dog|boat}", 1, "a red boat"),
        ("a {red|green|blue} {cat|dog|boat}", 2**32 - 1, "a red cat"),
    ],
)
def test_the_choices_are_the_same_on_every_machine(text: str, seed: int, expanded: str) -> None:
    assert expand(text, seed) == expanded


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("{a|b}", {"a", "b"}),
        ("{a}", {"a"}),
        ("{}", {""}),
        ("x{|y}", {"x", "xy"}),
        ("{a|{b|c} d}", {"a", "b d", "c d"}),
        ("{{a|b}|c}", {"a", "b", "c"}),
        (r"\{a|b\}", {"{a|b}"}),
        (r"{a\|b|c}", {"a|b", "c"}),
        (r"{\{|\}}", {"{", "}"}),
        (r"\\{a|b}", {r"\\a", r"\\b"}),
        (r"{\(a\)|b}", {r"\(a\)", "b"}),
        ("{a|b", {"{a|b"}),
        ("a|b}", {"a|b}"}),
        ("{a {b|c}", {"{a b", "{a c"}),
        ("}{", {"}{"}),
        ("{a|b}\\", {"a\\", "b\\"}),
        ("{a\n|b}", {"a\n", "b"}),
    ],
)
def test_one_of_the_options_is_taken(text: str, outcomes: set[str]) -> None:
    assert {expand(text, seed) for seed in range(64)} == outcomes


@given(st.text(), SEEDS)
def test_a_text_without_braces_is_unchanged(text: str, seed: int) -> None:
    text = re.sub("[{}]", "", text)
    assert expand(text, seed) == text


@given(TEXTS, SEEDS, SEEDS)
def test_an_expanded_text_that_is_fixed_expands_to_itself_under_any_seed(
    text: str, seed: int, other: int
) -> None:
    expanded = expand(text, seed)
    assert expand(escape_braces(expanded), other) == expanded
    if not re.search("[{}]", expanded):
        assert escape_braces(expanded) == expanded


@pytest.mark.parametrize(
    ("text", "written"),
    [("{a|b}", r"\{a|b\}"), ("{a", "{a"), ("a|b", "a|b"), (r"\\{a}", r"\\\{a\}")],
)
def test_what_would_be_a_group_is_fixed_with_backslashes_and_nothing_else(
    text: str, written: str
) -> None:
    assert escape_braces(text) == written
    assert expand(written, 7) == text


@pytest.mark.parametrize("seed", range(4))
def test_what_stands_between_several_options_keeps_no_half_of_an_escape(seed: int) -> None:
    expanded = expand(r"{2$$\$$a|\{}", seed)
    assert expand(escape_braces(expanded), 7) == expanded
    assert expand(r"{2$$ \( $$a|b}", seed) in (r"a \( b", r"b \( a")


@given(st.lists(st.sampled_from(["a", "b c", "", "(d:1.3)"]), min_size=1, max_size=6), SEEDS)
def test_what_is_taken_is_one_of_the_options(options: list[str], seed: int) -> None:
    assert expand("{" + "|".join(options) + "}", seed) in options


def test_every_option_is_taken_about_as_often_and_groups_do_not_depend_on_each_other() -> None:
    counts = Counter(expand("{a|b|c}{a|b|c}", seed) for seed in range(9000))
    assert len(counts) == 9
    assert all(850 < count < 1150 for count in counts.values())


def test_what_changes_elsewhere_in_a_prompt_changes_no_choice() -> None:
    for seed in range(20):
        assert expand("a big {x|y}, {v|w}", seed)[5:] == expand("one {x|y}, {v|w}", seed)[3:]


def test_braces_may_be_nested_as_deep_as_a_prompt_is_long() -> None:
    assert expand("{" * 20_000 + "a" + "}" * 20_000, 3) == "a"


def test_each_picture_of_a_request_is_drawn_from_a_prompt_of_its_own() -> None:
    request = ask("{a|b|c|d|e|f|g|h}", seed=3, count=4)
    prompts = [ready(request).prompts[unit].prompt for unit in range(4)]
    assert len(set(prompts)) > 1
    assert prompts == [expand(request.prompt, seed) for seed in request.seeds()]
    assert [ready(request).picture_request(unit).prompt for unit in range(4)] == prompts
    assert request.prompt == "{a|b|c|d|e|f|g|h}"


@pytest.mark.parametrize(
    "changes",
    [
        {"variation": 0.2, "count": 4},
        {"start": Start(b"picture"), "upscale": True},
        {"morph": (Keyframe("x", 1),), "frames": 9},
    ],
)
def test_what_shares_a_seed_shares_a_prompt(changes: dict[str, object]) -> None:
    request = ask("{a|b|c|d|e|f|g|h}", **changes)
    assert len({unit.prompts.prompt for unit in ready(request).units}) == 1


@given(TEXTS, TEXTS, TEXTS, SEEDS)
def test_the_parameters_of_a_picture_tell_its_own_texts(
    prompt: str, negative: str, other: str, seed: int
) -> None:
    whole = ask(prompt, negative_prompt=negative, seed=seed, morph=(Keyframe(other, 5),), frames=2)
    again = parse_infotext(infotext(ready(whole).picture_request(0), "starter"), "ann")
    assert ready(again).prompts[0].keyframes == ready(whole).prompts[0].keyframes
    assert ready(again).prompts[0].negative_prompt == ready(whole).prompts[0].negative_prompt
    assert ready(again).picture_request(0).morph == again.morph


def test_a_prompt_that_may_come_out_empty_is_refused_where_it_does() -> None:
    outcomes = set()
    for seed in range(16):
        request = ask("{|cat}", seed=seed)
        try:
            prepare(request, find("starter").info)
        except InvalidRequest as refusal:
            outcomes.add((ready(request).prompts[0].prompt, refusal.field))
        else:
            outcomes.add((ready(request).prompts[0].prompt, ""))
    assert outcomes == {("", "prompt"), ("cat", "")}


def test_notes_are_about_what_is_drawn_and_not_about_what_is_left_out() -> None:
    runner = BatchRunner(FakePipeline())  # type: ignore[arg-type]
    for seed in range(16):
        request = ask("{xyzzy|plugh}", seed=seed, count=2)
        units = tuple(make_unit(request, index) for index in range(2))
        done = runner.run(StepBatch((), units, tuple(unit.id for unit in units), 1))
        drawn = {
            ready(request).prompts[0].prompt,
            ready(request).prompts[1].prompt,
        }
        assert done.notes[request.id].unknown_words == (("xyzzy",) if "xyzzy" in drawn else ())


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("{0.7::red|0.3::blue} boat", {"red boat", "blue boat"}),
        ("{0::a|b}", {"b"}),
        ("{0::a|0::b}", {"a", "b"}),
        ("{2::{a|b}|c}", {"a", "b", "c"}),
        ("{a::b|1.5:c}", {"a::b", "1.5:c"}),
        ("{2$$a|b|c}", {"a, b", "a, c", "b, a", "b, c", "c, a", "c, b"}),
        ("{2$$ and $$a|b}", {"a and b", "b and a"}),
        ("{2$$$$a|b}", {"ab", "ba"}),
        ("{1-2$$a|b}", {"a", "b", "a, b", "b, a"}),
        ("{-1$$a|b}", {"", "a", "b"}),
        ("{1-$$a|b}", {"a", "b", "a, b", "b, a"}),
        ("{0$$a|b}", {""}),
        ("{9$$a|b}", {"a, b", "b, a"}),
        ("{2$$0::a|b|c}", {"b, c", "c, b"}),
        ("{$$a|b}", {"$$a", "b"}),
        ("2$$a, 3::b", {"2$$a, 3::b"}),
    ],
)
def test_weights_and_counts_are_read_as_sd_dynamic_prompts_does(
    text: str, outcomes: set[str]
) -> None:
    assert {expand(text, seed) for seed in range(96)} == outcomes


def test_an_option_is_taken_as_often_as_it_weighs() -> None:
    counts = Counter(expand("{3::a|b|0.5::c}", seed) for seed in range(9000))
    assert 5800 < counts["a"] < 6200
    assert 1850 < counts["b"] < 2150
    assert 900 < counts["c"] < 1100


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("{3::red|green|blue} {2$$cat|dog|boat}", "red dog, cat"),
        ("{1-2$$ and $$red|green|blue} {cat|2::dog}", "blue and green dog"),
    ],
)
def test_weighted_choices_are_the_same_on_every_machine(text: str, expanded: str) -> None:
    assert expand(text, 7) == expanded


def test_options_of_the_same_weight_are_taken_as_those_without() -> None:
    for seed in range(50):
        assert expand("{2::a|2::b|2::c}", seed) == expand("{a|b|c}", seed)


@given(st.text(st.sampled_from("{}|$:.-0129ab ")), SEEDS)
def test_counts_make_no_text_much_longer(text: str, seed: int) -> None:
    assert len(expand(text, seed)) <= 22 * len(text)
