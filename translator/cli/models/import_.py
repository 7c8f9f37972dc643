"""``translator models import``."""

from __future__ import annotations

from pathlib import Path

import click

from translator.cli import _options
from translator.cli.models import _shown
from translator.i18n import _


@click.command("import", help=_("Install from bundles, .argosmodel files or folders; needs no network."))
@click.argument("places", nargs=-1, required=True, metavar="FILE|FOLDER...", type=click.Path(path_type=Path))
@_shown.sha256_option(_("What the file must hash to."))
@click.option("--force", is_flag=True, help=_("Also what is already installed."))
@_options.json_option()
@_options.quiet_option()
def command(places: tuple[Path, ...], sha256: str, force: bool, as_json: bool) -> None:
    from translator.models import bundle

    with _shown.reporting(json=as_json) as told:
        for place in places:
            bundle.import_any(place, sha256=sha256, force=force, told=told)
