"""``translator models upgrade``."""

from __future__ import annotations

import click

from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.i18n import _


@click.command("upgrade", help=_("Install newer versions of installed packages, all of them or those named."))
@click.argument("words", nargs=-1, metavar="[PAIR|PACKAGE]...")
@click.option("--dry-run", is_flag=True, help=_("Only say what would be installed."))
@_shown.index_option()
@_options.json_option()
@_options.quiet_option()
def command(words: tuple[str, ...], dry_run: bool, index_url: str | None, as_json: bool) -> None:
    from translator.models import index, installing, library, wanted

    packages = [package for package in library.installed() if package.origin == "installed"]
    if words:
        packages = _shown.named(packages, words)
    newer = wanted.upgrades(packages, index.available(index_url))
    for old, new in newer:
        _console.say(f"{old.label} → {new.package.version}")
    if not newer:
        _console.say(_("Nothing to upgrade. `translator models update` refreshes the index first."))
    if dry_run:
        return
    with _shown.reporting(json=as_json) as told, _shown.downloading() as progress:
        installing.install([new for _old, new in newer], progress=progress, told=told)
