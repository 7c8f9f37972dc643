"""``translator glossary stats``."""

from __future__ import annotations

from dataclasses import asdict

import click

from translator.cli import _console, _options
from translator.i18n import _


@click.command("stats", help=_("Count what a glossary holds: concepts, terms by language, domains."))
@click.argument("glossary", metavar="NAME|FILE")
@_options.json_option()
def command(*, glossary: str, as_json: bool) -> None:
    from translator.glossary.counting import figures
    from translator.glossary.library import load_glossary

    found = figures(load_glossary(glossary))
    if as_json:
        data = asdict(found)
        data["domains"] = dict(found.domains)
        _console.emit_json(data)
        return
    rows = [
        (_("Concepts"), found.concepts),
        (_("Terms"), found.terms),
        (_("With a definition"), found.defined),
        (_("With a source"), found.sourced),
        (_("Not to be translated"), found.do_not_translate),
    ]
    _console.table([_("What"), _("Number")], [[name, str(number)] for name, number in rows])
    click.echo()
    columns = [
        _("Language"),
        _("Concepts"),
        _("Share"),
        _("Terms"),
        _("Acronyms"),
        _("Variants"),
        _("Unwanted"),
    ]
    _console.table(
        columns,
        [
            [f.language, str(f.concepts), f"{f.concepts / max(found.concepts, 1):.0%}", str(f.terms), str(f.acronyms), str(f.variants), str(f.unwanted)]
            for f in found.languages
        ],
    )  # fmt: skip
    click.echo()
    _console.table([_("Domain"), _("Concepts")], [[name or "–", str(count)] for name, count in found.domains])
