"""``translator glossary new``."""

from __future__ import annotations

from pathlib import Path

import click

from translator import paths
from translator.cli import _console, _options
from translator.errors import ExitCode
from translator.i18n import _


@click.command(
    "new",
    help=_(
        "Begin a glossary. A file name such as terms.toml is made where you are; a bare name becomes one of your own "
        "glossaries, which -g finds by that name."
    ),
)
@click.argument("name", metavar="NAME|FILE")
@click.option("-l", "--lang", "languages", multiple=True, type=_options.LANGUAGE, metavar="LANG", help=_("A language it will hold; may be repeated."))  # fmt: skip
@click.option("--title", default="", help=_("Its title."))
@click.option("--licence", "--license", "licence", default="", help=_("Its licence, such as CC0-1.0."))
@_options.quiet_option()
def command(name: str, languages: tuple[str, ...], title: str, licence: str) -> int:
    from translator.glossary.concepts import Glossary
    from translator.glossary.editing import create

    path = Path(name)
    if not path.suffix and path.name == name:
        path = paths.user_glossaries() / f"{name}.toml"
    create(path, Glossary(path.stem, title=title, languages=languages, license=licence, version="1.0"))
    _console.say(_("Made {path}.").format(path=path))
    _console.say(_("Next: translator glossary add {name} ID --term en=… --term ru=…").format(name=name))
    return int(ExitCode.DONE)
