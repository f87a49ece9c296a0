"""Word lists of the content filter, loaded once at start."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from itertools import product
from pathlib import Path

from bot.admission.content_filter.matcher import Phrases
from bot.admission.content_filter.word_list_parser import list_entries, strip_comments
from bot.language import LANGUAGES

_BLOCKED = ("child_abuse", "abuse", "violence", "hate", "self_harm")


class RulesUnreadable(Exception):
    """A word list cannot be read; the message, for operators, names the list and the fix."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Word lists of the content filter.

    Args:
        adult: words that are refused in a prompt, but not in a negative prompt.
        blocked: words and phrases that are refused in both.
        minors: words for people under 18.
        sexual: words that make a picture sexual.
        clothing: words for clothes, which a negative prompt would remove.
        names: names of animals, places and people; a listed word inside one is not refused.
        innocent: phrases in which a listed word is harmless, unless minors are named.
        common: everyday words that form compounds with listed ones.
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
    """Load the shipped lists, with the operator's words and file.

    Args:
        extra: further blocked words and phrases.
        file: UTF-8 text with one further blocked word or phrase a line.

    Raises:
        RulesUnreadable: a list is missing, empty or not UTF-8 text.
    """
    own = tuple(extra)
    try:
        own += strip_comments(file.read_text("utf-8")) if file else ()
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, ValueError) else "cannot be read"
        raise RulesUnreadable(
            f"IMAGINE_BLOCKED_WORDS_FILE {reason}: {file}. Correct the file, or unset the setting."
        ) from error
    return Rules(
        adult=Phrases(_load_shipped("adult")),
        blocked=Phrases((*_load_shipped(*_BLOCKED), *own)),
        minors=Phrases(_load_shipped("minors")),
        sexual=Phrases(_load_shipped("adult", "abuse", "sexual")),
        clothing=Phrases(_load_shipped("clothing")),
        names=Phrases(_load_shipped("names")),
        innocent=Phrases(_load_shipped("innocent")),
        common=Phrases(_load_shipped("common")),
    )


def _load_shipped(*names: str) -> tuple[str, ...]:
    """Load lists in all languages of the bot: members may write in any of them."""
    folder = resources.files("bot.admission.content_filter").joinpath("words")
    found: list[str] = []
    for name, language in product(names, LANGUAGES):
        file = f"{language}/{name}.txt"
        broken = f"The shipped word list {file} is missing or empty; install imagine-bot again."
        try:
            words = list_entries(language, folder.joinpath(file).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise RulesUnreadable(broken) from error
        if not words:
            raise RulesUnreadable(broken)
        found += words
    return tuple(found)
