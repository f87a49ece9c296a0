"""What states somebody under 18, in six languages, and what only looks like it."""

import sys
from functools import cache
from types import FrameType

import pytest

from bot.admission import Moderator, load_rules
from bot.admission.ages import under_age
from bot.admission.readings import readings
from bot.admission.rules import Rules

YOUNG = {
    "en": """
        12 y/o | 12yo | 12 yo | 12-yo | 12 y.o. | 12y.o. | 12y | 12 y o | 12 yr old | 12yr old
        12 yrs old | 12yrs | 12 years old | 12-year-old | 12 year old | 12year old | 12yearold
        12-year-olds | twelve yo | twelve y/o | twelve year old | twelve-year-old | twelveyearold
        twelveyo | twelve years old | twelve years of age | 12 years of age | twelve yrs old
        sixteen yo | seventeen years old | 17 y/o | 17yo | 7yo | nine y/o | five year old | 5 years
        12 and a half years old | twelve and a half years old | 6 months old | six weeks old
        3 days old | 18 months old | eight-yr-old | 14-year-old's | age 12 | age: 12 | aged 12 | aged twelve
        aged about 12 | aged around twelve | at the age of 12 | ages 10 to 12 | age range 10-14
        aged between 12 and 14 | age is 15 | her age is thirteen | age of thirteen | age=13
        10-12 years | 5-6 years old | 12 or 13 years old | 12/13 yo | under 18 | under-18 | u18
        under eighteen | below 18 | younger than 18 | younger than 16 | less than 18 years old
        sub-18 | not yet 18 | not 18 yet | isn't 18 | not yet eighteen | not quite 18 | almost 18
        before 18 | hasn't turned 18 | under the age of 18 | under the age of sixteen | nearly 18
        turns 12 | just turned 13 | turning fourteen | she is 12 | she's 12 | he is fourteen
        i am 13 | I'm 15 | they are 12 | she is only 12 | she was 14 | he's just eleven | who is 12
        looks 12 | looks about 12 | looks like she is 12 | appears to be 12 | seems fourteen
        looks like a 12 year old | acting like a 10 year old | body of a 12 year old | barely 16
        physically 12 | her 12th birthday | sixteenth birthday | 13th bday | sweet sixteen | 12f
        5th grader | fifth grader | 5th grade | fifth grade | grade 5 | 5th-grader | sixth former
        8th graders | first grader | grade seven | year 7 | year seven | year 9 pupil | 3rd grade
        eighth-grade | key stage 2 | class 7 student | born in 2015 | born 2014 | yob 2012
        junior high | junior high schooler | middle school | middle schooler | high schooler
        highschooler | high-school freshman | freshman | sophomore | elementary school
        elementary student | primary school pupil | grade schooler | gradeschooler | preschooler
        kindergartner | kindergarten | nursery school | daycare | pre-K | prep school | schoolkid
        underage | under age | under-aged | minor | below the age of consent | not of age | jailbait
        barely legal | not legal yet | not an adult | teen | teens | teenager | teenage | preteen
        pre-teen | tween | subteen | adolescent | pubescent | prepubescent | juvenile | youngster
        little girl | small boy | schoolgirl | schoolboy | toddler | infant | newborn | baby | kid
        kiddo | child | childlike | child-like body | looks like a child | daughter | stepdaughter
        granddaughter | little sister | kid brother | niece | nephew | lass | tot | tyke | cub scout
        girl scout | school uniform | very young | too young | so young | loli | shota | nymphet
        flat-chested loli | diapers | puberty | boarding school | JK | lad
    """,
    "de": """
        12 Jahre | 12 Jahre alt | 12jährig | 12-jährig | 12-jähriges | 12 jährige | zwölf Jahre alt
        zwoelf Jahre alt | zwölfjährig | zwölfjährige | Zwölfjähriger | zwoelfjaehrig | zwölf Jahre
        fünfzehn Jahre alt | fuenfzehn Jahre | fünfzehnjährige | siebzehnjährig | elfjährige
        sechsjähriges | im Alter von 12 | im Alter von zwölf Jahren | Alter: 12 | Alter 12
        im Alter von etwa 12 Jahren | unter 18 | unter achtzehn | unter 16 Jahren | jünger als 16
        jünger als achtzehn | noch nicht 18 | noch keine 18 | noch keine achtzehn | gerade 16
        knapp 16 | erst 12 | sie ist 12 | sie ist erst zwölf | er ist 14 | sie wird 13
        sieht aus wie 12 | wirkt wie zwölf | 12 geworden | 12. Geburtstag | sechzehnter Geburtstag
        6 Monate alt | drei Wochen alt | 5. Klasse | 5.Klasse | fünfte Klasse | Klasse 5 | 6. Klässler
        Fünftklässler | Fünftklässlerin | Erstklässler | geboren 2012 | geboren im Jahr 2014
        Jahrgang 2013 | minderjährig | Minderjährige | minderjaehrig | unmündig | nicht volljährig
        noch nicht volljährig | Mädchen | kleiner Junge | ein Junge | Jungs | Bub | ein Kind
        Kinder | Kleinkind | Säugling | Neugeborenes | Schulkind | Schulmädchen | Schülerin
        Grundschülerin | Grundschüler | Gymnasiastin | Kita | Kindergarten | Vorschulkind
        Jugendliche | Teenager | Halbwüchsige | Tochter | Stieftochter | Enkelin | Nichte | Neffe
        kleine Schwester | Knabe | blutjung | sehr jung | Kindfrau | kindlicher Körper | Backfisch
        vorpubertär | pubertierend | Konfirmandin | 16 jhr
    """,
    "es": """
        12 años | de 12 años | doce años | de doce años | con doce años | tiene 12 años | 12 añitos
        doce añitos | 12 anos | tiene doce | tiene 12 | edad 12 | edad: 12 | edad de doce | once años
        a la edad de 12 | dieciséis años | dieciseis años | diez y seis años | quince años
        diecisiete años | menor de 18 | menor de 18 años | menores de dieciocho | menos de 18 años
        más joven que 16 | aún no tiene 18 | no ha cumplido 18 | no ha cumplido los 18
        sin cumplir los 18 | apenas 16 | parece de 12 | parece tener doce | aparenta 12
        acaba de cumplir 13 | cumple 12 | 6 meses de edad | 5º grado | quinto grado | grado 5
        5º de primaria | quinto de primaria | primero de secundaria | 2º de ESO | segundo de ESO
        nacida en 2012 | nacido en el 2014 | menor de edad | menores de edad | no es mayor de edad
        niña | niño | niñita | nena | chiquilla | bebés | un bebé | recién nacida | colegiala
        colegial | escolar | alumna de primaria | estudiante de secundaria | adolescente
        preadolescente | quinceañera | jovencita | muchachita | hija | hijastra | nieta | sobrina
        hermanita | primaria | secundaria | preescolar | párvulo | púber | impúber | muy joven
        demasiado joven | aniñada | lolita | uniforme escolar
    """,
    "fr": """
        12 ans | de 12 ans | douze ans | de douze ans | âgée de 12 ans | âgé de douze ans
        âgée de 12 | âgée d'environ 12 ans | dix-sept ans | dix sept ans | seize ans | sept ans
        à l'âge de 12 ans | âge : 12 | moins de 18 ans | moins de dix-huit ans | pas encore 18 ans
        pas encore dix-huit ans | à peine 16 | elle a 12 ans | il a douze ans | elle n'a que 12
        paraît avoir 12 | fait 12 ans | vient d'avoir 13 | fête ses 12 | presque 18 | 12 printemps
        12e anniversaire | 12ème anniversaire | 5ème année primaire | CM1 | CE2 | classe de CP
        élève de 5ème | élève de cinquième | classe de sixième | en 6ème | en 6e | en sixième
        en classe de troisième | élève de terminale | née en 2012 | né en 2014 | mineure | mineur
        pas encore majeure | avant sa majorité | enfant | fillette | petite fille | jeune fille
        fille | garçon | garçonnet | petit garçon | gamine | gosse | môme | mioche | nourrisson
        nouveau-né | bébés | écolière | collégienne | collégien | lycéenne | lycéen | maternelle
        école primaire | au collège | au lycée | ado | ados | adolescente | préado | prépubère
        impubère | nièce | neveu | petite sœur | petit frère | mon fils | très jeune | trop jeune
        corps d'enfant | nymphette | pensionnat | uniforme d'écolière
    """,
    "pt": """
        12 anos | de 12 anos | doze anos | de doze anos | com doze anos | tem 12 anos | 12 aninhos
        doze aninhos | tem doze | idade 12 | idade: 12 | idade de doze | dezesseis anos
        dezasseis anos | dezessete anos | catorze anos | quatorze anos | treze anos | menor de 18
        menor de 18 anos | menores de dezoito | menos de 18 anos | mais nova que 16
        abaixo dos 18 | ainda não tem 18 | não completou 18 | não fez 18 | quase 18 | apenas 16
        acabou de fazer 13 | fez 12 | parece ter 12 | aparenta 12 | aparenta ter doze
        6 meses de idade | 5º ano | 5º ano do ensino fundamental | quinto ano do ensino fundamental
        quinta série | 5ª série | nascida em 2012 | nascido em 2014 | menor de idade
        menores de idade | não é maior de idade | menina | menino | menininha | garotinha | garota
        garoto | criança | criancinha | bebês | um bebê | recém-nascida | colegial | aluna
        ensino fundamental | ensino médio | jardim de infância | creche | pré-escola | adolescente
        pré-adolescente | novinha | ninfeta | filha | filhinha | enteada | neta | sobrinha
        irmãzinha | pirralha | moleque | púbere | impúbere | muito jovem | jovem demais
        corpo de criança | uniforme escolar
    """,
    "ja": """
        12歳 | 12才 | １２歳 | 12 歳 | 12さい | 十二歳 | 十二才 | 十歳 | 一二歳 | 五歳児 | 六才児
        じゅうにさい | じゅうごさい | ななさい | ごさいの子 | 十七歳 | 17歳の | 0歳 | 生後6ヶ月
        6か月の | 三ヶ月 | 年齢12 | 年齢：12 | 年齢は12 | 18歳未満 | 十八歳未満 | 18才未満 | 18歳以下
        まだ18歳に満たない | 小5 | 小５ | 小学5年 | 小学五年生 | 小学5年生 | 5年生 | 六年生 | 中2 | 中学2年
        中学二年生 | 高1 | 高校1年生 | 2012年生まれ | 10代 | 十代 | ローティーン | 小学生 | 中学生 | 高校生
        女子高生 | 女子中学生 | 女子小学生 | JK | JC | 未成年 | 未成年者 | 年少者 | 園児 | 幼稚園児
        保育園児 | 年長さん | 幼女 | 幼児 | 少女 | 少年 | 女児 | 男児 | 児童 | 乳児 | 赤ちゃん | 女の子 | 男の子
        娘 | 姪 | 妹 | 思春期 | ロリ | ロリータ | ショタ | ランドセル | セーラー服 | 体操服 | 童顔 | 幼い | 生徒
        初潮 | 第二次性徴 | 学童 | 合法ロリ
    """,
}
GROWN = """
    18 years old | 18yo | 18+ | 18 y/o | 19yo | 19y | 20 years old | 21-year-old | 21 y/o | 25yo
    34 years old | 45 year old woman | 56yo | 67 years | 99 years old | 112 years old | aged 18
    aged 40 | age 21 | age: 30 | eighteen years old | twenty-one years old | thirty-two year old
    sixty seven years old | one hundred and five years old | two hundred years old | she is 25
    she's twenty-two | looks 30 | turned 40 | over 18 | above 18 | older than 18 | at least 21
    18-25 years old | born in 1990 | born 1985 | size 12 | 12 apples | 1990 | 1980s | twelve candles
    12 candles | 16 bit | f/1.8 | 85mm f/1.4 | 4k | 8K | 5th avenue | fifth avenue | 5th element
    class 5 rapids | year 2012 | 2015 | 16:9 | --ar 3:2 | seed 12 | chapter 12 | level 9 | route 66
    room 101 | 3d render | 50mm lens | 7 wonders | 12 monkeys | ocean's eleven | seven samurai
    six feet tall | she is 6 feet tall | he is ten feet tall | 10 inches | 5 o'clock | 12 pm
    under 12 inches of snow | under two umbrellas | 12 people | five years later | 10 minutes
    once upon a time | one of them | she is one of the best | second place | third eye | F-16
    third world | first lady | 7-eleven | 3 musketeers | 9 to 5 | ISO 100 | cfg 7 | score_9
    18 Jahre alt | 25 Jahre alt | zweiunddreißig Jahre | zwanzigjährige | dreißigjährig | über 18
    eine 40-jährige | hundert Jahre alt | fünf Jahre später | sie ist elf Meter groß | um 12 Uhr
    18 años | 30 años | treinta y dos años | veintiún años | cien años | cinco años después
    ochenta y cinco años | mayor de 18 | mayores de edad | un año nuevo
    18 ans | 30 ans | dix-huit ans | dix-neuf ans | vingt-deux ans | vingt et un ans | cent ans
    soixante-dix ans | quatre-vingts ans | quatre-vingt-dix ans | trente-six ans | plus de 18 ans
    deux ans plus tard | âgée de 40 ans | majeure
    18 anos | 30 anos | vinte e dois anos | dezoito anos | cem anos | maior de idade
    trinta e sete anos | dois anos depois | maior de 18
    18歳 | 20歳 | 二十歳 | 二十二歳 | 三十五歳 | 百歳 | にじゅうにさい | 20代 | 二十代 | 三十代の女性 | 大学3年生
    女子大学1年生 | プールの中 2人 | 12人の女性 | 五時 | 三日月 | 十二月 | 一月 | 庭にさいた花 | 年齢30 | 成人女性
    1990年生まれ | 三代目
"""


