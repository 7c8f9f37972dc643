"""What makes two segments the same: languages, engine signature, and every letter of the text."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence

SIZE = 16
"""Bytes of a key: with 2^64 segments in a store the chance of one clash is still one half."""


def engine_key(source: str, target: str, signature: Mapping[str, str]) -> bytes:
    """The key of an engine: its pair and everything that decides its output."""
    said = json.dumps([source, target, sorted(signature.items())], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).digest()


def segment_key(engine: bytes, text: str) -> bytes:
    """The key of a source segment under an engine."""
    return hashlib.sha256(engine + text.encode("utf-8", "surrogatepass")).digest()[:SIZE]


def pair_key(engine: bytes, source: str, target: str) -> bytes:
    """The key of a scored pair under an engine."""
    both = f"{len(source)}\0{source}{target}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(engine + b"\1" + both).digest()[:SIZE]


_SCORE = struct.Struct("<IId")


def pack_scores(scores: Sequence[tuple[int, int, float]]) -> bytes:
    """(start, end, log-probability) of each token as bytes, every bit kept."""
    return b"".join(_SCORE.pack(*one) for one in scores)


def unpack_scores(data: bytes) -> list[tuple[int, int, float]]:
    """The reverse of :func:`pack_scores`.

    Raises:
        ValueError: *data* is not a whole number of tokens.
    """
    if len(data) % _SCORE.size:
        raise ValueError("truncated scores")
    return list(_SCORE.iter_unpack(data))
