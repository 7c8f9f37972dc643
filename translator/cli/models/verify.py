"""``translator models verify``."""

from __future__ import annotations

import click

from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.errors import ModelError
from translator.i18n import _


@click.command(
    "verify",
    help=_("Hash every file of installed packages and compare; packages without sums are tried out instead."),
)
@click.argument("words", nargs=-1, metavar="[PAIR|PACKAGE]...")
@_options.json_option()
@_options.quiet_option()
def command(words: tuple[str, ...], as_json: bool) -> None:
    from translator.models import library, verification

    look = library.look()
    packages = _shown.named(list(look.packages), words) if words else look.packages
    strays = () if words else look.strays
    with _console.progress(_("Checking")) as progress:
        found = verification.verify(packages, progress)
    states = {"intact": _("intact"), "works": _("works"), "changed": _("changed"), "damaged": _("damaged")}
    if as_json:
        _console.emit_json(
            [{**_shown.as_json(one.package), "state": one.state, "detail": one.detail} for one in found]
        )
    else:
        rows = [[one.package.label, states[one.state], one.detail] for one in found]
        rows += [[stray.path.name, states["damaged"], stray.reason] for stray in strays]
        _console.table([_("Package"), _("State"), _("Detail")], rows)
    bad = [one.package for one in found if not one.good]
    if bad or strays:
        names = [*(package.label for package in bad), *(stray.path.name for stray in strays)]
        ours = _shown.recorded()
        codes = [p.code for p in bad]
        codes += [ours[stray.path.name].code for stray in strays if stray.path.name in ours]
        raise ModelError(
            _("Not as they should be: {packages}.").format(packages=", ".join(names)),
            _("Install them again: {command}").format(
                command="; ".join(f"translator models install --force {code}" for code in codes)
            )
            if codes
            else _("Remove those folders, or move them away."),
        )
