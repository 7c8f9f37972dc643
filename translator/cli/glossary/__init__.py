"""``translator glossary``: the workshop for people who keep terminology; one file per command."""

from __future__ import annotations

import click

from translator.cli._lazy import LazyGroup
from translator.i18n import N_, _

_HERE = "translator.cli.glossary"
COMMANDS = {
    "new": (f"{_HERE}.new", N_("Begin a glossary.")),
    "list": (f"{_HERE}.list", N_("List the glossaries on this machine.")),
    "show": (f"{_HERE}.show", N_("Show the concepts of a glossary.")),
    "search": (f"{_HERE}.search", N_("Find concepts by their terms or definitions.")),
    "add": (f"{_HERE}.add", N_("Add a concept.")),
    "edit": (f"{_HERE}.edit", N_("Change a concept, or open the glossary in an editor.")),
    "remove": (f"{_HERE}.remove", N_("Remove concepts.")),
    "import": (f"{_HERE}.import_", N_("Take the concepts of another file into a glossary.")),
    "export": (f"{_HERE}.export", N_("Write a glossary in another format.")),
    "convert": (f"{_HERE}.convert", N_("Turn a glossary file into another format.")),
    "lint": (f"{_HERE}.lint", N_("Look for mistakes in glossaries.")),
    "check": (f"{_HERE}.check", N_("Check a translation against a glossary.")),
    "diff": (f"{_HERE}.diff", N_("Compare two versions of a glossary.")),
    "merge": (f"{_HERE}.merge", N_("Merge two versions of a glossary that have one origin.")),
    "stats": (f"{_HERE}.stats", N_("Count what a glossary holds.")),
    "extract": (f"{_HERE}.extract", N_("Collect term candidates from articles.")),
    "accept": (f"{_HERE}.accept", N_("Put reviewed candidates into a glossary.")),
    "coverage": (f"{_HERE}.coverage", N_("Tell how much of articles a glossary covers.")),
}


@click.group(
    "glossary", cls=LazyGroup, lazy=COMMANDS, help=_("Keep terminology: show, check, convert, compare."),
    no_args_is_help=True,
)  # fmt: skip
def command() -> None:
    pass
