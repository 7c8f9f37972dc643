"""How well the letters of a text fit the languages langdetect knows.

The statistics are langdetect's: how often each run of one to three letters occurs in a language (Shuyo Nakatani's profiles,
from Wikipedia). langdetect itself draws runs from the text at random until it is sure; here all of them are counted, which
takes less time, gives the same answer every time, and a confidence that means what it says.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from translator.languages import canonical, script

SMOOTHING = 0.5 / 10_000
"""Added to every frequency; langdetect's value."""
TEMPER = 0.3
"""Runs of letters overlap, so three of them are about one piece of evidence."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """The statistics of the languages of one script."""

    languages: tuple[str, ...]
    runs: dict[str, list[tuple[int, float]]]
    """For a run of letters, each language it occurs in (its place in ``languages``) and its weight there."""


Mixtures = tuple[tuple[str, tuple[str, ...]], ...]
"""Languages without statistics of their own, and those whose average stands in for them."""


@lru_cache(maxsize=32)
def profiles(script_code: str, mixtures: Mixtures = ()) -> Profiles:
    """The statistics of all languages written in *script_code*; read once, in some 0.3 seconds for the Latin ones."""
    from langdetect.detector_factory import PROFILES_DIRECTORY

    shares: dict[str, dict[str, float]] = {}
    languages: list[str] = []
    for path in sorted(Path(PROFILES_DIRECTORY).iterdir()):
        code = canonical(path.name)
        if script(code) != script_code and (script_code, code) != ("Hani", "zh-Hant"):
            continue
        languages.append(code)
        profile = json.loads(path.read_text(encoding="utf-8"))
        totals = profile["n_words"]
        for run, count in profile["freq"].items():
            if len(run) <= len(totals) and totals[len(run) - 1]:
                shares.setdefault(run, {})[code] = count / totals[len(run) - 1]
    for code, parts in mixtures:
        languages.append(code)
        for known in shares.values():
            share = sum(known.get(part, 0.0) for part in parts) / len(parts)
            if share:
                known[code] = share
    place = {code: at for at, code in enumerate(languages)}
    runs = {
        run: [(place[code], math.log1p(share / SMOOTHING)) for code, share in known.items()]
        for run, known in shares.items()
    }
    return Profiles(tuple(languages), runs)


@lru_cache(maxsize=8192)
def _normal(char: str) -> str:
    """*char* as langdetect's statistics write it: a space for what is no letter, one sign for all Hangul, and so on."""
    from langdetect.utils.ngram import NGram

    return str(NGram.normalize(char))


@lru_cache(maxsize=16384)
def runs_of(word: str) -> tuple[str, ...]:
    """The runs of one to three letters of *word*, its borders as spaces; not those that end in two capitals."""
    padded = f" {word} "
    out: list[str] = []
    for end in range(2, len(padded) + 1):
        if not padded[end - 2 : end].isupper() or padded[end - 2] == " ":
            out += [padded[start:end] for start in range(max(end - 3, 0), end)]
    return tuple(out)


def fit(text: str, script_code: str, mixtures: Mixtures = ()) -> dict[str, float]:
    """The log-likelihood of *text* under each language of *script_code*, up to a constant; higher is likelier."""
    from langdetect.utils.ngram import NGram

    known = profiles(script_code, mixtures)
    scores = [0.0] * len(known.languages)
    words = "".join(map(_normal, NGram.normalize_vi(text))).split()
    for run, count in Counter(run for word in words for run in runs_of(word)).items():
        for place, weight in known.runs.get(run, ()):
            scores[place] += count * weight
    return {code: TEMPER * score for code, score in zip(known.languages, scores, strict=True)}
