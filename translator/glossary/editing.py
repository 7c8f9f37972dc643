"""Changes to a glossary file: concepts put in and taken out, everything else left as it is.

A glossary that comes with the program is never written: its changes go into a file of the same name among the
user's own glossaries, which wins concept by concept.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from translator import files, paths
from translator.errors import GlossaryError
from translator.glossary.concepts import Concept, Glossary
from translator.glossary.formats import FORMATS, decoded, dump_glossary, read_glossary, toml, toml_editing
from translator.glossary.library import available
from translator.i18n import _

Pair = tuple[str, str]


def file_to_edit(name_or_path: str | os.PathLike[str]) -> Path:
    """The file that holds changes to this glossary: the file itself, or the user's own one of that name.

    Raises:
        GlossaryError: there is no such file and no glossary of that name.
    """
    path = Path(name_or_path)
    if path.is_file():
        return path
    name = os.fspath(name_or_path)
    own = paths.user_glossaries() / f"{name}.toml"
    if path.name != name or path.suffix or name not in available():
        raise GlossaryError(
            _("There is no glossary “{name}”.").format(name=name),
            _("Begin one with `translator glossary new {name}`.").format(name=name),
        )
    if available()[name].is_relative_to(paths.user_glossaries()):
        return available()[name]
    create(own, Glossary(name, title=_("Own entries of {name}").format(name=name)))
    return own


def create(path: Path, glossary: Glossary) -> None:
    """Write a new glossary file; its folder is made when it is the user's own.

    Raises:
        GlossaryError: the file exists.
    """
    if path.exists():
        raise GlossaryError(
            _("{path} exists already.").format(path=path), _("Choose another name, or edit it.")
        )
    if path.is_relative_to(paths.user_glossaries()):
        path.parent.mkdir(parents=True, exist_ok=True)
    files.write_bytes(path, dump_glossary(glossary, FORMATS.for_suffix(path) or "toml"))


def put(path: Path, concepts: Iterable[Concept], pair: Pair | None = None) -> None:
    """Add *concepts* to the glossary file, each in the place of the one with its id if there is one.

    Raises:
        GlossaryError: the file cannot be read, or would not be a glossary afterwards; it is left as it was.
    """
    wanted = list(concepts)
    if _is_toml(path):
        text = decoded(path.read_bytes(), str(path))
        toml.load(text.encode("utf-8"), path.stem, str(path))  # a broken file is named, not mended
        _write_toml(path, toml_editing.with_concepts(text, wanted))
        return
    glossary = read_glossary(path, pair)
    by_id = {concept.id: concept for concept in glossary.concepts} | {c.id: c for c in wanted}
    _write(path, replace(glossary, concepts=tuple(by_id.values())), pair)


def drop(path: Path, ids: Sequence[str], pair: Pair | None = None) -> None:
    """Take the concepts with these *ids* out of the glossary file.

    Raises:
        GlossaryError: one of them is not there; nothing is changed.
    """
    glossary = read_glossary(path, pair)
    for identity in ids:
        if identity not in glossary.by_id:
            raise no_concept(identity, glossary)
    if _is_toml(path):
        text = decoded(path.read_bytes(), str(path))
        for identity in ids:
            text = toml_editing.without_concept(text, identity)
        _write_toml(path, text)
    else:
        _write(path, replace(glossary, concepts=tuple(c for c in glossary.concepts if c.id not in ids)), pair)


def rename(path: Path, old: str, new: str, pair: Pair | None = None) -> None:
    """Give a concept another id.

    Raises:
        GlossaryError: there is no such concept, or the new id is taken.
    """
    glossary = read_glossary(path, pair)
    if old not in glossary.by_id:
        raise no_concept(old, glossary)
    if new in glossary.by_id:
        raise GlossaryError(_("The id “{id}” is taken.").format(id=new))
    if _is_toml(path):
        _write_toml(path, toml_editing.renamed(decoded(path.read_bytes(), str(path)), old, new))
        return
    concepts = tuple(replace(c, id=new) if c.id == old else c for c in glossary.concepts)
    _write(path, replace(glossary, concepts=concepts), pair)


def no_concept(identity: str, glossary: Glossary) -> GlossaryError:
    """The error for an id that is not there, with the nearest one."""
    from translator.glossary.formats.fields import nearest

    guess = nearest(identity, glossary.by_id)
    return GlossaryError(
        _("There is no concept “{id}” in {glossary}.").format(
            id=identity, glossary=glossary.path or glossary.name
        ),
        _("Did you mean “{guess}”?").format(guess=guess) if guess else "",
    )


def _is_toml(path: Path) -> bool:
    return FORMATS.for_suffix(path) in {None, "toml"}


def _write_toml(path: Path, text: str) -> None:
    """Write *text* when it reads as a glossary."""
    data = text.encode("utf-8")
    toml.load(data, path.stem, str(path))
    files.write_bytes(path, data)


def _write(path: Path, glossary: Glossary, pair: Pair | None) -> None:
    files.write_bytes(path, dump_glossary(glossary, FORMATS.for_suffix(path) or "toml", pair))
