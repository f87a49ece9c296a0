"""The word lists that moderation goes by, read once at start."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from bot.admission.content_filter.matcher import Phrases
from bot.admission.content_filter.word_files import entries, uncommented
from bot.language import LANGUAGES

_BLOCKED = ("child_abuse", "abuse", "violence", "hate", "self_harm")


class RulesUnreadable(Exception):
    """A word list cannot be read; the message names it and the fix, for operators."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is refused.

    Args:
        adult: words that are refused in a prompt, but not in a negative prompt.
        blocked: words and phrases that are refused wherever they stand.
        minors: words for people under 18.
        sexual: words that make a picture sexual.
        clothing: words for clothes, which in a negative prompt undress.
        names: of animals, places and people; a listed word inside one is not refused.
        innocent: phrases in which a listed word is harmless, but not where minors are named.
        common: everyday words that listed ones are glued to.
    """

    adult: Phrases
    blocked: Phrases
    minors: Phrases
    sexual: Phrases
    clothing: Phrases
    names: Phrases
    innocent: Phrases
    common: Phrases


def load_rules(extra: Iterable[str] = (), file: Path | None = None) -> Rules:
    """Read the shipped lists, and the operator's words and file on top.

    Raises:
        RulesUnreadable: a list is missing, not text, or the shipped lists are empty.
    """
    own = (*extra, *(uncommented(_read(file)) if file else ()))
    return Rules(
        adult=Phrases(_shipped("adult")),
        blocked=Phrases((*_shipped(*_BLOCKED), *own)),
        minors=Phrases(_shipped("minors")),
        sexual=Phrases(_shipped("adult", "abuse", "sexual")),
        clothing=Phrases(_shipped("clothing")),
        names=Phrases(_shipped("names")),
        innocent=Phrases(_shipped("innocent")),
        common=Phrases(_shipped("common")),
    )


def _shipped(*names: str) -> tuple[str, ...]:
    """Read lists in all languages that the bot speaks: members may ask in any of them."""
    return tuple(word for name in names for language in LANGUAGES for word in _list(language, name))


def _list(language: str, name: str) -> tuple[str, ...]:
    file = f"{language}/{name}.txt"
    try:
        text = (
            resources.files("bot.admission.content_filter")
            .joinpath("words", file)
            .read_text("utf-8")
        )
        words = entries(language, text)
    except (OSError, ValueError) as error:
        raise RulesUnreadable(_damaged(file)) from error
    if not words:
        raise RulesUnreadable(_damaged(file))
    return words


def _damaged(name: str) -> str:
    return f"The shipped word list {name} is missing or empty; install imagine-bot again."


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, ValueError) else "cannot be read"
        raise RulesUnreadable(
            f"IMAGINE_BLOCKED_WORDS_FILE {reason}: {file}. Mend the file, or unset the setting."
        ) from error
