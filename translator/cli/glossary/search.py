"""``translator glossary search``."""

from __future__ import annotations

import click

from translator.cli import _console, _options
from translator.errors import ExitCode
from translator.i18n import _


@click.command(
    "search",
    help=_("Find concepts by their terms or definitions, in every glossary or in those named with -g."),
)
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@_options.glossary_option()
@_options.json_option()
def command(words: tuple[str, ...], glossaries: tuple[str, ...], as_json: bool) -> int:
    from translator.cli.glossary import _concepts
    from translator.glossary.concepts import Concept
    from translator.glossary.library import available, load_glossary

    wanted = [word.casefold() for word in words]

    def said(concept: Concept) -> str:
        texts = [concept.id, concept.definition, *(t.text for t in concept.terms)]
        texts += [variant for t in concept.terms for variant in t.variants]
        return "\n".join(texts).casefold()

    loaded = [load_glossary(name) for name in glossaries or available()]
    found = [c for glossary in loaded for c in glossary.concepts if all(word in said(c) for word in wanted)]
    spoken = tuple(dict.fromkeys(code for glossary in loaded for code in glossary.languages))
    if not found and not as_json:
        _console.say(_("Nothing found."))
        return int(ExitCode.FLAGGED)
    _concepts.show(found, spoken, as_json=as_json)
    return int(ExitCode.DONE)
