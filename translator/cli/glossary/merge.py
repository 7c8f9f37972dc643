"""``translator glossary merge``."""

from __future__ import annotations

from pathlib import Path

import click

from translator import files
from translator.cli import _console, _options
from translator.errors import ExitCode, OutputError
from translator.glossary.concepts import Concept, Glossary
from translator.glossary.merging import Merged
from translator.i18n import _


@click.command(
    "merge",
    help=_(
        "Merge OURS and THEIRS, which both come from BASE. Exit status 1 when they clash; both versions then stand in "
        "the file between marks. With --git it is a merge driver: "
        "git config merge.glossary.driver 'translator glossary merge --git %O %A %B'."
    ),
)
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=_("Where to; else to the standard output."))  # fmt: skip
@click.option("--git", "as_driver", is_flag=True, help=_("Write the result into OURS, as git wants it."))
@click.option("--overwrite", is_flag=True, help=_("Replace a file that exists."))
@_options.quiet_option()
def command(
    *, base: Path, ours: Path, theirs: Path, output: Path | None, as_driver: bool, overwrite: bool
) -> int:
    from translator.glossary.formats import FORMATS, decoded
    from translator.glossary.merging import merge

    kind = FORMATS.for_suffix(ours) or "toml"
    versions = [_read(path, kind) for path in (base, ours, theirs)]
    merged = merge(*versions)
    if kind == "toml":
        texts = [decoded(path.read_bytes(), str(path)) for path in (ours, theirs)]
        data = _text(texts[0], texts[1], merged).encode("utf-8")
    else:
        from translator.glossary.formats import dump_glossary

        data = dump_glossary(merged.glossary, kind)
    target = ours if as_driver else output
    if target is None:
        click.echo(data.decode("utf-8"), nl=False)
    else:
        if target.exists() and not (overwrite or as_driver):
            raise OutputError(
                _("{path} exists already.").format(path=target), _("Use --overwrite to replace it.")
            )
        files.write_bytes(target, data)
    return _report(merged)


def _read(path: Path, kind: str) -> Glossary:
    from translator.glossary.formats import read_glossary

    if path.is_file() and not path.stat().st_size:
        return Glossary(path.stem)  # git gives an empty base when there was none
    return read_glossary(path, format=kind)


def _text(ours: str, theirs: str, merged: Merged) -> str:
    """Our text with their changes, and with both versions where they clash."""
    from translator.glossary.formats import toml_editing as editing

    text = editing.with_about(ours, merged.about) if merged.about else ours
    for identity in merged.dropped:
        text = editing.without_concept(text, identity)
    text = editing.with_concepts(text, merged.put) if merged.put else text
    conflicts = {
        c.id: (_version(ours, c.id, c.ours), _version(theirs, c.id, c.theirs)) for c in merged.conflicts
    }
    return editing.with_conflicts(text, conflicts) if conflicts else text


def _version(text: str, identity: str, concept: Concept | None) -> str:
    from translator.glossary.formats.toml_editing import block_of

    return block_of(text, identity) if concept else ""


def _report(merged: Merged) -> int:
    for conflict in merged.conflicts:
        pieces = "; ".join(" ".join(piece) for piece in conflict.pieces) or _("one side removed it")
        _console.warn(_("“{id}” clashes: {pieces}.").format(id=conflict.id, pieces=pieces))
    for key in merged.clashing_about:
        _console.warn(_("both sides changed “{key}” of the glossary; ours stands.").format(key=key))
    message = _("{put} taken over, {dropped} removed, {conflicts} to decide.")
    _console.say(
        message.format(put=len(merged.put), dropped=len(merged.dropped), conflicts=len(merged.conflicts))
    )
    return int(ExitCode.FLAGGED if merged.conflicts or merged.clashing_about else ExitCode.DONE)
