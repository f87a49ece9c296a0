"""Generator of the inflected forms of words, by rules like those of Hunspell's affix files.

An entry such as `rape/v` is a lemma and the flag of its class. A class is a list of rules, of
which the first with a matching ending applies: the ending is removed, and each form is the stem,
`~`, with another ending. A form that nobody uses does no harm; a list excludes forms that are
another word (`-violent`), and has irregular forms, such as "felt up", as words of their own.
"""

import re
from collections.abc import Iterator

Rules = tuple[tuple[str, str], ...]

_ENGLISH: dict[str, Rules] = {
    "n": (
        (r"(?<![aeiou])y", "~y ~ies"),
        (r"(?<=[sxz])|(?<=[cs]h)", "~ ~es"),
        (r"", "~ ~s"),
    ),
    "v": (
        (r"e", "~e ~es ~ed ~ing ~er ~ers"),
        (r"(?<![aeiou])y", "~y ~ies ~ied ~ying ~ier"),
        (r"(?<=[sxz])|(?<=[cs]h)", "~ ~es ~ed ~ing ~er ~ers"),
        (r"", "~ ~s ~ed ~ing ~er ~ers"),
    ),
    "a": (
        (r"(?<![aeiou])y", "~y ~ier ~iest ~ily ~iness"),
        (r"e", "~e ~er ~est ~ely ~eness"),
        (r"", "~ ~er ~est ~ly ~ness"),
    ),
}
_GERMAN: dict[str, Rules] = {
    "n": ((r"in", "~in ~innen"), (r"e", "~e ~en"), (r"", "~ ~e ~en ~n ~er ~ern ~es ~s")),
    "v": (
        (
            r"e?n",
            "~en ~n ~e ~st ~est ~t ~et ~te ~ten ~end ~ende ~enden ~ender ~endes ~ter ~tes ~tem "
            "ge~t ge~te ge~ten ge~ter ge~tes ge~tem",
        ),
    ),
    "a": ((r"e", "~e ~er ~en ~es ~em"), (r"", "~ ~e ~er ~en ~es ~em")),
}
_FRENCH: dict[str, Rules] = {
    "n": ((r"(?<=[sxz])", "~"), (r"(?<=eau)|(?<=eu)", "~ ~x"), (r"al", "~al ~aux"), (r"", "~ ~s")),
    "v": (
        (
            r"er",
            "~er ~e ~es ~ons ~ez ~ent ~ais ~ait ~ions ~aient ~ai ~as ~a ~âmes ~èrent ~erai ~era "
            "~erons ~eront ~erait ~eraient ~é ~ée ~és ~ées ~ant ~ants ~ante ~antes",
        ),
    ),
    "a": (
        (r"eux", "~eux ~euse ~euses"),
        (r"teur", "~teur ~teurs ~trice ~trices ~teuse ~teuses"),
        (r"if", "~if ~ifs ~ive ~ives"),
        (r"el", "~el ~els ~elle ~elles"),
        (r"(?<=[ei]n)", "~ ~s ~ne ~nes"),
        (r"(?<=[sx])", "~ ~e ~es"),
        (r"(?<=e)", "~ ~s"),
        (r"", "~ ~s ~e ~es"),
    ),
}
_SPANISH: dict[str, Rules] = {
    "n": (
        (r"z", "~z ~ces"),
        (r"ón", "~ón ~ones"),
        (r"(?<=[aeiouáéó])", "~ ~s"),
        (r"(?<=s)", "~"),
        (r"", "~ ~es"),
    ),
    "v": (
        (
            r"ar",
            "~ar ~arse ~arla ~arlo ~arme ~arle ~o ~as ~a ~amos ~áis ~an ~é ~aste ~ó ~aron ~aba "
            "~aban ~ando ~ándose ~ándola ~ándolo ~ado ~ada ~ados ~adas ~ará ~arán ~aría ~e ~es ~en",
        ),
    ),
    "a": ((r"o", "~o ~a ~os ~as ~ito ~ita ~itos ~itas"), (r"or", "~or ~ora ~ores ~oras")),
}
_PORTUGUESE: dict[str, Rules] = {
    "n": (
        (r"ão", "~ão ~ões"),
        (r"m", "~m ~ns"),
        (r"al", "~al ~ais"),
        (r"el", "~el ~éis"),
        (r"(?<=[rz])", "~ ~es"),
        (r"(?<=s)", "~"),
        (r"", "~ ~s"),
    ),
    "v": (
        (
            r"ar",
            "~ar ~o ~as ~a ~amos ~am ~ei ~ou ~aram ~ava ~avam ~ando ~ado ~ada ~ados ~adas ~ará "
            "~arão ~aria ~e ~em",
        ),
        (
            r"[ei]r",
            "~er ~ir ~o ~es ~e ~em ~ia ~iam ~eu ~iu ~eram ~iram ~endo ~indo ~ido ~ida ~idos ~idas "
            "~a ~am",
        ),
    ),
    "a": ((r"o", "~o ~a ~os ~as ~inho ~inha ~inhos ~inhas"), (r"or", "~or ~ora ~ores ~oras")),
}
# Entries in scripts without spaces match at every position: the stems are enough.
_JAPANESE: dict[str, Rules] = {
    "v": (
        (r"ぐ", "~ぐ ~ぎ ~が ~げ ~ご ~い"),
        (r"す", "~す ~し ~さ ~せ ~そ"),
        (r"る", "~る ~り ~ら ~れ ~ろ ~っ"),
    ),
    "a": ((r"い", "~い ~く ~か ~さ ~す ~そう ~め"),),
}
_LANGUAGES = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "es": _SPANISH,
    "fr": _FRENCH,
    "pt": _PORTUGUESE,
    "ja": _JAPANESE,
}


def forms(language: str, entry: str) -> Iterator[str]:
    """Generate the forms of an entry of a word list.

    Args:
        language: code of the language.
        entry: a lemma, a slash and its class, such as `rape/v`; without a class, its only form.

    Raises:
        ValueError: the language has no such class, or none of its rules matches.
    """
    lemma, slash, flag = entry.rpartition("/")
    if not slash:
        yield entry
        return
    for ending, endings in _LANGUAGES.get(language, {}).get(flag, ()):
        if fit := re.search(rf"(?:{ending})$", lemma):
            yield from (form.replace("~", lemma[: fit.start()]) for form in endings.split())
            return
    raise ValueError(f"No rule for {entry} in {language}.")
