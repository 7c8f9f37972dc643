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
            {
                "name": name,
                "title": glossary.title,
                "concepts": len(glossary),
                "languages": list(glossary.languages),
                "origin": "user" if own else "bundled",
                "path": str(path),
            }
        )
    if as_json:
        _console.emit_json(rows)
        return
    origins = {"user": _("yours"), "bundled": _("bundled")}
    shown = [
        [r["name"], str(r["concepts"]), " ".join(r["languages"]), origins[str(r["origin"])], r["title"]]
        for r in rows
    ]
    _console.table([_("Name"), _("Concepts"), _("Languages"), _("Origin"), _("Title")], shown)
