"""``translator glossary list``."""

from __future__ import annotations

from typing import Any

import click

from translator import paths
from translator.cli import _console, _options
from translator.errors import TranslatorError
from translator.i18n import _


@click.command(
    "list", help=_("List the glossaries on this machine: yours and those that come with the program.")
)
@_options.json_option()
def command(as_json: bool) -> None:
    from translator.glossary.library import available, load_glossary

    rows = []
    broken: list[tuple[str, str, TranslatorError]] = []
    for name, path in available().items():
        try:
            glossary = load_glossary(name)
        except TranslatorError as error:
            broken.append((name, str(path), error))
            continue
        own = path.is_relative_to(paths.user_glossaries())
        rows.append(
            (name, len(glossary), glossary.languages, "user" if own else "bundled", glossary.title, str(path))
        )
    if as_json:
        keys = ("name", "concepts", "languages", "origin", "title", "path")
        found: list[dict[str, Any]] = [dict(zip(keys, row, strict=True)) for row in rows]
        found += [{"name": name, "path": path, "error": error.message} for name, path, error in broken]
        _console.emit_json(found)
        return
    origins = {"user": _("yours"), "bundled": _("bundled")}
    shown = [
        [name, str(size), " ".join(languages), origins[origin], title]
        for name, size, languages, origin, title, _p in rows
    ]
    _console.table([_("Name"), _("Concepts"), _("Languages"), _("Origin"), _("Title")], shown)
    for _name, _path, why in broken:
        _console.warn(why.message)
