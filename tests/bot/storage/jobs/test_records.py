"""What is written down of a request, and read again by later versions."""

import json
from dataclasses import asdict, replace

import pytest

from bot.storage.db.column_types import dump_request, load_prepared, load_request
from generation import Keyframe, find, prepare
from generation.prepared import expand_prompts
from tests.generation.requests import ask

INFO = find("starter").info
GROUPS = "{red|green|blue} apple"


def test_a_request_is_read_as_it_was_written() -> None:
    request = ask(model="sd-v1.4", loras=(("ink", 0.5),), negative_prompt="blur")
    assert load_request(dump_request(request)) == request


def test_a_request_that_was_written_before_models_could_be_chosen_is_the_defaults() -> None:
    request = ask()
    before = json.loads(dump_request(request))
    del before["model"]
    assert load_request(json.dumps(before)) == replace(request, model="")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"prompt": GROUPS, "count": 4},
        {"negative_prompt": GROUPS, "count": 2},
        {"morph": (Keyframe(GROUPS, 3),), "frames": 9},
    ],
)
def test_a_prepared_request_is_read_with_the_prompts_that_were_judged(
    changes: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = prepare(ask(**changes), INFO)
    monkeypatch.setattr("generation.prepared.expand", lambda text, seed: "expanded again")
    again = load_prepared(dump_request(prepared))
    assert (again.request, again.prompts, again.limits) == (
        prepared.request,
        prepared.prompts,
        prepared.limits,
    )


def test_a_prompt_without_groups_is_written_once() -> None:
    text = dump_request(prepare(ask("a very red apple", count=4), INFO))
    assert text.count("a very red apple") == 1


@pytest.mark.parametrize("prompt", ["red apple", GROUPS])
def test_a_request_that_an_earlier_version_wrote_is_expanded_and_checked_anew(prompt: str) -> None:
    request = ask(prompt, count=4)
    before = json.dumps(asdict(request))
    again = load_prepared(before)
    assert (again.request, again.prompts) == (request, expand_prompts(request))
    assert prepare(again, INFO).limits != again.limits == ""


def test_an_earlier_version_reads_a_prepared_request() -> None:
    prepared = prepare(ask(GROUPS, count=2), INFO)
    assert load_request(dump_request(prepared)) == prepared.request
