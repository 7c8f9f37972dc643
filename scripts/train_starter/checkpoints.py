"""Saving and loading everything a training needs to go on, by name of tensor, without pickled objects."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from .model import Shape
from .weights import FlatWeights

BUFFERS = ("master", "average", "first", "second")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training has come."""

    step: int = 0
    epoch: int = 0


def save(path: Path, shape: Shape, weights: FlatWeights, progress: Progress) -> None:
    """Write aside, then rename: an interrupted save leaves the last one whole."""
    held: dict[str, object] = {name: weights.views(getattr(weights, name)) for name in BUFFERS}
    held |= {"shape": shape.as_dict(), "step": progress.step, "epoch": progress.epoch}
    aside = path.with_suffix(".part")
    torch.save(held, aside)
    aside.replace(path)


def read_shape(path: Path) -> Shape:
    """The size of the network in a checkpoint."""
    return Shape(**_read(path)["shape"])


def restore(path: Path, weights: FlatWeights) -> Progress:
    """Fill the buffers from a checkpoint; the working weights follow the master."""
    held = _read(path)
    for name in BUFFERS:
        for tensor, view in weights.views(getattr(weights, name)).items():
            view.copy_(held[name][tensor])
    weights.working.copy_(weights.master)
    return Progress(held["step"], held["epoch"])


def averaged(path: Path, *more: Path) -> tuple[Shape, dict[str, Tensor]]:
    """The moving averages of one checkpoint, or the mean over several."""
    held = [_read(p) for p in (path, *more)]
    tensors = {n: torch.stack([h["average"][n] for h in held]).mean(0) for n in held[0]["average"]}
    return Shape(**held[0]["shape"]), tensors


def _read(path: Path) -> dict:
    return torch.load(path, map_location="cpu", weights_only=True, mmap=True)
