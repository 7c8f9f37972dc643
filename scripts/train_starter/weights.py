"""All weights of a network in flat shared memory, so that several processes train it together.

Each process (`rank` of `world`) computes gradients on its own batch with one thread; then each updates its own slice
of everything and all see the result. On a CPU this beats threads: operations are too small to be split, and a busy
neighbour delays a process once a step instead of once an operation. A GPU is the case of one process.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

BETAS, EPSILON, WEIGHT_DECAY, CLIP = (
    (0.9, 0.998),
    1e-9,
    0.01,
    1.0,
)  # slow second moments: a step sees few tokens


@dataclass(slots=True)
class FlatWeights:
    """Flat buffers in one order: matrices first (they decay), then vectors."""

    names: list[str]
    shapes: list[torch.Size]
    matrices: int  # values that belong to matrices
    working: Tensor  # bf16, what the network computes with
    master: Tensor  # fp32, what the optimizer changes
    average: Tensor  # fp32, exponential moving average of master
    first: Tensor  # fp32, Adam's first moments
    second: Tensor  # fp32, Adam's second moments
    gradients: Tensor  # bf16, one row per process
    norms: Tensor  # fp32, one squared norm per process

    @classmethod
    def of(cls, model: nn.Module, world: int, device: torch.device) -> FlatWeights:
        """Buffers holding the model's present weights, shared between processes where that is possible."""
        named = sorted(model.named_parameters(), key=lambda item: item[1].ndim <= 1)
        master = torch.cat([p.detach().float().flatten() for _, p in named]).to(device)
        buffers = [
            master.bfloat16(),
            master,
            master.clone(),
            torch.zeros_like(master),
            torch.zeros_like(master),
        ]
        gradients = torch.zeros((world, len(master)), dtype=torch.bfloat16, device=device)
        norms = torch.zeros(world, device=device)
        if device.type == "cpu":
            for buffer in (*buffers, gradients, norms):
                buffer.share_memory_()
        matrices = sum(p.numel() for _, p in named if p.ndim > 1)
        return cls([n for n, _ in named], [p.shape for _, p in named], matrices, *buffers, gradients, norms)

    def views(self, flat: Tensor) -> dict[str, Tensor]:
        """A flat buffer cut into the model's tensors, by name, without copying."""
        parts = flat.split([s.numel() for s in self.shapes])
        return {n: part.view(s) for n, part, s in zip(self.names, parts, self.shapes, strict=True)}

    def attach(self, model: nn.Module) -> None:
        """Let the model compute with `working` from now on."""
        views = self.views(self.working)
        for name, parameter in model.named_parameters():
            parameter.data = views[name]

    def collect(self, model: nn.Module, rank: int) -> None:
        """Move the gradients that `backward` left in the model into this process's row."""
        views = self.views(self.gradients[rank])
        for name, parameter in model.named_parameters():
            if parameter.grad is None:
                views[name].zero_()
            else:
                views[name].copy_(parameter.grad)
            parameter.grad = None


class Optimizer:
    """AdamW on one process's slice of the weights (decoupled weight decay on matrices only)."""

    def __init__(self, weights: FlatWeights, rank: int, world: int, step: int) -> None:
        self.weights, self.rank = weights, rank
        size = len(weights.master)
        self.slice = slice(size * rank // world, size * (rank + 1) // world)
        self.gradient = torch.zeros_like(weights.master[self.slice])  # made once: fresh memory is slow memory
        groups = [
            {"params": [weights.master[a:b]], "weight_decay": WEIGHT_DECAY if b <= weights.matrices else 0.0}
            for a, b in self._bounds()
        ]
        self.adam = torch.optim.AdamW(groups, lr=1.0, betas=BETAS, eps=EPSILON, fused=True)
        for group, (start, stop) in zip(self.adam.param_groups, self._bounds(), strict=True):
            self.adam.state[group["params"][0]] = {
                "step": torch.tensor(float(step), device=weights.master.device),
                "exp_avg": weights.first[start:stop],
                "exp_avg_sq": weights.second[start:stop],
            }

    def _bounds(self) -> list[tuple[int, int]]:
        low, high, border = self.slice.start, self.slice.stop, self.weights.matrices
        return [(a, b) for a, b in ((low, min(high, border)), (max(low, border), high)) if a < b]

    def gather(self) -> None:
        """Take the mean gradient of this slice over all processes; leave its squared norm in `norms` for everybody."""
        rows = self.weights.gradients[:, self.slice]
        self.gradient.copy_(rows[0])
        for row in rows[1:]:
            self.gradient += row
        self.gradient /= len(rows)
        self.weights.norms[self.rank] = self.gradient.dot(self.gradient)

    def apply(self, rate: float, keep: float) -> None:
        """One step at learning rate `rate`; the moving average keeps the share `keep` of its past (1: left alone)."""
        self.gradient *= (CLIP / (self.weights.norms.sum().sqrt() + 1e-6)).clamp(max=1.0)
        for group, (start, stop) in zip(self.adam.param_groups, self._bounds(), strict=True):
            group["lr"] = rate
            group["params"][0].grad = self.gradient[start - self.slice.start : stop - self.slice.start]
        self.adam.step()
        own = self.weights.master[self.slice]
        self.weights.working[self.slice].copy_(own)
        if keep < 1:
            self.weights.average[self.slice].lerp_(own, 1 - keep)
