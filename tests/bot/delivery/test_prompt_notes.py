"""What is said about the words of a prompt that a model does not read."""

import pytest

from bot.delivery.prompt_notes import is_plainly_foreign
from generation import CATALOGUE


@pytest.mark.parametrize(
    ("prompt", "unknown"),
    [
        ("ein roter Apfel", ()),
        ("una manzana roja", ()),
        ("une pomme rouge", ()),
        ("uma maçã vermelha", ()),
        ("赤いりんご", ()),
        ("красное яблоко", ()),
        ("grüner Würfel", ("würfel",)),
    ],
)
def test_a_prompt_of_another_language_is_noticed(prompt: str, unknown: tuple[str, ...]) -> None:
    assert is_plainly_foreign(prompt, unknown)


@pytest.mark.parametrize(
    "prompt",
    [
        "red apple",
        "a photo of a mountain at sunset, oil painting",
        "a café in Rio de Janeiro",
        "Leonardo da Vinci, portrait",
        "a sign that says une pomme, watercolour",
        "🍎 1234 !!!",
        "",
    ],
)
def test_english_with_a_name_or_a_sign_of_another_language_is_english(prompt: str) -> None:
    assert not is_plainly_foreign(prompt, ("xylograph", "photo"))


def test_a_model_that_recommends_another_has_examples_of_its_own() -> None:
    for model in CATALOGUE.values():
        assert bool(model.recommended_model) == bool(model.examples)
