"""``translator glossary add``."""

from __future__ import annotations

import click

from translator.cli import _console, _options
from translator.errors import ExitCode, GlossaryError
from translator.i18n import _


@click.command(
    "add",
    help=_(
        "Add a concept. A term is written language=text, and what is known of it after semicolons: "
        "--term 'ru=ОДКБ;type=acronym;gender=f'."
    ),
)
@click.argument("glossary", metavar="NAME|FILE")
@click.argument("identity", metavar="ID")
@click.option(
    "--term", "terms", multiple=True, required=True, metavar="LANG=TEXT", help=_("A term; may be repeated.")
)
@click.option("--domain", default="", help=_("The field it belongs to."))
@click.option("--definition", default="", help=_("What it is, in a sentence."))
@click.option("--source", default="", help=_("Where this can be verified."))
@click.option("--note", default="", help=_("A hint for those who use it."))
@click.option("--do-not-translate", is_flag=True, help=_("Keep the words as they are."))
@_options.quiet_option()
def command(
    *, glossary: str, identity: str, terms: tuple[str, ...], domain: str, definition: str, source: str, note: str,
    do_not_translate: bool,
) -> int:  # fmt: skip
    from translator.cli.glossary import _terms
    from translator.glossary.editing import file_to_edit, put
    from translator.glossary.formats import read_glossary

    fields = {"domain": domain, "definition": definition, "source": source, "note": note}
    concept = _terms.concept(identity, terms, {**fields, "do_not_translate": do_not_translate})
    path = file_to_edit(glossary)
    known = read_glossary(path).by_id.get(identity)
    if known:
        raise GlossaryError(
            _("{path}:{line}: there is a concept “{id}” already.").format(
                path=path, line=known.line, id=identity
            ),
            _("Change it with `translator glossary edit`."),
        )
    put(path, [concept])
    _console.say(_("Added “{id}” to {path}.").format(id=identity, path=path))
    return int(ExitCode.DONE)
