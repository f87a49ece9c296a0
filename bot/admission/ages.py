"""Finds ages under 18: "15 year old", "15yo", "age twelve", "de doce años", "zwölfjährig"."""

import re

from bot.admission.folding import Words

# One to seventeen, as `fold` writes them; of larger numbers they are no part where they stand here.
_ENGLISH = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen"
)
_GERMAN = (
    "ein|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|dreizehn|vierzehn|funfzehn"
    "|sechzehn|siebzehn"
)
_ROMANCE = (
    "un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince"
    "|dieciseis|diecisiete"
    "|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    "|dix sept"
    "|um|dois|quatro|sete|oito|nove|dez|doze|treze|catorze|dezesseis|dezasseis|dezessete|dezassete"
)
_DIGITS = r"(?:0?\d|1[0-7])"
_KANJI = "一二三四五六七八九"
_TENS = "".join(
    f"(?<!{tens} )"
    for tens in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
)
_AGE = re.compile(
    "|".join(
        (
            rf"\b{_DIGITS}(?:y| ?(?:years?|yrs?|yo|jahre?|jahrig\w*|años|anos|ans))\b",
            rf"\b(?:aged?|age of|edad|idade) (?:{_DIGITS}|{_ENGLISH})\b",
            rf"\b{_TENS}(?:{_ENGLISH}) years? (?:old|olds|of age)\b",
            rf"\b(?:{_GERMAN})(?: jahre? alt| ?jahrig\w*)\b",
            rf"\b(?:de|con|com|tiene|tem|a) (?:{_ROMANCE}) (?:años|anos|ans)\b",
            rf"\b{_DIGITS} [歳才]",
            # Twenty is two tens here.
            rf"(?<![{_KANJI}十百])(?:十[{_KANJI[:7]}]?|[{_KANJI}])[歳才]",
        )
    )
)


def under_age(words: Words) -> bool:
    """Tell whether an age under 18 is named."""
    return _AGE.search(" ".join(words)) is not None
