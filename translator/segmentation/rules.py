"""The rules that say whether a mark ends a sentence.

They are asked in the order of :data:`RULES`; the first that has an opinion decides, and where none has, sentencex does.
Each answers ``True`` (the sentence ends here), ``False`` (it goes on) or ``None`` (no opinion).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from translator.languages import is_spaced
from translator.segmentation.places import STRONG, WEAK, Place

Rule = Callable[[Place], bool | None]

QUOTED_WORDS = 4
"""A quotation is split only where both parts have at least this many words …"""
QUOTED_CHARS = 8
"""… or characters, where words are not separated by spaces."""
_MARKER = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[^\W\d_]|[ivxIVX]{1,5})[.)]+")
_ROMAN = re.compile(r"[IVXLCІХ]+")
_NUMBER_BEFORE = re.compile(r"(?:\d|\b[IVXLCІХ]+)[\s\u00a0]*$")
_DASH = re.compile(r"\s*[—–-]\s")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")


@lru_cache(maxsize=64)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def nothing_follows(place: Place) -> bool | None:
    """Marks and signs alone belong to the sentence before them."""
    return None if place.word else False


def small_letter(place: Place) -> bool | None:
    """``“Really?!” he asked``; ``5 млн. рублей``"""
    if place.mark[-1] not in WEAK or not place.word[0].islower() or place.stretch.plain:
        return None
    return None if _BRAND.match(place.word) and place.lead.strip() == "" and place.lead else False


def attribution(place: Place) -> bool | None:
    """``«Кто это?» — Путин``; ``“Why?” Smith asked``: who spoke belongs to what was said."""
    if not place.quoted:
        return None
    if _DASH.match(place.lead):
        return False
    speech = place.stretch.words.speech
    if not speech or not (place.mark[-1] in "?!…" or place.mark[-1] in STRONG):
        return None
    return False if _pattern(speech).match(place.stretch.text, place.after) else None


def in_brackets(place: Place) -> bool | None:
    """Nothing ends inside brackets that were opened in the middle of a sentence."""
    around = place.stretch.brackets.around(place.dot)
    if around is None or not place.stretch.text[place.start : around[0]].strip():
        return None
    if around[1] >= place.end:
        return False
    return None if _starter(place) or not place.stretch.words.starters else False


def in_quotes(place: Place) -> bool | None:
    """A quotation of several long sentences is split; a short one, or a title, is not."""
    around = place.stretch.quotes.around(place.dot)
    if around is None or around[1] < place.end:
        return None
    text = place.stretch.text
    for part in (text[max(place.start, around[0] + 1) : place.end], text[place.end : around[1]]):
        short = part[:200].strip()
        enough = (
            len(short.split()) >= QUOTED_WORDS
            if is_spaced(place.stretch.language)
            else len(short) >= QUOTED_CHARS
        )
        if not enough:
            return False
    return None


def list_marker(place: Place) -> bool | None:
    """``1. First item``; ``a) …``"""
    return False if _MARKER.fullmatch(place.piece.strip()) else None


def strong_mark(place: Place) -> bool | None:
    """``。`` and ``।`` stand nowhere else; but ``11։00`` is a time of day."""
    clock = place.mark == "։" and place.word[0].isdigit() and not place.lead
    return True if place.mark[-1] in STRONG and not clock else None


def no_space(place: Place) -> bool | None:
    """Addresses, file names and numbers go on; ``percent.Next`` is two sentences that lost a space."""
    if place.lead[:1].isspace():
        return None
    word, token = place.word, place.token
    if not (word[0].isupper() or word[0].islower() or word[0].isdigit()):
        return False if place.mark == "." else None
    if not place.capital or (len(word) > 1 and not word[1].islower() and word[1] not in "’'"):
        return False
    return place.quoted or (len(token) > 2 and token.isalpha() and token.islower())


def ellipsis(place: Place) -> bool | None:
    """``Wait… What?`` goes on, ``They came, saw and left… Nobody knew.`` does not."""
    if "…" not in place.mark and place.mark.count(".") < 2:
        return None
    if place.mark[-1] in "?!":
        return None
    if place.stretch.text[place.dot - 1 : place.dot] in {"[", "("}:
        return False
    return place.capital and len(place.piece.split()) >= 3


def _two_clauses(place: Place) -> bool:
    """Whether there is a finite verb on both sides, where the language shows it."""
    words, text = place.stretch.words, place.stretch.text
    if not words.verb:
        return False
    verb = _pattern(words.verb)
    stop = _SENTENCE_END.search(text, place.after, place.after + 300)
    rest = text[place.after : stop.start() if stop else place.after + 300]
    return bool(verb.search(place.piece.lower()) and verb.search(rest.lower()))


def _starter(place: Place) -> bool:
    """Whether the next word usually begins a sentence; ``В.`` in ``им. В. И. Ленина`` does not."""
    initial = len(place.word) == 1 and place.stretch.text[place.after + 1 : place.after + 2] == "."
    return place.word in place.stretch.words.starters and not initial


def _either(place: Place) -> bool:
    return _starter(place) or _two_clauses(place)


def _key(place: Place) -> str:
    """The abbreviation before the mark as the tables write it."""
    words, chain = place.stretch.words, place.chain.lower()
    known = any(chain in group for group in (words.middle, words.last, words.either))
    if known:
        return chain
    return place.token if place.token in words.either else place.token.lower()


def ordinary_word(place: Place) -> bool | None:
    """``He fell ill. Smith came``: only with a capital would it be the state."""
    alike = place.token.islower() and place.token.capitalize() in place.stretch.words.either
    return True if alike and place.mark == "." and place.capital else None


def abbreviation(place: Place) -> bool | None:
    """``Mr. Smith``, ``e.g. Fig. 3``, ``и т. д. Потом``"""
    if place.mark != ".":
        return None
    words, key = place.stretch.words, _key(place)
    if key in words.middle:
        return False
    if place.word[0].isdigit() or _ROMAN.fullmatch(place.word):
        if key in words.number or key in words.title or key in words.unit:
            return False
    elif key in words.number and key not in words.title and key not in words.unit:
        return place.capital or None
    if place.quoted and place.capital:
        return None
    return _title_or_either(place, key)


def _title_or_either(place: Place, key: str) -> bool | None:
    """``г. Москва`` goes on; ``in the U.S.`` and ``в 1991 г.`` may be the end."""
    words = place.stretch.words
    if key in words.last:
        return place.capital or None
    if key in words.unit and _NUMBER_BEFORE.search(place.before):
        return _either(place)
    if key in words.unit or key in words.title:
        return key in words.alike and _starter(place)
    return _either(place) if key in words.either else None


def initials(place: Place) -> bool | None:
    """``J. K. Rowling``, ``В. В. Путин``, ``the U.N. Security Council``; but ``Plan B. They``"""
    if place.mark != "." or place.quoted:
        return None
    parts = (place.chain or place.token).split(".")
    if not all(len(part) == 1 and part.isalpha() and not part.islower() for part in parts):
        return None
    previous = place.before.rsplit(None, 1)[-1:] if len(parts) == 1 else []
    if previous and previous[0].lower() in place.stretch.words.labels:
        return True
    if len(place.word) > 1 and _starter(place):
        return True
    return False if place.capital or not place.word[0].isupper() else None


def ordinal(place: Place) -> bool | None:
    """``der 2. Weltkrieg``; but ``Platz 5. Der``"""
    if not place.stretch.words.ordinals or place.mark != "." or not place.token.isdigit():
        return None
    if len(place.token) > 3 or not place.capital:
        return None
    return place.word in place.stretch.words.starters


def question(place: Place) -> bool | None:
    """A question or exclamation before a capital letter is over."""
    return True if place.mark[-1] in "?!;:" and (place.capital or place.word[0].isdigit()) else None


def footnote(place: Place) -> bool | None:
    """``The army withdrew.[1] Two days later``"""
    return True if place.note and place.capital else None


RULES: tuple[Rule, ...] = (
    nothing_follows,
    small_letter,
    attribution,
    in_brackets,
    in_quotes,
    list_marker,
    strong_mark,
    no_space,
    ellipsis,
    ordinary_word,
    abbreviation,
    initials,
    ordinal,
    question,
    footnote,
)


def ends(place: Place) -> bool | None:
    """Whether the sentence ends at *place*, as far as the rules know."""
    for rule in RULES:
        opinion = rule(place)
        if opinion is not None:
            return opinion
    return None
