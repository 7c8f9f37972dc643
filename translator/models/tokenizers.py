"""The two tokenizers Argos packages come with, behind one small face.

SentencePiece is used directly, because Argos' own wrapper turns every ``_`` of a translation into a space. Packages
converted from OPUS-MT carry ``bpe.model`` instead: Moses tokenisation, then the byte-pair codes, as Argos does it.
"""

from __future__ import annotations

import html
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any, Protocol

from translator.errors import ModelError
from translator.i18n import _
from translator.models.package import Package

Offsets = list[tuple[int, int]]


class Tokenizer(Protocol):
    """From text to the pieces a model reads, and back."""

    def encode(self, text: str) -> list[str]:
        """The pieces of *text* in the source language."""
        ...

    def encode_target(self, text: str) -> tuple[list[str], Offsets]:
        """The pieces of *text* in the target language, each with the stretch of characters it stands for."""
        ...

    def decode(self, pieces: list[str]) -> str:
        """The text of target *pieces*."""
        ...


class SentencePieceTokenizer:
    """``sentencepiece.model``: one vocabulary for both languages, as Argos trains them."""

    def __init__(self, path: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self._processor: Any = SentencePieceProcessor(model_file=str(path))

    def encode(self, text: str) -> list[str]:
        """The pieces of *text*."""
        pieces: list[str] = self._processor.encode(text, out_type=str)
        return pieces

    def encode_target(self, text: str) -> tuple[list[str], Offsets]:
        """The pieces of *text* and where each stands; the space before a word belongs to no piece."""
        mapped = self._processor.encode(text, return_type="offset_mapping")
        return mapped["pieces"], [_without_space(text, *span) for span in mapped["offsets"]]

    def decode(self, pieces: list[str]) -> str:
        """The text of *pieces*; byte pieces become the characters they spell."""
        text: str = self._processor.decode_pieces(pieces)
        return text.replace("▁", " ").strip()


class BpeTokenizer:
    """``bpe.model``: codes for Moses-tokenised text, with ``@@`` where a word goes on."""

    def __init__(self, path: Path, from_code: str, to_code: str) -> None:
        from argostranslate.tokenizer import BPETokenizer

        self._source: Any = BPETokenizer(path, from_code, to_code)
        self._target: Any = BPETokenizer(path, to_code, to_code)
        self._source.lazy_load()

    def encode(self, text: str) -> list[str]:
        """The pieces of *text*; none for blank text."""
        return [piece for piece in self._source.encode(text) if piece]

    def encode_target(self, text: str) -> tuple[list[str], Offsets]:
        """The pieces of *text* and where each stands, found again by reading along."""
        pieces = [piece for piece in self._target.encode(text) if piece]
        return pieces, _read_along(text, pieces)

    def decode(self, pieces: list[str]) -> str:
        """The text of *pieces*, detokenised."""
        text: str = self._source.decode(pieces)
        return text.removesuffix("@@").strip()


def open_tokenizer(package: Package) -> Tokenizer:
    """Open the tokenizer of *package*.

    Raises:
        ModelError: the file is damaged.
    """
    path = package.tokenizer
    try:
        if path.name == "bpe.model":
            return BpeTokenizer(path, package.from_code, package.to_code)
        return SentencePieceTokenizer(path)
    except (OSError, RuntimeError, ValueError) as error:
        raise ModelError(
            _("The tokenizer of {package} cannot be opened: {reason}.").format(
                package=package.label, reason=str(error).strip(" .") or path
            ),
            _("Install the package again: `{command}`.").format(
                command=f"translator models install --force {package.from_code} {package.to_code}"
            ),
        ) from error


def vocabulary(package: Package, side: str) -> Collection[str]:
    """The pieces the model itself knows on one *side* (``source`` or ``target``); empty when it does not say."""
    for stem in ("shared", side):
        path = package.model / f"{stem}_vocabulary"
        for suffix in (".json", ".txt"):
            file = path.with_suffix(suffix)
            if file.is_file():
                text = file.read_text(encoding="utf-8")
                return frozenset(json.loads(text) if suffix == ".json" else text.split("\n"))
    return frozenset()


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _read_along(text: str, pieces: list[str]) -> Offsets:
    """Where each of *pieces* stands in *text*; a piece that Moses rewrote is an empty stretch in its place."""
    spans: Offsets = []
    at = 0
    for piece in pieces:
        letters = html.unescape(piece.removesuffix("@@"))
        found = text.find(letters, at, at + len(letters) + 12)
        if found >= 0:
            at = found + len(letters)
            spans.append((found, at))
        else:
            spans.append((at, at))
    return spans
