"""``translator glossary edit``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from translator.cli import _console, _options
from translator.errors import ExitCode, GlossaryError, UsageError
from translator.i18n import _


@click.command(
    "edit",
    help=_(
        "Change a concept: its fields with --set, its terms with --term (one with a known text is replaced) and "
        "--drop-term. Without an ID the file opens in your editor and is checked before it is saved."
    ),
)
@click.argument("glossary", metavar="NAME|FILE")
@click.argument("identity", metavar="[ID]", required=False)
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help=_("A field of the concept."))
@click.option("--term", "terms", multiple=True, metavar="LANG=TEXT", help=_("A term to add or to replace."))
@click.option("--drop-term", "dropped", multiple=True, metavar="LANG=TEXT", help=_("A term to take out."))
@click.option("--rename", "new_id", metavar="ID", help=_("Another id for the concept."))
@_options.quiet_option()
def command(
    *, glossary: str, identity: str | None, fields: tuple[str, ...], terms: tuple[str, ...], dropped: tuple[str, ...],
    new_id: str | None,
) -> int:  # fmt: skip
    from translator.glossary.editing import file_to_edit, rename

    path = file_to_edit(glossary)
    if identity is None:
        return _in_editor(path)
    if not (fields or terms or dropped or new_id):
        raise UsageError(_("What is to change?"), _("Use --set, --term, --drop-term or --rename."))
    if fields or terms or dropped:
        _change(path, glossary, identity, (fields, terms, dropped))
    if new_id:
        rename(path, identity, new_id)
    _console.say(_("Changed “{id}” in {path}.").format(id=new_id or identity, path=path))
    return int(ExitCode.DONE)


def _change(path: Path, glossary: str, identity: str, changes: tuple[tuple[str, ...], ...]) -> None:
    from translator.cli.glossary import _terms
    from translator.glossary.editing import no_concept, put
    from translator.glossary.formats import read_glossary
    from translator.glossary.library import load_glossary

    fields, terms, dropped = changes
    known = read_glossary(path).by_id.get(identity) or load_glossary(glossary).by_id.get(identity)
    if known is None:
        raise no_concept(identity, load_glossary(glossary))
    kept = list(known.terms)
    for text in dropped:
        language, _sign, words = text.partition("=")
        left = [t for t in kept if (t.language, t.text) != (language.strip(), words.strip())]
        if len(left) == len(kept):
            raise GlossaryError(_("“{id}” has no term {term}.").format(id=identity, term=text))
        kept = left
    for text in terms:
        new = _terms.term(text)
        at = next((n for n, t in enumerate(kept) if (t.language, t.text) == (new.language, new.text)), None)
        kept[len(kept) if at is None else at : len(kept) if at is None else at + 1] = [new]
    said = dict(_terms.field(text) for text in fields)
    put(path, [replace(known, terms=_terms.grouped(kept), **said)])


def _in_editor(path: Path) -> int:
    """Let the person edit a copy until it reads as a glossary, or gives up."""
    from translator import files
    from translator.glossary.formats import FORMATS

    text = path.read_text("utf-8")
    while True:
        edited = click.edit(text, extension=path.suffix or ".toml")
        if edited is None or edited == path.read_text("utf-8"):
            _console.say(_("Nothing changed."))
            return int(ExitCode.DONE)
        try:
            FORMATS.load(FORMATS.for_suffix(path) or "toml").load(
                edited.encode("utf-8"), path.stem, str(path)
            )
        except GlossaryError as error:
            _console.fail(error.message, error.hint)
            if not click.confirm(_("Edit it again?"), default=True, err=True):
                return int(ExitCode.GLOSSARY)
            text = edited
            continue
        files.write_text(path, edited)
        _console.say(_("Saved {path}.").format(path=path))
        return int(ExitCode.DONE)
