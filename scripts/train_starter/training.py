"""The training loop: several processes on CPU, one on a GPU. Start reading at `train`."""

from __future__ import annotations

import ctypes
import math
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path

import numpy as np
import torch
import torch.multiprocessing as processes
from torch import Tensor

from . import checkpoints
from .batches import Batch, Pairs, collate, endless, plan
from .loss import translation_loss
from .model import PAD, Shape, Transformer
from .weights import FlatWeights, Optimizer

SAVE_EVERY, REPORT_EVERY = 420.0, 50  # seconds, steps
AVERAGE_EVERY, HELD_BATCHES = 4, 12


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train; times in minutes, `tokens` per step over all processes."""

    minutes: float
    decay: float = 0.4  # the last share of the time in which the learning rate falls to zero; 0 keeps it flat
    rate: float = 1e-3
    warm_up: int = 500  # steps in which the learning rate rises, counted from step 0 of the network's life
    tokens: int = 2048
    longest: int = 128
    smoothing: float = 0.1
    drop: float = 0.1
    vocabulary_share: float = 0.1  # see loss.py
    keep: float = 0.999  # of the moving average
    processes: int = 0  # 0: one per CPU core, or one on a GPU
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a training reads and writes; all in one working folder."""

    path: Path

    @property
    def pairs(self) -> Path:
        """Tokenised training pairs."""
        return self.path / "train.npz"

    @property
    def held(self) -> Path:
        """Tokenised pairs that are never trained on."""
        return self.path / "held.npz"

    @property
    def last(self) -> Path:
        """The checkpoint."""
        return self.path / "last.pt"


def learning_rate(recipe: Recipe, step: int, passed: float) -> float:
    """Rate at `step`, when the share `passed` of the time is over: rising, flat, then falling in a line."""
    rise = min(1.0, (step + 1) / recipe.warm_up) if recipe.warm_up else 1.0
    fall = min(1.0, max(1 - passed, 0.0) / recipe.decay) if recipe.decay else 1.0
    return recipe.rate * rise * fall


def averaging(keep: float, step: int) -> float:
    """What the moving average keeps at this step: it moves only at every `AVERAGE_EVERY`-th, then as far as due."""
    if step % AVERAGE_EVERY:
        return 1.0
    return min(keep, (step + 1) / (step + 10)) ** AVERAGE_EVERY


