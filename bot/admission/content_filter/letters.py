"""Mapping of single characters to the plain letters that they look like; for matching only."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import regex
from confusable_homoglyphs import confusables

# Scripts without spaces: Thai and Lao, Burmese, Khmer, kana, Han.
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3005-\u3007"
    r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
# Marks of kana: ヌード has one, and without it would be part of other words.
VOICED = "\u3099\u309a"

_UNSPACED = regex.compile(f"[{UNSPACED}{VOICED}]+")
_STRAY = regex.compile(f"[{VOICED}]")
_INVISIBLE = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cf}]")
_MARK = regex.compile(r"[\p{Mn}\p{Me}]")
# "NEGATIVE SQUARED LATIN CAPITAL LETTER N", "LATIN LETTER SMALL CAPITAL N", "LATIN SMALL LETTER
# TURNED E", "REGIONAL INDICATOR SYMBOL LETTER N" and similar names. Not ß, which is two s.
_NAMED = re.compile(
    r"(?:REGIONAL INDICATOR SYMBOL|(?:[A-Z]+ )*LATIN(?: [A-Z]+)?) LETTER"
    r"(?: (?!SHARP|WITH)[A-Z]+)* ([A-Z])(?: BAR| WITH .+)?"
)
# Characters that look Latin beside Latin letters, but that Unicode does not list as confusable.
_READ_AS = {
    "a": "ДЛʌλΔΛᗩ₳",
    "b": "вьѣβᗷᛒ",
    "c": "₵¢ᑕ",
    "d": "дδ∂ᗪ",
    "e": "зэєЭεξΣᗴ€",
    "g": "₲",
    "h": "н",
    "k": "кκ₭",
    "l": "£",
    "m": "мμ",
    "i": "ᵻᏆᎥ",
    "n": "лпИЙПŋηπΠ∩ᑎ₦ᚾ",
    "o": "θσφΩ",
    "p": "₱",
    "r": "гяЯᚱᖇ",
    "s": "ʃᔕႽ",
    "t": "тτ₮",
    "u": "ийцЦʊ∪ᵾմ",
    "w": "шщШЩω₩ᗯ",
    "x": "χ",
    "y": "ч¥",
    "z": "ζ",
}
# Compatibility makes them a sigma, which they do not look like.
_LUNATE = "ϲϹ"
_ALIKE = {char: letter for letter, chars in _READ_AS.items() for char in chars}
# Characters that look like another letter, too: и is both u and n to readers.
_READ_AS_WELL = {
    "a": "ค",
    "b": "Б฿๒",
    "d": "๔",
    "e": "ε",
    "h": "Һ",
    "i": "˛",
    "l": "λȴ",
    "n": "иИภກղռ",
    "o": "๏",
    "p": "քՔ",
    "r": "гГՐ",
    "s": "ຣ",
    "t": "եէ",
    "u": "ИนມЏ",
    "v": "ʌΛ",
    "w": "พฬ",
    "y": "γУ",
}
# Marks of scripts without spaces, which elsewhere are only decoration.
_STRANGE_MARK = regex.compile(
    r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{N}][\p{M}\p{Cf}]*)"
    rf"[\p{{M}}&&[{UNSPACED}]--[{VOICED}]]",
    regex.VERSION1,
)


def plain_letters(text: str) -> str:
    """Replace each character by the plain lowercase letters, digits or signs that it looks like.

    Compatibility forms become plain (NFKC), look-alikes Latin and digits of all scripts ASCII;
    case, marks and invisible characters are dropped. ñ and voiced kana are kept.
    """
    if text.isascii():
        return text.lower()
    text = _STRANGE_MARK.sub("", text)
    read = "".join(map(_read_character, unicodedata.normalize("NFC", text)))
    # A voicing mark that composes with no kana belonged to some other letter.
    return _STRAY.sub("", unicodedata.normalize("NFC", read))


@lru_cache(maxsize=32_768)
def _read_character(char: str) -> str:
    if _INVISIBLE.match(char):
        return ""
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    if letter := _ALIKE.get(char) or _letter_by_name(char):
        return letter
    if char in _LUNATE:
        return "c"
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) == 1 and plain != char and not (plain.isalnum() or plain in VOICED):
        plain = char
    if plain.casefold() == "ñ" or _UNSPACED.fullmatch(plain):
        return plain.casefold()
    return "".join(map(_letter, unicodedata.normalize("NFD", plain)))


def _letter_by_name(char: str) -> str:
    """Return the Latin letter in the Unicode name of a character, or nothing.

    Accented letters are decomposed elsewhere.
    """
    spelled = unicodedata.name(char, "")
    # The expression is slow, and most names cannot match it.
    name = _NAMED.fullmatch(spelled) if " LETTER " in spelled else None
    accented = unicodedata.decomposition(char)[:1] not in ("", "<")
    return "" if name is None or accented else name[1].lower()


def _letter(char: str) -> str:
    if char.isascii() or char in VOICED:
        return char.lower()
    if _INVISIBLE.match(char) or _MARK.match(char):
        return ""
    if letter := _ALIKE.get(char) or _letter_by_name(char) or _find_confusable(char):
        return letter
    # A capital that looks like nothing itself may have a small letter that does.
    small = char.casefold()
    return "".join(map(_letter, small)) if small != char else char


def _find_confusable(char: str) -> str:
    """Return the Latin letters, or else the digit, that Unicode lists as confusable, or nothing.

    Reference:
        Unicode Technical Standard #39, Unicode Security Mechanisms, confusables.txt.
    """
    alike = [other["c"] for other in confusables.confusables_data.get(char, ())]
    latin = [other for other in alike if other.isascii() and other.isalnum()]
    named = filter(None, map(_letter_by_name, (other for other in alike if len(other) == 1)))
    letters = [other.lower() for other in latin if other.isalpha()]
    # A plain stroke is l and i to readers, as the digit 1 is.
    if letters[:1] == ["l"] and "LATIN" not in unicodedata.name(char, ""):
        return "1"
    return next(iter(letters), "") or next(named, next(iter(latin), ""))


def _second_letters() -> Iterator[tuple[int, str]]:
    """List what else characters look like: digits of other scripts are letters, too."""
    for char, alike in confusables.confusables_data.items():
        if len(char) == 1 and not char.isascii() and unicodedata.decimal(char, None) is not None:
            found = [one["c"] for one in alike if one["c"].isascii() and one["c"].isalpha()]
            yield from ((ord(char), letter.lower()) for letter in found[:1])
    for letter, chars in _READ_AS_WELL.items():
        yield from ((ord(char), letter) for char in chars)
    # Invisible copies of ASCII.
    yield from ((0xE0000 + code, chr(code)) for code in range(0x20, 0x7F))


_SECOND = dict(_second_letters())


def second_letters(text: str) -> str:
    """Replace the characters that also look like other letters by these."""
    return text if text.isascii() else text.translate(_SECOND)
