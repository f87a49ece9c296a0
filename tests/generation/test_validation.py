"""Claims about broken rules: in English, and for whoever says them in another language."""

import ast
import pickle
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import generation
from generation import RULES, InvalidRequest, Keyframe, Start, find
from generation.prepared import prepare
from generation.validation import validation_error
from tests.generation.requests import ask

START = Start(b"picture")
INFO = find("starter").info


@pytest.mark.parametrize(
    ("changes", "code", "limits", "sentence"),
    [
        (
            {"steps": 51},
            "between",
            {"low": "1", "high": "50"},
            "steps must be between 1 and 50. You gave 51.",
        ),
        (
            {"width": 256},
            "one-of",
            {"choices": "128×128"},
            "size must be one of 128×128. You gave 256×128.",
        ),
        ({"prompt": " "}, "written", {}, "prompt must say what to draw. You gave an empty prompt."),
        (
            {"loras": (("ink", 3.0),)},
            "lora-strength",
            {"low": "-2", "high": "2", "name": "ink"},
            "strength of ink must be between -2 and 2. You gave 3.0.",
        ),
        (
            {"upscale": True},
            "needs-picture",
            {},
            "upscale needs one to start from. You gave no picture.",
        ),
        (
            {"guidance_range": (2.0, 1.0)},
            "rising",
            {},
            "guidance range must rise from 0 or more. You gave 2 to 1.",
        ),
        (
            {"start": START, "upscale": True, "count": 2},
            "one-upscale",
            {},
            "count must be 1 for an upscale. You gave 2.",
        ),
        (
            {"start": Start(b"p", zoom=1.5), "upscale": True},
            "one-use",
            {},
            "start must be used for one. You gave a mask, a zoom or an upscale together.",
        ),
        (
            {"morph": (Keyframe("dog", 1),), "frames": 8, "count": 2},
            "one-animation",
            {},
            "morph must be one animation. You gave pictures to start from or several.",
        ),
        (
            {"morph": (Keyframe("dog", 1),) * 3, "frames": 3},
            "between",
            {"low": "4", "high": "48"},
            "frames must be between 4 and 48. You gave 3.",
        ),
        (
            {"morph": (Keyframe("dog", 1),), "frames": 8, "variation": 0.2},
            "unvaried-morph",
            {},
            "variation must be 0 for a morph. You gave 0.2.",
        ),
    ],
)
def test_a_broken_rule_is_told_by_its_code_and_limits(
    changes: dict[str, Any], code: str, limits: dict[str, str], sentence: str
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        prepare(ask(**changes), INFO)
    assert (refused.value.code, refused.value.limits) == (code, limits)
    assert str(refused.value) == sentence
    assert refused.value.rule == RULES[code].format(**limits)


def test_an_error_crosses_between_processes_whole() -> None:
    error = validation_error("steps", 51, "between", low="1", high="50")
    again = pickle.loads(pickle.dumps(error))
    assert vars(again) == vars(error)
    assert str(again) == str(error)


def test_an_error_of_three_words_has_the_code_of_all_others() -> None:
    error = InvalidRequest("prompt", "x", "must be drawable")
    assert (error.code, error.limits) == ("other", {})
    assert vars(pickle.loads(pickle.dumps(error))) == vars(error)


def calls() -> Iterator[ast.Call]:
    for path in Path(generation.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node


def test_every_rule_of_the_package_has_a_code_and_all_limits_of_its_sentence() -> None:
    """All but those of a request's `check`, which hand code and limits on together."""
    found = 0
    for call in calls():
        if call.func.id == "validation_error" and isinstance(call.args[2], ast.Constant):  # type: ignore[attr-defined]
            sentence = RULES[call.args[2].value]  # type: ignore[index]
            wanted = {name for _, name, *_ in string.Formatter().parse(sentence) if name}
            assert {keyword.arg for keyword in call.keywords} == wanted
            found += 1
    assert found > 10


def test_no_rule_is_without_a_code() -> None:
    named = [call for call in calls() if call.func.id == "InvalidRequest"]  # type: ignore[attr-defined]
    assert len(named) == 1, "that of `validation_error`"


def test_every_code_is_used() -> None:
    sources = "".join(
        path.read_text("utf-8")
        for path in Path(generation.__path__[0]).rglob("*.py")
        if path.name != "validation.py"
    )
    assert {code for code in RULES if f'"{code}"' not in sources} == set()
