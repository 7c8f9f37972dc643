"""Methods P and I as a step of the cascade: write drafts, translate them together, keep what holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator.document import How
from translator.glossary.checking import check
from translator.glossary.matching import Match
from translator.glossary.outcome import Done, Rules, State
from translator.glossary.proxying import Draft, Proxy, drafts, inline, read_back
from translator.glossary.scoring import Span, Translator, mean
from translator.glossary.validation import WORSE, fits

MOST = 3
"""Terms of one sentence that are exchanged at once; more would leave the model too little of it."""
CHOICES = 1
"""Proxies tried for each term."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A new translation of a sentence, with the terms in place."""

    text: str
    spans: tuple[tuple[Match, Span], ...]
    how: How


def retranslate(
    states: Sequence[State], engine: Translator, language: str, rules: Rules, proxies: Sequence[Proxy]
) -> list[State]:
    """Try methods P and I on the open matches of every state; states that gain nothing come back as they are."""
    written = [_drafts(state, rules, proxies) for state in states]
    flat = [draft for of_state in written for draft in of_state]
    made = iter(engine.translate([draft.source for draft in flat])) if flat else iter(())
    candidates = [
        [c for draft in of_state for c in _candidates(draft, next(made).text, state, language)]
        for state, of_state in zip(states, written, strict=True)
    ]
    return _best(states, candidates, engine, language)


def _drafts(state: State, rules: Rules, proxies: Sequence[Proxy]) -> list[Draft]:
    source, some = state.item.source, state.open[:MOST]
    out = drafts(source, state.target, some, proxies, CHOICES) if rules.proxy else []
    draft = inline(source, some) if rules.inline else None
    return [*out, draft] if draft else out


def _candidates(draft: Draft, translation: str, state: State, language: str) -> list[Candidate]:
    """What can be read from the translation of a draft and is still the same sentence."""
    how: How = "inline" if all(swap.proxy is None for swap in draft.swaps) else "proxy"
    there = [Span(f.occurrence.start, f.occurrence.end) for f in state.result.findings if f.occurrence]
    out = []
    for text, spans in read_back(draft, translation, language):
        if fits(state.item.source, state.target, there, text, [span for _match, span in spans]):
            out.append(Candidate(text, spans, how))
    return out


def _best(
    states: Sequence[State],
    candidates: Sequence[list[Candidate]],
    engine: Translator,
    language: str,
) -> list[State]:
    """The most likely candidate of each state, unless it is much less likely than what it would replace."""
    pairs = [
        (state.item.source, text)
        for state, of_state in zip(states, candidates, strict=True)
        if of_state
        for text in (state.target, *(c.text for c in of_state))
    ]
    unique = list(dict.fromkeys(pairs))
    scores = dict(zip(unique, map(mean, engine.score(unique)), strict=True)) if unique else {}
    out: list[State] = []
    for state, of_state in zip(states, candidates, strict=True):
        source = state.item.source
        chosen = max(of_state, key=lambda c: scores[source, c.text], default=None)
        if chosen and scores[source, chosen.text] >= scores[source, state.target] - WORSE:
            out.append(_changed(state, chosen, language))
        else:
            out.append(state)
    return out


def _changed(state: State, chosen: Candidate, language: str) -> State:
    """The state with the candidate's text; what S had put into the old text is forgotten."""
    done = {match.start: Done(chosen.how, 0.8) for match, _span in chosen.spans}
    result = check(state.item.matches, chosen.text, language)
    return replace(state, target=chosen.text, result=result, done=done, reasons={})
