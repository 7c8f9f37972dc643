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


@dataclass(frozen=True, slots=True)
class _Task:
    """An entry to fill, and what it belongs to."""

    entry: Entry
    catalog: Catalog
    filled: Filled


def fill(
    catalog: Catalog, job: Job, engines: Engines, wish: Wish, progress: Progress | None = None
) -> Filled:
    """Translate the empty entries of *catalog*; call its ``data()`` for the file.

    Raises:
        UsageError: nobody says which language it is for.
        ModelMissing: no installed package or route for the pair.
    """
    return fill_all([catalog], job, engines, wish, progress)[0]


def fill_all(
    catalogs: Sequence[Catalog], job: Job, engines: Engines, wish: Wish, progress: Progress | None = None
) -> list[Filled]:
    """As :func:`fill`, for catalogs of one pair of languages: their messages go through the engine together.

    Raises: as :func:`fill`; KeyboardInterrupt: the person wants to stop, and a memory keeps what is finished.
    """
    out = [Filled() for _catalog in catalogs]
    tasks = [
        _Task(entry, catalog, filled)
        for catalog, filled in zip(catalogs, out, strict=True)
        for entry in _wanted(catalog, wish)
    ]
    if not tasks:
        return out
    desk = Desk(job, engines, catalogs[0].source_language)
    review = Review(origin(engines, desk.source)) if wish.review else None
    if wish.reuse:
        tasks = list(_reused(catalogs, tasks, review))
    remaining = iter(tasks)
    done = 0
    while some := list(islice(remaining, CHUNK)):
        if engines.stopped():
            raise KeyboardInterrupt
        _fill_some(some, desk, review, shifted(progress, done, len(some), len(tasks)))
        done += len(some)
        if progress:
            progress(done, len(tasks))
    return out


def shifted(progress: Progress | None, before: int, part: int, total: int) -> Progress | None:
    """Progress in *part* of the entries, in whatever it counts, told as progress in all *total*."""
    if progress is None:
        return None
    return lambda done, all_: progress(before + part * done // max(all_, 1), total)


def _wanted(catalog: Catalog, wish: Wish) -> list[Entry]:
    """The entries of *catalog* to fill."""
    wanted = [entry for entry in catalog.entries if is_wanted(entry, wish)]
    if wanted and not catalog.target_language:
        raise UsageError(
            _("{name} does not say which language it is for.").format(name=catalog.name),
            _("Name it with --to."),
        )
    return wanted


def is_wanted(entry: Entry, wish: Wish) -> bool:
    """Whether *entry* is to be filled."""
    return entry.state == "empty" or (wish.fuzzy and entry.state == "review")


def origin(engines: Engines, source: str) -> str:
    """What makes the translations, in a few words."""
    signature = engines.get(source).signature
    return " ".join(signature[key] for key in ("engine", "package", "version") if signature.get(key))


def _reused(catalogs: Sequence[Catalog], tasks: Sequence[_Task], review: Review | None) -> Iterator[_Task]:
    """Fill what the same file has translated elsewhere; yield the rest."""
    known = {id(catalog): _known(catalog) for catalog in catalogs}
    for task in tasks:
        found = known[id(task.catalog)].get(task.entry.source, set())
        target = next(iter(found)) if len(found) == 1 else ()
        if target and len(target) == max(1, len(task.entry.forms)):
            task.catalog.put(task.entry, target, review and Review(_("the same message elsewhere")))
            task.filled.filled += 1
            task.filled.reused += 1
        else:
            yield task


def _known(catalog: Catalog) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
    """What *catalog* has translated, and how."""
    known: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for entry in catalog.entries:
        if entry.state == "done" and any(entry.target):
            known.setdefault(entry.source, set()).add(entry.target)
    return known


def _fill_some(tasks: Sequence[_Task], desk: Desk, review: Review | None, progress: Progress | None) -> None:
    asked: list[tuple[_Task, Question]] = []
    for task in tasks:
        try:
            asked.append((task, question(task.entry, desk.job.target)))
        except ValueError as error:
            _leave(task, _("not understood: {reason}").format(reason=error))
    answers = answer((one for _task, what in asked for one in what.askings()), desk, progress)
    for task, what in asked:
        _settle(task, result(what, answers), review)


def _leave(task: _Task, reason: str) -> None:
    task.filled.left.append(Doubt(task.entry, reason))
    task.catalog.clear(task.entry)


def _settle(task: _Task, made: Result, review: Review | None) -> None:
    if made.texts:
        if made.corrected:
            review = review and Review(_("a correction in the memory"))
        try:
            task.catalog.put(task.entry, made.texts, review)
        except ValueError as error:
            made = Result(lost=(str(error),))
    if not made.texts:
        _leave(task, _("could not be kept: {pieces}").format(pieces=", ".join(made.lost)))
        return
    task.filled.filled += 1
    task.filled.reused += made.corrected
    notes = [note.message for note in (*made.notes, *_own_notes(task.entry, made))]
    if notes:
        task.filled.noted.append(Doubt(task.entry, " ".join(dict.fromkeys(notes))))


def _own_notes(entry: Entry, made: Result) -> Iterator[Note]:
    longest = max(map(len, made.texts))
    if entry.limit and longest > entry.limit:
        message = _("{n} characters, {limit} are allowed.").format(n=longest, limit=entry.limit)
        yield Note("length", message)
    if any(accelerators.faults(entry.source[0], text) for text in made.texts):
        yield Note("accelerator", _("The keyboard letter is missing."))
