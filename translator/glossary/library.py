"""Where glossaries are: by path, among the user's own, among those that come with the program."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from translator import paths
from translator.errors import GlossaryError
from translator.glossary.concepts import Glossary, merged
from translator.glossary.formats import FORMATS, read_glossary
from translator.i18n import _

Pair = tuple[str, str]


def load_glossary(name_or_path: str | os.PathLike[str], pair: Pair | None = None) -> Glossary:
    """Read one glossary: a file, or by name the user's own over the bundled one, concept by concept.

    *pair* gives the languages (source, target) of a word list that does not name its own.

    Raises:
        GlossaryError: there is none of that name, or its file cannot be read (file and line are named).
    """
    path = Path(name_or_path)
    if path.is_file():
        return read_glossary(path, pair)
    name = os.fspath(name_or_path)
    if path.name != name or path.suffix.lower() in FORMATS.suffixes():
        reason = _("it is a folder") if path.is_dir() else _("there is no such file")
        raise GlossaryError(_("Cannot read the glossary {path}: {reason}.").format(path=path, reason=reason))
    files = [file for folder in _folders() if (file := _file_in(folder, name))]
    if not files:
        raise _unknown(name)
    return merged(read_glossary(file, pair) for file in files)


def load_all(names: Iterable[str | os.PathLike[str]], pair: Pair | None = None) -> Glossary | None:
    """All these glossaries as one, where a later one's concepts replace an earlier one's; ``None`` for no names.

    Raises:
        GlossaryError: as :func:`load_glossary`.
    """
    loaded = [load_glossary(name, pair) for name in names]
    return merged(loaded) if loaded else None


def available() -> dict[str, Path]:
    """The glossaries that can be given by name, each with the file that is read last."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for file in _files(folder):
            found[file.stem] = file
    return dict(sorted(found.items()))


def _folders() -> list[Path]:
    """Bundled first, so that the user's concepts come later and win."""
    return [paths.bundled_glossaries(), paths.user_glossaries()]


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        suffixes = FORMATS.suffixes()
        yield from (
            file for file in sorted(folder.iterdir()) if file.suffix.lower() in suffixes and file.is_file()
        )


def _file_in(folder: Path, name: str) -> Path | None:
    by_suffix = {file.suffix.lower(): file for file in _files(folder) if file.stem == name}
    return next((by_suffix[suffix] for suffix in FORMATS.suffixes() if suffix in by_suffix), None)


def _unknown(name: str) -> GlossaryError:
    from translator.glossary.formats.fields import nearest

    known = list(available())
    guess = nearest(name, known)
    if guess:
        hint = _("Did you mean “{guess}”?").format(guess=guess)
    elif known:
        hint = _("Known: {names}; a file is given with its path.").format(names=", ".join(known))
    else:
        hint = _("Give the path of a glossary file.")
    return GlossaryError(_("There is no glossary called “{name}”.").format(name=name), hint)
