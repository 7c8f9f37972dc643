"""Letters and words that give a language away: those langdetect does not know, and those it confuses.

The lists are common knowledge of the languages, written for this program; none was counted from a text.
A clue weighs how many words of a text are typical against how many would be in the language and in others.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

ANY = "*"
ELSEWHERE = 0.01
"""The share of words that look typical of a language in a text of another."""
OUTSIDER = 4.0
"""How much less likely a language is beforehand that few texts are in; natural logarithm."""
AGAINST = -2.0
"""What one word that the language does not use counts."""


@dataclass(frozen=True, slots=True)
class Clue:
    """What gives one language away."""

    like: str
    """What langdetect takes it for: one language, several whose mixture it resembles, or ``*`` for any of the script."""
    share: float
    """The share of words that are typical in an ordinary text, from 0 to 1."""
    letters: str = ""
    """A word with one of these letters is typical."""
    words: str = ""
    """These words are; ``evrop*`` is any that begins so, ``*ojn`` any that ends so."""
    against: str = ""
    """These belong to a language it resembles; ``[әқ]`` is any with such a letter."""
    rarer: float = 1.0
    """How much less likely it is beforehand than what it resembles, in natural logarithm."""


_LATIN = {
    "az": Clue("tr", 0.4, "əqx"),
    "is": Clue("nb da sv", 0.3, "ðþ", "ekki eru hann hún sem vegna þess hafa hefur eftir einnig"),
    "mt": Clue(ANY, 0.3, "ħġċż", "tal fil mill dwar kien kienet hija huwa jew minn biex wara din dan kull", "[ąęłśźńćčšž]", OUTSIDER),
    "ig": Clue(
        ANY, 0.35, "ịụọ",
        "nke otu ihe mgbe nwere ebe niile mere site n'ime ka afọ oge onye",
        "[đăơưấầẩẫậếềểễệốồổỗộớờởỡợứừửữựằắẳẵặ]", OUTSIDER,
    ),
    "yo": Clue(ANY, 0.15, "ṣ", "àwọn tí ní wọn láti fún èyí jẹ́", rarer=OUTSIDER),
    "eu": Clue(ANY, 0.18, "", "eta ez dira zuen ziren izan baina dute dituzte egin egon duten zen batzuk hau hori horren bere beste baino gehiago zituen izango", rarer=2.0),
    "eo": Clue(ANY, 0.2, "ĉĝĥĵŝŭ", "kaj estas estis esti havas tiu tiuj kiu kiuj ili pri kiel *ojn *ajn", rarer=2.0),
    "ga": Clue(ANY, 0.15, "", "agus tá bhí bhfuil raibh chun faoi nach gur seo leis ina níos agam aige", rarer=2.0),
    "lb": Clue("de nl", 0.15, "", "déi och ass fir vun huet gëtt awer nëmmen eng dës", rarer=OUTSIDER),
    "uz": Clue("tr", 0.12, "", "va uchun bilan ham edi emas haqida lekin kerak qilib bo‘lgan bo'lgan boʻlgan yil", rarer=2.0),
    "tk": Clue("tr", 0.15, "ň", "bilen üçin hem bolan däl boýunça şeýle", rarer=OUTSIDER),
    "ku": Clue("tr", 0.2, "", "û jî wê wî ku ji tê dike bû ewê", rarer=OUTSIDER),
    "nn": Clue("nb", 0.1, "", "ikkje ein eit frå dei nokon noko kva korleis eg vere vart medan berre saman òg", "ikke et fra noen noe hva hvordan jeg være ble mens", rarer=OUTSIDER),
    "gl": Clue(
        "es pt", 0.14, "",
        "unha non dunha nunha cunha polos polas ata máis xa moi hai foron tamén teñen despois cando coa cos coas dous dúas súa súas"
        " hoxe xente nin aínda algunhas algúns ningun* estea estivo fixo dixo á pola nun xa* xe* xi* xo* xu* lle lles sen ben quen fai fan facer poden tiña tiñan"
        " catro mellor dende entón *ións *áns",
        "los las y del una fue muy sus hasta también más lo su después hay ya según um uma não em com são também mas até pelo pela às à"
        " foram muito você isso há já",
    ),
    "bs": Clue(
        "hr", 0.04, "",
        "evrop* univerzitet* hiljad* sedmic* naučni* nauk* tačn* tačk* sistem* porodic* uslov* fudbal* muzi* avion* hemij* takođe hljeb ko"
        " neko niko šta saopć* saopšt* izvještaj* histori* takmič* tokom voz vozov* bioskop* pozorišt* finansij* hirur* januar* februar* mart"
        " marta april* maj maja juna jula juni juli august* septemb* oktob* novemb* decemb* štamp* demokratij* sarađ* opšt* stanica sprat*",
        "europ* tisuć* tjed* siječnj* veljač* ožuj* travnj* svibnj* lipnj* srpnj* kolovoz* rujn* listopad* studeno* prosin* sveučili* znanstven*"
        " točn* točk* sustav* obitelj* uvjet* nogomet* glazb* zrakoplov* kemij* kruh tko netko nitko izvješ* natjec* povijes* vlak* kazališ*"
        " financij* kirur* tijekom ravnatelj* priopć* surad* računal* tvrtk* primjerice pisač*",
    ),
    "sr": Clue(
        "hr", 0.07, "",
        "vreme vremena deca dece reka reke mesto mesta svet sveta svetu lepo pre posle uvek ovde gde nedelj* čovek* razume* vide* hteo mesec*"
        " primer* uslov* poslednj* sledeć* zahtev* mera mere istorij* takođe opšt* saopšt* reš* delo dela deo ponedeljak sred* evrop* hiljad*"
        " predsedni* pobed* telo zvezd* cena cene vlade? oblast* uspe* vest*",
        "vrijem* dije* mjest* svijet* gdje prije poslije uvijek ovdje čovjek* mjesec* predsjedni* posljednj* sljedeć* europ* tisuć* tjed*"
        " primjer* zahtjev* mjer* rije* lijep* cijel* dijel*",
    ),
    "ms": Clue(
        "id", 0.12, "",
        "ialah bahawa kerana boleh sahaja iaitu daripada apabila selepas wang pelbagai kereta hospital polis kumpulan syarikat tiada menerusi"
        " semasa manakala sekiranya mahu mahupun ogos julai jun mac disember isnin khamis jumaat sabtu ahad perkhidmatan universiti kualiti"
        " aktiviti komuniti sains saintis penyelidik* maklumat jawatan mesyuarat pejabat akhbar televisyen stesen tempoh bandar pesakit ubat"
        " peratus bilion pasukan perlawanan jurulatih antarabangsa eropah jepun perancis sepanyol itali kanak kerajaan sebarang berkenaan ianya"
        " turut ramai sukan filem telefon kelab elektrik nombor kurun haiwan pokok kemalangan tentera parlimen mahkamah jenayah siasatan muzium"
        " enjin bilik kedai pengundi undi mangsa perubatan petang parti dijumpai memberi",
        "bahwa karena bisa uang mobil kantor saat berbagai polisi perusahaan universitas kualitas aktivitas komunitas ilmuwan agustus juli juni"
        " desember maret jumat kamis senin eropa jepang prancis spanyol italia inggris persen miliar triliun pertandingan pemerintah mencoba butuh"
        " kalau koran televisi stasiun informasi internasional pelatih peneliti* lainnya yaitu sebagian setelah agar maupun provinsi kelompok"
        " nomor listrik telepon film klub hewan",
    ),
}  # fmt: skip

_CYRILLIC = {
    "be": Clue("ru uk", 0.25, "ў", "што гэт* яны які якая якія каб пасля таксама аднак ёсць яго калі будзе можа трэба", "[їиъщәғқңөүұһҗ]"),
    "sr": Clue("mk", 0.2, "ћђ", "је у са су који која које није као али био била било бити његов* само пре", "[ѓќѕїіыэўйщ] во е ги го со беше"),
    "kk": Clue(ANY, 0.5, "әқғұ", "және үшін мен бұл деп", "[їђћҗҙҫҳ]", 2.0),
    "ky": Clue(ANY, 0.4, "ңөү", "жана менен бул деп эмес болгон бир", "[әқғұҗіїђћ] нь бол байна байсан", 2.0),
    "mn": Clue(ANY, 0.4, "өү", "нь байна байсан юм энэ бол тэр", "[әқғұҗіїңһђћ]", OUTSIDER),
    "tg": Clue(ANY, 0.3, "ӣӯҳҷ", "аст ба аз дар бо ки барои", "[іїђћщы]", 2.0),
    "tt": Clue(ANY, 0.4, "әҗ", "һәм белән өчен бу булган", "[қғұіїђћ]", OUTSIDER),
    "ba": Clue(ANY, 0.4, "ҙҫҡ", "һәм менән өсөн был", "[іїђћ]", OUTSIDER),
    "cv": Clue(ANY, 0.5, "ӑӗҫӳ", "тата", "[іїђћ]", OUTSIDER),
}  # fmt: skip

CLUES: Mapping[str, Mapping[str, Clue]] = {
    "Latn": _LATIN,
    "Cyrl": _CYRILLIC,
    "Arab": {
        "ps": Clue(ANY, 0.35, "ټډړږښۍېڅځ", "په او چې", rarer=OUTSIDER),
        "ckb": Clue(ANY, 0.4, "ێۆڕڵ", "لە بە", rarer=OUTSIDER),
        "ug": Clue(ANY, 0.5, "ۇۈېڭ", "", "[ڕڵێ]", rarer=OUTSIDER),
        "sd": Clue(ANY, 0.25, "ڻڄڃڳٿڙ", "جي جو ۾", rarer=OUTSIDER),
    },
    "Beng": {"as": Clue("bn", 0.25, "ৰৱ")},
    "Hebr": {"yi": Clue("he", 0.2, "ײװױ", "און דער די איז פון מיט אויף")},
    "Ethi": {"ti": Clue("am", 0.15, "ኣ", "ናይ ካብ እዩ ነቲ")},
}
"""By script: the languages and what gives them away."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʻ‘][^\W\d_]+)?")


