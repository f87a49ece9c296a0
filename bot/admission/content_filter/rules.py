"""Word lists of the content filter, loaded once at start."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from bot.admission.categories import LISTS, OPERATOR
from bot.admission.content_filter.matcher import Phrases
from bot.admission.content_filter.word_list_parser import list_entries, strip_comments
from bot.language import LANGUAGES, SOURCE

_LISTS = (
    *dict.fromkeys(("adult", *(name for names in LISTS.values() for name in names))),
    "minors",
    "sexual",
    "clothing",
    "names",
    "innocent",
    "common",
)
_WORDS = resources.files("bot.admission.content_filter").joinpath("words")


class RulesUnreadable(Exception):
    """A word list cannot be read; the message, for operators, names the list and the fix."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Word lists of the content filter.

    Args:
        categories: words and phrases of each category, of the operator, and names of real people.
        minors: words for people under 18.
        sexual: words that make a picture sexual.
        clothing: words for clothes, which a negative prompt would remove.
        names: names of animals, places and people; a listed word inside one is not refused.
        innocent: phrases in which a listed word is harmless, unless minors are named.
        common: everyday words that form compounds with listed ones.
        left_out: languages whose words are not refused, because a list of theirs cannot be read; a
            sentence each, for operators.
    """

    categories: Mapping[str, Phrases]
    minors: Phrases
    sexual: Phrases
    clothing: Phrases
    names: Phrases
    innocent: Phrases
    common: Phrases
    left_out: tuple[str, ...] = ()


def load_rules(extra: Iterable[str] = (), file: Path | None = None) -> Rules:
    """Load the shipped lists, with the operator's words and file.

    Members may write in any language, so the lists of all languages hold for every prompt. A
    language with a list that cannot be read is left out; the others hold without it.

    Args:
        extra: further blocked words and phrases.
        file: UTF-8 text with one further blocked word or phrase a line.

    Raises:
        RulesUnreadable: the operator's file or an English list cannot be read.
    """
    own = tuple(extra)
    try:
        own += strip_comments(file.read_text("utf-8")) if file else ()
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, ValueError) else "cannot be read"
        raise RulesUnreadable(
            f"IMAGINE_BLOCKED_WORDS_FILE {reason}: {file}. Correct the file, or unset the setting."
        ) from error
    shipped, left_out = _load_shipped()

    def words(*names: str) -> tuple[str, ...]:
        return tuple(word for name in names for lists in shipped for word in lists[name])

    return Rules(
        categories={
            **{key: Phrases(words(*names)) for key, names in LISTS.items()},
            OPERATOR: Phrases(own),
            "people": Phrases(_load_people()),
        },
        minors=Phrases(words("minors")),
        sexual=Phrases(words("adult", "abuse", "sexual")),
        clothing=Phrases(words("clothing")),
        names=Phrases(words("names")),
        innocent=Phrases(words("innocent")),
        common=Phrases(words("common")),
        left_out=left_out,
    )


def _load_shipped() -> tuple[list[dict[str, tuple[str, ...]]], tuple[str, ...]]:
    """Load the lists of every language, and describe the languages that are left out."""
    shipped, left_out = [_load_language(SOURCE)], []
    for language in filter(SOURCE.__ne__, LANGUAGES):
        try:
            shipped.append(_load_language(language))
        except RulesUnreadable as error:
            left_out.append(f"{error} Until then, no word of {LANGUAGES[language]} is refused.")
    return shipped, tuple(left_out)


def _load_people() -> tuple[str, ...]:
    """Load the names of real people, which are the same in all languages.

    Raises:
        RulesUnreadable: the list is missing, empty or not UTF-8 text.
    """
    try:
        names = strip_comments(_WORDS.joinpath("people.txt").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RulesUnreadable(_describe_loss("people")) from error
    if not names:
        raise RulesUnreadable(_describe_loss("people"))
    return names


def _describe_loss(name: str) -> str:
    return f"The word list {name}.txt is missing or empty; install imagine-bot again."


def _load_language(language: str) -> dict[str, tuple[str, ...]]:
    """Load the lists of a language, by name.

    Raises:
        RulesUnreadable: a list is missing, empty or not UTF-8 text.
    """
    folder = _WORDS.joinpath(language)
    lists: dict[str, tuple[str, ...]] = {}
    for name in _LISTS:
        try:
            lists[name] = list_entries(language, folder.joinpath(f"{name}.txt").read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise RulesUnreadable(_describe_loss(f"{language}/{name}")) from error
        if not lists[name]:
            raise RulesUnreadable(_describe_loss(f"{language}/{name}"))
    return lists
