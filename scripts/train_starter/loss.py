"""Label-smoothed cross entropy over the tied embedding, with both gradients made in the same pass.

Scoring the whole vocabulary is a sixth of a training step on CPU. `candidates` therefore picks the pieces that
are scored: all frequent ones, all that occur in the batch, and a random part of the rest, whose scores are raised
by the logarithm of their inverse chance so that the sum under the softmax stays right on average
(importance sampling as in Bengio and Senécal 2003; Jean et al. 2015).
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

ROWS = 512
FREQUENT = 512  # SentencePiece numbers its pieces by falling frequency


def candidates(targets: Tensor, vocabulary: int, share: float) -> tuple[Tensor, Tensor]:
    """Numbers of the pieces to score (sorted) and what to add to their scores; `share` of the rare ones is drawn."""
    kept = torch.rand(vocabulary) < share
    sure = torch.zeros(vocabulary, dtype=torch.bool)
    sure[:FREQUENT] = True
    sure[targets] = True
    chosen = (kept | sure).nonzero().squeeze(1)
    raised = torch.full((len(chosen),), -math.log(share)).masked_fill_(sure[chosen], 0.0)
    return chosen, raised


class _FusedLoss(torch.autograd.Function):
    """States × weights → mean smoothed loss and mean plain loss; chunks of rows keep the scores in the cache."""

    @staticmethod
    def forward(
        ctx: Any, states: Tensor, weights: Tensor, targets: Tensor, raised: Tensor, smooth: float
    ) -> Any:
        count, size = len(targets), len(weights)
        to_states, to_weights = torch.empty_like(states), torch.zeros(weights.shape, dtype=torch.float32)
        total = torch.zeros(2)
        for start in range(0, count, ROWS):
            rows, wanted = states[start : start + ROWS], targets[start : start + ROWS, None]
            scores = (rows @ weights.t()).float()
            average = scores.mean(-1)
            scores += raised
            hit = scores.gather(1, wanted).squeeze(1)
            chances = torch.softmax(scores, -1)
            missed = -chances.gather(1, wanted).squeeze(1).clamp(min=1e-30).log()
            total[0] += ((1 - smooth) * missed + smooth * (missed + hit - average)).sum()
            total[1] += missed.sum()
            chances.mul_(1 / count).sub_(smooth / (size * count))
            chances.scatter_add_(1, wanted, torch.full(wanted.shape, -(1 - smooth) / count))
            slope = chances.to(states.dtype)
            torch.mm(slope, weights, out=to_states[start : start + ROWS])
            to_weights += slope.t() @ rows
        ctx.save_for_backward(to_states, to_weights.to(weights.dtype))
        return total / count

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        to_states, to_weights = ctx.saved_tensors
        factor = grads[0][0]
        return to_states * factor, to_weights * factor, None, None, None


def translation_loss(
    states: Tensor, embedding: Tensor, targets: Tensor, smooth: float, share: float
) -> Tensor:
    """Two means per target token, in nats: the smoothed loss to follow downhill, and the plain one to report.

    `states` N×D, `targets` N numbers without padding; `share` (0–1] of the rare pieces is scored; CPU only, on a
    GPU the whole vocabulary always is.
    """
    if states.is_cuda:
        scores = (states @ embedding.t()).float()
        loss = functional.cross_entropy(scores, targets, label_smoothing=smooth)
        return torch.stack([loss, functional.cross_entropy(scores.detach(), targets)])
    if share >= 1:
        raised = torch.zeros(len(embedding))
        return _FusedLoss.apply(states, embedding, targets, raised, smooth)  # type: ignore[no-any-return]
    chosen, raised = candidates(targets, len(embedding), share)
    places = torch.zeros(len(embedding), dtype=torch.long)
    places[chosen] = torch.arange(len(chosen))
    return _FusedLoss.apply(states, embedding[chosen], places[targets], raised, smooth)  # type: ignore[no-any-return]
