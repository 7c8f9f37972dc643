"""Articles as plain texts, for the commands that look at many of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from translator.cli import _console
from translator.errors import InputError, UsageError
from translator.i18n import _


def texts(names: Sequence[str]) -> list[tuple[str, str]]:
    """Name and text of every article; a folder stands for the files in it. One that cannot be read is said and
    left out.

    Raises:
        InputError: none of them can be read.
    """
    from translator.readers import read

    out: list[tuple[str, str]] = []
    paths = _paths(names)
    with _console.progress(_("Reading")) as advance:
        for at, path in enumerate(paths, 1):
            try:
                document = read(path)
                out.append(
                    (str(path), "\n".join(block.text for block in document.blocks if block.text.strip()))
                )
            except InputError as error:
                if len(paths) == 1:
                    raise
                _console.warn(error.message)
            advance(at, len(paths))
    if not out:
        raise InputError(_("There is no text to look at."))
    return out


def language_of(found: Sequence[tuple[str, str]], given: str | None) -> str:
    """The language of the articles: as *given*, else detected.

    Raises:
        UsageError: it cannot be told.
    """
    if given:
        return given
    from translator.detection import detect

    code = detect("\n".join(text[:4000] for _name, text in found)[:40_000]).language
    if not code:
        raise UsageError(
            _("The language could not be told."), _("Name it with {flag}.").format(flag="--from")
        )
    return code


def _paths(names: Sequence[str]) -> list[Path]:
    out: list[Path] = []
    for name in names:
        path = Path(name)
        out += (
            sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            if path.is_dir()
            else [path]
        )
    return out
