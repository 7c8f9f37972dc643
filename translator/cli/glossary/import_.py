"""``translator glossary import``."""

from __future__ import annotations

from pathlib import Path

import click

from translator.cli import _console, _options
from translator.cli.glossary import _files
from translator.errors import ExitCode
from translator.i18n import _


@click.command(
    "import",
    help=_(
        "Take the concepts of FILE into a glossary. A concept with a known id, or with known terms in two languages, "
        "adds what is missing; --replace puts it in the place of the old one, --skip leaves the old one."
    ),
)
@click.argument("glossary", metavar="NAME|FILE")
@click.argument("file", type=click.Path(path_type=Path))
@_files.format_option("--from-format", "format", _("The format of FILE, where its suffix does not tell."))
@_files.pair_options()
@click.option("--replace", "mode", flag_value="replace", default=None, help=_("Replace known concepts."))
@click.option("--skip", "mode", flag_value="skip", help=_("Leave known concepts as they are."))
@click.option("--domain", default="", help=_("The domain of new concepts that name none."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would change."))
@_options.quiet_option()
def command(
    *, glossary: str, file: Path, format: str | None, source: str | None, target: str | None, mode: str | None,
    domain: str, dry_run: bool,
) -> int:  # fmt: skip
    from dataclasses import replace

    from translator.glossary.editing import file_to_edit, put
    from translator.glossary.folding import folded
    from translator.glossary.formats import read_glossary

    pair = _files.pair_of(source, target)
    with _console.progress(_("Reading")):
        incoming = read_glossary(file, pair, format)
    path = file_to_edit(glossary)
    chosen = "replace" if mode == "replace" else "skip" if mode == "skip" else "add"
    result = folded(read_glossary(path, pair), incoming.concepts, chosen)  # type: ignore[arg-type]
    new = [replace(c, domain=c.domain or domain) for c in result.new]
    for remark in incoming.remarks[:5]:
        _console.warn(f"{file}:{remark.line}: {remark.message}")
    if not dry_run and (new or result.changed):
        put(path, [*new, *result.changed], pair)
    message = _("{new} new, {changed} changed, {same} known already.")
    _console.say(message.format(new=len(new), changed=len(result.changed), same=len(result.same)))
    return int(ExitCode.DONE)
