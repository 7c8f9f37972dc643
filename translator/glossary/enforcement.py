"""Make a translation follow the glossary, in the right word form, without spoiling the rest of the sentence.

A cascade: check the plain translation; only for terms that are missing, find the place and fill it
(:mod:`~translator.glossary.splicing`); keep the plain translation where that is not safe, and say why. All sentences
of a document go through each step together, so that the engine works on large batches, and nothing at all is done
where nothing is missing.

Reason codes of terms that are not there: ``no-span`` (the model left it out or it cannot be found), ``span-too-wide``,
``overlap`` (another term stands there), ``form-uncertain``, ``changed-rest``, ``ambiguous`` (the source may mean
something else).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator.document import How, TermUse
from translator.glossary.checking import Checked, Finding, Occurrence, check
from translator.glossary.concepts import Concept
from translator.glossary.matching import Match
from translator.glossary.scoring import Span, Translator
from translator.glossary.splicing import Filled, Gap, Place, fill, locate

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, its plain translation and what the glossary says about it."""

    source: str
    target: str
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Enforced:
    """What became of an item."""

    target: str
    uses: tuple[TermUse, ...] = ()
    """One for every match, in order."""
    unwanted: tuple[tuple[Concept, Occurrence], ...] = ()
    """Forbidden and deprecated terms that stand in the translation."""
    score: float | None = None
    """The mean log-probability of a token, when the sentence was changed."""

    @property
    def changed(self) -> bool:
        """Whether the text differs from the plain translation."""
        return self.score is not None


@dataclass(frozen=True, slots=True)
class Rules:
    """How far enforcement may go."""

    strict: bool = False
    """Insert the best candidate even where it is unsure, and mark it."""
    margin: float = 0.5
    """Nats by which the best form must beat the next one."""
    loss: float = 12.0
    """Nats the words around a term may lose when it goes in; more means the place is wrong."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A term that was put in."""

    match: Match
    how: How
    form: str
    confidence: float


def enforce(
    items: Sequence[Item],
    engine: Translator,
    language: str,
    rules: Rules | None = None,
    progress: Progress | None = None,
) -> list[Enforced]:
    """Enforce the glossary on all *items* of a document; *language* is the target's.

    The engine is not touched when no term is missing.
    """
    rules = rules or Rules()
    checked = [check(item.matches, item.target, language) for item in items]
    todo = [at for at, result in enumerate(checked) if result.missed]
    if progress:
        progress(0, len(todo))
    spliced = _splice([(items[at], checked[at]) for at in todo], engine, language, rules)
    out = [_plain(item, result) for item, result in zip(items, checked, strict=True)]
    for at, (target, done, reasons) in zip(todo, spliced, strict=True):
        out[at] = _enforced(items[at], target, done, reasons, language)
    if progress:
        progress(len(todo), len(todo))
    return out


def _splice(
    work: list[tuple[Item, Checked]], engine: Translator, language: str, rules: Rules
) -> list[tuple[str, list[_Done], dict[Match, str]]]:
    """Fill the gaps of every sentence; its new text, what was put in, and why the rest was not."""
    gaps = [
        Gap(item.source, item.target, match, _taken(result.findings))
        for item, result in work
        for match in result.missed
    ]
    places = _apart(gaps, locate(gaps, engine, language))
    filled = fill(gaps, places, engine, language)
    out: list[tuple[str, list[_Done], dict[Match, str]]] = []
    at = 0
    for item, result in work:
        count = len(result.missed)
        part = slice(at, at + count)
        out.append(_joined(item, gaps[part], places[part], filled[part], rules))
        at += count
    return out


def _taken(findings: Sequence[Finding]) -> tuple[Span, ...]:
    return tuple(Span(f.occurrence.start, f.occurrence.end) for f in findings if f.occurrence)


def _apart(gaps: Sequence[Gap], places: Sequence[Place]) -> list[Place]:
    """The places with overlaps inside one sentence settled: the stronger one keeps it."""
    out = list(places)
    for at in sorted(range(len(gaps)), key=lambda n: -places[n].strength):
        span = out[at].span
        if span is None:
            continue
        for other in range(len(gaps)):
            rival = out[other].span
            same = gaps[other].source == gaps[at].source and gaps[other].target == gaps[at].target
            if (
                other != at
                and same
                and rival
                and rival.overlaps(span)
                and places[other].strength <= places[at].strength
            ):
                out[other] = Place(None, "overlap", places[other].strength)
    return out


def _joined(
    item: Item, gaps: Sequence[Gap], places: Sequence[Place], filled: Sequence[Filled | None], rules: Rules
) -> tuple[str, list[_Done], dict[Match, str]]:
    """The sentence with all sure fillings at once, from right to left so that places stay valid."""
    text = item.target
    done: list[_Done] = []
    reasons: dict[Match, str] = {}
    order = sorted(range(len(gaps)), key=lambda n: -(span.start if (span := places[n].span) else 0))
    for at in order:
        one, span, match = filled[at], places[at].span, gaps[at].match
        if one is None or span is None:
            reasons[match] = places[at].reason
            continue
        sure = one.margin >= rules.margin
        if one.rest < -rules.loss or not (sure or rules.strict):
            reasons[match] = "changed-rest" if sure else "form-uncertain"
            continue
        tail = len(item.target) - span.end
        kept = len(one.text) - tail
        text = one.text[:kept] + text[span.end :]
        done.append(_Done(match, "splice" if sure else "flagged", one.form, one.confidence))
    return text, done, reasons


def _plain(item: Item, result: Checked) -> Enforced:
    uses = tuple(_use(finding) for finding in result.findings)
    return Enforced(item.target, uses, result.unwanted)


def _enforced(
    item: Item, target: str, done: list[_Done], reasons: dict[Match, str], language: str
) -> Enforced:
    """The result for a changed sentence, checked again so that every offset is that of the final text."""
    result = check(item.matches, target, language)
    by_match = {one.match: one for one in done}
    uses = tuple(_use(f, by_match.get(f.match), reasons.get(f.match, "")) for f in result.findings)
    return Enforced(target, uses, result.unwanted, 0.0 if target != item.target else None)


def _use(finding: Finding, done: _Done | None = None, reason: str = "") -> TermUse:
    match, there = finding.match, finding.occurrence
    how: How = "already" if done is None else done.how
    confidence = match.confidence if done is None else done.confidence
    if there is None:
        how, reason = ("kept", "ambiguous") if match.ambiguous else ("flagged", reason or "no-span")
        confidence = 0.0
    return TermUse(
        concept=match.concept.id,
        glossary=match.concept.glossary,
        source=(match.start, match.end),
        target=(there.start, there.end) if there else None,
        wanted=match.wanted.text,
        how=how,
        form=there.text if there else "",
        reason=reason if there is None else "",
        confidence=round(confidence, 3),
    )
