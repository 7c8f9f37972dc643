"""Make a translation follow the glossary, in the right word form, without spoiling the rest of the sentence.

A cascade. The plain translation is checked; only for terms that are missing,

1. S: their place is found and filled with the form that fits (:mod:`~translator.glossary.splicing`);
2. P and I: where there is no safe place, the sentence is translated again with a proxy noun, or with an unchanging
   term itself, in the source (:mod:`~translator.glossary.proxying`), and S completes the result;
3. what still cannot be done safely stays as the model had it, with a reason.

All sentences of a document go through each step together, so that the engine works on large batches; nothing at all
is done where nothing is missing.

Reason codes of terms that are not there: ``no-span`` (the model left it out or it cannot be found), ``span-too-wide``,
``overlap`` (another term stands there), ``form-uncertain``, ``changed-rest`` (the sentence would no longer hold
together), ``ambiguous`` (the source may mean something else).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from translator.glossary.checking import Finding, check
from translator.glossary.matching import Match
from translator.glossary.outcome import Done, Enforced, Item, Rules, State, outcome
from translator.glossary.proxying import Proxy, bank
from translator.glossary.retranslating import retranslate
from translator.glossary.scoring import Remembering, Span, Translator
from translator.glossary.splicing import Filled, Gap, Place, fill, locate

__all__ = ["Enforced", "Item", "Rules", "enforce"]

Progress = Callable[[int, int], None]


def enforce(
    items: Sequence[Item],
    engine: Translator,
    language: str,
    rules: Rules | None = None,
    *,
    proxies: Sequence[Proxy] | None = None,
    progress: Progress | None = None,
) -> list[Enforced]:
    """Enforce the glossary on all *items* of a document; *language* is the target's.

    *proxies* are the nouns of a calibrated package; without them the pair's whole bank is used. The engine is not
    touched when no term is missing. *progress* is told (done, total) in sentences with missing terms.
    """
    rules = rules or Rules()
    states = [State(item, item.target, check(item.matches, item.target, language)) for item in items]
    todo = [at for at, state in enumerate(states) if state.open]
    if todo:
        tell = progress or _ignore
        tell(0, len(todo))
        work = [states[at] for at in todo]
        remembering = Remembering(engine)
        if rules.splice:
            work = splice(work, remembering, language, rules)
        tell(len(todo) // 2, len(todo))
        if rules.proxy or rules.inline:
            nouns = bank(engine.source, language) if proxies is None else proxies
            work = _second_try(work, remembering, language, rules, nouns)
        for at, state in zip(todo, work, strict=True):
            states[at] = state
        tell(len(todo), len(todo))
    return [outcome(state) for state in states]


def splice(states: Sequence[State], engine: Translator, language: str, rules: Rules) -> list[State]:
    """Method S on every open match of all *states*."""
    gaps = [_gap(state, match) for state in states for match in state.open]
    places = _apart(gaps, locate(gaps, engine, language))
    filled = fill(gaps, places, engine, language)
    out: list[State] = []
    at = 0
    for state in states:
        part = slice(at, at + len(state.open))
        out.append(_joined(state, gaps[part], places[part], filled[part], rules))
        at = part.stop
    return [
        replace(state, result=check(state.item.matches, state.target, language)) if new else state
        for state, new in (
            (state, state.target != old.target) for state, old in zip(out, states, strict=True)
        )
    ]


def _second_try(
    states: list[State], engine: Translator, language: str, rules: Rules, proxies: Sequence[Proxy]
) -> list[State]:
    """Methods P and I on sentences that still miss terms; their results take over where they render more."""
    waiting = [at for at, state in enumerate(states) if state.open]
    tried = retranslate([states[at] for at in waiting], engine, language, rules, proxies)
    fresh = [(at, state) for at, state in zip(waiting, tried, strict=True) if state is not states[at]]
    if rules.splice:
        completed = splice([state for _at, state in fresh], engine, language, rules)
        fresh = [(at, state) for (at, _old), state in zip(fresh, completed, strict=True)]
    out = list(states)
    for at, state in fresh:
        if len(state.open) < len(out[at].open):
            out[at] = state
    return out


def _gap(state: State, match: Match) -> Gap:
    return Gap(state.item.source, state.target, match, taken(state.result.findings))


def taken(findings: Sequence[Finding]) -> tuple[Span, ...]:
    """Where terms stand."""
    return tuple(Span(f.occurrence.start, f.occurrence.end) for f in findings if f.occurrence)


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
            reasons[gap.match] = place.reason
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
            reasons[gap.match] = reason or "overlap"
            continue
        edits.append(edit)
        done[gap.match] = Done("flagged" if reason else "splice", one.confidence, reason)
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


def _ignore(done: int, total: int) -> None:
    """No progress is shown."""
