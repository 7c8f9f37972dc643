"""``translator glossary accept``."""

from __future__ import annotations

from pathlib import Path

import click

from translator.cli import _console, _options
from translator.errors import ExitCode, InputError
from translator.i18n import _


@click.command(
    "accept",
    help=_("Put the candidates marked accept = true into a glossary; known concepts get what they lack."),
)
@click.argument("glossary", metavar="NAME|FILE")
@click.argument("candidates", type=click.Path(path_type=Path), metavar="CANDIDATES")
@click.option("--all", "everything", is_flag=True, help=_("Take all of them, marked or not."))
@_options.quiet_option()
def command(*, glossary: str, candidates: Path, everything: bool) -> int:
    from translator.glossary.editing import file_to_edit, put
    from translator.glossary.extraction.candidates import accepted
    from translator.glossary.folding import folded
    from translator.glossary.formats import decoded, read_glossary

    try:
        text = decoded(candidates.read_bytes(), str(candidates))
    except OSError as error:
        raise InputError(
            _("Cannot read {path}: {reason}.").format(path=candidates, reason=error.strerror or error)
        ) from error
    concepts = accepted(text, str(candidates), everything=everything)
    if not concepts:
        _console.say(_("No candidate is marked accept = true."))
        return int(ExitCode.FLAGGED)
    path = file_to_edit(glossary)
    result = folded(read_glossary(path), concepts)
    put(path, [*result.new, *result.changed])
    message = _("{new} new, {changed} changed, {same} known already.")
    _console.say(message.format(new=len(result.new), changed=len(result.changed), same=len(result.same)))
    return int(ExitCode.DONE)
