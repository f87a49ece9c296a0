"""The shipped word lists: their concepts, the forms of their words, and the neighbours of those."""

from functools import cache
from importlib import resources

import pytest

from bot.admission import PlaceAndWordRules, load_rules
from bot.admission.content_filter.readings import readings
from bot.admission.content_filter.word_forms import forms
from bot.admission.content_filter.word_list_parser import list_entries, parse_concepts
from bot.language import LANGUAGES
from tests.bot.admission.answers import text_refusal

LISTS = (
    "adult", "child_abuse", "abuse", "violence", "hate", "self_harm",
    "minors", "sexual", "clothing",
)  # fmt: skip
CHILD = {
    "en": "a child", "de": "ein Kind", "es": "una niña", "fr": "une fillette", "ja": "少女",
    "pt": "uma menina",
}  # fmt: skip


@cache
def shipped() -> PlaceAndWordRules:
    return PlaceAndWordRules(load_rules())


def rule(prompt: str) -> str | None:
    refusal = text_refusal(shipped(), prompt)
    return refusal.rule if refusal else None


def shipped_concepts(language: str, name: str) -> dict[str, tuple[str, ...]]:
    file = resources.files("bot.admission.content_filter").joinpath(
        "words", language, f"{name}.txt"
    )
    return parse_concepts(language, file.read_text("utf-8"))


@pytest.mark.parametrize("name", LISTS)
def test_each_concept_has_its_words_in_each_language(name: str) -> None:
    expected = shipped_concepts("en", name).keys()
    for language in LANGUAGES:
        found = shipped_concepts(language, name)
        assert found.keys() == expected, language
        assert all(found.values()), language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["adult", "abuse", "sexual"])
def test_each_sexual_word_is_refused_beside_a_child_of_its_language(
    language: str, name: str
) -> None:
    texts = {
        word.rstrip("*") for words in shipped_concepts(language, name).values() for word in words
    }
    everything = load_rules().sexual
    assert [text for text in texts if everything.find(readings(text)) is None] == []
    some = sorted(texts)[::20]
    assert [text for text in some if rule(f"{CHILD[language]}, {text}") != "minors"] == []


SEXUAL = """
breasts | nude | naked | nakedness | topless | undressing | undressed | lingerie | bikini | swimsuit
panties | thong | g-string | bra | see-through dress | cleavage | nipples | areola | buttocks | butt
ass | crotch | groin | thighs | penis | erection | testicles | vagina | vulva | clitoris | labia
anus | anal | pubic hair | voluptuous | horny | aroused | lustful | lewd | seductive | sensual
provocative | suggestive pose | flirting | spread legs | legs apart | on all fours | bent over
intercourse | sex | making love | penetration | fellatio | blowjob | cunnilingus | deepthroat
handjob | masturbating | fingering herself | touching herself | orgasm | cum | semen | ejaculation
creampie | ahegao | orgy | threesome | gangbang | dildo | vibrator | sex toy | buttplug | bondage
tied to bed | gagged | spanking | bdsm | fetish | prostitute | whore | stripper | striptease
pole dancing | twerking | french kiss | making out | groping | fondling | molested | voyeur
upskirt | panty shot | cameltoe | virginity | pornographic | hentai | ecchi | onlyfans | playboy
nsfw | explicit content | uncensored | sexy | sexualized | erotic | exposed skin | bare bottom
shirtless | pantyless | no panties | braless | wet t-shirt | fishnet stockings | garter belt
corset | microskirt | skimpy outfit | revealing clothes | scantily clad | wearing only socks
without clothes | stripping | unclothed | disrobed | stripped naked | skinny dipping | nudist
in the nude | birthday suit | private parts | genitalia | flat chest | budding breasts | tits
boobs | pussy | cock | cunt | fucked | raping | rapes | incest | moaning | seduced | seducing
temptress | slutty | kinky | naughty pose | pantyhose | thigh highs | bedroom eyes | foot fetish
peeing | impregnated | mating press | doggy style | cowgirl position | bukkake | futanari
dominatrix | bunny suit | catsuit | hand bra | underboob | sideboob | nip slip | boner | phallus
foreskin | scrotum | asshole | butthole | lap dance | brothel | call girl | courtesan | hooker
nackter | nacktem | entblößt | Dessous | Höschen | Brüste | gespreizte Beine | verführerisch
desnudas | lencería | pechos | culo | excitada | follando | piernas abiertas | mamada
dénudées | petite culotte | seins | fesses | sensuelle | jambes écartées | fellation | masturber
peladinha | calcinha | seios | bunda | tesão | transando | pernas abertas | boquete
全裸 | 下着 | 乳首 | お尻 | 開脚 | 誘惑 | フェラ | パンチラ | 四つん這い | 援助交際
"""


