"""More shapes of the same pairs: what an article looks like beyond plain sentences.

Headlines in title case, list items with bullets, quotations, labels such as “Read also:”, two sentences in one
line, other numbers, and people's names. Every function takes a pair and a random source and returns a new pair, or
None where the shape does not fit.
"""

from __future__ import annotations

import re
from random import Random

from .cleaning import NUMBER, numbers

Pair = tuple[str, str]

SMALL = frozenset(
    "a an and as at but by for from in into nor of off on onto or over per the to up via vs with".split()
)
BULLETS = ("• ", "– ", "— ", "- ", "· ", "◦ ", "* ")
QUOTES = (("“", "”", "«", "»"), ('"', '"', "«", "»"), ("‘", "’", "«", "»"), ("“", "”", "“", "”"))
LABELS = (
    ("Read also:", "Читайте также:"),
    ("Also read:", "Читайте также:"),
    ("Read more:", "Читать далее:"),
    ("See also:", "Смотрите также:"),
    ("Related:", "По теме:"),
    ("Photo:", "Фото:"),
    ("Video:", "Видео:"),
    ("Update:", "Обновлено:"),
    ("Analysis:", "Анализ:"),
    ("Opinion:", "Мнение:"),
    ("Explainer:", "Объясняем:"),
    ("Breaking:", "Срочно:"),
    ("Watch:", "Смотрите:"),
    ("Background:", "Справка:"),
)
END = (".", "!", "?", "…", ".”", ".»", '."')


def title_case(pair: Pair, random: Random) -> Pair | None:
    """“Parliament Ratifies the Treaty” with the Russian left as it is; short sentences only, full stop dropped."""
    english, russian = bare(pair, random) or pair
    words = english.split(" ")
    if not 3 <= len(words) <= 14:
        return None
    small = [i not in (0, len(words) - 1) and w in SMALL for i, w in enumerate(words)]
    titled = [w if s else w[:1].upper() + w[1:] for w, s in zip(words, small, strict=True)]
    return " ".join(titled), russian


def upper_case(pair: Pair, random: Random) -> Pair | None:
    """Both sides in capitals; short ones only."""
    english, russian = bare(pair, random) or pair
    return (english.upper(), russian.upper()) if len(english) <= 60 else None


def bare(pair: Pair, _: Random) -> Pair | None:
    """Without the full stop, as headlines and captions are."""
    english, russian = pair
    if (
        english.endswith(".")
        and russian.endswith(".")
        and not english.endswith("..")
        and "." not in english[:-1]
    ):
        return english[:-1], russian[:-1]
    return None


def bullet(pair: Pair, random: Random) -> Pair | None:
    """A list item; the mark is the same on both sides."""
    mark = random.choice(BULLETS)
    return mark + pair[0], mark + pair[1]


def quoted(pair: Pair, random: Random) -> Pair | None:
    """The whole sentence in quotation marks."""
    if any(mark in side for side in pair for mark in '“”«»"‘’'):
        return None
    opened, closed, russian_opened, russian_closed = random.choice(QUOTES)
    return f"{opened}{pair[0]}{closed}", f"{russian_opened}{pair[1]}{russian_closed}"


def labelled(pair: Pair, random: Random) -> Pair | None:
    """A label in front, the sentence without its full stop or with it."""
    english, russian = pair if random.random() < 0.4 else bare(pair, random) or pair
    label, russian_label = random.choice(LABELS)
    return f"{label} {english}", f"{russian_label} {russian}"


def joined(first: Pair, second: Pair, most: int = 400) -> Pair | None:
    """Two sentences in one line, which Argos' own splitting may well produce."""
    ended = all(side.endswith(END) for side in first) and all(side.endswith(END) for side in second)
    english, russian = (f"{a} {b}" for a, b in zip(first, second, strict=True))
    return (english, russian) if ended and len(english) <= most else None


def full_names(names: list[Pair], count: int, random: Random) -> list[Pair]:
    """“Name Surname” made of single names at random."""
    single = [n for n in names if all(s.isalpha() and s[:1].isupper() and len(s) > 2 for s in n)]
    drawn = ((random.choice(single), random.choice(single)) for _ in range(count)) if single else ()
    return [(f"{a[0]} {b[0]}", f"{a[1]} {b[1]}") for a, b in drawn]


def renumbered(pair: Pair, random: Random) -> Pair | None:
    """The pair with other numbers of the same length, so that copying them is learnt, not the numbers.

    Only where both sides have the same numbers, each once. The last digit stays, and 11 to 14 stay whole: the case
    after them stays right. Years stay in their century and days of a month stay days; times of day are left alone.
    """
    held = [numbers(side) for side in pair]
    if not held[0] or re.search(r"\d:\d", pair[0]) or held[0] != held[1] or max(held[0].values()) > 1:
        return None
    fresh = {number: other_number(number, random) for number in held[0]}
    if len(set(fresh.values())) < len(fresh):
        return None
    english, russian = (NUMBER.sub(lambda found: spelt_as(found.group(), fresh), side) for side in pair)
    changed = (english, russian) != pair and numbers(english) == numbers(russian)
    return (english, russian) if changed else None


def other_number(number: str, random: Random) -> str:
    """A number for `number` (digits only), as `renumbered` says."""
    kept = 2 if 11 <= int(number[-2:]) <= 14 else 1
    if re.fullmatch("(19|20)..", number):
        return number[:2] + str(random.randrange(10)) + number[-1]
    if len(number) == 2 and int(number) <= 31:
        return number if kept == 2 else random.choice("12") + number[-1]
    free = len(number) - kept
    return "".join(str(random.randrange(place == 0, 10)) for place in range(free)) + number[free:]


def spelt_as(old: str, fresh: dict[str, str]) -> str:
    """The new number with the separators of the old one; numbers that are not in `fresh` as they are."""
    number = re.sub(r"\D", "", old)
    digits = iter(fresh.get(number, number))
    return "".join(next(digits) if char.isdigit() else char for char in old)


# Shape, and for how many of a hundred pairs it is made.
SHAPES = (
    (title_case, 8),
    (bare, 5),
    (bullet, 5),
    (quoted, 4),
    (labelled, 3),
    (upper_case, 2),
    (renumbered, 60),
)
JOINED = 18


def variants(pairs: list[Pair], random: Random) -> list[Pair]:
    """New shapes of a list of pairs, drawn at random."""
    made: list[Pair | None] = []
    for place, pair in enumerate(pairs):
        made += [shape(pair, random) for shape, hundredth in SHAPES if random.random() * 100 < hundredth]
        if random.random() * 100 < JOINED:
            made.append(
                joined(pair, pairs[place + 1 - len(pairs)] if random.random() < 0.5 else random.choice(pairs))
            )
    return [pair for pair in made if pair is not None]
