"""What the commands that read and write glossary files share: format options, pairs, and where a file goes."""

from __future__ import annotations

from pathlib import Path

import click

from translator import files
from translator.cli import _console, _options
from translator.errors import OutputError, UsageError
from translator.glossary.concepts import Glossary
from translator.i18n import _

Pair = tuple[str, str]


def format_option(flag: str, name: str, help: str) -> _options.Decorator:
    """An option that names a glossary format."""
    from translator.glossary.formats import FORMATS

    return click.option(flag, name, type=click.Choice(list(FORMATS)), metavar="FORMAT", help=help)


def pair_options() -> _options.Decorator:
    """``--from`` and ``--to`` for formats of one pair of languages."""

    def both(function):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - what Click's decorators are
        with_target = _options.target_option(required=False)(function)
        return _options.source_option(_("Source language, for formats of two languages."))(with_target)

    return both


def pair_of(source: str | None, target: str | None) -> Pair | None:
    """Both languages, or none."""
    if bool(source) != bool(target):
        raise UsageError(_("Give both --from and --to, or neither."))
    return (source, target) if source and target else None


def write(
    glossary: Glossary, path: Path | None, format: str | None, pair: Pair | None, *, overwrite: bool
) -> None:
    """Write *glossary* to *path* (or stdout), and say what the format cannot hold."""
    from translator.glossary.formats import FORMATS, dump_glossary

    name = format or (FORMATS.for_suffix(path) if path else None)
    if name is None:
        raise UsageError(
            _("In which format?"), _("Name it with --to-format: {names}.").format(names=", ".join(FORMATS))
        )
    data = dump_glossary(glossary, name, pair)
    if path is None:
        if FORMATS[name].binary:
            raise UsageError(_("{format} cannot be shown; write it to a file with -o.").format(format=name))
        click.echo(data.decode("utf-8"), nl=False)
    else:
        if path.exists() and not overwrite:
            raise OutputError(
                _("{path} exists already.").format(path=path), _("Use --overwrite to replace it.")
            )
        files.write_bytes(path, data)
        _console.say(_("Wrote {path} ({format}).").format(path=path, format=name))
    projected: Glossary = FORMATS.load(name).project(glossary, pair)
    if _said(projected) != _said(glossary):
        _console.warn(_("{format} cannot hold everything this glossary says.").format(format=name))


def _said(glossary: Glossary) -> tuple[object, ...]:
    """What counts as a loss: the concepts, whatever the order of languages in them."""
    return tuple(
        (c.id, c.definition, c.note, c.lint, c.context, frozenset(c.terms)) for c in glossary.concepts
    )