@lru_cache(maxsize=256)
def _pattern(letters: str, words: str) -> re.Pattern[str] | None:
    """A pattern that a typical word matches."""
    parts = [f".*[{letters}].*"] if letters else []
    parts += [
        f".*{word}.*" if word.startswith("[") else re.escape(word).replace(r"\*", ".*")
        for word in words.split()
    ]
    return re.compile("|".join(parts)) if parts else None


@lru_cache(maxsize=16384)
def says(word: str, script_code: str) -> tuple[tuple[str, float], ...]:
    """The languages *word* speaks for or against, and how much, beyond what any other word does."""
    out: list[tuple[str, float]] = []
    for code, clue in CLUES[script_code].items():
        typical, foreign = _pattern(clue.letters, clue.words), _pattern("", clue.against)
        if typical and typical.fullmatch(word):
            out.append((code, math.log(clue.share / ELSEWHERE) - _ordinary(clue)))
        elif foreign and foreign.fullmatch(word):
            out.append((code, AGAINST))
    return tuple(out)


def _ordinary(clue: Clue) -> float:
    """What a word that is not typical says; a little against the language."""
    return math.log((1 - clue.share) / (1 - ELSEWHERE))


def mixtures(script_code: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The languages that look like a mixture of several others, and which."""
    clues = CLUES.get(script_code, {}).items()
    return tuple((code, tuple(clue.like.split())) for code, clue in clues if " " in clue.like)


def with_clues(scores: Mapping[str, float], text: str, script_code: str) -> dict[str, float]:
    """*scores* with those languages added that only clues can tell; *scores* holds the :func:`mixtures` too."""
    clues = CLUES.get(script_code, {})
    known = {code: score for code, score in scores.items() if code not in clues}
    if not clues or not known:
        return dict(scores)
    words = _WORD.findall(text.lower())
    said: dict[str, float] = defaultdict(float)
    for word in words:
        for code, weight in says(word, script_code):
            said[code] += weight
    best = max(known.values())
    out = dict(known)
    for code, clue in clues.items():
        base = best if clue.like == ANY else scores.get(code, scores.get(clue.like, -math.inf))
        out[code] = base - clue.rarer + said[code] + len(words) * _ordinary(clue)
    return out
