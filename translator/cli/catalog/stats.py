"""``translator catalog stats``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from translator.catalogs import Catalog
from translator.cli import _console, _options
from translator.cli.catalog import _files
from translator.i18n import _

STATES = ("done", "review", "empty", "locked")


@click.command(
    "stats", help=_("Count what is translated, waits for review or is empty, in entries and words.")
)
@_files.files_argument()
@_options.target_option(required=False)
@_options.source_option(_("Language of the messages; English where the file does not say."))
@click.option(
    "-o", "--translation", "output", metavar="PATH", help=_("The translated file, where formats have one.")
)
@_files.format_option()
@_options.json_option()
@_options.quiet_option()
def command(**given: Any) -> int:
    rows: list[dict[str, Any]] = []

    def one(name: str) -> None:
        catalogs = _files.catalogs(name, given["format"], given["source"], given["target"], given["output"])
        rows.append(_counts(name, catalogs))

    failed = 0
    for name, error in _files.each(given["files"], one):
        if error:
            _console.fail(f"{name}: {error.message}", error.hint)
            failed = max(failed, int(error.exit_code))
    if given["as_json"]:
        _console.emit_json(rows)
        return failed
    columns = (
        _("File"),
        _("Language"),
        _("Entries"),
        _("Translated"),
        _("To review"),
        _("Empty"),
        _("Words"),
        _("Done"),
    )
    _console.table(columns, [_shown(row) for row in rows])
    return failed


def _counts(name: str, catalogs: Iterable[Catalog]) -> dict[str, Any]:
    """The row of a file, which is one catalog or several portions."""
    row: dict[str, Any] = {
        "file": name,
        "language": "",
        "entries": 0,
        **dict.fromkeys(STATES, 0),
        "words": 0,
        "words_empty": 0,
    }
    for catalog in catalogs:
        row["language"] = catalog.target_language
        row["entries"] += len(catalog.entries)
        for entry in catalog.entries:
            words = len(entry.source[0].split())
            row[entry.state] += 1
            row["words"] += words
            row["words_empty"] += words if entry.state == "empty" else 0
    return row


def _shown(row: dict[str, Any]) -> tuple[str, ...]:
    total = row["entries"] - row["locked"]
    share = f"{100 * row['done'] // total} %" if total else "–"
    return (row["file"], row["language"], str(row["entries"]), str(row["done"]), str(row["review"]),
            str(row["empty"]), str(row["words"]), share)  # fmt: skip
