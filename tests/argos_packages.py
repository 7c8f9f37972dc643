"""Real Argos packages for tests, made from the starter's weights: other pairs, other tokenizers, other contents."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from translator import paths

STARTER = next(paths.starter_packages().glob("translate-en_ru-*"))
STARTERS = {"translate-en_ru", "translate-ru_en"}
"""The packages that come with the program."""
SMALL = ("model/config.json", "model/shared_vocabulary.json", "sentencepiece.model")


def make_package(
    folder: Path,
    source: str,
    target: str,
    version: str = "1.0",
    *,
    metadata: Mapping[str, object] | None = None,
) -> Path:
    """A package for another pair: the starter's files under other names. *folder* is the library it goes into."""
    package = folder / f"translate-{source}_{target}-{version.replace('.', '_')}"
    (package / "model").mkdir(parents=True)
    _link(STARTER / "model/model.bin", package / "model/model.bin")
    for name in SMALL:
        shutil.copyfile(STARTER / name, package / name)
    about = {
        "package_version": version, "argos_version": "1.9.0", "from_code": source, "from_name": source.upper(),
        "to_code": target, "to_name": target.upper(), "code": f"translate-{source}_{target}",
    }  # fmt: skip
    (package / "metadata.json").write_text(json.dumps({**about, **(metadata or {})}), encoding="utf-8")
    return package


def _link(there: Path, here: Path) -> None:
    try:
        os.link(there, here)
    except OSError:  # another file system
        shutil.copyfile(there, here)


def own_weights(package: Path) -> Path:
    """Give *package* a model file of its own, for tests that damage it."""
    weights = package / "model/model.bin"
    data = weights.read_bytes()
    weights.unlink()
    weights.write_bytes(data)
    return weights


def rename_pieces(package: Path, renamed: Mapping[str, str]) -> None:
    """Call pieces of the model's vocabulary something else; their places and weights stay."""
    file = package / "model/shared_vocabulary.json"
    pieces = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps([renamed.get(piece, piece) for piece in pieces]), encoding="utf-8")


def vocabulary(package: Path = STARTER) -> list[str]:
    return list(json.loads((package / "model/shared_vocabulary.json").read_text(encoding="utf-8")))


def with_prefix(package: Path, prefix: str) -> Path:
    """Make *package* one whose translations start with *prefix*, a piece it knows."""
    rename_pieces(package, {vocabulary(package)[-1]: prefix})
    file = package / "metadata.json"
    about = {**json.loads(file.read_text(encoding="utf-8")), "target_prefix": prefix}
    file.write_text(json.dumps(about), encoding="utf-8")
    return package


def with_bpe(package: Path, words: Iterable[str]) -> Path:
    """Make *package* one with a BPE tokenizer whose codes build each of *words* (all known to the starter)."""
    renamed: dict[str, str] = {}
    taken: set[str] = set()
    for piece in vocabulary(package):
        name = piece[1:] if piece.startswith("▁") and len(piece) > 1 else f"{piece}@@"
        if (piece.startswith("<") and piece.endswith(">")) or name in taken or piece in ".,!?":
            name = piece
        taken.add(name)
        renamed[piece] = name
    rename_pieces(package, renamed)
    codes: dict[str, None] = {}
    for word in words:
        assert f"▁{word}" in renamed, word
        letters = [*word[:-1], f"{word[-1]}</w>"]
        while len(letters) > 1:
            codes[f"{letters[0]} {letters[1]}"] = None
            letters[:2] = [letters[0] + letters[1]]
    (package / "bpe.model").write_text("#version: 0.2\n" + "\n".join(codes) + "\n", encoding="utf-8")
    (package / "sentencepiece.model").unlink()
    return package


def by_older_ctranslate2(package: Path, format: int) -> Path:
    """Write *package*'s model the way older versions of CTranslate2 did, back to *format* 1.

    They had no ``config.json`` (a flag among the weights said what it says), no aliases before 3, no types before 4,
    and their vocabulary was a text file.
    """
    weights = own_weights(package)
    weights.write_bytes(_as_format(weights.read_bytes(), format))
    vocabulary_file = package / "model/shared_vocabulary.json"
    vocabulary_file.with_suffix(".txt").write_text("\n".join(vocabulary(package)) + "\n", encoding="utf-8")
    vocabulary_file.unlink()
    (package / "model/config.json").unlink()
    return package


def _as_format(model: bytes, format: int) -> bytes:
    read = io.BytesIO(model)

    def number(kind: str) -> int:
        return int(struct.unpack(f"<{kind}", read.read(struct.calcsize(kind)))[0])

    def text() -> bytes:
        return read.read(number("H"))

    assert number("I") == 6
    name, revision = text(), number("I")
    variables = []
    for _ in range(number("I")):
        variable, shape = text(), [number("I") for _ in range(number("B"))]
        kind, size = number("B"), number("I")
        variables.append((variable, shape, kind, read.read(size)))
    aliases = [(text(), text()) for _ in range(number("I"))]
    variables.append((b"with_source_eos\0", [], 1, b"\1"))
    by_name = {variable: rest for variable, *rest in variables}
    if format < 3:
        variables += [(alias, *by_name[meant]) for alias, meant in aliases]

    def named(text: bytes) -> bytes:
        return struct.pack("<H", len(text)) + text

    out = [struct.pack("<I", format), named(name) + struct.pack("<I", revision) if format > 1 else b""]
    out.append(struct.pack("<I", len(variables)))
    for variable, shape, kind, data in variables:
        wide = _BYTES[kind]
        size_of = (kind, len(data)) if format > 3 else (wide, len(data) // wide)
        out += [named(variable), struct.pack(f"<B{len(shape)}I", len(shape), *shape)]
        out += [struct.pack("<BI", *size_of), data]
    if format > 2:
        out += [struct.pack("<I", len(aliases)), *(named(one) + named(other) for one, other in aliases)]
    return b"".join(out)


_BYTES = {0: 4, 1: 1, 2: 2, 3: 4, 4: 2}
"""CTranslate2's types → bytes of one value."""


def pack(package: Path, archive: Path) -> Path:
    """Zip *package* as an ``.argosmodel`` file."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as out:
        for file in sorted(package.rglob("*")):
            if file.is_file():
                out.write(file, f"{package.name}/{file.relative_to(package).as_posix()}")
    return archive
