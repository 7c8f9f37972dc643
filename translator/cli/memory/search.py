"""``translator memory search``."""

from __future__ import annotations

from contextlib import closing
from itertools import islice

import click

from translator.cli import _console, _options
from translator.cli.memory import _store
from translator.errors import ExitCode
from translator.i18n import _


@click.command(
    "search", help=_("Find pairs in which all these words stand, on either side; corrections come first.")
)
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@_options.source_option(_("Only from this language."))
@_options.target_option(required=False)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help=_("At most so many.")
)
@_store.memory_option()
@_options.json_option()
def command(
    *, words: tuple[str, ...], source: str | None, target: str | None, limit: int, memory: str | None, as_json: bool
) -> int:  # fmt: skip
    wanted = [word.casefold() for word in words]
    pair = _store.languages_pair(source, target)
    with _store.opened(memory) as store, closing(_store.rows(store, pair, machine=True)) as rows:
        hits = (
            (row, status)
            for row, status in rows
            if all(word in f"{row.source}\n{row.target}".casefold() for word in wanted)
        )
        found = list(islice(hits, limit))
    if as_json:
        _console.emit_json(
            [
                {"from": row.source_language, "to": row.target_language, "source": row.source,
                 "target": row.target, "status": status, "origin": row.origin}
                for row, status in found
            ]
        )  # fmt: skip
    elif found:
        shown = [
            (row.source, row.target, row.source_language, row.target_language, _name(status))
            for row, status in found
        ]
        _console.table((_("source"), _("translation"), _("from"), _("to"), _("by")), shown)
    else:
        _console.say(_("Nothing found."))
    return int(ExitCode.DONE if found else ExitCode.FLAGGED)


def _name(status: str) -> str:
    return _("a person") if status == "edited" else _("the machine")