def test_sexual_words_are_refused_beside_a_child() -> None:
    words = [word.strip() for line in SEXUAL.strip().splitlines() for word in line.split("|")]
    assert len(words) >= 162
    assert [word for word in words if rule(f"a child, {word}") != "minors"] == []


@pytest.mark.parametrize(
    "prompt",
    [
        "he rapes her", "raping", "raped", "rapists", "beheads", "beheaded", "beheading", "behead",
        "decapitates", "nakedness", "nakedly", "fellatio", "fellating", "nudes", "nudeness",
        "fornicating", "copulates", "dismembering", "eviscerated", "molesting",
        "mit nacktem Körper", "nackte", "nackten", "nackter", "nacktes", "Nacktheit", "gefickt",
        "vergewaltigt", "enthauptete", "entblößter", "erotische", "desnudos", "desnuditas",
        "follaron", "follándola", "violaciones", "violadores", "decapitando", "degollada",
        "mamadas", "pornográficas", "il va la violer", "violée", "se faire violer",
        "ils violèrent", "dénudant", "décapité", "éventrant", "fellations", "nudités",
        "masturbation", "érotiques", "enculer", "estuprada", "fodendo", "fodem", "nuazinha",
        "decapitado", "degolando", "peladinha", "マンコ", "まんこ", "フェラチオ", "斬首された",
        "全裸で",
    ],
)  # fmt: skip
def test_the_forms_of_listed_words_are_refused(prompt: str) -> None:
    assert rule(prompt) == "blocked_word"


@pytest.mark.parametrize(
    "prompt",
    [
        "grapes", "drapery", "therapist", "a scraped knee", "skyscraper", "rapid river", "rapier",
        "trapeze", "parapet", "analogue", "cumin", "document", "assembly", "classic", "bass",
        "cockatoo", "cocktail", "peacock", "shuttlecock", "Hitchcock", "buttress", "button",
        "butterfly", "title", "titanium", "constitution", "sextant", "Sussex", "sextet", "Essex",
        "nudge", "nudibranch", "snake", "canal", "banal", "goreng", "Gorey", "gorge", "gorgeous",
        "violet", "violin", "violent storm", "viola", "a viola quartet", "violoncello", "violette",
        "violon", "deux violons", "une viole", "violettes", "pique-nique", "un violent orage",
        "le branle de Bourgogne", "chaise branlante", "folle", "nuage", "arbres dénudés", "nuance",
        "nues", "sexagénaire", "sauter à la corde", "violeta", "violín", "violonchelo", "pollo",
        "follaje", "folleto", "cono", "tetera", "coger el autobús", "seminuevo", "putativo",
        "violão", "maio", "maior", "nublado", "nuvem", "pelada no campo", "Nacktschnecke",
        "Nacktmull", "Fichte", "Brustschwimmen", "Titisee", "Sexten", "Frühstücksei geköpft",
        "Seifenblasen blasen lassen", "Muschel", "Möwe", "Wichtel", "Schuhwichse", "個性的な絵",
        "裸足", "裸電球", "カップヌードル", "パチンコ", "尻尾", "触手", "三国人物", "エッチング",
        "谷間の村", "長時間露出", "ぱちんこ",
    ],
)  # fmt: skip
def test_the_neighbours_of_listed_words_pass(prompt: str) -> None:
    assert rule(prompt) is None


