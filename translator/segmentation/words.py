"""Words that decide whether a full stop ends a sentence, language by language.

Keys are written without the last dot; the parts of ``т. д.`` stand together as ``т.д``. One in small letters fits any
spelling, one with a capital only that: ``Ill.`` is the state, ``ill.`` the end of a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from translator.languages import primary


@dataclass(frozen=True, slots=True)
class Words:
    """What is known about the words of one language."""

    title: frozenset[str] = frozenset()
    """Stand before a name, and so never end a sentence: ``Mr.``, ``им.``"""
    alike: frozenset[str] = frozenset()
    """Titles that are spelled like an ordinary word: ``им.``"""
    number: frozenset[str] = frozenset()
    """Stand before a number, otherwise are words like any other: ``No.``, ``art.``"""
    middle: frozenset[str] = frozenset()
    """Never end a sentence: ``e.g.``, ``т. е.``"""
    last: frozenset[str] = frozenset()
    """End a list: before a capital letter the sentence is over: ``etc.``, ``т. д.``"""
    either: frozenset[str] = frozenset()
    """Stand in the middle of a sentence as well as at its end: ``Inc.``, ``н. э.``"""
    unit: frozenset[str] = frozenset()
    """After a number like ``either``, otherwise like ``title``: ``1991 г.`` but ``г. Москва``"""
    starters: frozenset[str] = frozenset()
    """Capitalised words that usually begin a sentence and seldom a name."""
    labels: frozenset[str] = frozenset()
    """Words after which a single capital letter is no initial: ``Plan B.``"""
    speech: str = ""
    """A pattern of what may follow a quotation that ends in ``?`` or ``!``: ``“Why?” Smith asked.``"""
    verb: str = ""
    """A pattern of finite verb forms, where endings show them."""
    ordinals: bool = False
    """Whether ``2.`` before a capital letter may be an ordinal: ``der 2. Weltkrieg``."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EN = Words(
    title=_words(
        "mr mrs ms mx messrs mmes dr prof gen lt col maj capt cmdr cpl sgt adm brig rev hon gov sen rep pres amb supt det insp"
        " fr msgr atty pvt cdr cmd ens sec.gen"
        " pte ofc spc del assoc asst hrh"
    ),
    number=_words(
        "no nos fig figs p pp vol vols ch chap sec art arts par para eq ed jan feb mar apr jun jul aug sep sept oct nov dec op"
    ),
    middle=_words("e.g i.e cf viz vs v approx ca"),
    last=_words("etc et.al"),
    either=_words(
        "st mt ft pm inc co corp ltd llc plc bros jr sr esq ph.d m.d b.a m.a m.b.a d.d.s a.m p.m a.d b.c b.c.e c.e u.s u.k u.n e.u u.s.a"
        " u.s.s.r u.a.e d.c l.a n.y ave blvd rd dept univ assn Ariz Calif Colo Conn Fla Ga Ill Ind Kan Mass Mich"
        " Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo"
    ),
    starters=_words(
        "The This That These Those There Then They We He She It You His Her Its Their Our My Your Who What When Where Why How"
        " Which If In On At By For From With Without Within As After Before During Since Until Under Over Between Among Against"
        " But And Or Nor So Yet However Meanwhile Moreover Although Though While Because Despite Also Even Only Just Still Now"
        " Today Yesterday Some Many Most Several Such Both Each Every All Any No Not None Nothing Nobody One Two Three Four Five"
        " Another Other Others Once Here Instead Later Last Next Earlier Soon Perhaps Maybe Thus Therefore Nevertheless Nonetheless"
        " According Asked Officials Police People Authorities Experts Analysts Critics Researchers Scientists Prosecutors"
        " Investigators Witnesses Residents Voters Lawmakers Reporters Protesters Troops Soldiers Photo Photos Image Source"
    ),
    labels=_words(
        "plan vitamin hepatitis type group class grade section appendix part point option model war channel category schedule"
        " exhibit article block side team level phase zone gate unit annex wing league division"
    ),
    speech=r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|told|replied|added|wrote|cried|shouted|wondered|exclaimed)\b",
)

