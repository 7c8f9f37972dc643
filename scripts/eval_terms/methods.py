"""The methods compared: the plain translation, two simple ones as a floor, and the cascade with its parts."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sets import Row  # type: ignore[import-not-found]

from translator.document import TermUse
from translator.engines import Engine
from translator.glossary.checking import check
from translator.glossary.enforcement import Enforced, Item, Rules, enforce
from translator.glossary.matching import Match
from translator.glossary.repairs import put
from translator.glossary.scoring import Span
from translator.glossary.splicing import Gap, locate

_OFF = Rules(splice=False, proxy=False, inline=False)
METHODS: dict[str, Rules | None] = {
    "plain": None,
    "placeholder": None,
    "A dictionary form": None,
    "S": replace(_OFF, splice=True),
    "P": replace(_OFF, proxy=True),
    "I": replace(_OFF, inline=True),
    "S+P": Rules(inline=False),
    "cascade": Rules(),
    "cascade, unvalidated": Rules(loss=1e9, margin=0.0),
    "cascade strict": Rules(strict=True),
}


@dataclass(frozen=True, slots=True)
class Run:
    """The output of a method and what it cost."""

    texts: list[str]
    uses: list[tuple[TermUse, ...]]
    seconds: float
    """Of processor time, beyond the plain translation."""


def run(name: str, rows: Sequence[Row], plain: Sequence[str], engine: Engine) -> Run:
    """Apply the method *name* to all *rows* at once."""
    started = time.process_time()
    if name == "plain":
        texts, uses = list(plain), [()] * len(rows)
    elif name == "placeholder":
        texts, uses = _placeholder(rows, plain, engine), [()] * len(rows)
    elif name.startswith("A "):
        texts, uses = _dictionary(rows, plain, engine), [()] * len(rows)
    else:
        done = enforced(rows, plain, engine, METHODS[name] or Rules())
        texts, uses = [one.target for one in done], [one.uses for one in done]
    return Run(texts, uses, time.process_time() - started)


def enforced(rows: Sequence[Row], plain: Sequence[str], engine: Engine, rules: Rules) -> list[Enforced]:
    """The rows through enforcement."""
    items = [Item(row.source, text, row.matches) for row, text in zip(rows, plain, strict=True)]
    return enforce(items, engine, engine.target, rules)


def _placeholder(rows: Sequence[Row], plain: Sequence[str], engine: Engine) -> list[str]:
    """Every missing term as ``XQ1`` through the engine; back in its dictionary form, lost ones at the end."""
    out = list(plain)
    todo = [(at, missed) for at, row in enumerate(rows) if (missed := _missed(row, plain[at], engine.target))]
    sources = []
    for at, missed in todo:
        source = rows[at].source
        for number, match in sorted(enumerate(missed, 1), key=lambda pair: -pair[1].start):
            source = source[: match.start] + f"XQ{number}" + source[match.end :]
        sources.append(source)
    for (at, missed), made in zip(todo, engine.translate(sources), strict=True):
        text = made.text
        for number, match in enumerate(missed, 1):
            mark = f"XQ{number}"
            text = text.replace(mark, match.wanted.text) if mark in text else f"{text} {match.wanted.text}"
        out[at] = text
    return out


def _dictionary(rows: Sequence[Row], plain: Sequence[str], engine: Engine) -> list[str]:
    """The dictionary form at the place occlusion finds."""
    out = list(plain)
    gaps, owners = [], []
    for at, row in enumerate(rows):
        checked = check(row.matches, plain[at], engine.target)
        taken = tuple(Span(f.occurrence.start, f.occurrence.end) for f in checked.findings if f.occurrence)
        for match in checked.missed:
            gaps.append(Gap(row.source, plain[at], match, taken))
            owners.append(at)
    found = [
        (place.span, at, gap)
        for place, at, gap in zip(locate(gaps, engine, engine.target), owners, gaps, strict=True)
    ]
    for span, at, gap in sorted(found, key=lambda one: -(one[0].start if one[0] else 0)):
        if span and out[at][: span.end] == plain[at][: span.end]:
            out[at] = put(out[at], span.start, span.end, gap.match.wanted.text, engine.target)[0]
    return out


def _missed(row: Row, text: str, language: str) -> tuple[Match, ...]:
    return check(row.matches, text, language).missed
