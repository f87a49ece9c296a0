"""Conversion of Japanese numbers of ages to digits: 十二歳, 一二歳, じゅうにさい."""

import re

from bot.admission.content_filter.normalisation import fold

# Not いっ, じっ, く and れい: いっさい, じっさい, くさい and れいさい are other words.
_DIGITS = {
    fold(spelling): value
    for value, spellings in enumerate(
        ("〇 零", "一 いち", "二 に", "三 さん", "四 よん", "五 ご", "六 ろく", "七 なな しち",
         "八 はち はっ", "九 きゅう")
    )
    for spelling in spellings.split()
}  # fmt: skip
_DIGIT = "|".join(map(re.escape, _DIGITS))
_TEN = "|".join(map(fold, ("十", "じゅう", "じゅっ")))
_UNIT = "|".join(
    map(fold, ("歳", "才", "代", "年生", "ヶ月", "か月", "カ月", "ヵ月", "ケ月", "箇月"))
)
# "にさいた" and the like are other words.
_YEARS = rf"{fold('さい')}(?![{fold('たてしなる')}])"
_NUMBER = re.compile(
    rf"(?<![一二三四五六七八九〇十百千万])"
    rf"(?:(?P<tens>{_DIGIT})?(?P<ten>{_TEN})|(?P<first>{_DIGIT})(?={_DIGIT}))?"
    rf"(?P<ones>{_DIGIT})?(?={_UNIT}|{_YEARS})"
)


def write_digits(text: str) -> str:
    """Replace the numbers before units of age by digits, with spaces around them."""

    def digits(number: re.Match[str]) -> str:
        if not number[0]:
            return ""
        tens = _DIGITS.get(number["tens"] or number["first"] or "", 1 if number["ten"] else 0)
        return f" {10 * tens + _DIGITS.get(number['ones'] or '', 0)} "

    return _NUMBER.sub(digits, text)
