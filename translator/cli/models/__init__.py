"""``translator models``: find, install, check and carry Argos packages; one file per command."""

from __future__ import annotations

import click

from translator.cli._lazy import LazyGroup
from translator.i18n import N_, _

COMMANDS = {
    "list": ("translator.cli.models.list", N_("List the packages on this machine.")),
    "search": ("translator.cli.models.search", N_("Search the package index.")),
    "info": ("translator.cli.models.info", N_("Show what is known about a package.")),
    "install": ("translator.cli.models.install", N_("Download, check and install packages.")),
    "update": ("translator.cli.models.update", N_("Refresh the package index.")),
    "upgrade": ("translator.cli.models.upgrade", N_("Install newer versions of installed packages.")),
    "remove": ("translator.cli.models.remove", N_("Remove installed packages.")),
    "import": ("translator.cli.models.import_", N_("Install from a bundle, a package file or a folder.")),
    "export": ("translator.cli.models.export", N_("Write a bundle for machines without a network.")),
    "verify": ("translator.cli.models.verify", N_("Check that installed packages are unchanged.")),
    "route": ("translator.cli.models.route", N_("Show how one language would be translated into another.")),
    "path": ("translator.cli.models.path", N_("Print where packages lie.")),
}


@click.group(
    "models", cls=LazyGroup, lazy=COMMANDS, help=_("Find, install, check and carry Argos packages."),
    no_args_is_help=True,
)  # fmt: skip
def command() -> None:
    pass
