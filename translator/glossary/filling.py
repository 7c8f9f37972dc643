"""Method S as a step of the cascade: gather what is to be filled, fill it all in one batch, write it in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from translator.glossary.checking import check
from translator.glossary.outcome import Done, Rules, State
from translator.glossary.scoring import Span, Translator
from translator.glossary.splicing import Filled, Gap, Place, fill, locate
from translator.glossary.wanting import Want


def splice(
    states: Sequence[State], wanted: Sequence[Sequence[Want]], engine: Translator, language: str, rules: Rules
) -> list[State]:
    """Every state with what is *wanted* in it put in where that is safe."""
    gaps = [_gap(state, want) for state, some in zip(states, wanted, strict=True) for want in some]
    spans = [want.span for some in wanted for want in some]
    places = _apart(gaps, _places(gaps, spans, engine, language))
    filled = fill(gaps, places, engine, language)
    out: list[State] = []
    at = 0
    for state, some in zip(states, wanted, strict=True):
        part = slice(at, at + len(some))
        new = _joined(state, gaps[part], places[part], filled[part], rules)
        if new.target != state.target:
            new = replace(new, result=check(state.item.matches, new.target, language))
        out.append(new)
        at = part.stop
    return out


def _gap(state: State, want: Want) -> Gap:
    there = (Span(f.occurrence.start, f.occurrence.end) for f in state.result.findings if f.occurrence)
    taken = tuple(span for span in there if want.span is None or not span.overlaps(want.span))
    return Gap(state.item.source, state.target, want.match, taken, want.forms)


def _places(
    gaps: Sequence[Gap], spans: Sequence[Span | None], engine: Translator, language: str
) -> list[Place]:
    """The known places, and those that have to be found."""
    unknown = [gap for gap, span in zip(gaps, spans, strict=True) if span is None]
    found = iter(locate(unknown, engine, language))
    return [next(found) if span is None else Place(span, "", math.inf) for span in spans]


def _apart(gaps: Sequence[Gap], places: Sequence[Place]) -> list[Place]:
    """The places with overlaps inside one sentence settled: the stronger one keeps it."""
    out = list(places)
    by_sentence: dict[tuple[str, str], list[int]] = {}
    for at, gap in enumerate(gaps):
        by_sentence.setdefault((gap.source, gap.target), []).append(at)
    for group in by_sentence.values():
        kept: list[Span] = []
        for at in sorted(group, key=lambda n: -places[n].strength):
            span = places[at].span
            if span and any(span.overlaps(other) for other in kept):
                out[at] = Place(None, "overlap", places[at].strength)
            elif span:
                kept.append(span)
    return out


def _joined(
    state: State, gaps: Sequence[Gap], places: Sequence[Place], filled: Sequence[Filled | None], rules: Rules
) -> State:
    """The sentence with all sure fillings at once."""
    done, reasons = dict(state.done), dict(state.reasons)
    edits: list[tuple[int, int, str]] = []
    for gap, place, one in zip(gaps, places, filled, strict=True):
        if one is None:
            reasons[gap.match.start] = place.reason
            continue
        reason = (
            "changed-rest"
            if one.rest < -rules.loss
            else "form-uncertain"
            if one.margin < rules.margin
            else ""
        )
        edit = _edit(state.target, one.text)
        clash = any(edit[0] < other[1] and other[0] < edit[1] for other in edits)
        if clash or (reason and not rules.strict):
            reasons[gap.match.start] = reason or "overlap"
            continue
        edits.append(edit)
        done[gap.match.start] = Done("flagged" if reason else "splice", one.confidence, reason)
    text = state.target
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return replace(state, target=text, done=done, reasons=reasons)


def _edit(old: str, new: str) -> tuple[int, int, str]:
    """The smallest replacement that turns *old* into *new*: ``old[start:end]`` by a text."""
    start = _shared(old, new)
    tail = _shared(old[start:][::-1], new[start:][::-1])
    return start, len(old) - tail, new[start : len(new) - tail]


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
