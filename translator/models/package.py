"""One Argos package: a folder with ``metadata.json``, a CTranslate2 model and a tokenizer.

Only the metadata is read here, never the model, so that listing a hundred packages costs nothing.
The format is the one of Argos Translate 1.x: ``argostranslate/package.py`` is its only description. Unknown keys are
allowed, and so are folders this program has no use for (``stanza``, ``minisbd``, ``spacy``: sentence splitters).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from translator import languages
from translator.errors import ModelError
from translator.i18n import _

Origin = Literal["starter", "installed"]
METADATA = "metadata.json"
TOKENIZERS = ("sentencepiece.model", "bpe.model")
"""Tokenizer files in Argos' own order of preference."""
_CODE = re.compile(r"[A-Za-z]{2,12}([-_][A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says about itself. Language tags are the program's, codes are Argos'."""

    path: Path
    """Its folder."""
    from_code: str
    to_code: str
    version: str
    """``package_version``, such as ``1.9``."""
    argos_version: str = ""
    """The Argos Translate version it was made for."""
    type: str = "translate"
    """Only ``translate`` packages translate; others exist (``sbd``, ``tags``) and are listed, never used."""
    target_prefix: str = ""
    """A token every translation starts with, for models of many languages."""
    from_name: str = ""
    to_name: str = ""
    origin: Origin = "installed"

    @property
    def source(self) -> str:
        """The source language's tag; empty for packages without one."""
        return languages.from_argos(self.from_code) if self.from_code else ""

    @property
    def target(self) -> str:
        """The target language's tag; empty for packages without one."""
        return languages.from_argos(self.to_code) if self.to_code else ""

    @property
    def code(self) -> str:
        """Argos' name for it, without the version: ``translate-en_ru``."""
        return (
            f"{self.type}-{self.from_code}_{self.to_code}" if self.from_code and self.to_code else self.type
        )

    @property
    def label(self) -> str:
        """Name and version, for people and signatures: ``translate-en_ru 1.9``."""
        return f"{self.code} {self.version}"

    @property
    def model(self) -> Path:
        """The CTranslate2 model's folder."""
        return self.path / "model"

    @property
    def tokenizer(self) -> Path:
        """The tokenizer's file: SentencePiece before BPE, as Argos chooses."""
        found = (self.path / name for name in TOKENIZERS if (self.path / name).is_file())
        return next(found, self.path / TOKENIZERS[0])

    @property
    def translates(self) -> bool:
        """Whether it translates between two languages at all."""
        return self.type == "translate" and bool(self.from_code and self.to_code)


def version_key(version: str) -> tuple[int, ...]:
    """A version as numbers, for comparing: ``1.10`` is newer than ``1.9``."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def read_package(folder: Path, origin: Origin = "installed") -> Package:
    """Read the package in *folder*: its metadata, and whether its files are there.

    Raises:
        ModelError: no metadata, metadata that is not a package's, or a missing model or tokenizer.
    """
    package = from_metadata(_load(folder / METADATA), folder, origin)
    if package.translates:
        try:
            missing = _missing(package)
        except OSError as error:  # a folder inside that may not be read
            raise _not_a_package(folder, error.strerror or str(error)) from error
        if missing:
            raise ModelError(
                _("{folder} is incomplete: it lacks {missing}.").format(
                    folder=folder, missing=", ".join(missing)
                ),
                _("Remove that folder, then install the package again: `{command}`.").format(
                    command=f"translator models install {package.from_code} {package.to_code}"
                ),
            )
    return package


def _missing(package: Package) -> list[str]:
    """What *package* needs and has not."""
    missing = [name for name in ("model/model.bin",) if not (package.path / name).is_file()]
    if not package.tokenizer.is_file():
        missing.append(_("a tokenizer ({names})").format(names=", ".join(TOKENIZERS)))
    return missing


def from_metadata(metadata: Mapping[str, Any], folder: Path, origin: Origin = "installed") -> Package:
    """The package *metadata* describes (an index entry has the same shape as a ``metadata.json``).

    Raises:
        ModelError: a value has the wrong type, or a language code could leave its folder.
    """
    values = {}
    for field, key, default in _FIELDS:
        value = metadata.get(key)
        value = default if value is None else value
        if isinstance(value, int | float) and field == "version":
            value = str(value)
        if not isinstance(value, str):
            raise _not_a_package(folder, _("“{key}” is not text").format(key=key))
        values[field] = value
    for field in ("from_code", "to_code", "type"):
        if values[field] and not _CODE.fullmatch(values[field]):
            raise _not_a_package(folder, _("“{value}” is no code").format(value=values[field]))
    if values["type"] == "translate" and not (values["from_code"] and values["to_code"]):
        raise _not_a_package(folder, _("its languages are missing"))
    return Package(path=folder, origin=origin, **values)


_FIELDS = (
    ("from_code", "from_code", ""),
    ("to_code", "to_code", ""),
    ("version", "package_version", "0"),
    ("argos_version", "argos_version", ""),
    ("type", "type", "translate"),
    ("target_prefix", "target_prefix", ""),
    ("from_name", "from_name", ""),
    ("to_name", "to_name", ""),
)
"""Field, key in the metadata, value when it is absent."""


def _load(path: Path) -> Mapping[str, Any]:
    try:
        return parse_metadata(path.read_bytes(), path.parent)
    except FileNotFoundError:
        raise _not_a_package(path.parent, _("it has no metadata.json")) from None
    except OSError as error:
        raise _not_a_package(path.parent, error.strerror or str(error)) from error


def parse_metadata(data: bytes, folder: Path) -> Mapping[str, Any]:
    """The table in a ``metadata.json``, for :func:`from_metadata`.

    Raises:
        ModelError: it is no JSON, or no table.
    """
    try:
        metadata = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _not_a_package(
            folder, _("its metadata.json is not JSON ({error})").format(error=error)
        ) from error
    if not isinstance(metadata, dict):
        raise _not_a_package(folder, _("its metadata.json holds no table"))
    return metadata


def _not_a_package(folder: Path, reason: str) -> ModelError:
    return ModelError(
        _("{folder} is not an Argos package: {reason}.").format(folder=folder, reason=reason),
        _("`translator models list` shows what is installed and what is in the way."),
    )
