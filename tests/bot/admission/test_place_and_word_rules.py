"""Which prompts are refused, and which only look like it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.admission import PlaceAndWordRules, Refusal, Requester, RulesUnreadable, load_rules
from bot.admission.content_filter.readings import readings
from bot.language import LANGUAGES
from bot.storage import ServerPreferences
from generation import GenerationRequest, Keyframe
from tests.bot.admission.answers import request_refusal, text_refusal
from tests.generation.requests import ready

HERE = Requester(user_id=1, guild_id=2, channel_ids=(3,))


def refuse(
    rules: PlaceAndWordRules, request: GenerationRequest, requester: Requester = HERE
) -> Refusal | None:
    return rules.place_refusal(requester) or request_refusal(rules, ready(request))


def refused(rules: PlaceAndWordRules, prompt: str, negative: str = "") -> str | None:
    """Return the rule that refuses a prompt."""
    request = GenerationRequest(prompt, "1", 128, 128, 20, 4.0, 7, negative_prompt=negative)
    refusal = refuse(rules, request)
    return refusal.rule if refusal else None


@pytest.fixture(scope="module")
def shipped() -> PlaceAndWordRules:
    return PlaceAndWordRules(load_rules())


@pytest.mark.parametrize(
    "prompt",
    [
        "Scunthorpe", "a bunch of grapes", "cockpit of an aeroplane", "cocktail", "peacock",
        "Essex and Sussex", "a rapeseed field", "cumulus clouds", "class assassin", "shiitake",
        "a comic strip with kids", "Moby Dick and a boy", "a girl sees through the window",
        "children at the beach", "a chink in the armour", "blue tit", "1980s car", "hello!!!",
        "baby chick", "a 5 year old tree", "titanic", "therapist", "analysis",
        "a thirty-two year old woman in lingerie", "sexy pose, twenty-one years old",
        "a kind woman in a bikini", "Nina in a bikini", "a bikini, five years later",
        "eine Nacktschnecke", "Kinder im Kleid", "ein Kind und eine Nacktschnecke", "Kindle",
        "un niño juega en el parque", "la viola de mi hija", "cono de helado", "el año nuevo",
        "mujer sensual de treinta y dos años", "un hombre bebe vino, mujer sexy",
        "pieds nus dans l’herbe", "un enfant mange", "le chat et la chatte", "à mains nues",
        "une femme en lingerie de vingt-deux ans",
        "criança jogando pelada", "menina na praia", "a lua nova", "nuvem",
        "カップヌードル", "裸足の少女", "サセックスの村", "フロリダのビーチ", "個性的な少女",
        "レイブパーティー", "ピエロ", "二十歳の女性、水着", "二十代の女性、水着", "少年と犬",
    ],
)  # fmt: skip
def test_innocent_prompts_pass(shipped: PlaceAndWordRules, prompt: str) -> None:
    assert refused(shipped, prompt) is None


@pytest.mark.parametrize(
    "prompt",
    [
        "nude", "NUDE", "n u d e", "n.u.d.e", "nuuude", "nüde", "nu\u200bde", "nu\u00adde",
        "ｎｕｄｅ", "𝓃𝓊𝒹ℯ", "пudе", "nud3", "p0rn", "роrnography", "$ex", "fuck!ng", "ρorn",
        "Rule  34", "pornographic", "a p-o-r-n star", "beautiful,nude,photo",
        "n(u:1)de", "nu(de:1.2)", "n\\ude", "(bo[nude",
        "boooobs", "puuuussyyy", "ñude", "nu゙de", "nudeの写真", "ﾎﾟﾙﾉ",
    ],
)  # fmt: skip
def test_blocked_words_are_found_however_they_are_dressed_up(
    shipped: PlaceAndWordRules, prompt: str
) -> None:
    assert refused(shipped, prompt) == "blocked_word"


@pytest.mark.parametrize(
    "prompt",
    [
        "nackte Frau", "NACKTE Frauen", "Pornografie", "eine Vergewaltigung", "Hakenkreuzfahne",
        "mujer desnuda", "mujeres desnudas", "erótico", "sexo", "coño", "esvástica",
        "femme nue", "FEMME NUE", "toute nue", "érotique", "un viol", "croix gammée",
        "mulher nua", "nudez", "buceta", "estupro", "suástica",
        "全裸の女性", "女性のヌード写真", "ヌードモデル", "強姦", "レイプ", "鉤十字",
    ],
)  # fmt: skip
def test_what_is_refused_in_english_is_refused_in_every_language(
    shipped: PlaceAndWordRules, prompt: str
) -> None:
    assert refused(shipped, prompt) == "blocked_word"


def test_a_language_without_word_lists_is_named_and_harms_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(LANGUAGES, "xx", "Xhosa")
    rules = load_rules()
    (sentence,) = rules.left_out
    assert "xx/adult.txt is missing" in sentence
    assert "no word of Xhosa is refused" in sentence
    judged = PlaceAndWordRules(rules)
    assert refused(judged, "red apple") is None
    assert refused(judged, "nackte Frau") == "blocked_word"


def test_without_the_english_lists_there_are_no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.admission.content_filter.rules.SOURCE", "xx")
    with pytest.raises(RulesUnreadable, match=r"xx/adult\.txt is missing"):
        load_rules()


@pytest.mark.parametrize(
    ("prompt", "negative"),
    [
        ("a child in lingerie", ""),
        ("a twelve year old in lingerie", ""),
        ("lingerie, seventeen-year-old", ""),
        ("lingerie, age 12", ""),
        ("lingerie, at the age of nine", ""),
        ("Mädchen in Dessous", ""),
        ("Dessous, 12-jährig", ""),
        ("eine Zwölfjährige, sinnlich", ""),
        ("ein Kind", "Kleidung"),
        ("niña en bikini", ""),
        ("Niñas en lencería", ""),
        ("lencería, de doce años", ""),
        ("menor de edad", "ropa, vestida"),
        ("fillette en bikini", ""),
        ("sensuelle, de quinze ans", ""),
        ("une petite fille", "vêtements"),
        ("menina de biquíni", ""),
        ("criança", "roupas"),
        ("少女 水着", ""),
        ("水着の女子高生", ""),
        ("ビキニ、12歳", ""),
        ("水着、十二歳", ""),
        ("子供", "服"),
        ("sexy 15 year old", ""),
        ("15yo in bikini", ""),
        ("lewd s c h o o l g i r l", ""),
        ("aged 12, seductive", ""),
        ("nude toddler", ""),
        ("a child", "clothes"),
        ("teenager", "clothed, dressed"),
        ("seductive", "adult, kid"),
        ("a child", "lingerie"),
    ],
)
def test_sexual_content_involving_minors_is_always_refused(
    shipped: PlaceAndWordRules, prompt: str, negative: str
) -> None:
    assert refused(shipped, prompt, negative) == "minors"


def test_the_negative_prompt_is_judged_too(shipped: PlaceAndWordRules) -> None:
    assert refused(shipped, "apple", "swastika") == "blocked_word"
    assert refused(shipped, "apple", "rape") == "blocked_word"
    assert refused(shipped, "a child with a kite", "blurry") is None


@pytest.mark.parametrize("negative", ["nsfw, nude", "Nackt", "desnuda", "全裸", "porn"])
def test_adult_words_may_be_steered_away_from(shipped: PlaceAndWordRules, negative: str) -> None:
    assert refused(shipped, "apple", negative) is None
    assert refused(shipped, negative) == "blocked_word"
    assert refused(shipped, "a child reading", negative) is None


@pytest.mark.parametrize(
    ("prompt", "negative", "said"),
    [
        ("p0rn", "", "I don't draw nudity or sexual content. Please try something else."),
        (
            "voldemort",
            "",
            "Your prompt has something in it that I don't draw. Please try other words.",
        ),
        (
            "apple",
            "voldemort",
            "Your negative prompt has something in it that isn't allowed here. "
            "Please try other words.",
        ),
    ],
)
def test_a_refusal_says_what_kind_of_words_it_is_about_and_names_none(
    prompt: str, negative: str, said: str
) -> None:
    rules = PlaceAndWordRules(load_rules(("voldemort",)))
    refusal = text_refusal(rules, prompt, negative)
    assert refusal
    assert refusal.sentence == said


def test_the_operators_words_and_file_count(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("# ours\nsecret project  # hush\nunter*\n", "utf-8")
    rules = PlaceAndWordRules(load_rules(("Voldemort", "xxx"), file))
    assert refused(rules, "v0ldemort") == "blocked_word"
    assert refused(rules, "our secret   project") == "blocked_word"
    assert refused(rules, "our secretive project") is None
    assert refused(rules, "untergang") == "blocked_word"
    assert refused(rules, "xxx") == "blocked_word"
    assert refused(rules, "x marks the spot") is None


def test_the_operators_words_are_found_in_scripts_without_spaces() -> None:
    rules = PlaceAndWordRules(load_rules(("裸", "ライブ", "น้ำ", "裸 xyz*")))
    assert refused(rules, "女性の裸") == "blocked_word"
    assert refused(rules, "ここはライブだ") == "blocked_word"
    assert refused(rules, "オリーブとライブラリ") is None
    assert refused(rules, "แม่น้ำ") == "blocked_word"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xfa"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "words.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(RulesUnreadable, match=r"IMAGINE_BLOCKED_WORDS_FILE .*words\.txt"):
        load_rules((), file)


@pytest.mark.parametrize(
    "prompt", ["a b " * 1500, "nude " * 1200, "1!" * 3000, "é" * 6000, "ñaaa" * 1500]
)
def test_no_text_has_more_readings_than_can_be_judged_at_once(prompt: str) -> None:
    found = [sequence for reading in readings(prompt) for sequence in reading.sequences]
    assert len(found) <= 54
    assert sum(len(words) for words in found) <= 54 * len(prompt)


def test_without_rules_everything_is_refused() -> None:
    assert refused(PlaceAndWordRules(None), "apple") == "rules_unreadable"


def test_a_thread_of_an_allowed_channel_is_allowed() -> None:
    rules = PlaceAndWordRules(load_rules(), frozenset({9}))
    request = GenerationRequest("apple", "1", 128, 128, 20, 4.0, 7)
    assert refuse(rules, request, Requester(1, 2, (3, 9))) is None
    assert refuse(rules, request, Requester(1, 2, (3,)))


def test_a_server_that_wants_a_role_lets_in_who_has_one_of_them_and_names_them_to_others() -> None:
    rules, server = PlaceAndWordRules(load_rules()), ServerPreferences(roles=(7, 8))
    assert rules.place_refusal(replace(HERE, server=server, role_ids=(1, 8))) is None
    assert rules.place_refusal(replace(HERE, role_ids=(1,))) is None
    refusal = rules.place_refusal(replace(HERE, server=server, role_ids=(1,)))
    assert refusal
    assert refusal.rule == "role"
    assert "<@&7>, <@&8>" in refusal.sentence


def test_a_server_chooses_among_the_operators_channels_which_are_named() -> None:
    rules, server = (
        PlaceAndWordRules(load_rules(), frozenset({3, 4})),
        ServerPreferences(channels=(4, 9)),
    )
    assert rules.place_refusal(replace(HERE, server=server, channel_ids=(4,))) is None
    refusal = rules.place_refusal(replace(HERE, server=server, channel_ids=(9,)))
    assert refusal
    assert refusal.sentence == "I only draw in <#4>."
    elsewhere = ServerPreferences(channels=(9,))
    refusal = rules.place_refusal(replace(HERE, server=elsewhere))
    assert refusal
    assert refusal.sentence == "I only draw in <#9>."


def test_words_that_are_judged_alone_are_judged_as_those_of_a_request(
    shipped: PlaceAndWordRules,
) -> None:
    refusal = text_refusal(shipped, "porn")
    assert refusal
    assert refusal.rule == "blocked_word"
    assert text_refusal(shipped, "apple", "porn") is None


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize(
    ("dressed", "as_written"),
    [
        ("{apple|nude}", True),
        ("{nude|apple}", True),
        ("nu{de|t}", True),
        ("{t|nu}{t|de}", True),
        # Read with the first option of each group, then with the second, and so on.
        ("{t|nu}{de|t}", False),
    ],
)
def test_a_word_that_only_one_option_has_is_found_in_every_prompt_of_a_morph(
    shipped: PlaceAndWordRules, place: int, dressed: str, as_written: bool
) -> None:
    prompts = ["red apple"] * 6
    prompts[place] = dressed
    first, *others = prompts
    # Of these seeds some choose the word; each is refused that does, and where the word is found in
    # what is written, all are.
    for seed in range(12):
        morph = tuple(Keyframe(prompt, seed) for prompt in others)
        request = GenerationRequest(first, "1", 128, 128, 20, 4.0, seed, morph=morph, frames=12)
        drawn = {keyframe.prompt for keyframe in ready(request).prompts[0].keyframes}
        refusal = refuse(shipped, request)
        assert (refusal is not None) == (as_written or "nude" in drawn)


@pytest.mark.parametrize("field", ["prompt", "negative_prompt"])
def test_what_a_group_becomes_is_judged_for_every_picture(
    shipped: PlaceAndWordRules, field: str
) -> None:
    # Only chance puts the word together: with the first option of each group there is none, and
    # with the second neither.
    refused_at = set()
    for seed in range(40):
        apple = GenerationRequest("apple", "1", 128, 128, 20, 4.0, seed, count=4)
        request = replace(apple, **{field: "{x|go}{re|lf}"})
        drawn = [getattr(prompts, field) for prompts in ready(request).prompts]
        assert (refuse(shipped, request) is not None) == ("gore" in drawn)
        refused_at |= {drawn.index("gore")} if drawn.count("gore") == 1 else set()
    assert refused_at == {0, 1, 2, 3}


def test_what_one_keyframe_shows_and_another_undresses_is_refused(
    shipped: PlaceAndWordRules,
) -> None:
    morph = (Keyframe("lingerie", 7),)
    request = GenerationRequest("a child", "1", 128, 128, 20, 4.0, 7, morph=morph, frames=8)
    refusal = refuse(shipped, request)
    assert refusal
    assert refusal.rule == "minors"