def ways(text: str) -> list[str]:
    return [way.strip() for line in text.strip().splitlines() for way in line.split("|")]


@cache
def rules() -> Rules:
    return load_rules()


def states_a_minor(text: str) -> bool:
    read = readings(text)
    stated = any(under_age(words) for one in read for words in one.sequences)
    return stated or rules().minors.find(read) is not None


def test_the_table_of_ways_is_as_long_as_it_says() -> None:
    assert sum(len(ways(text)) for text in YOUNG.values()) >= 500
    assert len(ways(GROWN)) >= 150


@pytest.mark.parametrize("language", YOUNG)
def test_somebody_under_18_is_seen_however_it_is_stated(language: str) -> None:
    assert [way for way in ways(YOUNG[language]) if not states_a_minor(way)] == []


def test_what_is_no_age_under_18_is_not_taken_for_one() -> None:
    assert [way for way in ways(GROWN) if states_a_minor(way)] == []


@pytest.mark.parametrize(
    "written",
    [
        "{} years old", "{}yo", "{} y/o", "{}-year-old", "aged {}", "age: {}", "she is {}",
        "{} Jahre alt", "{}-jährig", "Alter {}", "{} años", "edad {}", "{} ans", "{} anos", "{}歳",
    ],
)  # fmt: skip
def test_the_line_is_drawn_between_17_and_18(written: str) -> None:
    seen = [age for age in range(1, 100) if states_a_minor(written.format(age))]
    assert seen == list(range(1, 18))


