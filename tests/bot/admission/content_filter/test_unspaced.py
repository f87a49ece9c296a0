"""Claims about entries in scripts without spaces."""

import pytest

from bot.admission.content_filter.normalisation import fold_kana
from bot.admission.content_filter.readings import Span
from bot.admission.content_filter.unspaced import UnspacedPhrases


def places(entry: str, text: str) -> list[Span]:
    """The places of an entry in a text."""
    listed = UnspacedPhrases()
    listed.add(entry, entry.rstrip("*"))
    return [span for line, span in listed.matches({text: fold_kana(text)}) if line == entry]


@pytest.mark.parametrize(
    ("entry", "text", "spans"),
    [
        ("裸", "裸", [(0, 1)]),
        ("裸", "女性の裸だ", [(3, 4)]),
        ("裸", "裸裸", [(0, 1), (1, 2)]),
        ("裸", "red 女性 の 裸", [(6, 7)]),
        ("裸体", "裸体と裸体", [(0, 2), (3, 5)]),
        ("裸 xyz", "女性 裸 xyz", [(2, 6)]),
        ("裸 xyz", "裸 xyzzy", []),
        ("裸 xyz", "裸 xyz$", [(0, 4)]),
        ("裸 xyz*", "裸 xyzzy", [(0, 4)]),
        ("裸", "裸体", [(0, 1)]),
    ],
)
def test_an_entry_is_found_at_all_its_places_which_count_no_spaces(
    entry: str, text: str, spans: list[Span]
) -> None:
    assert places(entry, text) == spans


@pytest.mark.parametrize(
    ("entry", "text", "found"),
    [
        ("ライブ", "ここはライブだ", True),
        ("ライブ", "ライブ会場", True),
        ("ライブ", "ライブラリ", False),
        ("ライブ", "ドライブ", False),
        ("ライブ*", "ライブラリ", True),
        ("ライブ*", "ドライブ", False),
        ("エロ", "えろ", True),
        ("エロ", "のえろ", True),
        ("エロ", "かんがえろ", False),
        ("エロ", "えろい", False),
        ("エロ", "えろの", True),
        ("エロ", "えろ画像", True),
        ("エロ", "絵えろ", False),
        ("エロ", "えろの女", True),
        ("エロ裸", "えろ裸い", True),
        ("裸ロ", "裸ろい", False),
        ("ロ裸", "ロ裸ア", True),
        ("えろ", "エロ", True),
        ("えろ", "かんがえろ", True),
        ("えろ", "アエロ", False),
        ("ライブ xyz", "ライブ xyz", True),
        ("xyz ライブ", "a xyz ライブ", True),
        ("xyz ライブ", "axyz ライブ", False),
    ],
)
def test_an_entry_in_katakana_is_no_part_of_a_longer_word(
    entry: str, text: str, found: bool
) -> None:
    assert bool(places(entry, text)) is found
