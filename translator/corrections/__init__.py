"""Corrected editions read back: a person mends a sentence in the file they got, and every format has it.

A module here says what a file states as the translation of each sentence. The same module reads the edition as
this program writes it, so what differs between the two readings is what the person changed, whatever the format
loses or adds. Sentences are found by their names where the format has them, else by the text around them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from translator.corrections.applying import Said, apply, same
from translator.corrections.carried import carried, sibling
from translator.document import Edition
from translator.errors import InputError, UsageError
from translator.i18n import N_, _
from translator.registry import Entry, Registry
from translator.writers import WriteOptions, write_to

_TREE = "translator.corrections.tree"

CORRECTIONS = Registry(
    N_("format of a corrected edition"),
    {
        "xliff": Entry("translator.corrections.xliff", N_("XLIFF 1.2"), (".xlf",)),
        "xliff2": Entry("translator.corrections.xliff", N_("XLIFF 2.1"), (".xliff", ".xlf2")),
        "tmx": Entry("translator.corrections.tmx", N_("Translation memory"), (".tmx",)),
        "tsv": Entry("translator.corrections.tsv", N_("Table of sentences"), (".tsv",)),
        "html": Entry("translator.corrections.html", N_("Web page"), (".html", ".htm")),
        "markdown": Entry(_TREE, N_("Markdown"), (".md", ".markdown")),
        "docx": Entry(_TREE, N_("Word document"), (".docx",)),
        "odt": Entry(_TREE, N_("OpenDocument text"), (".odt",)),
    },
)
"""Each module has ``said(data, name, format, base) -> {number of the pair: Said}``; the title is number 0."""
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Correction:
    """What became of a corrected file."""

    edition: Edition
    edited: list[int]
    """The numbers of the pairs that were changed or approved, in order."""
    unclear: int
    """How many sentences of the edition could not be found in the file."""


def corrected(path: Path | str, base: Edition | None = None) -> Correction:
    """The edition *base* with the corrections in the file *path*.

    Without *base* the edition is the one the file carries, else the ``edition.json`` that lies beside it.

    Raises:
        UsageError: no corrected edition can be read from such a file.
        InputError: the file is unreadable or damaged, or there is no telling which edition it corrects.
    """
    path = Path(path)
    name = CORRECTIONS.for_suffix(path)
    if name is None:
        raise UsageError(
            _("Corrections cannot be read from {path}.").format(path=path),
            _("Use one of {suffixes}.").format(suffixes=" ".join(CORRECTIONS.suffixes())),
        )
    data = _load(path)
    base = base or carried(data, name, path.name) or sibling(path)
    if base is None:
        raise InputError(
            _("{path} does not carry the edition it corrects.").format(path=path),
            _("Name that too: translator render EDITION.json --from {path} -o …").format(path=path),
        )
    module = CORRECTIONS.load(name)
    now: dict[int, Said] = module.said(data, path.name, name, base)
    if not now and next(base.pairs, None):
        raise InputError(
            _("{path} holds no sentence of {edition}.").format(
                path=path, edition=base.name or "edition.json"
            ),
            _("Only layouts with both languages can be read back."),
        )
    before: dict[int, Said] = module.said(_as_written(base, name), path.name, name, base)
    changed = {at: said for at, said in now.items() if at in before and not same(said, before[at])}
    return Correction(apply(base, changed), sorted(changed), len(before.keys() - now.keys()))


def _as_written(base: Edition, name: str) -> bytes:
    file = io.BytesIO()
    write_to(base, file, name, WriteOptions())
    return file.getvalue()


def _load(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(
            _("Cannot read {path}: {reason}.").format(path=path, reason=error.strerror or error)
        ) from error
    if len(data) > LARGEST:
        raise InputError(_("{path} is too large.").format(path=path))
    return data
