"""``translator glossary show``."""

from __future__ import annotations

import click

from translator.cli import _options
from translator.i18n import _


@click.command("show", help=_("Show the concepts of a glossary."))
@click.argument("glossary", metavar="NAME|FILE")
@click.option(
    "-l",
    "--lang",
    "languages",
    multiple=True,
    type=_options.LANGUAGE,
    help=_("Languages to show; may be repeated."),
)
@click.option("--domain", metavar="NAME", help=_("Only concepts of this domain."))
@_options.json_option()
def command(glossary: str, languages: tuple[str, ...], domain: str | None, as_json: bool) -> None:
    from translator.cli.glossary import _concepts
    from translator.glossary.library import load_glossary

    loaded = load_glossary(glossary)
    chosen = [c for c in loaded.concepts if domain is None or c.domain == domain]
    spoken = (
        languages or loaded.languages or tuple(dict.fromkeys(t.language for c in chosen for t in c.terms))
    )
    _concepts.show(chosen, spoken, as_json=as_json)
