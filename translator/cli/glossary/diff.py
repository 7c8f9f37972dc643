"""``translator glossary diff``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from translator.cli import _console, _options
from translator.errors import ExitCode, UsageError
from translator.glossary.comparing import Change, Edit
from translator.glossary.concepts import Glossary
from translator.i18n import _


@click.command(
    "diff",
    help=_(
        "Compare two versions of a glossary: concepts added, removed, renamed, and changed field by field. With --git "
        "it is a diff driver: git config diff.glossary.command 'translator glossary diff --git'."
    ),
)
@click.argument("versions", nargs=-1, metavar="OLD NEW")
@click.option("--git", "as_driver", is_flag=True, help=_("Take the arguments git gives to a diff driver."))
@click.option("--exit-code", is_flag=True, help=_("End with status 1 when they differ."))
@_options.json_option()
def command(*, versions: tuple[str, ...], as_driver: bool, exit_code: bool, as_json: bool) -> int:
    from translator.glossary.comparing import compare

    if as_driver:
        if len(versions) < 7:
            raise UsageError(_("--git takes the seven arguments git gives to a diff driver."))
        name, old, new = versions[0], versions[1], versions[4]
        click.echo(_("glossary {name}").format(name=name))
    elif len(versions) == 2:
        old, new, name = *versions, ""
    else:
        raise UsageError(_("Two versions are needed: OLD and NEW."))
    changes = compare(_read(old, name), _read(new, name))
    if as_json:
        _console.emit_json([_data(change) for change in changes])
    else:
        for change in changes:
            _show(change)
    return int(ExitCode.FLAGGED if changes and exit_code else ExitCode.DONE)


def _read(version: str, name: str) -> Glossary:
    """A version: a file, or a glossary by its name; git's temporary files are of the kind *name* says."""
    from translator.glossary.formats import FORMATS, read_glossary
    from translator.glossary.library import load_glossary

    if version == "/dev/null":
        return Glossary("")
    path = Path(version)
    if path.is_file():
        return read_glossary(
            path, format=FORMATS.for_suffix(name or path) or FORMATS.for_suffix(path) or "toml"
        )
    return load_glossary(version)


_SIGNS = {
    "added": ("+", "green"),
    "removed": ("-", "red"),
    "renamed": (">", "yellow"),
    "changed": ("~", "yellow"),
}


def _show(change: Change) -> None:
    sign, colour = _SIGNS[change.kind]
    what = change.id or _("(the glossary itself)")
    if change.old_id:
        what = _("{old} → {new}").format(old=change.old_id, new=change.id)
    click.echo(click.style(f"{sign} {what}", fg=colour))
    for edit in change.edits:
        for mark, value, fg in (("-", edit.old, "red"), ("+", edit.new, "green")):
            if value is not None:
                click.echo(click.style(f"    {mark} {_line(edit, value)}", fg=fg))


def _line(edit: Edit, value: Any) -> str:
    if len(edit.piece) == 1:
        return (
            f"{edit.piece[0]}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        )
    said = ", ".join(
        f"{k}={v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)}" for k, v in value.items()
    )
    return f"{edit.piece[0]}: {edit.piece[1]}" + (f" ({said})" if said else "")


def _data(change: Change) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": change.kind, "id": change.id}
    if change.old_id:
        data["old_id"] = change.old_id
    data["edits"] = [{"piece": list(e.piece), "old": e.old, "new": e.new} for e in change.edits]
    return data
