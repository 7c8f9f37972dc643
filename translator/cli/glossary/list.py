"""``translator glossary list``."""

from __future__ import annotations

import click

from translator import paths
from translator.cli import _console, _options
from translator.i18n import _


@click.command(
    "list", help=_("List the glossaries on this machine: yours and those that come with the program.")
)
@_options.json_option()
def command(as_json: bool) -> None:
    from translator.glossary.library import available, load_glossary

    rows = []
    for name, path in available().items():
        glossary = load_glossary(name)
        own = path.is_relative_to(paths.user_glossaries())
        rows.append(
            (name, len(glossary), glossary.languages, "user" if own else "bundled", glossary.title, str(path))
        )
    if as_json:
        keys = ("name", "concepts", "languages", "origin", "title", "path")
        _console.emit_json([dict(zip(keys, row, strict=True)) for row in rows])
        return
    origins = {"user": _("yours"), "bundled": _("bundled")}
    shown = [
        [name, str(size), " ".join(languages), origins[origin], title]
        for name, size, languages, origin, title, _p in rows
    ]
    _console.table([_("Name"), _("Concepts"), _("Languages"), _("Origin"), _("Title")], shown)
