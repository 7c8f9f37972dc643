"""``translator models list``."""

from __future__ import annotations

from itertools import groupby

import click

from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.i18n import _


@click.command("list", help=_("List the packages on this machine: pair, version, size, kind and place."))
@_options.json_option()
def command(as_json: bool) -> None:
    from translator.models import library

    found = library.look()
    kinds = _shown.kinds(found.packages)
    if as_json:
        packages = [{**_shown.as_json(p), "kind": kind, "size": _shown.size(p)} for p, kind in kinds.items()]
        strays = [{"path": str(stray.path), "reason": stray.reason} for stray in found.strays]
        _console.emit_json({"packages": packages, "strays": strays})
        return
    columns = [_("Pair"), _("Package"), _("Version"), _("Size"), _("Kind")]
    rows = {
        p: [_shown.pair(p), p.code, p.version, _shown.megabytes(_shown.size(p)), _shown.kind(kind)]
        for p, kind in kinds.items()
    }
    if _console.on_terminal():  # the place once for all that lie there, so that a line holds a package
        for folder, inside in groupby(rows, key=lambda package: package.path.parent):
            click.echo(folder)
            _console.table(columns, [rows[package] for package in inside])
    else:
        _console.table([*columns, _("Place")], [[*row, str(p.path)] for p, row in rows.items()])
    for stray in found.strays:
        _console.warn(stray.reason)
