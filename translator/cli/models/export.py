"""``translator models export``."""

from __future__ import annotations

from pathlib import Path

import click

from translator import languages
from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.errors import ModelMissing, OutputError, UsageError
from translator.i18n import _, ngettext


@click.command(
    "export",
    help=_(
        "Write a bundle for machines without a network: every installed package among the languages named."
    )
    + "\n\n"
    + _("`translator models import` reads it there. Packages by name work too: translate-en_ru."),
)
@click.argument("words", nargs=-1, required=True, metavar="LANG|PACKAGE...")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help=_("The bundle, a .zip file.")
)
@click.option("--overwrite", is_flag=True, help=_("Replace the file if it is there."))
@_options.quiet_option()
def command(words: tuple[str, ...], output: Path, overwrite: bool) -> None:
    from translator.models import bundle, library

    if output.exists() and not overwrite:
        raise OutputError(
            _("{path} is already there.").format(path=output), _("Add --overwrite to replace it.")
        )
    installed = [p for p in library.installed() if p.origin == "installed"]
    codes = [word for word in words if "_" not in word]
    names = [word for word in words if "_" in word]
    if len(codes) == 1:
        raise UsageError(_("One language makes no pair."), _("Name at least two, such as `en ru ro`."))
    tags = [languages.canonical(languages.from_argos(code)) for code in codes]
    packages = [*bundle.for_languages(installed, tags), *_shown.named(installed, tuple(names))]
    if not packages:
        raise ModelMissing(
            _("No installed package translates between {languages}.").format(languages=", ".join(words)),
            _("Install one first; the starter comes with the program and needs no bundle."),
        )
    bundle.export_bundle(list(dict.fromkeys(packages)), output)
    count = len(dict.fromkeys(packages))
    _console.say(
        ngettext("Wrote {path} with {n} package.", "Wrote {path} with {n} packages.", count).format(
            path=output, n=count
        )
    )
