"""Languages: one way to write a code, names in any language, direction and script.

Inside the program a language is a BCP 47 tag in its canonical spelling (``en``, ``pt-BR``, ``zh-Hant``).
Argos, langdetect and the gettext world spell some of them in their own way; the tables here are the only place
that knows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from translator.errors import UsageError
from translator.i18n import _

_ARGOS = {"zh-Hant": "zt", "pt-BR": "pb"}
_FROM_ARGOS = {argos: tag for tag, argos in _ARGOS.items()}
_SPELLINGS = {
    "zh-cn": "zh", "zh-hans": "zh", "zh-sg": "zh", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant",
    "zt": "zh-Hant", "pb": "pt-BR", "no": "nb", "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "fil": "tl",
}  # fmt: skip
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?", re.IGNORECASE)

_ISO_639_1 = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""Every code of two letters there is."""

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ps sd syr ug ur yi".split())
"""Primary subtags of the languages written from right to left."""

UNSPACED = frozenset("zh ja th lo km my".split())
"""Primary subtags of the languages written without spaces between words."""

_SCRIPTS = {
    "Cyrl": "ab ba be bg ce cv kk ky mk mn os ru rue sah sr tg tt udm uk",
    "Arab": "ar ckb fa ks ps sd ug ur",
    "Hebr": "he yi",
    "Grek": "el",
    "Armn": "hy",
    "Geor": "ka",
    "Deva": "hi mr ne sa",
    "Beng": "as bn",
    "Gujr": "gu",
    "Guru": "pa",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Sinh": "si",
    "Thai": "th",
    "Laoo": "lo",
    "Khmr": "km",
    "Mymr": "my",
    "Ethi": "am ti",
    "Hang": "ko",
    "Jpan": "ja",
    "Hani": "zh",
}
_SCRIPT_OF = {code: script for script, codes in _SCRIPTS.items() for code in codes.split()}


@lru_cache(maxsize=1024)
def canonical(code: str) -> str:
    """*code* in the spelling used throughout: ``EN_us`` → ``en-US``, ``zt`` → ``zh-Hant``, ``iw`` → ``he``.

    Raises:
        UsageError: *code* is not a language tag at all.
    """
    text = code.strip().replace("_", "-")
    if not _TAG.fullmatch(text):
        raise UsageError(
            _("“{code}” is not a language code.").format(code=code),
            _("Use a code such as en, ru or pt-BR; `translator languages` lists what can be translated."),
        )
    text = text.lower()
    if text in _SPELLINGS:
        return _SPELLINGS[text]
    head, *rest = text.split("-")
    parts = [_SPELLINGS.get(head, head)]
    parts += [part.title() if len(part) == 4 else part.upper() for part in rest]
    return "-".join(parts)


def is_known(code: str) -> bool:
    """Whether *code* (a tag) means a language at all: one of ISO 639-1, or a longer code that CLDR has a name for."""
    language = primary(code)
    if len(language) == 2:
        return language in _ISO_639_1
    from babel import Locale

    return language in Locale.parse("en").languages


def primary(code: str) -> str:
    """The language without script or region: ``pt-BR`` → ``pt``."""
    return code.split("-", 1)[0]


@lru_cache(maxsize=1024)
def to_argos(code: str) -> str:
    """The code Argos packages use for *code* (``zh-Hant`` → ``zt``; a region Argos does not know is dropped)."""
    code = canonical(code)
    return _ARGOS.get(code, primary(code))


def from_argos(code: str) -> str:
    """The tag for an Argos code (``zt`` → ``zh-Hant``)."""
    return _FROM_ARGOS.get(code, code if not _TAG.fullmatch(code) else canonical(code))


def same_language(one: str, other: str) -> bool:
    """Whether text in *one* needs no translation into *other* (region aside; scripts of Chinese differ)."""
    return to_argos(one) == to_argos(other) or (primary(one) == primary(other) != "zh")


def direction(code: str) -> str:
    """``rtl`` or ``ltr``, the value of HTML's ``dir``."""
    return "rtl" if primary(code) in RIGHT_TO_LEFT else "ltr"


def is_spaced(code: str) -> bool:
    """Whether words are separated by spaces."""
    return primary(code) not in UNSPACED


def script(code: str) -> str:
    """The ISO 15924 code of the usual script: ``Cyrl`` for ``ru``, ``Zyyy`` for ``und``, else ``Latn``."""
    if code == "und":
        return "Zyyy"
    for part in code.split("-")[1:]:
        if len(part) == 4:
            return part
    return _SCRIPT_OF.get(primary(code), "Latn")


@lru_cache(maxsize=1024)
def name(code: str, in_language: str = "en") -> str:
    """The name of *code* in *in_language* (``name("ru", "de")`` → ``Russisch``); the code itself when unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        shown: str | None = Locale.parse(in_language, sep="-").languages.get(code.replace("-", "_"))
        return shown or Locale.parse(code, sep="-").get_display_name(in_language) or code
    except (UnknownLocaleError, ValueError):
        return code


def endonym(code: str) -> str:
    """The name of *code* in the language itself (``ru`` → ``русский``)."""
    return name(code, code)
