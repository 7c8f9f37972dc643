"""From an exported package back to weights that can be trained on: a later training goes on from what ships.

A checkpoint with the optimizer's state takes 300 MB; a package takes 20, and what rounding to int8 took away is
learned again in minutes.
"""

from __future__ import annotations

import math
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from .export import places
from .model import Shape

KINDS = ("<f4", "<i1", "<i2", "<i4", "<f2")  # CTranslate2's numbers for types of values
BINARY_VERSION = 6


def read_package(path: Path, vocabulary: int) -> tuple[Shape, dict[str, Tensor]]:
    """The network inside a package that `write` made, dequantised, ready to be trained on.

    Where `vocabulary` is larger than the package's (characters were added), new rows begin at the mean of the old.
    """
    from ctranslate2.specs import TransformerSpec

    with opened(path) as folder:
        held = variables(folder / "model" / "model.bin")
    shape = shape_of(held)
    spec = TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers), shape.heads, pre_norm=True
    )
    named = {id(place): name for name, place in modules(spec)}
    tensors = {name: plain(held, f"{named[id(place)]}/{field}") for name, place, field in places(spec, shape)}
    embedding = plain(held, "decoder/embeddings/weight")
    missing = vocabulary - len(embedding)
    if missing < 0:
        raise ValueError(
            f"the package has {len(embedding)} pieces, the tokenizer only {vocabulary}: use its own"
        )
    tensors["embedding.weight"] = torch.cat([embedding, embedding.mean(0).expand(missing, -1)])
    return Shape(**{**shape.as_dict(), "vocabulary": vocabulary}), tensors


def modules(spec: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every part of a specification with its name in the file."""
    for field, value in vars(spec).items():
        parts = (
            [(field, value)]
            if not isinstance(value, list)
            else [(f"{field}_{i}", v) for i, v in enumerate(value)]
        )
        for name, part in parts:
            if hasattr(part, "__dict__") and not isinstance(part, np.ndarray):
                yield f"{prefix}{name}", part
                yield from modules(part, f"{prefix}{name}/")


def plain(held: dict[str, np.ndarray], name: str) -> Tensor:
    """A tensor of the file as fp32: int8 rows are divided by their scales."""
    values = held[name].astype(np.float32)
    scale = held.get(f"{name}_scale")
    return torch.from_numpy(values / scale[:, None] if scale is not None else values)


def shape_of(held: dict[str, np.ndarray]) -> Shape:
    """The size of a network from the names and sizes of its variables."""
    layers = {
        side: 1
        + max(
            int(n.split("/")[1][6:])
            for n in held
            if n.startswith(f"{side}/layer_") and "norm" not in n.split("/")[1]
        )
        for side in ("encoder", "decoder")
    }
    inner, width = held["encoder/layer_0/ffn/linear_0/weight"].shape
    vocabulary = len(held["decoder/embeddings/weight"])
    return Shape(
        vocabulary, width, inner, layers["encoder"], layers["decoder"], int(held["encoder/num_heads"])
    )


class Cursor:
    """Reads little-endian numbers and strings from bytes, one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self, kind: str) -> int:
        """An unsigned number of numpy type `kind`."""
        value = int(np.frombuffer(self.data, kind, 1, self.at)[0])
        self.at += np.dtype(kind).itemsize
        return value

    def text(self) -> str:
        """A string: its length with a closing zero, then its bytes."""
        length = self.number("<u2")
        self.at += length
        return self.data[self.at - length : self.at - 1].decode()

    def values(self) -> np.ndarray:
        """A variable: its sizes, type, bytes and values."""
        size = tuple(self.number("<u4") for _ in range(self.number("<u1")))
        kind = KINDS[self.number("<u1")]
        length = self.number("<u4")
        self.at += length
        return np.frombuffer(self.data, kind, math.prod(size), self.at - length).reshape(size)


def variables(path: Path) -> dict[str, np.ndarray]:
    """All variables of a CTranslate2 `model.bin`, aliases included (the format is in ctranslate2/specs/model_spec.py)."""
    cursor = Cursor(path.read_bytes())
    if cursor.number("<u4") != BINARY_VERSION:
        raise ValueError(f"{path} has another binary version than the one this reads ({BINARY_VERSION})")
    cursor.text()  # the name of the specification
    cursor.number("<u4")  # its revision
    found = {}
    for _ in range(cursor.number("<u4")):
        name = cursor.text()
        found[name] = cursor.values()
    for _ in range(cursor.number("<u4")):
        alias, name = cursor.text(), cursor.text()
        found[alias] = found[name]
    return found


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """The folder of a package, which may be a folder already or an archive to unpack for the while."""
    if path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
        yield next(Path(folder).glob("*/metadata.json")).parent
