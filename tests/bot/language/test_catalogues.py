"""The catalogues: whole in every language, with the language's plural forms."""

import re
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from fluent.syntax import FluentParser, ast
from fluent.syntax.serializer import serialize_pattern
from fluent.syntax.visitor import Visitor

from bot.interactions.validation_messages import broken_rule
from bot.language import LANGUAGES, SOURCE, catalogue, say, text
from bot.language.formatting import number_text
from bot.requests.options import parse_number
from generation import RULES, InvalidRequest
from generation.validation import validation_error

OTHERS = [language for language in LANGUAGES if language != SOURCE]
# Discord's limits on what describes commands and options.
DESCRIPTION_LIMIT = 100
# On titles and labels of forms, and on buttons with a number after their label.
FORM = re.compile(r"field-.*|.*-label|(?!refused-).*-form(-.*)?|(edit|start|tags)-title")
FORM_LIMIT, BUTTON_LIMIT = 45, 78
# Words beside those of the glossary in CONTRIBUTING.md.
SECOND_WORDS = {
    "en": r"allowance|\bin line\b|\bcall(ed)? off\b|\bfor (ever|good)\b|\bdefaults\b",
    "de": r"Kontingent|Standards",
    "es": r"\bcupo|bloqueo|bloquear|para siempre",
    "fr": r"quota|bloc(age|quer)|bloqué|pour (toujours|de bon)",
    "pt": r"\bcota|padrões|para sempre|de vez\b|proibiç",
    # Discord calls age-restricted channels 年齢制限.
    "ja": r"順番待ち|初期設定|(?<!年齢)制限(?!にな)|取り消",
}


@pytest.fixture
def _read_anew() -> Iterator[None]:
    catalogue.load_bundle.cache_clear()
    yield
    catalogue.load_bundle.cache_clear()


def texts(language: str) -> dict[str, ast.Message]:
    """The texts of a language, by name."""
    found: dict[str, ast.Message] = {}
    for file in sorted((catalogue.FOLDER / language).glob("*.ftl")):
        for message in messages(file.read_text("utf-8"), f"{language}/{file.name}"):
            assert message.id.name not in found, f"{message.id.name} stands twice in {language}"
            found[message.id.name] = message
    return found


@cache
def messages(source: str, file: str) -> list[ast.Message]:
    body = FluentParser().parse(source).body
    for entry in body:
        assert not isinstance(entry, ast.Junk), f"{file}: {entry.content}"
    return [entry for entry in body if isinstance(entry, ast.Message)]


def missing(language: str) -> list[str]:
    """What a language lacks."""
    return sorted(texts(SOURCE).keys() - texts(language).keys())


class Inside(Visitor):  # type: ignore[misc]
    """What is filled into a text, and the plural forms that it tells apart."""

    def __init__(self, message: ast.Message) -> None:
        self.values: set[str] = set()
        self.forms: dict[str, set[str]] = {}
        self.visit(message)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.values.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            forms = {str(getattr(variant.key, "name", "")) for variant in node.variants}
            self.forms[node.selector.id.name] = forms
        self.generic_visit(node)


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_missing(language: str) -> None:
    assert missing(language) == []


@pytest.mark.parametrize("language", OTHERS)
def test_there_is_no_text_that_english_does_not_have(language: str) -> None:
    assert texts(language).keys() - texts(SOURCE).keys() == set()


