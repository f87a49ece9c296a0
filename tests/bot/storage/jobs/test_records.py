"""What is written down of a request, and read again by later versions."""

import json
from dataclasses import replace

from bot.storage.db.column_types import dump_request, load_request
from tests.generation.requests import ask


def test_a_request_is_read_as_it_was_written() -> None:
    request = ask(model="sd-v1.4", loras=(("ink", 0.5),), negative_prompt="blur")
    assert load_request(dump_request(request)) == request


def test_a_request_that_was_written_before_models_could_be_chosen_is_the_defaults() -> None:
    request = ask()
    before = json.loads(dump_request(request))
    del before["model"]
    assert load_request(json.dumps(before)) == replace(request, model="")