_RU = Words(
    title=_words(
        "им ул пл пер просп наб бул шос р-н обл св проф акад доц тов гр ген полк подп кап лейт серж адм инж дир зам зав"
        " гос мин респ о оз пос пгт дер ст-ца хут х с п д т р м им. ген-м ген-л ген-п член-корр чл.-корр о-в п-ов"
        " мл ст корп тел тт ред бухг архим еп митр дж хр англ нем фр лат рус укр греч"
    ),
    alike=_words("им"),
    number=_words("рис табл гл ч ст п пп стр с см разд прил кн вып том т № кв д корп"),
    middle=_words("т.е т.к т.н т.о напр см ср т.ск так.наз в.т.ч"),
    last=_words("т.д т.п др пр проч"),
    either=_words("н.э до.н.э млн млрд трлн тыс руб долл коп"),
    unit=_words("г гг в вв"),
    starters=_words(
        "В Во На По С Со К Ко О Об От До За Из У Для При Про Без Под Над Через После Перед Между Среди И А Но Да Или Однако Зато"
        " Если Когда Пока Хотя Поэтому Потому Так Такой Такая Такие Также Тогда Там Тем Теперь Тут Здесь Затем Потом Позже Ранее"
        " Это Этот Эта Эти Этого Этому Того Тот Та Те То Он Она Оно Они Его Её Ее Их Ему Им Мы Вы Я Ты Мне Нам Вам Кто Что Как"
        " Какой Где Куда Откуда Почему Зачем Сколько Не Ни Нет Уже Ещё Еще Лишь Только Даже Все Всё Весь Вся Всего Каждый Один Одна"
        " Два Три Первый Первая Второй Кроме Вместо Согласно Сегодня Вчера Сейчас Именно Кстати Впрочем Наконец Причём Например"
    ),
    labels=_words(
        "витамин план гепатит группа группы класс класса тип типа точка пункт пункта категории литера"
    ),
    verb=r"[а-яё]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись|ет|ёт|ют|ут|ит|ят|ат|ется|ются|утся|ится|ятся|атся)",
)

_UK = Words(
    title=_words(
        "ім вул пл пров просп бульв наб р-н обл св проф акад доц тов гр ген полк лейт адм інж дир зам зав респ оз смт"
        " см м с д т о п чл.-кор ред буд корп тел англ нім фр лат рос укр пор"
    ),
    number=_words("рис табл гл ч ст п пп стор с розд дод кн вип т кв буд № арк"),
    middle=_words("т.зв т.б напр див пор тобто"),
    last=_words("т.д т.п т.ін ін інш"),
    either=_words("н.е до.н.е млн млрд тис грн дол коп"),
    unit=_words("р рр ст в вв"),
    starters=_words(
        "У В Во На По З Зі Із До Від За Для При Про Без Під Над Через Після Перед Між Серед І Й Та А Але Або Чи Однак Проте Зате"
        " Якщо Коли Поки Хоча Тому Так Такий Така Такі Також Тоді Там Тепер Тут Потім Згодом Пізніше Раніше Це Цей Ця Ці Цього Того"
        " Той Те Він Вона Воно Вони Його Її Їх Їхній Йому Ми Ви Я Ти Хто Що Як Який Яка Де Куди Звідки Чому Скільки Не Ні Вже Ще"
        " Лише Тільки Навіть Усі Всі Весь Уся Все Кожен Один Одна Два Три Перший Перша Крім Замість Згідно Сьогодні Вчора Зараз Саме"
    ),
    labels=_words("вітамін план гепатит група групи клас класу тип типу пункт пункту категорії"),
    verb=r"[а-яіїєґ']{2,}(?:в|ла|ло|ли|вся|лася|лося|лися|є|ує|ють|уть|ить|ять|ать|ється|ються|иться|яться)",
)

_RO = Words(
    title=_words(
        "î d dl d-l dna d-na d-ra dra dr prof ing gen col lt mr cpt maj plt sg bd bdul b-dul str sos şos al cal p-ţa p-ța jud com mun or"
        " sf sft preot pr acad conf lect asist av arh ec jr st av amb min"
    ),
    number=_words("nr art alin lit pct pag p pp vol cap fig tab sect et ap bl sc cca ed anexa par"),
    middle=_words("ex de.ex v cf a.k.a aprox cca resp sec"),
    last=_words("etc ş.a ș.a ş.a.m.d ș.a.m.d s.a.m.d"),
    either=_words("î.hr i.hr d.hr a.m p.m s.a s.r.l sa s.u.a u.e r.a"),
    unit=_words("a"),
    starters=_words(
        "A Au Este Sunt În In La Pe Cu De Din Dintre Pentru Prin După Dupa Până Pana Sub Spre Între Intre Fără Fara Contra Conform Potrivit Şi Și"
        " Si Dar Însă Insa Iar Sau Ci Deci Dacă Daca Când Cand Deşi Deși Desi Astfel Apoi Acum Azi Astăzi Ieri Ulterior Totuşi"
        " Totuși El Ea Ei Ele Eu Noi Voi Tu Acesta Aceasta Aceştia Aceștia Acestea Acest Această Aceste Aceşti Acel Acea Acolo Aici"
        " Cine Ce Cum Unde Care Cât Nu Nici Da Mai Tot Toate Toţi Toți Un Une O Unii Unele Doi Două Trei Totodată Săptămâna Anul"
    ),
    labels=_words("vitamina planul grupa clasa tipul punctul categoria"),
)

