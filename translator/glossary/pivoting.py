"""Routes through a language in between: the terms are enforced on both legs, each time from concept to concept.

A term that the first leg loses cannot be found again by the second, so a sentence that misses a term is translated
leg by leg: the pivot text gets the concept's terms of the pivot language, and the target text those of the target
language, found from the repaired pivot text. The result takes the plain translation's place where it renders more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator.document import TermUse
from translator.glossary.checking import check
from translator.glossary.concepts import Glossary
from translator.glossary.enforcement import enforce
from translator.glossary.matching import Matcher
from translator.glossary.outcome import Done, Enforced, Item, Rules, State, outcome
from translator.glossary.scoring import Stage


def enforce_through(
    items: Sequence[Item], stages: Sequence[Stage], glossary: Glossary, rules: Rules | None = None
) -> list[Enforced]:
    """Enforce *glossary* on *items* of a route of two *stages*; their plain translations went through both.

    The stages are only used for sentences that miss a term.
    """
    first, second = stages
    rules = rules or Rules()
    states = [State(item, item.target, check(item.matches, item.target, second.target)) for item in items]
    todo = [at for at, state in enumerate(states) if state.open]
    if todo:
        made = _through([items[at] for at in todo], first, second, glossary, rules)
        for at, (text, uses) in zip(todo, made, strict=True):
            fresh = _state(items[at], text, uses, second.target)
            if len(fresh.open) < len(states[at].open):
                states[at] = fresh
    return [outcome(state) for state in states]


def _through(
    items: Sequence[Item], first: Stage, second: Stage, glossary: Glossary, rules: Rules
) -> list[tuple[str, tuple[TermUse, ...]]]:
    """Every sentence leg by leg: its new translation and what the second leg did for its terms."""
    rules = replace(rules, first_mention="plain")
    to_pivot = Matcher(glossary, first.source, first.target)
    from_pivot = Matcher(glossary, second.source, second.target)
    plain = first.translate([item.source for item in items])
    found = [
        Item(item.source, one.text, tuple(to_pivot.find(item.source)))
        for item, one in zip(items, plain, strict=True)
    ]
    pivot = [one.target for one in enforce(found, first, first.target, rules)]
    made = second.translate(pivot)
    again = [
        Item(text, one.text, tuple(from_pivot.find(text))) for text, one in zip(pivot, made, strict=True)
    ]
    return [(one.target, one.uses) for one in enforce(again, second, second.target, rules)]


def _state(item: Item, text: str, uses: Sequence[TermUse], language: str) -> State:
    """The sentence with its new text; how a term came in is known by its concept and order."""
    result = check(item.matches, text, language)
    left = [use for use in uses if use.how != "already" and use.target]
    done: dict[int, Done] = {}
    for finding in result.findings:
        match = finding.match
        use = next((use for use in left if use.concept == match.concept.id), None)
        if use and finding.occurrence:
            left.remove(use)
            done[match.start] = Done(use.how, use.confidence, use.reason)
    return State(item, text, result, done)
