"""From files of parallel text to one clean, weighted list of pairs.

A line of a corpus file on disk is `weight<TAB>source<TAB>target`: how often the pair is wanted per epoch on average.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from . import augment
from .cleaning import fault, key, tidy, without_yo

OWN_DATA = Path(__file__).parent / "data"
"""Sentences written for this: they teach grammar and names, and what they say of anybody is invented."""
# Pairs per epoch, of one pair of a set: the domain first, the wrong century and manuals last.
SETS = {"own": 3.0, "news": 1.0, "prose": 0.6, "classics": 0.08, "docs": 0.1, "names": 0.02}
TAGS = {
    "tatoeba": 0.25,
    "mlqe": 0.5,
    "cldr": 0.5,
    "wesnoth": 0.3,
    "dcss": 0.3,
}  # these beginnings of tags override
TEACHERS, TAUGHT = ("bergamot-base", "Facebook-AI", "NVIDIA-NeMo"), 2.5
"""What a strong system wrote is literal and whole: a small model learns more from it than from free translations."""
OWN_VARIANTS, NEWS_VARIANTS, FULL_NAMES = 2, 0.5, 4000
LONGEST = 450  # characters
HELD = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """A pair with the set it is from and how often it is wanted."""

    english: str
    russian: str
    set: str
    tag: str
    weight: float


@dataclass(slots=True)
class Corpus:
    """What `build` made; `dropped` counts the reasons."""

    rows: list[Row] = field(default_factory=list)
    held: list[Row] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


def read_pairs(path: Path, name: str) -> Iterator[Row]:
    """Rows of a `.tsv` or `.tsv.gz` with two columns, or three with a tag."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) in (2, 3):
                tag = columns[2] if len(columns) == 3 else ""
                yield Row(tidy(columns[0]), without_yo(tidy(columns[1])), name, tag, weight(name, tag))


def weight(name: str, tag: str) -> float:
    """How often a pair of the set `name` with `tag` is wanted per epoch."""
    if tag.endswith(TEACHERS):
        return TAUGHT
    return next((w for start, w in TAGS.items() if tag.startswith(start)), SETS[name])


def read_folder(folder: Path, own: Iterable[Path]) -> Iterator[Row]:
    """The files `own`, those of `folder/own`, then the sets in the order of `SETS`."""
    for path in [*own, *sorted((folder / "own").glob("*.tsv"))]:
        yield from read_pairs(path, "own")
    for name in SETS:
        for path in sorted(folder.glob(f"{name}.*tsv*")):
            yield from read_pairs(path, name)


def excluded(paths: Iterable[Path]) -> set[str]:
    """Keys of every line, cell and sentence of texts that must never be trained on (`.jsonl`: every string)."""
    keys = set()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = list(strings(json.loads(line))) if path.suffix == ".jsonl" and line else line.split("\t")
            for cell in cells:
                keys |= {key(cell), *(key(s) for s in re.split(r"(?<=[.!?…])\s+", cell))}
    return {k for k in keys if k.count(" ") >= 3}  # shorter ones are nobody's


def strings(value: object) -> Iterator[str]:
    """All strings inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def clean(rows: Iterable[Row], forbidden: set[str], corpus: Corpus) -> None:
    """Keep good rows once each (the first of near-duplicates), and count what is left out and why."""
    seen: set[str] = set()
    for row in rows:
        keys = key(row.english), key(row.russian)
        both = "\t".join(keys)
        why = "long" if len(row.english) > LONGEST else fault(row.english, row.russian)
        if row.set == "own" and why in ("numbers", "script"):
            why = (
                None  # “6 p.m.” is 18 hours, and a photo's source stays Latin: its writer has looked at these
            )
        if row.set == "docs" and len(row.english) < 20:
            why = "short"
        if not forbidden.isdisjoint(keys):
            why = "excluded"
        elif both in seen:
            why = "duplicate"
        seen.add(both)
        if why:
            corpus.dropped[why] += 1
        else:
            corpus.rows.append(row)


def hold_back(corpus: Corpus, count: int) -> None:
    """Take news sentences with human references out, chosen by a hash of the English, with all their translations."""
    fit = {
        r.english
        for r in corpus.rows
        if r.set == "news" and r.tag.startswith("wmt") and 40 <= len(r.english) <= 250
    }
    chosen = set(sorted(fit, key=lambda s: hashlib.sha256(s.encode()).digest())[:count])
    keys = {key(s) for s in chosen}
    for row in corpus.rows:
        if row.english in chosen and "ref" in row.tag:
            corpus.held.append(row)
            chosen.remove(row.english)
    corpus.rows = [r for r in corpus.rows if key(r.english) not in keys]


def add_variants(corpus: Corpus, random: Random) -> None:
    """Append the shapes of `augment` for the domain and the news, and names in twos."""
    by_set = {s: [(r.english, r.russian) for r in corpus.rows if r.set == s] for s in SETS}
    held = {key(row.english) for row in corpus.held}
    for name, weight in (("own", OWN_VARIANTS), ("news", NEWS_VARIANTS)):
        made = augment.variants(by_set[name], random)
        fit = [pair for pair in made if key(pair[0]) not in held]  # another number may make one of those
        corpus.rows += [Row(en, ru, name, "variant", float(weight)) for en, ru in fit]
    names = augment.full_names(by_set["names"], FULL_NAMES, random)
    corpus.rows += [Row(en, ru, "names", "variant", 0.5) for en, ru in names]


def build(
    folder: Path, exclude: Iterable[Path], seed: int = 1, held: int = HELD, own: Iterable[Path] | None = None
) -> Corpus:
    """Read, clean, hold back, add variants; `own` are the project's sentences, by default those beside this file."""
    corpus = Corpus()
    own = sorted(OWN_DATA.glob("*.tsv")) if own is None else own
    clean(read_folder(folder, own), excluded(exclude), corpus)
    hold_back(corpus, held)
    add_variants(corpus, Random(seed))
    return corpus


def write(rows: Iterable[Row], path: Path, reverse: bool) -> None:
    """Write weighted pairs, the Russian first when `reverse`."""
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            pair = (row.russian, row.english) if reverse else (row.english, row.russian)
            out.write(f"{row.weight:g}\t{pair[0]}\t{pair[1]}\n")


def read(path: Path) -> Iterator[tuple[float, str, str]]:
    """Weighted pairs that `write` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            weight, source, target = line.rstrip("\n").split("\t")
            yield float(weight), source, target