_DE = Words(
    title=_words("hr fr herr dr prof dipl.-ing ing st gen oberst hptm lt maj pfr bgm frl mag"),
    number=_words("nr nrn art abs kap s abb bd tel ziff rn jan feb mär apr jun jul aug sep sept okt nov dez"),
    middle=_words(
        "z.b d.h u.a i.d.r bzw ca vgl evtl ggf inkl sog gem o.ä.z s.o s.u z.t u.u v.a z.zt lt bspw gegr geb gest vs zzgl"
    ),
    either=_words("usw etc v.chr n.chr str co uvm u.v.m u.a.m jh mio mrd abs"),
    starters=_words(
        "Der Die Das Den Dem Des Ein Eine Einer Einen Einem Er Sie Es Wir Ihr Ich Du Seine Sein Ihre Unser In Im An Am Auf Aus Bei Mit"
        " Nach Von Vom Vor Zu Zum Zur Für Gegen Durch Ohne Um Über Unter Seit Während Wegen Trotz Und Aber Oder Doch Denn Sondern Wenn"
        " Als Ob Weil Da Dann Dort Hier Jetzt Heute Gestern Später Zuvor Danach Dabei Dafür Damit Dazu Daher Deshalb Dennoch Zudem"
        " Auch Nur Noch Schon So Wie Was Wer Wo Wann Warum Welche Dieser Diese Dieses Diesen Jener Viele Einige Alle Kein Keine Nicht"
        " Man Laut Allerdings Jedoch Außerdem Bis Ab Beide Zwei Drei"
    ),
    labels=_words("plan vitamin hepatitis typ gruppe klasse punkt kategorie"),
    ordinals=True,
)

_FR = Words(
    title=_words("m mm mme mlle mgr dr pr me st ste gén col cne lt bd"),
    number=_words("n no nos p pp art al fig vol chap éd t tél"),
    middle=_words("c.-à-d env cf p.ex ex i.e"),
    last=_words("etc"),
    either=_words("av.j.-c ap.j.-c j.-c s.a o.n.u u.e"),
    starters=_words(
        "Le La Les Un Une Des Du De Dans En À Au Aux Il Elle Ils Elles On Nous Vous Je Tu Ce Cet Cette Ces C'est Son Sa Ses Leur Leurs"
        " Mais Et Ou Or Donc Car Si Quand Lorsque Comme Puis Ensuite Alors Ainsi Après Avant Depuis Pour Par Sur Sous Avec Sans Selon"
        " Malgré Cependant Toutefois Pourtant Aussi Qui Que Quel Où Tout Tous Toutes Plusieurs Certains Aujourd'hui Hier"
    ),
    labels=_words("plan vitamine hépatite type groupe classe point catégorie"),
)

_ES = Words(
    title=_words(
        "sr sra srta sres dr dra prof gral gen cnel tte cap ing lic arq d dña da av avda sto sta fr mons pte"
    ),
    number=_words("n núm nº art arts pág págs p pp fig vol cap ed tel"),
    middle=_words("p.ej ej aprox cf vs"),
    last=_words("etc"),
    either=_words("a.c d.c a.m p.m ee.uu ss.mm s.a s.l ee.uu.aa rr.hh cía"),
    starters=_words(
        "El La Los Las Lo Un Una Unos Unas En De Del Al A Con Sin Por Para Según Desde Hasta Entre Sobre Tras Durante Ante Bajo Contra"
        " Y O Pero Sino Aunque Si Cuando Como Mientras Porque Luego Entonces Además También Así Ahora Hoy Ayer Después Antes Este"
        " Esta Esto Estos Estas Ese Esa Eso Aquel Él Ella Ellos Ellas Yo Nosotros Usted Su Sus Se No Ni Qué Quién Cómo Dónde Cuándo"
        " Todo Todos Todas Muchos Varios Algunos Otro Otra Otros"
    ),
    labels=_words("plan vitamina hepatitis tipo grupo clase punto categoría"),
)

