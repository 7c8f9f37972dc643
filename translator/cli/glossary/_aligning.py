"""Which paragraphs of two texts belong together, by their lengths (Gale and Church, 1993)."""

from __future__ import annotations

import math
from collections.abc import Sequence

_STEPS = {(1, 1): 0.0, (1, 0): 5.0, (0, 1): 5.0, (2, 1): 2.5, (1, 2): 2.5, (2, 2): 4.5}
"""Paragraphs taken from each side, and what taking them costs (minus the logarithm of how rare it is)."""
_VARIANCE = 6.8
_LARGEST = 4_000_000
"""Cells of the table; longer texts are taken side by side as they stand."""


def aligned(ones: Sequence[str], twos: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of paragraphs; a paragraph without a partner is left out."""
    if len(ones) == len(twos) or len(ones) * len(twos) > _LARGEST:
        return list(zip(ones, twos, strict=False))
    came = _table(ones, twos)
    pairs: list[tuple[str, str]] = []
    i, j = len(ones), len(twos)
    while i or j:
        di, dj = came[i, j]
        if di and dj:
            pairs.append(("\n".join(ones[i - di : i]), "\n".join(twos[j - dj : j])))
        i, j = i - di, j - dj
    return pairs[::-1]


def _table(ones: Sequence[str], twos: Sequence[str]) -> dict[tuple[int, int], tuple[int, int]]:
    """For every pair of prefixes, the last step of the cheapest way to it."""
    ratio = (sum(map(len, twos)) + 1) / (sum(map(len, ones)) + 1)
    cost: dict[tuple[int, int], float] = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(ones) + 1):
        for j in range(len(twos) + 1):
            for (di, dj), price in _STEPS.items():
                before = cost.get((i - di, j - dj))
                if before is None or (i, j) == (0, 0):
                    continue
                total = before + price + _distance(ones[i - di : i], twos[j - dj : j], ratio)
                if total < cost.get((i, j), math.inf):
                    cost[i, j], came[i, j] = total, (di, dj)
    return came


def _distance(ones: Sequence[str], twos: Sequence[str], ratio: float) -> float:
    """How unlikely it is that these are translations of each other, by length alone."""
    if not ones or not twos:
        return 0.0
    one, two = sum(map(len, ones)), sum(map(len, twos))
    spread = math.sqrt(_VARIANCE * max(one, 1))
    return min(((two - one * ratio) / spread) ** 2 / 2, 30.0)
