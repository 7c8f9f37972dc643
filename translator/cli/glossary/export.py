"""``translator glossary export``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from translator.cli import _options
from translator.cli.glossary import _files
from translator.errors import ExitCode
from translator.i18n import _


@click.command(
    "export",
    help=_("Write a glossary, or a part of it, in another format; without -o to the standard output."),
)
@click.argument("glossary", metavar="NAME|FILE")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=_("Where to; the suffix names the format."))  # fmt: skip
@_files.format_option("--to-format", "format", _("The format, where the suffix does not tell."))
@_files.pair_options()
@click.option("-l", "--lang", "languages", multiple=True, type=_options.LANGUAGE, metavar="LANG", help=_("Only these languages; may be repeated."))  # fmt: skip
@click.option("--domain", "domains", multiple=True, metavar="NAME", help=_("Only concepts of this domain."))
@click.option("--overwrite", is_flag=True, help=_("Replace a file that exists."))
@_options.quiet_option()
def command(
    *, glossary: str, output: Path | None, format: str | None, source: str | None, target: str | None,
    languages: tuple[str, ...], domains: tuple[str, ...], overwrite: bool,
) -> int:  # fmt: skip
    from translator.glossary.library import load_glossary

    pair = _files.pair_of(source, target)
    loaded = load_glossary(glossary, pair)
    concepts = [c for c in loaded.concepts if not domains or c.domain in domains]
    if languages:
        concepts = [replace(c, terms=tuple(t for t in c.terms if t.language in languages)) for c in concepts]
        concepts = [c for c in concepts if c.terms]
    spoken = languages or loaded.languages
    _files.write(
        replace(loaded, concepts=tuple(concepts), languages=spoken), output, format, pair, overwrite=overwrite
    )
    return int(ExitCode.DONE)
