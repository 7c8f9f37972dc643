"""``translator catalog check``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from translator.catalogs import Catalog
from translator.cli import _console, _options
from translator.cli.catalog import _files
from translator.errors import ExitCode
from translator.i18n import _, ngettext


@click.command(
    "check",
    help=_(
        "Find what is wrong with translations: placeholders, plurals, terms, length, untranslated, same as source."
    )
    + "\n\n"
    + _("Exit status 1 when something would break; with --strict also for matters of care."),
)
@_files.files_argument()
@_options.target_option(required=False)
@_options.source_option(_("Language of the messages; English where the file does not say."))
@_options.glossary_option()
@click.option(
    "-o", "--translation", "output", metavar="PATH", help=_("The translated file, where formats have one.")
)
@click.option(
    "--ignore", multiple=True, metavar="CODE", help=_("Leave out this kind of problem; may be repeated.")
)
@click.option("--strict", is_flag=True, help=_("Exit with status 1 for any problem."))
@_files.format_option()
@_options.json_option()
@_options.quiet_option()
def command(**given: Any) -> int:
    from translator import terminology
    from translator.localisation.checking import check

    glossary = terminology.load(given["glossaries"])
    rows: list[dict[str, Any]] = []

    def one(name: str) -> None:
        catalogs = _files.catalogs(name, given["format"], given["source"], given["target"], given["output"])
        rows.extend(
            {
                "file": name,
                "key": one.entry.key,
                "code": one.code,
                "severe": one.severe,
                "message": one.message,
            }
            for one in check(_remarked(name, catalogs), glossary)
            if one.code not in given["ignore"]
        )

    failed = 0
    for name, error in _files.each(given["files"], one):
        if error:
            _console.fail(f"{name}: {error.message}", error.hint)
            failed = max(failed, int(error.exit_code))
    if given["as_json"]:
        _console.emit_json(rows)
    elif rows:
        columns = (_("File"), _("Entry"), _("Kind"), _("Problem"))
        _console.table(columns, [(row["file"], row["key"], row["code"], row["message"]) for row in rows])
    severe = sum(row["severe"] for row in rows)
    said = ngettext("{n} problem", "{n} problems", severe).format(n=severe)
    care = len(rows) - severe
    _console.say(
        f"{said}, " + ngettext("{n} matter of care", "{n} matters of care", care).format(n=care) + "."
    )
    return failed or int(ExitCode.FLAGGED if severe or (given["strict"] and rows) else ExitCode.DONE)


def _remarked(name: str, catalogs: Iterable[Catalog]) -> Iterator[Catalog]:
    """*catalogs*, the portions of a file, with what there is to say of the file itself told once."""
    told: set[str] = set()
    for catalog in catalogs:
        for remark in catalog.remarks:
            if remark not in told:
                _console.warn(f"{name}: {remark}")
        told.update(catalog.remarks)
        yield catalog
