"""The filter against made corpora: disguised words are caught, and innocent prompts pass."""

import random
from collections import Counter
from pathlib import Path

import pytest

from bot.admission import PlaceAndWordRules, load_rules
from bot.admission.content_filter.filter import Policy
from bot.admission.content_filter.own_rules import compile_rules
from bot.storage import WordRule
from bot.verdicts import Ruling, Verdict
from generation import GenerationRequest
from tests.bot.admission.answers import request_refusal, text_refusal
from tests.bot.admission.content_filter import evasions as made
from tests.generation.requests import ready

FOLDER = Path(__file__).parent
TEMPLATES = (
    "{}",
    "{}, watercolor",
    "a photo of {}, golden hour, 35mm",
    "{} on a white background, highly detailed",
)
SEED = 18


@pytest.fixture(scope="module")
def shipped() -> PlaceAndWordRules:
    return PlaceAndWordRules(load_rules())


def innocent_prompts() -> list[str]:
    files = sorted(FOLDER.glob("innocent_terms*.txt"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    terms = dict.fromkeys(line for line in lines if line and not line.startswith("#"))
    return [template.format(term) for term in terms for template in TEMPLATES]


@pytest.mark.parametrize("word", made.WORDS)
def test_the_words_of_the_corpus_are_listed(shipped: PlaceAndWordRules, word: str) -> None:
    assert text_refusal(shipped, f"a photo of {word}, detailed")


def test_of_more_than_six_hundred_evasions_nearly_all_are_caught(
    shipped: PlaceAndWordRules,
) -> None:
    evasions = made.evasions(SEED)
    assert len(evasions) >= 600
    missed = [
        (kind, word, dressed)
        for kind, word, dressed in evasions
        if not text_refusal(shipped, f"a photo of {dressed}, detailed")
    ]
    by_kind = Counter(kind for kind, *_ in missed)
    assert len(missed) <= 0.03 * len(evasions), by_kind.most_common()


def test_of_two_thousand_innocent_prompts_nearly_none_are_caught(
    shipped: PlaceAndWordRules,
) -> None:
    prompts = innocent_prompts()
    assert len(prompts) >= 2000
    caught = [prompt for prompt in prompts if text_refusal(shipped, prompt)]
    assert len(caught) <= 0.005 * len(prompts), caught


@pytest.mark.parametrize(
    ("prompt", "negative"),
    [("{por|x}n", ""), ("x", "{swas|y}tika"), ("po BREAK rn", ""), ("po<lora:detail:1>rn", "")],
)
def test_a_request_with_a_word_in_parts_is_refused(
    shipped: PlaceAndWordRules, prompt: str, negative: str
) -> None:
    request = GenerationRequest(prompt, "1", 128, 128, 20, 4.0, 7, negative_prompt=negative)
    assert request_refusal(shipped, ready(request))


@pytest.mark.parametrize("kind", made.KINDS)
def test_a_servers_own_words_are_found_in_the_same_disguises(
    shipped: PlaceAndWordRules, kind: str
) -> None:
    dressed = made.KINDS[kind]("walderdbeere", random.Random(SEED))
    policy = Policy(own=compile_rules([WordRule("word", "walderdbeere", Ruling.HOLD, id=7)]))
    verdict = shipped.judge_texts(f"a photo of {dressed}, detailed", "", policy)
    assert isinstance(verdict, Verdict)
    assert (verdict.ruling, verdict.rule) == (Ruling.HOLD, "words:7")
    assert "walderdbeere" in verdict.understood
