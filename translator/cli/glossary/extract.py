"""``translator glossary extract``."""

from __future__ import annotations

from pathlib import Path

import click

from translator import files
from translator.cli import _console, _options
from translator.errors import ExitCode, OutputError
from translator.i18n import _, ngettext


@click.command(
    "extract",
    help=_(
        "Collect term candidates from articles: acronyms with their expansion, names, collocations. What the "
        "glossaries named with -g know is left out. The candidates go into a file for review; only accept puts them "
        "into a glossary."
    ),
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=_("The candidates file; else a table is shown."))  # fmt: skip
@_options.glossary_option()
@_options.source_option()
@click.option("-t", "--to", "targets", multiple=True, type=_options.LANGUAGE, metavar="LANG", help=_("A language to leave room for a translation in; may be repeated."))  # fmt: skip
@click.option(
    "--least", type=click.IntRange(1), default=2, show_default=True, help=_("How often a name must occur.")
)
@click.option("--top", type=click.IntRange(1), default=200, show_default=True, help=_("How many to keep."))
@click.option("--overwrite", is_flag=True, help=_("Replace a file that exists."))
@_options.json_option()
@_options.quiet_option()
def command(
    *, articles: tuple[str, ...], output: Path | None, glossaries: tuple[str, ...], source: str | None,
    targets: tuple[str, ...], least: int, top: int, overwrite: bool, as_json: bool,
) -> int:  # fmt: skip
    from translator.cli.glossary import _articles
    from translator.glossary.extraction.candidates import extract, written
    from translator.glossary.library import load_all

    found = _articles.texts(articles)
    language = _articles.language_of(found, source)
    candidates = extract([text for _name, text in found], language, load_all(glossaries), least)[:top]
    if output:
        if output.exists() and not overwrite:
            raise OutputError(
                _("{path} exists already.").format(path=output), _("Use --overwrite to replace it.")
            )
        files.write_text(output, written(candidates, language, targets))
        message = ngettext("{n} candidate in {path}.", "{n} candidates in {path}.", len(candidates))
        _console.say(message.format(n=len(candidates), path=output))
    elif as_json:
        keys = ("term", "kind", "count", "documents", "expansion", "known", "contexts")
        _console.emit_json([{key: getattr(c, key) for key in keys} for c in candidates])
    else:
        rows = [
            [c.term, c.kind, str(c.count), str(c.documents), c.expansion, (c.contexts or ("",))[0]]
            for c in candidates
        ]
        _console.table([_("Term"), _("Kind"), _("Times"), _("Texts"), _("Stands for"), _("Context")], rows)
    return int(ExitCode.DONE)
