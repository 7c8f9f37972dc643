"""``translator models remove``."""

from __future__ import annotations

import click

from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.i18n import _


@click.command(
    "remove", help=_("Remove installed packages: `en ru`, `translate-en_ru`, or `translate-en_ru-1.9`.")
)
@click.argument("words", nargs=-1, required=True, metavar="PAIR|PACKAGE...")
@click.option(
    "--foreign", is_flag=True, help=_("Also packages that another program installed in the same folder.")
)
@_options.quiet_option()
def command(words: tuple[str, ...], foreign: bool) -> None:
    from translator.models import installing, library

    packages = library.installed()
    wanted = _shown.named([p for p in packages if p.origin == "installed"] or packages, words)
    for package in installing.remove(wanted, foreign=foreign):
        _console.say(_("Removed {package}.").format(package=package.label))
