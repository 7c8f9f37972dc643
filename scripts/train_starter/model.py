"""A pre-norm Transformer that CTranslate2 can run: deep encoder, shallow decoder, one embedding for everything.

Start reading at `Transformer.forward`. Shapes in comments: B sentences, S source tokens, T target tokens, D width.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from .dropout import dropout

PAD, UNKNOWN, START, END = 0, 1, 2, 3
LONGEST = 512
HIDE = -30000.0


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a network; written into every checkpoint."""

    vocabulary: int
    width: int = 384
    inner: int = 1536
    encoder_layers: int = 6
    decoder_layers: int = 2
    heads: int = 8

    def as_dict(self) -> dict[str, int]:
        """The fields as plain numbers, to be stored beside weights."""
        return asdict(self)


def positions(length: int, width: int) -> Tensor:
    """Sinusoidal positions as CTranslate2 computes them: all sines, then all cosines (float32, length × width)."""
    step = math.log(10000) / (width // 2 - 1)
    rates = torch.exp(torch.arange(width // 2) * -step)
    angles = torch.arange(length)[:, None] * rates[None]
    return torch.cat([angles.sin(), angles.cos()], 1)


def padding_mask(source: Tensor, dtype: torch.dtype) -> Tensor | None:
    """What to add to attention scores so that padding is not seen: B×1×1×S, or None where there is no padding."""
    padding = source == PAD
    if not padding.any():
        return None
    return torch.zeros(source.shape, dtype=dtype, device=source.device).masked_fill_(padding, HIDE)[
        :, None, None
    ]


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Scaled dot-product attention of B×heads×length×depth tensors; `mask` is added to the scores.

    Torch's own kernel is used on a GPU only: its backward pass on a CPU takes several times longer than these lines, and so does
    a softmax of bf16 numbers when the length is no multiple of 32.
    """
    if query.is_cuda:
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    if mask is not None:
        scores = scores + mask
    return torch.softmax(scores.float(), -1).to(value.dtype) @ value


class SelfAttention(nn.Module):
    """Multi-head attention of a sequence to itself; queries, keys and values come from one product."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.packed = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """B×T×D to B×T×D; `mask` is added to the scores."""
        batch, length, width = x.shape
        packed = self.packed(x).view(batch, length, 3, self.heads, -1)
        query, key, value = packed.permute(2, 0, 3, 1, 4)
        mixed = attend(query, key, value, mask)
        return self.output(mixed.transpose(1, 2).reshape(batch, length, width))


class CrossAttention(nn.Module):
    """Multi-head attention from the target to the encoded source."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.memory = nn.Linear(width, 2 * width)
        self.output = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor | None) -> Tensor:
        """B×T×D and B×S×D to B×T×D; `mask` is added to the scores."""
        batch, length, width = x.shape
        query = self.query(x).view(batch, length, self.heads, -1).transpose(1, 2)
        key, value = (
            self.memory(memory).view(batch, memory.shape[1], 2, self.heads, -1).permute(2, 0, 3, 1, 4)
        )
        mixed = attend(query, key, value, mask)
        return self.output(mixed.transpose(1, 2).reshape(batch, length, width))


class Layer(nn.Module):
    """One encoder layer, or with `cross` one decoder layer; every sublayer is normalised first and added after."""

    def __init__(self, shape: Shape, cross: bool, drop: float) -> None:
        super().__init__()
        self.drop = drop
        self.attention = SelfAttention(shape.width, shape.heads)
        self.attention_norm = nn.LayerNorm(shape.width)
        self.cross = CrossAttention(shape.width, shape.heads) if cross else None
        self.cross_norm = nn.LayerNorm(shape.width) if cross else None
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.inner_norm = nn.LayerNorm(shape.width)

    def forward(
        self, x: Tensor, mask: Tensor | None, memory: Tensor | None = None, memory_mask: Tensor | None = None
    ) -> Tensor:
        """`x` after this layer. `mask` hides what `x` must not see of itself, `memory_mask` what of the source."""
        x = x + self._dropped(self.attention(self.attention_norm(x), mask))
        if self.cross is not None and self.cross_norm is not None:
            x = x + self._dropped(self.cross(self.cross_norm(x), memory, memory_mask))
        return x + self._dropped(self.narrow(functional.relu(self.widen(self.inner_norm(x)))))

    def _dropped(self, x: Tensor) -> Tensor:
        return dropout(x, self.drop if self.training else 0.0)


class Transformer(nn.Module):
    """The whole network up to the vectors that are multiplied by the embedding to give scores."""

    def __init__(self, shape: Shape, drop: float = 0.1) -> None:
        super().__init__()
        self.shape, self.drop = shape, drop
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.register_buffer("positions", positions(LONGEST, shape.width), persistent=False)
        self.encoder = nn.ModuleList(Layer(shape, False, drop) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(Layer(shape, True, drop) for _ in range(shape.decoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder_norm = nn.LayerNorm(shape.width)
        self._initialise()

    def _initialise(self) -> None:
        nn.init.normal_(self.embedding.weight, std=self.shape.width**-0.5)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)

    def _embedded(self, tokens: Tensor) -> Tensor:
        scaled = self.embedding(tokens) * math.sqrt(self.shape.width)
        placed: Any = self.positions
        return dropout(
            scaled + placed[: tokens.shape[1]].to(scaled.dtype), self.drop if self.training else 0.0
        )

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Token numbers B×S (ending in END) and B×T (starting with START) to decoder states B×T×D."""
        hidden = padding_mask(source, self.embedding.weight.dtype)
        memory = self._embedded(source)
        for layer in self.encoder:
            memory = layer(memory, hidden)
        memory = self.encoder_norm(memory)
        state = self._embedded(target)
        future = torch.full((target.shape[1],) * 2, HIDE, dtype=state.dtype, device=state.device).triu(1)
        for layer in self.decoder:
            state = layer(state, future, memory, hidden)
        return self.decoder_norm(state)