def train(
    folder: Folder, recipe: Recipe, shape: Shape, start: dict[str, Tensor] | None, resume: bool
) -> None:
    """Train for `recipe.minutes`, from `start` (weights by name), from the folder's checkpoint, or from nothing."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    world = 1 if device.type == "cuda" else recipe.processes or cores()
    torch.manual_seed(recipe.seed)
    model = Transformer(shape, recipe.drop)
    if start:
        model.load_state_dict(start, strict=True)
    weights = FlatWeights.of(model, world, device)
    progress = checkpoints.restore(folder.last, weights) if resume else checkpoints.Progress()
    control = torch.zeros(2 + 2 * world, dtype=torch.float64).share_memory_()
    meet = processes.get_context("spawn").Barrier(world)
    job = Job(folder, recipe, shape, weights, progress, control, meet, world)
    if world == 1:
        work(0, job)
    else:
        processes.spawn(work, (job,), nprocs=world)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class Job:
    """What every process gets; tensors in it are shared."""

    folder: Folder
    recipe: Recipe
    shape: Shape
    weights: FlatWeights
    progress: checkpoints.Progress
    control: Tensor  # learning rate, stop, then per process: summed loss, tokens
    meet: Barrier
    world: int


def work(rank: int, job: Job) -> None:
    """One process: batches until the time is over; process 0 also reports and saves."""
    if job.weights.master.device.type == "cpu":
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)  # vanishing gradients would slow sums down fiftyfold
        keep_memory()
    torch.manual_seed(job.recipe.seed + rank + job.progress.step)
    model = Transformer(job.shape, job.recipe.drop).to(job.weights.master.device).bfloat16()
    job.weights.attach(model)
    model.train()
    optimizer = Optimizer(job.weights, rank, job.world, job.progress.step)
    clock = Clock(job) if rank == 0 else None
    pairs, recipe = Pairs.load(job.folder.pairs), job.recipe
    tokens = recipe.tokens // job.world
    batches = endless(pairs, tokens, recipe.longest, recipe.seed, job.progress.epoch, rank, job.world)
    for step, (epoch, batch) in enumerate(batches, job.progress.step):
        losses, count = gradients(model, batch, recipe)
        job.weights.collect(model, rank)
        job.control[2 + 2 * rank] += losses * count
        job.control[3 + 2 * rank] += count
        optimizer.gather()
        if clock:
            clock.steer(step)
        job.meet.wait()
        rate, stop = job.control[:2].tolist()
        optimizer.apply(rate, averaging(recipe.keep, step))
        job.meet.wait()
        if clock:
            clock.look(step, epoch, model, bool(stop))
        if stop:
            return


def gradients(model: Transformer, batch: Batch, recipe: Recipe) -> tuple[float, int]:
    """Forward and backward over one batch; the plain loss per target token, and their number."""
    source, target, wanted = tensors(batch, model.embedding.weight.device)
    real = (wanted != PAD).flatten().nonzero().squeeze(1)
    states = model(source, target).view(-1, model.shape.width)[real]
    weight = model.embedding.weight
    loss = translation_loss(states, weight, wanted.flatten()[real], recipe.smoothing, recipe.vocabulary_share)
    loss[0].backward()
    return loss[1].item(), len(real)


def tensors(batch: Batch, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """A batch where the network computes: source, target, wanted."""
    source, target, wanted = (
        torch.from_numpy(a).to(device) for a in (batch.source, batch.target, batch.wanted)
    )
    return source, target, wanted


def keep_memory() -> None:
    """Ask the C library to keep freed memory: giving it back and fetching it again costs a tenth of a step."""
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        threshold, trim = -3, -1
        library.mallopt(threshold, 1 << 30)
        library.mallopt(trim, (1 << 31) - 1)


class Clock:
    """Process 0's eye on the time: learning rate, reports, saves, the end."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.began = self.saved = self.reported = time.monotonic()

    def steer(self, step: int) -> None:
        """Set the learning rate and whether to stop, before the others read them."""
        passed = (time.monotonic() - self.began) / (self.job.recipe.minutes * 60)
        self.job.control[0] = learning_rate(self.job.recipe, step, passed)
        self.job.control[1] = float(passed >= 1)

    def look(self, step: int, epoch: int, model: Transformer, stop: bool) -> None:
        """After a step: report, and save with the loss on held-back pairs, when it is time to."""
        now = time.monotonic()
        if step % REPORT_EVERY == 0 or stop:
            sums = self.job.control[2:].view(-1, 2).sum(0)
            self.job.control[2:] = 0
            speed, loss = sums[1].item() / (now - self.reported), (sums[0] / sums[1]).item()
            say(
                f"epoch {epoch} step {step} loss {loss:.3f} rate {self.job.control[0].item():.2e} "
                f"target tokens/s {speed:.0f} minute {(now - self.began) / 60:.1f}"
            )
            self.reported = now
        if now - self.saved > SAVE_EVERY or stop:
            progress = checkpoints.Progress(step + 1, epoch + 1)  # a resumed training shuffles anew
            checkpoints.save(self.job.folder.last, self.job.shape, self.job.weights, progress)
            if self.job.folder.held.exists():
                say(f"step {step} held-back loss of the average {held_loss(self.job, model):.3f}")
            self.saved = time.monotonic()


def held_loss(job: Job, model: Transformer) -> float:
    """Plain loss per target token of the moving average on held-back pairs; other processes wait meanwhile."""
    pairs, weights = Pairs.load(job.folder.held), job.weights
    weights.working.copy_(weights.average)
    model.eval()
    total = tokens = 0.0
    with torch.no_grad():
        for chosen in plan(pairs, 1024, job.recipe.longest, np.random.default_rng(0))[:HELD_BATCHES]:
            batch = collate(pairs, chosen)
            source, target, wanted = tensors(batch, weights.working.device)
            states = model(source, target)
            scores = (states @ model.embedding.weight.t()).float()
            lost = torch.nn.functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=PAD)
            count = int((wanted != PAD).sum())
            total, tokens = total + lost.item() * count, tokens + count
    model.train()
    weights.working.copy_(weights.master)
    return total / tokens if tokens else math.nan


def say(line: str) -> None:
    """One line of the log, on the error stream and at once."""
    print(line, file=sys.stderr, flush=True)
