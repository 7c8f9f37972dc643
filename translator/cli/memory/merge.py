"""``translator memory merge``."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click

from translator.cli import _console, _options
from translator.cli.memory import _store
from translator.errors import ExitCode, InputError, UsageError
from translator.i18n import _
from translator.memory.store import Store

AT_ONCE = 1000


@click.command(
    "merge",
    help=_("Take in all that other memories hold: machine translations and corrections.")
    + "\n\n"
    + _("Where two corrections differ, the one that is here stays, unless --theirs."),
)
@click.argument("others", nargs=-1, required=True, metavar="MEMORY...")
@click.option("--theirs", is_flag=True, help=_("Where two corrections differ, take the other memory's."))
@_store.memory_option()
@_options.quiet_option()
def command(others: tuple[str, ...], theirs: bool, memory: str | None) -> int:
    for name in others:
        if "://" not in name and not Path(name).exists():
            raise InputError(_("There is no memory {path}.").format(path=name), _("Check the name."))
    with _store.opened(memory) as store:
        for name in others:
            with _store.opened(name) as other:
                if other.place == store.place:
                    raise UsageError(_("A memory cannot be merged into itself."), "")
                segments, people = _merge(store, other, theirs=theirs)
            _console.say(
                _("{path}: {segments} machine translations, {people} new or changed corrections.").format(
                    path=name, segments=segments, people=people
                )
            )
    return int(ExitCode.DONE)


def _merge(store: Store, other: Store, *, theirs: bool) -> tuple[int, int]:
    """Copy *other* into *store*; how many machine segments there were and how many corrections were taken."""
    count = 0
    for some in _store.batches(other.all_segments(), AT_ONCE):
        count += len(some)
        for languages, group in groupby(sorted(some, key=_pair), key=_pair):
            store.put_segments([segment for segment, _s, _t in group], *languages)
    for scores in _store.batches(other.all_scores(), AT_ONCE):
        store.put_scores(dict(scores))
    taken = sum(
        store.put_corrections(corrections, replace=theirs)
        for corrections in _store.batches(other.all_corrections(), AT_ONCE)
    )
    return count, taken


def _pair(row: tuple[object, str, str]) -> tuple[str, str]:
    return row[1], row[2]
