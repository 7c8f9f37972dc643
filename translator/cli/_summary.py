"""What a run says on stderr when it is done: one screen, the flagged sentences last."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from translator import languages
from translator.cli import _console
from translator.cli._run import Outcome
from translator.document import Edition, Pair
from translator.errors import ExitCode
from translator.i18n import _, ngettext, ui_language

MOST_FILES = 100
"""More files than that are not listed one by one, only those that failed."""
SHOWN = 8
"""How many flagged sentences are named before the rest is only counted."""


def counts(edition: Edition) -> dict[str, int]:
    """Pairs by status, and all of them."""
    by_status = Counter(pair.status for pair in edition.pairs)
    return {
        "sentences": sum(by_status.values()),
        **{s: by_status.get(s, 0) for s in ("translated", "edited", "kept", "flagged")},
    }


def as_json(edition: Edition, written: list[str]) -> dict[str, Any]:
    """The summary for programs."""
    return {
        "file": edition.name,
        "source": edition.source_language,
        "target": edition.target_language,
        **counts(edition),
        "terms": dict(Counter(use.how for pair in edition.pairs for use in pair.terms)),
        "notes": dict(Counter(note.code for pair in edition.pairs for note in pair.notes if note.severe)),
        "signature": dict(edition.signature),
        "written": written,
    }


def show(edition: Edition, written: list[str]) -> None:
    """Say what was done, what should be looked at and what was written."""
    seen = counts(edition)
    reader = ui_language()
    head = _("{name}: {source} → {target}, {sentences}").format(
        name=edition.name or "stdin",
        source=languages.name(edition.source_language, reader),
        target=languages.name(edition.target_language, reader),
        sentences=ngettext("{n} sentence", "{n} sentences", seen["sentences"]).format(n=seen["sentences"]),
    )
    parts = [
        ngettext("{n} translated", "{n} translated", seen["translated"]).format(n=seen["translated"]),
        ngettext("{n} by a person", "{n} by people", seen["edited"]).format(n=seen["edited"])
        if seen["edited"]
        else "",
        ngettext("{n} kept", "{n} kept", seen["kept"]).format(n=seen["kept"]) if seen["kept"] else "",
        ngettext("{n} flagged", "{n} flagged", seen["flagged"]).format(n=seen["flagged"])
        if seen["flagged"]
        else "",
    ]
    _console.say(f"{head}: {', '.join(part for part in parts if part)}.")
    _show_terms(edition)
    _show_flagged(edition)
    for path in written:
        _console.say(_("Wrote {path}").format(path=path))


def _show_terms(edition: Edition) -> None:
    uses = Counter("in_place" if use.target else use.how for pair in edition.pairs for use in pair.terms)
    total = sum(uses.values())
    if not total:
        return
    placed = uses["in_place"]
    text = ngettext("{n} glossary term found", "{n} glossary terms found", total).format(n=total)
    rest = total - placed
    tail = ngettext("{n} not enforced", "{n} not enforced", rest).format(n=rest) if rest else ""
    done = ngettext("{n} in place", "{n} in place", placed).format(n=placed)
    _console.say("  " + ", ".join(part for part in (text, done, tail) if part) + ".")


def _show_flagged(edition: Edition) -> None:
    flagged = edition.flagged
    if not flagged:
        return
    width = shutil.get_terminal_size((80, 24)).columns
    _console.say("  " + _("To look at:"))
    for pair in flagged[:SHOWN]:
        reasons = " ".join(note.message for note in pair.notes if note.severe)
        _console.say(f"  · {_shortened(pair, max(24, width - 6))}")
        _console.say(textwrap.fill(reasons, width - 1, initial_indent="    ", subsequent_indent="    "))
    if len(flagged) > SHOWN:
        rest = len(flagged) - SHOWN
        _console.say("  " + ngettext("… and {n} more.", "… and {n} more.", rest).format(n=rest))


def _shortened(pair: Pair, width: int) -> str:
    text = " ".join(pair.source_text.split())
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Line:
    """What is left of an input when it is done: little, for there may be very many."""

    name: str
    sentences: int = 0
    flagged: int = 0
    error: ExitCode | None = None
    summary: dict[str, Any] | None = None
    """The summary for programs, when somebody wants it."""


def line(outcome: Outcome, *, whole: bool) -> Line:
    """*outcome* in short; with the summary for programs if *whole*."""
    name = outcome.work.item.name
    if outcome.error or not outcome.edition:
        return Line(name, error=outcome.error.exit_code if outcome.error else None)
    seen = counts(outcome.edition)
    summary = as_json(outcome.edition, list(outcome.written)) if whole and outcome.written else None
    return Line(name, seen["sentences"], seen["flagged"], None, summary)


def show_many(lines: Sequence[Line]) -> None:
    """After many inputs: a table of them on a terminal, else a line for each; and the sum."""
    listed = [one for one in lines if one.error is not None or len(lines) <= MOST_FILES]
    if listed and sys.stderr.isatty():
        columns = ("", _("File"), _("sentences"), _("flagged"))
        _console.say_table(columns, [_row(one) for one in listed], numbers=(2, 3))
    else:
        for one in listed:
            _console.say(_in_words(one))
    failed = sum(one.error is not None for one in lines)
    done = len(lines) - failed
    text = ngettext("{n} file done", "{n} files done", done).format(n=done)
    if failed:
        text += ", " + ngettext("{n} failed", "{n} failed", failed).format(n=failed)
    _console.say(f"{text}.")


def _row(one: Line) -> tuple[str, str, str, str]:
    if one.error:
        return "✗", one.name, _("failed"), ""
    return "✓", one.name, str(one.sentences), str(one.flagged or "")


def _in_words(one: Line) -> str:
    tail = ngettext("{n} flagged", "{n} flagged", one.flagged).format(n=one.flagged)
    head = ngettext("{n} sentence", "{n} sentences", one.sentences).format(n=one.sentences)
    said = _("failed") if one.error else f"{head}, {tail}" if one.flagged else head
    return f"{'✗' if one.error else '✓'} {one.name}: {said}"