@pytest.mark.parametrize("text", ["1 a ", "twelve years ", "look like a ", "小5", "十二", "12yo "])
def test_the_work_grows_with_the_text_and_no_faster(text: str) -> None:
    assert calls_for(text * 800) <= 2.1 * calls_for(text * 400)


def calls_for(text: str) -> int:
    """Count the calls of functions, which unlike seconds are the same on every machine."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    words = tuple(text.split())
    sys.setprofile(count)
    try:
        under_age(words)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "prompt",
    [
        "12 y/o", "twelve yo", "5th grader", "under 18", "junior high", "doce años", "zwölfjährig",
        "douze ans", "doze anos", "十二歳", "小5", "looks 12",
    ],
)  # fmt: skip
def test_an_age_alone_is_never_refused_and_beside_a_sexual_word_always(prompt: str) -> None:
    moderator = Moderator(rules())
    assert moderator.judge(prompt, "") is None
    refusal = moderator.judge(f"{prompt}, lingerie", "")
    assert refusal
    assert refusal.rule == "minors"


@pytest.mark.parametrize(
    "prompt",
    ["a 12 year old whisky", "a 12 years old oak tree", "16 years of experience", "5 year old car"],
)
def test_the_ages_of_things_pass_where_nothing_is_sexual(prompt: str) -> None:
    assert Moderator(rules()).judge(prompt, "") is None
