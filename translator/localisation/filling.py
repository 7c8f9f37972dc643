"""Fill what is empty in a catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from translator.catalogs import accelerators
from translator.catalogs.entries import Catalog, Entry, Review
from translator.document import Note
from translator.engines import Progress
from translator.errors import UsageError
from translator.i18n import _
from translator.localisation.asking import Desk, answer
from translator.localisation.leaves import Question, Result, question, result
from translator.pipeline import Job
from translator.translating import Engines

CHUNK = 2000
"""Entries translated together: enough for full batches, little enough to hold and to lose."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a run."""

    review: bool = True
    """Mark what a machine made."""
    fuzzy: bool = False
    """Translate entries anew that wait for review."""
    reuse: bool = True
    """Take the translation of an equal message that people have translated in the same file."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entry a person should look at, and why."""

    entry: Entry
    reason: str


@dataclass(slots=True)
class Filled:
    """What a run did to one catalog."""

    filled: int = 0
    reused: int = 0
    left: list[Doubt] = field(default_factory=list)
    """Entries left empty."""
    noted: list[Doubt] = field(default_factory=list)
    """Entries filled, in which a check found something."""


def fill(
    catalog: Catalog, job: Job, engines: Engines, wish: Wish, progress: Progress | None = None
) -> Filled:
    """Translate the empty entries of *catalog*; call its ``data()`` for the file.

    Raises:
        UsageError: nobody says which language it is for.
        ModelMissing: no installed package or route for the pair.
    """
    if not catalog.target_language:
        raise UsageError(
            _("{name} does not say which language it is for.").format(name=catalog.name),
            _("Name it with --to."),
        )
    filled = Filled()
    wanted = [entry for entry in catalog.entries if _wanted(entry, wish)]
    if not wanted:
        return filled
    desk = Desk(job, engines, catalog.source_language)
    review = Review(origin(engines, catalog.source_language)) if wish.review else None
    if wish.reuse:
        wanted = list(_reused(catalog, wanted, review, filled))
    done = 0
    remaining = iter(wanted)
    while some := list(islice(remaining, CHUNK)):
        _fill_some(catalog, some, desk, review, filled)
        done += len(some)
        if progress:
            progress(done, len(wanted))
    return filled


def _wanted(entry: Entry, wish: Wish) -> bool:
    return entry.state == "empty" or (entry.state == "review" and wish.fuzzy)


def origin(engines: Engines, source: str) -> str:
    """What makes the translations, in a few words."""
    signature = engines.get(source).signature
    return " ".join(signature[key] for key in ("engine", "package", "version") if signature.get(key))


def _reused(
    catalog: Catalog, wanted: Sequence[Entry], review: Review | None, filled: Filled
) -> Iterator[Entry]:
    """Fill what the same file has translated elsewhere; yield the rest."""
    known: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for entry in catalog.entries:
        if entry.state == "done" and any(entry.target):
            known.setdefault(entry.source, set()).add(entry.target)
    for entry in wanted:
        found = known.get(entry.source, set())
        target = next(iter(found)) if len(found) == 1 else ()
        if target and len(target) == max(1, len(entry.forms)):
            catalog.put(entry, target, review and Review(_("the same message elsewhere")))
            filled.filled += 1
            filled.reused += 1
        else:
            yield entry


def _fill_some(
    catalog: Catalog, entries: Sequence[Entry], desk: Desk, review: Review | None, filled: Filled
) -> None:
    asked: list[tuple[Entry, Question]] = []
    for entry in entries:
        try:
            asked.append((entry, question(entry, desk.job.target)))
        except ValueError as error:
            filled.left.append(Doubt(entry, _("not understood: {reason}").format(reason=error)))
            catalog.clear(entry)
    answers = answer((one for _entry, what in asked for one in what.askings()), desk)
    for entry, what in asked:
        _settle(catalog, entry, result(what, answers), review, filled)


def _settle(catalog: Catalog, entry: Entry, made: Result, review: Review | None, filled: Filled) -> None:
    if made.texts:
        try:
            catalog.put(entry, made.texts, review)
        except ValueError as error:
            made = Result(lost=(str(error),))
    if not made.texts:
        lost = ", ".join(made.lost)
        filled.left.append(Doubt(entry, _("could not be kept: {pieces}").format(pieces=lost)))
        catalog.clear(entry)
        return
    filled.filled += 1
    notes = [note.message for note in (*made.notes, *_own_notes(entry, made))]
    if notes:
        filled.noted.append(Doubt(entry, " ".join(dict.fromkeys(notes))))


def _own_notes(entry: Entry, made: Result) -> Iterator[Note]:
    longest = max(map(len, made.texts))
    if entry.limit and longest > entry.limit:
        message = _("{n} characters, {limit} are allowed.").format(n=longest, limit=entry.limit)
        yield Note("length", message)
    if any(accelerators.faults(entry.source[0], text) for text in made.texts):
        yield Note("accelerator", _("The keyboard letter is missing."))
