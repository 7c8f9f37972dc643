"""The values of enforcement: what goes in, how far it may go, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from translator.document import How, TermUse
from translator.glossary.checking import Checked, Finding, Occurrence
from translator.glossary.concepts import Concept
from translator.glossary.matching import Match


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, its plain translation and what the glossary says about it."""

    source: str
    target: str
    matches: tuple[Match, ...] = ()
    document: int = 0
    """Which of several documents it belongs to: renderings agree within one."""


@dataclass(frozen=True, slots=True)
class Enforced:
    """What became of an item."""

    target: str
    uses: tuple[TermUse, ...] = ()
    """One for every match, in order."""
    unwanted: tuple[tuple[Concept, Occurrence], ...] = ()
    """Forbidden and deprecated terms that stand in the translation."""
    changed: bool = False
    """Whether the text differs from the plain translation."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How far enforcement may go."""

    strict: bool = False
    """Insert the best candidate even where it is unsure, and mark it."""
    first_mention: Literal["plain", "full"] = "plain"
    """``full``: an acronym's first mention in the document gets its full form beside it."""
    splice: bool = True
    """Put terms into the plain translation (method S)."""
    proxy: bool = True
    """Retranslate with proxy nouns what cannot be put in (method P)."""
    inline: bool = True
    """Retranslate with terms that do not change written into the source (method I)."""
    consistent: bool = True
    """One rendering of a concept throughout a document."""
    margin: float = 0.5
    """Nats by which the best form must beat the next one."""
    loss: float = 12.0
    """Nats the words around a term may lose when it goes in; more means the place is wrong."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a term came into a translation."""

    how: How
    confidence: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A sentence on its way: its text now, what the check says of it, and what was done."""

    item: Item
    target: str
    result: Checked
    done: Mapping[int, Done] = field(default_factory=dict)
    """How the match that begins at this character of the source was served."""
    reasons: Mapping[int, str] = field(default_factory=dict)
    """Why the match that begins there is not served."""

    @property
    def open(self) -> tuple[Match, ...]:
        """The matches that are still not rendered."""
        return self.result.missed


def outcome(state: State) -> Enforced:
    """The state as the pipeline gets it."""
    uses = tuple(
        _use(finding, state.done.get(finding.match.start), state.reasons.get(finding.match.start, ""))
        for finding in state.result.findings
    )
    return Enforced(state.target, uses, state.result.unwanted, state.target != state.item.target)


def _use(finding: Finding, done: Done | None, reason: str) -> TermUse:
    match, there = finding.match, finding.occurrence
    how: How = done.how if done else "already"
    confidence = done.confidence if done else match.confidence if there and there.exact else 0.7
    if there is None:
        how, reason = ("kept", "ambiguous") if match.ambiguous else ("flagged", reason or "no-span")
        confidence = 0.0
    elif done:
        reason = done.reason
    return TermUse(
        concept=match.concept.id,
        glossary=match.concept.glossary,
        source=(match.start, match.end),
        target=(there.start, there.end) if there else None,
        wanted=match.wanted.text,
        how=how,
        form=there.text if there else "",
        reason=reason if there is None or how == "flagged" else "",
        confidence=round(confidence, 3),
    )
