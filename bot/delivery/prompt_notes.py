"""Notes on the words of a prompt that had no effect on the picture."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from bot.language import Text, text
from bot.language.formatting import quote
from generation import CATALOGUE, Finished, PreparedRequest, unread

# Words, names or parts of a prompt that are quoted in one line.
MOST_PARTS = 8
_WORD = re.compile(r"[^\W\d_]+")
# Frequent words of other languages that are no English words.
_NOT_ENGLISH = frozenset((
    "auf", "das", "der", "ein", "eine", "einem", "einen", "einer", "mit", "und", "unter",
    "del", "el", "las", "los", "por", "una", "unas", "unos", "y",
    "avec", "aux", "dans", "des", "et", "le", "les", "sous", "sur", "une",
    "com", "em", "um", "uma", "un",
))  # fmt: skip


def prompt_notes(
    prepared: PreparedRequest, model: str, models: Collection[str], result: Finished, most: int
) -> Iterator[Text]:
    """List notes on the parts of the prompts that had no effect on the picture.

    Args:
        prepared: the request, with the prompts that were drawn.
        model: name of the model that drew it.
        models: names of those that are offered.
        result: the words that the model did not read or does not know.
        most: characters of each quotation.
    """
    if left_out := prepared.request.left_out:
        yield text("answer-left-out", names=_quote_parts(left_out, most))
    if parts := unread(prepared):
        yield text("answer-unread", parts=_quote_parts(parts, most))
    if result.cut:
        yield text("answer-cut", model=model, cut=quote(result.cut, min(most, 200)))
    written = " ".join(keyframe.prompt for keyframe in prepared.prompts[0].keyframes)
    if is_plainly_foreign(written, result.unknown_words):
        yield text("answer-english", model=model)
    known = CATALOGUE.get(model)
    if result.unknown_words and known and known.examples:
        words, examples = _quote_parts(result.unknown_words, most), ", ".join(known.examples)
        yield text("answer-unknown-words", model=model, words=words, examples=examples)
        if known.recommended_model in models:
            yield text("answer-choose-model", larger=known.recommended_model)


def is_plainly_foreign(prompt: str, unknown: Collection[str]) -> bool:
    """Check whether at least a third of the words of a prompt are plainly of another language.

    Args:
        prompt: as written.
        unknown: words of it that the model does not know, in lower case.
    """
    words = _WORD.findall(prompt.casefold())
    foreign = [
        word
        for word in words
        if word in _NOT_ENGLISH
        or not all(unicodedata.name(letter, "").startswith("LATIN") for letter in word)
        or (word in unknown and not word.isascii())
    ]
    return bool(words) and 3 * len(foreign) >= len(words)


def _quote_parts(parts: Sequence[str], most: int) -> str:
    """Quote the first of some parts of a prompt."""
    return ", ".join(quote(part, min(most, 40)) for part in parts[:MOST_PARTS])
