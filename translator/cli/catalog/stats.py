"""``translator catalog stats``."""

from __future__ import annotations

from typing import Any

import click

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
        file = _files.opened(name, given["format"], given["source"], given["target"], given["output"])
        rows.append(_counts(name, file))

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


def _counts(name: str, file: _files.Opened) -> dict[str, Any]:
    entries = file.catalog.entries
    counted = {state: sum(entry.state == state for entry in entries) for state in STATES}
    words = sum(len(entry.source[0].split()) for entry in entries)
    open_words = sum(len(entry.source[0].split()) for entry in entries if entry.state == "empty")
    return {"file": name, "language": file.catalog.target_language, "entries": len(entries), **counted,
            "words": words, "words_empty": open_words}  # fmt: skip


def _shown(row: dict[str, Any]) -> tuple[str, ...]:
    total = row["entries"] - row["locked"]
    share = f"{100 * row['done'] // total} %" if total else "–"
    return (row["file"], row["language"], str(row["entries"]), str(row["done"]), str(row["review"]),
            str(row["empty"]), str(row["words"]), share)  # fmt: skip
