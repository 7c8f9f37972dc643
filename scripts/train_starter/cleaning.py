"""Which pairs are fit to learn from. Every check is a plain function of an English and a Russian sentence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
SPACE = re.compile(r"\s+")
NUMBER = re.compile(r"\d+(?:[.,\s]\d{3})*")
THOUSANDS = re.compile(r"(?<=\d)\s+(?:thousand|тысяч\w*|тыс\b\.?)")
WORD = re.compile(r"\w+")
STRESS = "\u0301"


def tidy(text: str) -> str:
    """One line, composed characters, plain spaces, nothing invisible, no stress marks over Cyrillic."""
    text = re.sub(f"(?<=[а-яёА-ЯЁ]){STRESS}", "", unicodedata.normalize("NFD", INVISIBLE.sub("", text)))
    return SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def without_yo(russian: str) -> str:
    """Russian as newspapers print it, with е for ё: the sources disagree, and a model should not have to guess."""
    return russian.replace("ё", "е").replace("Ё", "Е")


def key(text: str) -> str:
    """What near-duplicates share: the words without case, punctuation and ё."""
    return " ".join(WORD.findall(without_yo(text.casefold())))


def numbers(text: str) -> Counter[str]:
    """Numbers of two or more digits; 5,000 and 5 тысяч are 5000."""
    found = (re.sub(r"\D", "", n) for n in NUMBER.findall(THOUSANDS.sub(".000", text)))
    return Counter(n for n in found if len(n) > 1)


def numbers_agree(english: str, russian: str) -> bool:
    """At least two thirds of the numbers stand on both sides."""
    left, right = numbers(english), numbers(russian)
    return 3 * (left & right).total() >= 2 * max(left.total(), right.total())


def share(text: str, script: str) -> float:
    """Share of a text's letters whose Unicode name starts with `script`; 1 when there are no letters."""
    letters = [c for c in text if c.isalpha()]
    return sum(unicodedata.name(c, "").startswith(script) for c in letters) / len(letters) if letters else 1.0


def lengths_agree(english: str, russian: str) -> bool:
    """Neither side is over 2.2 times as long as the other; short ones may differ by twelve characters."""
    shorter, longer = sorted((len(english), len(russian)))
    return longer <= 2.2 * shorter + 12


def loops(text: str) -> bool:
    """A word three times running, or half of a long text made of one repeated pair of words."""
    words = WORD.findall(text.casefold())
    if any(a == b == c for a, b, c in zip(words, words[1:], words[2:], strict=False)):
        return True
    pairs = Counter(pairwise(words))
    return len(words) >= 12 and max(pairs.values()) * 4 > len(words)


def fault(english: str, russian: str) -> str | None:
    """Why a pair is left out, in a word for the count; None for a good pair."""
    if not english or not russian:
        return "empty"
    if not lengths_agree(english, russian):
        return "length"
    if share(english, "LATIN") < 0.8 or share(russian, "CYRILLIC") < 0.6:
        return "script"
    if not numbers_agree(english, russian):
        return "numbers"
    if key(english) == key(russian) and share(english, "LATIN") > 0.5:
        return "copy"
    return "loop" if loops(russian) and not loops(english) else None
