"""Table of the words that state ages under 18, school years and years of birth, by language.

A way is a line of words. `year/years` stands for either word, `[only/just]` for either or none, an
asterisk at the end of the line for any ending. A number is written as its band:

    {count}    0 to 17, before a unit of age: "12 years", "once años"
    {age}      0 to 17, without a unit: "aged 12"; no word with another meaning
    {limit}    10 to 20: "under 18"
    {grade}    0 to 13, a school year
    {ordinal}  1st to 17th, in digits or as a word
    {birth}    a year of birth of those under 18
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgeWords:
    """Words of one language that state ages.

    Args:
        numbers: number words for 1 to 20, spellings of one separated by a slash.
        larger: words before a number word that make it part of a larger number ("thirty-two").
        ambiguous: number words that have another meaning unless a unit follows.
        ordinals: ordinals for 1st to 17th, as used of school years and birthdays.
        endings: suffixes that make digits an ordinal ("5th").
        glued: units that are written as one word with a number word ("zwölfjährig").
        ways: the ways to state an age.
        fillers: words before a number that do not change it ("aged about 12").
        measures: words after a number that is no age ("six feet").
        later: words after a number word that is no age ("five years later").
        schools: words before a year of adult students ("大学3年生").
    """

    numbers: tuple[str, ...] = ()
    larger: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()


ENGLISH = AgeWords(
    numbers=(
        "one", "two", "three/iii", "four/iv", "five", "six/vi", "seven/vii", "eight/viii",
        "nine/ix", "ten", "eleven/xi", "twelve/xii/dozen", "thirteen/xiii", "fourteen/xiv",
        "fifteen/xv", "sixteen/xvi", "seventeen/xvii", "eighteen", "nineteen", "twenty",
    ),
    larger=(
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
        "hundred and", "thousand", "thousand and",
    ),
    ambiguous=(
        "one", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "dozen", "xiii", "xiv", "xv",
        "xvi", "xvii",
    ),
    ordinals=(
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
        "seventeenth",
    ),
    endings=("st", "nd", "rd", "th"),
    glued=("year", "years", "yearold", "yearolds", "yearsold", "yo", "yos", "yr", "yrold"),
    ways=(
        "{count} [and a half] year/years/yr/yrs/yo/yos/y/yearold/yearolds/yearsold/yrold/yrsold",
        "{count} yera/yeras/yers/yeer/yeers/yaer/yaers old",
        "{count} full/whole/short/human/tender/earth years/yrs",
        "{count} summers/winters/springs",
        "{count}/{limit}/24/30/36 month/months/mo/mos/week/weeks/wk/wks/day/days old/olds",
        "{count} month/months/weeks/days of age",
        "{count} or so years",
        "{count} ish/f",
        "age/aged/ages/ageing/aging [is/of/range/group/between/from] {age}",
        "age range/group of {age}",
        "under/below/beneath/sub/u/underage [age/aged/age of/the age of] {limit}",
        "younger/less/fewer than {limit}", "younger than {age}",
        "not/isnt/hasnt/before [turned/reached] {limit}", "isn/hasn t [turned/reached] {limit}",
        "almost/nearly/approaching/pre {limit}",
        "turn/turns/turned/turning {age}",
        "she/he/who/they is/was/are/were/s/re {age}", "i am/was/m {age}", "you are/re {age}",
        "im/shes/hes/theyre/youre {age}",
        "barely/merely/mere {age}", "no/not older/over/above [than] {age}",
        "{age} and/or under/below/younger",
        "woman/person/someone/somebody/lady/beauty/model/actress/character of {age}",
        "look/looks/looked/looking/appear/appears/appearing/seem/seems/seeming/act/acts/acting "
        "[like/like a/like an/as/to be/as if she is/as if he is] {age}",
        "physically/mentally/emotionally {age}",
        "body/face/figure/chest/mind/look/looks of [a/an] {age}",
        "{ordinal} birthday/birthdays/bday",
        "sweet {age}",
        "{ordinal} grade/grades/grader/graders/former/formers/standard/std",
        "{ordinal} year/class pupil/pupils",
        "{grade} grader/graders/thgrade/thgrader/thgraders",
        "sixth form/former/formers",
        "grade/grades/year/yr/primary/ks/stage/k {grade}",
        "class/form/standard/std {grade} pupil/pupils/student/students/kid/kids",
        "born/birth/birthyear/yob/dob [in/on/after/year/date/in the year] {birth}",
    ),
    fillers=(
        "about", "approx", "approximately", "around", "circa", "clearly", "even", "exactly", "her",
        "his", "just", "like", "maybe", "now", "obviously", "only", "perhaps", "probably",
        "quite", "roughly", "still", "their", "yet",
    ),
    measures=(
        "am", "bit", "bits", "candles", "carat", "centimeters", "centimetres", "clock", "cm",
        "degrees", "dollars", "feet", "foot", "fps", "ft", "hours", "inch", "inches", "k", "kg",
        "kilometers", "kilometres", "km", "lbs", "men", "meter", "meters", "metre", "metres",
        "miles", "million", "minutes", "mm", "models", "mp", "oclock", "o clock", "people",
        "percent", "persons", "photos", "pictures", "pixels", "pm", "pounds", "px", "seconds",
        "stone", "times", "women",
    ),
    later=("year later", "years later"),
)  # fmt: skip

GERMAN = AgeWords(
    numbers=(
        "ein/eins/einem", "zwei", "drei", "vier", "fünf/fuenf", "sechs", "sieben", "acht", "neun",
        "zehn", "elf", "zwölf/zwoelf", "dreizehn", "vierzehn", "fünfzehn/fuenfzehn", "sechzehn",
        "siebzehn", "achtzehn", "neunzehn", "zwanzig",
    ),
    larger=("hundert", "hundertund", "tausend"),
    ambiguous=("ein", "eins", "einem", "elf"),
    ordinals=(
        "erste/ersten/erster", "zweite/zweiten/zweiter", "dritte/dritten/dritter",
        "vierte/vierten/vierter", "fünfte/fünften/fünfter/fuenfte/fuenften",
        "sechste/sechsten/sechster", "siebte/siebten/siebter/siebente", "achte/achten/achter",
        "neunte/neunten/neunter", "zehnte/zehnten/zehnter", "elfte/elften/elfter",
        "zwölfte/zwölften/zwölfter/zwoelfte", "dreizehnte/dreizehnten/dreizehnter",
        "vierzehnte/vierzehnten/vierzehnter",
        "fünfzehnte/fünfzehnten/fünfzehnter", "sechzehnte/sechzehnten/sechzehnter",
        "siebzehnte/siebzehnten/siebzehnter",
    ),
    endings=("te", "ten", "ter"),
    glued=(
        "jährig", "jährige", "jährigen", "jähriger", "jähriges", "jährigem", "jaehrig",
        "jaehrige", "jaehrigen", "jaehriger", "jaehriges", "jaehrigem",
    ),
    ways=(
        "{count} [einhalb] jahr/jahre/jahren",
        "{count} jährig*", "{count} jaehrig*",
        "{count} lenze/lenzen/jhr/jhrg",
        "{count} monat/monate/woche/wochen/tag/tage alt/alte/alter/altes/alten/altem",
        "{count} j",
        "alter/alters/lebensalter [von/ist/zwischen] {age}",
        "unter/unterhalb/u [von] {limit}",
        "jünger/juenger/weniger als {limit}", "jünger/juenger als {age}",
        "noch nicht/keine {limit}",
        "fast/beinahe/knapp/gerade/erst/kaum {limit}",
        "sie/er/die/der/ich ist/war/wird/wurde/bin [erst/gerade/kaum/knapp] {age}",
        "aus/aussehen/aussieht/aussehend/ausschaut/wirkt/scheint wie [eine/ein/einer] {age}",
        "{age} geworden",
        "{count} geburtstag*", "{ordinal} geburtstag*",
        "{grade} klasse/klassen/schulstufe/schuljahr/jahrgangsstufe",
        "{grade} klässler*", "{grade} klaessler*",
        "{ordinal} klasse/schulstufe/schuljahr/jahrgangsstufe",
        "klasse/klassenstufe/jahrgangsstufe {grade}",
        "erstklässler*", "zweitklässler*", "drittklässler*", "viertklässler*", "fünftklässler*",
        "sechstklässler*", "siebtklässler*", "achtklässler*", "neuntklässler*", "zehntklässler*",
        "elftklässler*", "zwölftklässler*",
        "geboren/geb/jahrgang [in/im/am/nach/um] [jahr/jahre] {birth}",
    ),
    fillers=("ca", "einmal", "etwa", "ganz", "mal", "nur", "rund"),
    measures=(
        "äpfel", "bilder", "euro", "frauen", "grad", "kilo", "kilometer", "leute", "männer",
        "menschen", "meter", "minuten", "models", "personen", "prozent", "sekunden", "stunden",
        "uhr", "zentimeter",
    ),
    later=("jahr später", "jahre später", "jahren später"),
)  # fmt: skip

SPANISH = AgeWords(
    numbers=(
        "un/uno/una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
        "once", "doce", "trece", "catorce", "quince", "dieciséis/diez y seis",
        "diecisiete/diez y siete", "dieciocho/diez y ocho", "diecinueve/diez y nueve", "veinte",
    ),
    larger=(
        "veinte y", "treinta y", "cuarenta y", "cincuenta y", "sesenta y", "setenta y",
        "ochenta y", "noventa y", "cien", "ciento", "mil",
    ),
    ambiguous=("un", "uno", "una", "once"),
    ordinals=(
        "primero/primer/primera", "segundo/segunda", "tercero/tercer/tercera", "cuarto/cuarta",
        "quinto/quinta", "sexto/sexta", "séptimo/séptima", "octavo/octava", "noveno/novena",
        "décimo/décima", "undécimo", "duodécimo", "decimotercero",
    ),
    endings=("o", "a", "ro", "er", "do", "to", "no", "vo", "mo"),
    glued=("añero", "añera"),
    ways=(
        "{count} [y medio/y pico] año/años/añito/añitos/ano/anos/anito/anitos/primaveras",
        "{count} añero/añera/añeros/añeras",
        "{count} mes/meses/semanas/días de edad/nacido/nacida/vida",
        "edad/edades [es/entre] {age}",
        "menor/menores/menos/debajo/bajo {limit}",
        "más joven [que] {limit}",
        "no/sin [tiene/tienen/cumple/cumplen/cumplió/cumplir/ha cumplido/llega a] {limit}",
        "casi/apenas {limit}",
        "tiene/tengo/tenía/teniendo/cumple/cumplió/cumplir/cumplía/cumpliendo [apenas] {age}",
        "aparenta/parece/parecen/aparentan/aparentando [tener/de] {age}",
        "{grade}/{ordinal} [curso/año] [de] "
        "primaria/secundaria/eso/bachillerato/preescolar/infantil/básica",
        "{ordinal} grado", "grado {grade}",
        "nacido/nacida/nació/nacidos/nacidas [en/el/en el/en el año/después] {birth}",
    ),
    fillers=(
        "aproximadamente", "aproximada", "aparente", "cerca", "de", "los", "recién", "solamente",
        "sólo", "tan", "unos",
    ),
    measures=(
        "centímetros", "chicas", "euros", "grados", "hombres", "horas", "kilómetros", "kilos",
        "metros", "minutos", "modelos", "mujeres", "personas", "por ciento", "veces",
    ),
    later=("año después", "años después", "años más", "año nuevo"),
)  # fmt: skip

FRENCH = AgeWords(
    numbers=(
        "un/une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
        "douze", "treize", "quatorze", "quinze", "seize", "dix sept", "dix huit", "dix neuf",
        "vingt",
    ),
    larger=(
        "vingt", "trente", "quarante", "cinquante", "soixante", "septante", "huitante",
        "octante", "nonante", "vingt et", "trente et", "quarante et", "cinquante et",
        "soixante et", "cent", "mille",
    ),
    ambiguous=("un", "une", "sept", "seize"),
    ordinals=(
        "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième",
        "neuvième", "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième",
        "seizième", "dix septième",
    ),
    endings=("e", "ème", "ième", "è", "ère", "nde"),
    ways=(
        "{count} an/ans/annees/printemps/piges/balais",
        "âge/âgé/âgée/âgés/âgées [est/entre/à peine] {age}",
        "moins/dessous {limit}", "plus jeune [que] {limit}",
        "pas encore [eu/fêté/atteint] {limit}",
        "presque/avant {limit}",
        "à peine {age}",
        "fête/fêter/fêtait/fêtant {age}",
        "vient d avoir {age}",
        "elle/il a/avait [à peine] {age}", "n a que {age}",
        "paraît/fait/semble/paraissant/fasse/air [avoir/en avoir/d avoir/d en avoir] {age}",
        "{ordinal} anniversaire",
        "en {ordinal}",
        "classe/élève/élèves/collège [de/en] {ordinal}/première/seconde/terminale",
        "en terminale",
        "{ordinal}/première année primaire/secondaire/maternelle",
        "{ordinal}/première primaire/secondaire",
        "ce/cm {grade}",
        "née/né/nées/nés [en/le/en l an/en l année/après/vers] {birth}",
    ),
    fillers=("d", "de", "environ", "juste", "les", "ses", "seulement", "tout", "vers"),
    measures=(
        "centimètres", "euros", "femmes", "fois", "heures", "hommes", "kilomètres", "kilos",
        "mètres", "minutes", "modèles", "personnes", "pour cent",
    ),
    later=("an plus", "an après", "ans après", "ans plus"),
)  # fmt: skip

PORTUGUESE = AgeWords(
    numbers=(
        "um/uma", "dois/duas", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez",
        "onze", "doze", "treze", "quatorze/catorze", "quinze", "dezesseis/dezasseis",
        "dezessete/dezassete", "dezoito", "dezenove/dezanove", "vinte",
    ),
    larger=(
        "vinte e", "trinta e", "quarenta e", "cinquenta e", "sessenta e", "setenta e",
        "oitenta e", "noventa e", "cem", "cem e", "cento e", "mil", "mil e",
    ),
    ambiguous=("um", "uma"),
    ordinals=(
        "primeiro/primeira", "segundo/segunda", "terceiro/terceira", "quarto/quarta",
        "quinto/quinta", "sexto/sexta", "sétimo/sétima", "oitavo/oitava", "nono/nona",
        "décimo/décima",
    ),
    endings=("o", "a"),
    ways=(
        "{count} [e meio] ano/anos/aninho/aninhos/primaveras",
        "{count} mês/meses/semanas/dias de idade/vida/nascido/nascida",
        "idade/idades [é/entre] {age}",
        "menor/menores/menos [que/do que] {limit}",
        "mais jovem/nova/novo [do] que {limit}",
        "abaixo [dos] {limit}",
        "não [tem/fez/completou/fizeram/chegou aos/tem nem] {limit}",
        "quase/apenas {limit}",
        "tem/tenho/tinha/fez/faz/completa/completou/fazer/fazendo [apenas/quase] {age}",
        "aparenta/parece/parecem/aparentando [ter] {age}",
        "{ordinal} série/seriado", "{ordinal} ano",
        "nascido/nascida/nasceu/nascidos/nascidas [em/depois de/no ano de] {birth}",
    ),
    fillers=("aproximadamente", "cerca", "os", "só", "somente", "uns", "aproximada", "aparente"),
    measures=(
        "centímetros", "garrafas", "graus", "homens", "horas", "metros", "minutos", "modelos",
        "mulheres", "pessoas", "por cento", "quilômetros", "quilos", "reais", "vezes",
    ),
    later=("ano depois", "anos depois", "anos mais"),
)  # fmt: skip

JAPANESE = AgeWords(
    ways=(
        "{count} 歳/才/さい/代/週齢",
        "{count} ヶ月/か月/カ月/ヵ月/ケ月/箇月/ヶ月児/か月児",
        "まだ {limit}", "{limit} 未満/以下/歳未満/才未満/さい未満/歳以下/才以下/さい以下",
        "{limit} 歳に満たない/歳になっていない/歳前/歳にもならない",
        "年齢/年令/年齢は/年令は/歳は {age}",
        "小/中/高 {grade} [年/年生]",
        "小学/中学/高校/小学校/中学校/高等学校/幼稚園 {grade} [年]",
        "{grade} 年生",
        "{birth} 年生まれ/年産まれ/生まれ",
    ),
    measures=(
        "人", "名", "匹", "枚", "個", "本", "台", "時", "分", "秒", "月", "日", "年後", "代目",
        "階", "度", "番", "回", "つ",
    ),
    schools=("大学", "大学院", "短大", "専門学校"),
)  # fmt: skip

ROWS = (ENGLISH, GERMAN, SPANISH, FRENCH, PORTUGUESE, JAPANESE)