@pytest.mark.parametrize("language", OTHERS)
def test_translations_fill_in_what_english_fills_in(language: str) -> None:
    theirs = texts(language)
    different = {
        name: (Inside(message).values, Inside(theirs[name]).values)
        for name, message in texts(SOURCE).items()
        if name in theirs and Inside(message).values != Inside(theirs[name]).values
    }
    assert different == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_the_plural_forms_of_the_language(language: str) -> None:
    plural = Locale.parse(language).plural_form
    wanted = {plural(count) for count in range(200)}
    for name, message in texts(SOURCE).items():
        for value in Inside(message).forms:
            if "one" in Inside(message).forms[value]:
                forms = Inside(texts(language)[name]).forms.get(value, {"other"})
                assert wanted <= forms, f"{name} in {language} lacks {wanted - forms}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_fit_into_discord(language: str) -> None:
    """Those that discord.py sends are measured with their values in the command's own test."""
    for name in texts(language):
        if re.search(r"-(description|option)(-|$)", name):
            assert len(plain(texts(language)[name])) <= DESCRIPTION_LIMIT, f"{name} in {language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_into_discord(language: str) -> None:
    """They would be cut, in the middle of a word."""
    for name, message in texts(language).items():
        if FORM.fullmatch(name):
            assert len(plain(message)) <= FORM_LIMIT, f"{name} in {language}"
        if name.startswith("button-"):
            assert len(plain(message)) <= BUTTON_LIMIT, f"{name} in {language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thing_has_one_word(language: str) -> None:
    second = re.compile(SECOND_WORDS[language])
    # Words that moderators may write are read in all their forms.
    read = re.compile(r"duration-\w+")
    found = {
        name
        for name, message in texts(language).items()
        if second.search(plain(message)) and not read.fullmatch(name)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "7.5"), ("de", "7,5"), ("es", "7,5"), ("fr", "7,5"), ("pt", "7,5"), ("ja", "7.5")],
)
def test_decimals_are_written_as_the_language_writes_them(language: str, written: str) -> None:
    rule = validation_error("guidance", "0", "between", low="7.5", high="30")
    assert written in say(language, broken_rule(rule))
    assert written in say(language, text("imagine-guidance", most="30", default=7.5))
    assert say(language, number_text(7.5)) == written
    foreign = re.compile(r"\d\.\d" if "," in written else r"\d,\d")
    assert [n for n, message in texts(language).items() if foreign.search(plain(message))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_that_a_form_offers_comes_back_unchanged(language: str) -> None:
    for number in (0.6, 7.0, 7.1234, 1000.5):
        assert parse_number("guidance", say(language, number_text(number)), 0) == number


def test_french_keeps_its_marks_on_the_line_by_narrow_spaces() -> None:
    wrong = re.compile(r"[^\u202f][;!?»]| :|«[^\u202f]")
    assert [name for name, message in texts("fr").items() if wrong.search(plain(message))] == []


def plain(message: ast.Message) -> str:
    """A text with a digit where something is filled in."""
    assert message.value
    return re.sub(r"\{[^}]*\}", "1", serialize_pattern(message.value)).strip()


@pytest.mark.usefixtures("_read_anew")
@pytest.mark.parametrize("language", OTHERS)
def test_without_its_texts_a_language_is_english_and_all_of_them_are_named(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(catalogue.FOLDER, tmp_path / "catalogues")
    shutil.rmtree(tmp_path / "catalogues" / language)
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path / "catalogues")
    assert missing(language) == sorted(texts(SOURCE))
    assert say(language, text("about-seconds", count=2)) == "about 2 seconds"
    assert say(language, text("button-reroll")) == "Re-roll"


@pytest.mark.parametrize(
    ("locale", "seconds"),
    [
        ("en-GB", ("about 1 second", "about 2 seconds")),
        ("de", ("etwa 1 Sekunde", "etwa 2 Sekunden")),
        ("fr", ("environ 1 seconde", "environ 2 secondes")),
        ("es-419", ("aproximadamente 1 segundo", "aproximadamente 2 segundos")),
        ("pt-BR", ("cerca de 1 segundo", "cerca de 2 segundos")),
        ("ja", ("約1秒", "約2秒")),
        ("xx", ("about 1 second", "about 2 seconds")),
    ],
)
def test_a_locale_is_spoken_by_its_language(locale: str, seconds: tuple[str, str]) -> None:
    said = tuple(say(locale, text("about-seconds", count=count)) for count in (1, 2))
    assert said == seconds


LIMITS: Mapping[str, str] = {
    "low": "1", "high": "50", "choices": "a, b", "name": "ink", "most": "75", "example": "512x512",
    "tool": "ComfyUI",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", RULES)
def test_every_rule_of_a_request_has_a_sentence(code: str, language: str) -> None:
    limits = {name: value for name, value in LIMITS.items() if f"{{{name}}}" in RULES[code]}
    if code == "lora-strength":
        limits["name"] = "ink"
    said = say(language, broken_rule(validation_error("steps", "VALUE", code, **limits)))
    assert said
    assert "{" not in said
    for value in limits.values():
        assert value in said


@pytest.mark.parametrize("field", ["picture", "start", "mask", "id", "parameters", "size", "brush"])
def test_a_value_without_a_name_in_the_catalogues_is_called_as_its_field_is(field: str) -> None:
    said = say("en", broken_rule(validation_error(field, "VALUE", "between", low="1", high="2")))
    assert said == f"{field.capitalize()} must be between 1 and 2. You gave VALUE."


@pytest.mark.parametrize("code", ["number", "whole-number", "strength-needs-picture"])
def test_every_rule_of_a_form_has_a_sentence(code: str) -> None:
    said = say("en", broken_rule(InvalidRequest("strength", "VALUE", "must be so", code)))
    assert "VALUE" in said
