"""Claims about which letters people read in the characters of other blocks."""

import pytest

from bot.admission.content_filter.letters import plain_letters


def shifted(first: int, word: str = "zebra") -> str:
    return "".join(chr(first + ord(letter) - ord("a")) for letter in word)


@pytest.mark.parametrize(
    "dressed",
    [
        shifted(0x1F1E6), shifted(0x1F170), shifted(0x1F150), shifted(0x24D0), shifted(0x1F130),
        shifted(0x1D41A), shifted(0x1D68A), shifted(0xFF41), shifted(0x249C), shifted(0x1F110),
        "ᴢᴇʙʀᴀ", "ᶻᵉᵇʳᵃ", "zébrà", "ẕęḇŗã", "ƶɇƀɍⱥ", "ʐɛɓɽɑ", "zеbrа", "ΖΕΒRΑ", "ȤӖḂŘǍ", "ⱬebra",
        "ꓜꓰꓐꓣꓮ", "ᏃᎬᏴᎡᎪ", "ze\u3164bra", "ze\u200bbra", "ze\u00adbra", "ze\u034fbra",
        "ze\U000e0041bra",
        "ze\u2060bra", "ze\ufe0fbra", "z\u0336e\u0336b\u0336r\u0336a\u0336",
        "z\u20dde\u20ddb\u20ddr\u20dda\u20dd",
    ],
)  # fmt: skip
def test_a_word_in_the_letters_of_another_block_is_read_as_plain_letters(dressed: str) -> None:
    assert plain_letters(dressed) == "zebra"


def test_a_capital_is_read_as_what_it_looks_like_and_not_as_its_small_letter() -> None:
    assert (plain_letters("ΝUDE"), plain_letters("νude")) == ("nude", "vude")


def test_letters_of_their_own_stay_apart() -> None:
    assert plain_letters("ñ Ñ n\u0303") == "ñ ñ ñ"
    assert plain_letters("Straße") == "strasse"
    assert plain_letters("ポルノ ﾎﾟﾙﾉ") == "ポルノ ポルノ"
    assert plain_letters("エロ 工口 一 ー") == "エロ 工口 一 ー"


def test_digits_of_all_scripts_are_digits() -> None:
    assert plain_letters("１２ ١٢ १२ 𝟙𝟚") == "12 12 12 12"


def test_what_looks_like_no_plain_letter_is_read_as_a_form_of_one_or_a_digit() -> None:
    assert plain_letters("©®℗") == "crp"
    assert plain_letters("З🯴Ƽб") == "3456"
