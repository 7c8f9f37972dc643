"""``translator glossary lint``."""

from __future__ import annotations

from pathlib import Path

import click

from translator.cli import _console, _options
from translator.errors import ExitCode, GlossaryError, UsageError
from translator.glossary.concepts import Glossary
from translator.glossary.lint.findings import Finding
from translator.i18n import N_, _, ngettext

_SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}


@click.command(
    "lint",
    help=_(
        "Look for mistakes in glossaries. Exit status 1 when there are errors or warnings, 5 when a file cannot be "
        "read. Several glossaries are also compared with each other."
    ),
)
@click.argument("glossaries", nargs=-1, metavar="NAME|FILE...")
@click.option(
    "--format", "output", default="text", type=click.Choice(["text", "json", "sarif", "github"]), show_default=True,
    help=_("How findings are printed."),
)  # fmt: skip
@click.option("--off", "off", multiple=True, metavar="CODE", help=_("Leave this code out; may be repeated."))
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help=_("Report only what this file does not accept."))  # fmt: skip
@click.option(
    "--write-baseline", is_flag=True, help=_("Accept today's findings: write them to the baseline file.")
)
@click.option("--codes", is_flag=True, help=_("List the codes and stop."))
@_options.quiet_option()
def command(
    *, glossaries: tuple[str, ...], output: str, off: tuple[str, ...], baseline: Path | None, write_baseline: bool, codes: bool
) -> int:  # fmt: skip
    from translator.glossary.lint import baseline as baselines
    from translator.glossary.lint.findings import CODES
    from translator.glossary.lint.reports import FORMATS

    if codes:
        _console.table(
            [_("Code"), _("Severity"), _("Meaning")],
            [[c, _(_SEVERITIES[k.severity]), _(k.about)] for c, k in CODES.items()],
        )
        return int(ExitCode.DONE)
    if not glossaries:
        raise UsageError(_("Which glossary?"), _("Give its name or its file."))
    for code in off:
        if code not in CODES:
            raise UsageError(_("There is no lint code “{code}”.").format(code=code), _("See --codes."))
    found = [f for f in _findings(glossaries) if f.code not in off]
    if write_baseline:
        if baseline is None:
            raise UsageError(_("--write-baseline needs --baseline FILE."))
        baselines.write(baseline, found)
        _console.say(
            ngettext("{n} finding accepted.", "{n} findings accepted.", len(found)).format(n=len(found))
        )
        return int(ExitCode.DONE)
    if baseline:
        found = baselines.without_accepted(found, baseline)
    return _report(found, FORMATS[output](found), output)


def _report(found: list[Finding], text: str, output: str) -> int:
    """Print the findings and say how many; the exit status follows from the worst."""
    if text:
        click.echo(text)
    serious = [f for f in found if f.severity != "note"]
    if output == "text":
        errors = sum(f.severity == "error" for f in found)
        warnings, notes = len(serious) - errors, len(found) - len(serious)
        counts = (
            ngettext("{n} error", "{n} errors", errors).format(n=errors),
            ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
            ngettext("{n} note", "{n} notes", notes).format(n=notes),
        )
        _console.say(", ".join(counts) + ".")
    if any(f.code == "G000" for f in found):
        return int(ExitCode.GLOSSARY)
    return int(ExitCode.FLAGGED if serious else ExitCode.DONE)


def _findings(names: tuple[str, ...]) -> list[Finding]:
    """Everything lint says about these glossaries, file by file."""
    from translator.glossary.formats import FORMATS, decoded
    from translator.glossary.library import available
    from translator.glossary.lint import lint

    loaded: list[tuple[Glossary, Path]] = []
    found: list[Finding] = []
    known = available()
    for name in names:
        path = Path(name) if Path(name).is_file() or name not in known else known[name]
        try:
            loaded.append((_read(path, name), path))
        except GlossaryError as error:
            found.append(_unreadable(error, path))
    for glossary, path in loaded:
        kind = FORMATS.for_suffix(path) or "toml"
        text = None if FORMATS[kind].binary else decoded(path.read_bytes(), str(path))
        others = [other for other, _path in loaded if other is not glossary]
        found += lint(glossary, text, others)
    return found


def _read(path: Path, name: str) -> Glossary:
    from translator.glossary.formats import read_glossary
    from translator.glossary.library import load_glossary

    return read_glossary(path) if path.is_file() else load_glossary(name)


def _unreadable(error: GlossaryError, path: Path) -> Finding:
    """A file that is no glossary, as a finding with the place its message names."""
    import re

    place = re.match(re.escape(str(path)) + r":(\d+)(?::(\d+))?: ", error.message)
    if place is None:
        return Finding("G000", error.message, path=str(path))
    return Finding(
        "G000", error.message[place.end() :], path=str(path), line=int(place[1]), column=int(place[2] or 1)
    )