_IT = Words(
    title=_words(
        "sig sigg sig.ra dott dott.ssa dr prof prof.ssa ing avv arch gen col cap ten on sen mons s don"
    ),
    number=_words("n art artt pag pagg p pp fig vol cap ed tel nr"),
    middle=_words("es p.es ca cfr vs"),
    last=_words("ecc"),
    either=_words("a.c d.c s.p.a s.r.l u.s.a"),
    starters=_words(
        "Il Lo La I Gli Le Un Uno Una In Nel Nella Nei Di Del Della Dei Da Dal Dalla A Al Alla Con Per Su Sul Tra Fra Secondo Dopo Prima"
        " E Ed O Ma Però Se Quando Come Mentre Perché Poi Allora Inoltre Anche Così Ora Oggi Ieri Questo Questa Questi Queste Quello"
        " Quella Lui Lei Loro Noi Voi Io Si Non Né Chi Che Cosa Dove Tutti Molti Alcuni"
    ),
    labels=_words("piano vitamina epatite tipo gruppo classe punto categoria"),
)

_PT = Words(
    title=_words("sr sra srs sras dr dra prof profa gen cel cap ten eng arq d av r gal alm dom exmo"),
    number=_words("n nº art arts pág págs p pp fig vol cap ed tel núm"),
    middle=_words("p.ex ex aprox cf vs"),
    last=_words("etc"),
    either=_words("a.c d.c s.a ltda e.u.a cia"),
    starters=_words(
        "O A Os As Um Uma Em No Na Nos Nas De Do Da Dos Das Ao À Com Sem Por Para Pelo Pela Segundo Desde Até Entre Sobre Após Durante"
        " E Ou Mas Porém Embora Se Quando Como Enquanto Porque Depois Então Além Também Assim Agora Hoje Ontem Antes Este Esta Isto"
        " Estes Estas Esse Essa Isso Aquele Ele Ela Eles Elas Eu Nós Você Seu Sua Não Nem Que Quem Onde Todo Todos Muitos Vários Alguns"
    ),
    labels=_words("plano vitamina hepatite tipo grupo classe ponto categoria"),
)

_PL = Words(
    title=_words(
        "p pan dr prof inż mgr gen płk mjr kpt por ppłk św ul al pl os im ks bp abp hab red min woj pow gm"
    ),
    alike=_words("im"),
    number=_words("nr art ust pkt par str s rys tab t rozdz poz"),
    middle=_words("np tj tzn tzw ok m.in por wg ds zob ur zm"),
    last=_words("itd itp"),
    either=_words("n.e p.n.e tys mln mld zł godz"),
    unit=_words("r w ww"),
    starters=_words(
        "W We Na Po Z Ze Do Od Za Dla Przy O Bez Pod Nad Przez Przed Między I A Ale Lecz Albo Lub Czy Jednak Jeśli Jeżeli Gdy Kiedy"
        " Choć Dlatego Tak Taki Także Też Wtedy Tam Teraz Tu Potem Później Wcześniej To Ten Ta Te Ci Tego On Ona Ono Oni One Jego Jej"
        " Ich My Wy Ja Ty Kto Co Jak Jaki Gdzie Dlaczego Nie Już Jeszcze Tylko Nawet Wszyscy Każdy Jeden Dwa Trzy Według Dziś Wczoraj"
    ),
    labels=_words("plan witamina typ grupa klasa punkt kategoria"),
)

_NL = Words(
    title=_words("dhr mevr mw dr drs prof ir ing mr gen kol kap lt st ds"),
    number=_words("nr art p pp blz fig vol hfst"),
    middle=_words("bijv bv d.w.z o.a m.b.t i.p.v t.o.v ca vgl nl resp zgn m.n t/m"),
    either=_words("enz etc v.chr n.chr n.v b.v e.d"),
    starters=_words(
        "De Het Een Hij Zij Ze Wij We Ik Jij Dit Dat Deze Die Er In Op Aan Bij Met Van Voor Na Door Over Onder Uit Tot Sinds Tijdens"
        " Volgens En Maar Of Want Dus Als Toen Omdat Hoewel Daarna Daar Hier Nu Vandaag Gisteren Later Ook Nog Niet Geen Veel Alle Wie Wat"
    ),
    labels=_words("plan vitamine hepatitis type groep klasse punt categorie"),
)

_ZH = Words(speech=r"[^。！？，、；：]{0,8}[说說道问問称稱]")
_JA = Words(speech=r"と|って|など")
_HI = Words(title=_words("डॉ श्री पं प्रो कु सुश्री"))

_TABLE = {
    "en": _EN, "ru": _RU, "uk": _UK, "ro": _RO, "de": _DE, "fr": _FR, "es": _ES, "it": _IT, "pt": _PT, "pl": _PL, "nl": _NL,
    "be": _RU, "zh": _ZH, "ja": _JA, "hi": _HI, "mr": _HI, "ne": _HI,
}  # fmt: skip


@lru_cache(maxsize=256)
def words_of(language: str) -> Words:
    """What is known about the words of *language*; empty sets where nothing is."""
    return _TABLE.get(primary(language), Words())
