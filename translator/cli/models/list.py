"""``translator models list``."""

from __future__ import annotations

import click

from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.i18n import _


@click.command("list", help=_("List the packages on this machine: pair, version, size, kind and place."))
@_options.json_option()
def command(as_json: bool) -> None:
    from translator import paths
    from translator.models import library, store

    found = library.look()
    recorded = store.records().packages
    own = paths.installed_packages()
    kinds = {
        package: "starter" if package.origin == "starter"
        else "installed" if package.path.parent == own and package.path.name in recorded
        else "found"
        for package in found.packages
    }  # fmt: skip
    words = {"starter": _("starter"), "installed": _("official"), "found": _("found")}
    if as_json:
        packages = [{**_shown.as_json(p), "kind": kind, "size": _shown.size(p)} for p, kind in kinds.items()]
        strays = [{"path": str(stray.path), "reason": stray.reason} for stray in found.strays]
        _console.emit_json({"packages": packages, "strays": strays})
        return
    rows = [
        [_shown.pair(p), p.code, p.version, _shown.megabytes(_shown.size(p)), words[kind], str(p.path)]
        for p, kind in kinds.items()
    ]
    _console.table([_("Pair"), _("Package"), _("Version"), _("Size"), _("Kind"), _("Place")], rows)
    for stray in found.strays:
        _console.warn(stray.reason)