@pytest.mark.parametrize(
    "prompt",
    [
        "children eating ice cream", "kids riding bikes in a cul-de-sac",
        "girl with string lights", "a baby crawling on a rug", "a boy with a dog on a leash",
        "girl blowing soap bubbles", "a boy with whipped cream",
        "a child eating out with her parents", "kids at a jam tart stall",
        "a girl pricks her finger on a spindle", "a boy watching a sperm whale",
        "a cup for a child", "a girl rubbing her eyes", "a child praying on her knees",
        "kids and a pirate's booty", "children in the changing room of a theatre",
        "curtain revealing a girl", "kids with a hot dog and wieners",
        "the back seat, asiento trasero, niños", "Virgin Mary with child", "girls playing soccer",
        "a child bathes a puppy", "teenage mutant ninja turtles", "Kinder auf freier Wiese",
        "Kinder haben Lust auf Eis", "ein Kind im Garten mit üppigen Blumen",
        "Mädchen mit zwei Möpsen", "ein Junge bläst Seifenblasen", "ein Kind voller Scham",
        "niños jugando en la paja", "una niña montada sobre un caballo", "niños tirando con arco",
        "la corrida de toros con niños", "niña con una mamá feliz", "niños, pechuga de pollo",
        "des enfants mangent une cuisse de poulet", "un enfant jouit de la vue",
        "des enfants en été", "crianças comendo comida gostosa", "uma menina no mês de maio",
        "crianças maiores brincando", "menina, dia meio nublado", "meninos de pés descalços",
        "犬の尻尾と少年", "母に抱かれて眠る赤ちゃん", "谷間の村の少女", "蝶の変態を見る子供",
        "スイカ割りで目隠しした子供", "パチンコで遊ぶ少年", "ちんちん電車に乗る子供",
        "むちむちの赤ちゃん",
    ],
)  # fmt: skip
def test_children_in_what_children_do_pass(prompt: str) -> None:
    assert rule(prompt) is None


@pytest.mark.parametrize(
    ("language", "entry", "expected"),
    [
        ("en", "rape/v", {"rape", "rapes", "raped", "raping", "raper", "rapers"}),
        ("en", "naked/a", {"naked", "nakedly", "nakedness", "nakeder", "nakedest"}),
        ("en", "pussy/n", {"pussy", "pussies"}),
        ("de", "nackt/a", {"nackt", "nackte", "nackter", "nackten", "nacktes", "nacktem"}),
        ("fr", "soumis/a", {"soumis", "soumise", "soumises"}),
        ("es", "pezón/n", {"pezón", "pezones"}),
        ("pt", "canção/n", {"canção", "canções"}),
        ("ja", "脱ぐ/v", {"脱ぐ", "脱ぎ", "脱が", "脱げ", "脱ご", "脱い"}),
        ("en", "naked", {"naked"}),
    ],
)
def test_forms_follow_the_class_of_their_word(
    language: str, entry: str, expected: set[str]
) -> None:
    assert set(forms(language, entry)) == expected


def test_a_word_of_an_unknown_class_is_named() -> None:
    with pytest.raises(ValueError, match="nude/q in en"):
        tuple(forms("en", "nude/q"))


def test_a_concept_spans_lines_and_leaves_out_what_is_another_word() -> None:
    text = "# comment\nforce: violer/v, -violent,\n    par la\n    force  # why\nother: mot\n"
    found = parse_concepts("fr", text)
    assert found.keys() == {"force", "other"}
    assert {"violer", "violée", "par la force"} <= set(found["force"])
    assert not {"violent", "-violent"} & set(found["force"])
    assert "mot" in list_entries("fr", text)


def test_a_list_without_concepts_is_lines() -> None:
    assert list_entries("en", "naked mole rat*  # an animal\n\nthe lion, the witch\n") == (
        "naked mole rat*",
        "the lion, the witch",
    )
