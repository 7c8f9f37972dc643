"""Tokenised pairs on disk and batches made of them.

A data set is one `.npz`: all tokens of a side in one row of numbers, where each sentence ends, and for each pair how
often it is wanted per epoch on average (2.5: twice, and a third time in every second epoch).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .model import END, PAD, START

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one language."""

    tokens: npt.NDArray[np.uint16]
    ends: Numbers

    @classmethod
    def of(cls, sentences: list[list[int]]) -> Side:
        """Pack lists of token numbers."""
        flat = np.fromiter((t for s in sentences for t in s), np.uint16)
        return cls(flat, np.cumsum([len(s) for s in sentences], dtype=np.int64))

    def lengths(self) -> Numbers:
        """Tokens of each sentence, END not counted."""
        return np.diff(self.ends, prepend=0)

    def sentence(self, index: int) -> npt.NDArray[np.uint16]:
        """The tokens of one sentence."""
        return self.tokens[self.ends[index - 1] if index else 0 : self.ends[index]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A tokenised data set."""

    source: Side
    target: Side
    weights: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.weights)

    def save(self, path: Path) -> None:
        """Write the `.npz`, compressed (a quarter of the text's size)."""
        aside = path.with_suffix(".part.npz")
        sides = {"source": self.source, "target": self.target}
        arrays = {
            f"{name}_{part}": getattr(side, part)
            for name, side in sides.items()
            for part in ("tokens", "ends")
        }
        np.savez_compressed(aside, weights=self.weights, **arrays)
        aside.replace(path)

    @classmethod
    def load(cls, path: Path) -> Pairs:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as held:
            source, target = (
                Side(held[f"{name}_tokens"], held[f"{name}_ends"]) for name in ("source", "target")
            )
            return cls(source, target, held["weights"])


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded token numbers: sources ending in END, targets starting with START, and targets ending in END."""

    source: Numbers
    target: Numbers
    wanted: Numbers


def plan(pairs: Pairs, tokens: int, longest: int, random: np.random.Generator) -> list[Numbers]:
    """One epoch as lists of pair numbers, each list a batch of about `tokens` tokens a side, shuffled.

    Pairs are drawn by weight and sorted by both lengths (sources run up for even target lengths and down for odd
    ones), so that less than one token in thirty is padding.
    """
    copies = np.floor(pairs.weights + random.random(len(pairs))).astype(np.int64)
    source, target = pairs.source.lengths() + 1, pairs.target.lengths() + 1
    copies[np.maximum(source, target) > longest] = 0
    chosen = random.permutation(np.repeat(np.arange(len(pairs)), copies))
    zigzag = np.where(target % 2 == 0, source, -source)
    chosen = chosen[np.lexsort((zigzag[chosen], target[chosen]))]
    batches, start, source_longest, target_longest = [], 0, 0, 0
    for place, index in enumerate(chosen):
        source_longest = max(source_longest, int(source[index]))
        target_longest = max(target_longest, int(target[index]))
        if (source_longest + target_longest) * (place + 1 - start) > 2 * tokens and place > start:
            batches.append(chosen[start:place])
            start, source_longest, target_longest = place, int(source[index]), int(target[index])
    batches.append(chosen[start:])
    return [batches[i] for i in random.permutation(len(batches))]


def collate(pairs: Pairs, chosen: Numbers) -> Batch:
    """The padded arrays of one batch."""
    sources = [pairs.source.sentence(i) for i in chosen]
    targets = [pairs.target.sentence(i) for i in chosen]
    source = np.full((len(chosen), max(map(len, sources)) + 1), PAD, np.int64)
    target = np.full((len(chosen), max(map(len, targets)) + 1), PAD, np.int64)
    wanted = target.copy()
    for row, (left, right) in enumerate(zip(sources, targets, strict=True)):
        source[row, : len(left)], source[row, len(left)] = left, END
        target[row, 0], target[row, 1 : len(right) + 1] = START, right
        wanted[row, : len(right)], wanted[row, len(right)] = right, END
    return Batch(source, target, wanted)


def endless(
    pairs: Pairs, tokens: int, longest: int, seed: int, epoch: int, part: int, parts: int
) -> Iterator[tuple[int, Batch]]:
    """Epoch number and batch, for ever; worker `part` of `parts` gets every `parts`-th batch of the same shuffle."""
    while True:
        batches = plan(pairs, tokens, longest, np.random.default_rng((seed, epoch)))
        for chosen in batches[part : len(batches) - len(batches) % parts : parts] or batches:
            yield epoch, collate(pairs, chosen)
        epoch += 1
