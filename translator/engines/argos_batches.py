"""Batches: full ones, a few in flight, and none in which one sentence could change another.

What else is in a batch must not change a translation. Quantised models (all official packages are) compute in whole
numbers except in attention, where the padding of a short sentence beside a long one decides which vector code the
matrix library takes; one rounding that then falls the other way moves a score by a hundredth. The border was seen
at 16 places (oneDNN on AVX2 and AVX-512) and nowhere else, so no batch mixes lengths from two sides of a multiple of
16; ``tests/test_engines.py`` watches it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

_VECTOR = 16
Item = TypeVar("Item")


def kind(lengths: Iterable[int]) -> tuple[int, ...]:
    """Which sequences of these *lengths* may be padded to each other."""
    return tuple(length // _VECTOR for length in lengths)


def filled(
    items: Iterable[Item], budget: int, lengths: Callable[[Item], tuple[int, ...]]
) -> Iterator[list[Item]]:
    """Batches of *items* that have, padded, at most *budget* pieces (one item at least).

    Args:
        items: sorted by :func:`kind` of their lengths and falling in length.
        lengths: the lengths of an item's sequences as the model sees them.
    """
    batch: list[Item] = []
    widest = 0
    for item in items:
        own = lengths(item)
        wider = max(widest, sum(own))
        if batch and (kind(own) != kind(lengths(batch[0])) or (len(batch) + 1) * wider > budget):
            yield batch
            batch, wider = [], sum(own)
        batch.append(item)
        widest = wider
    if batch:
        yield batch


def flown(
    batches: Iterable[list[Item]], submit: Callable[[list[Item]], list[Any]], at_once: int
) -> Iterator[tuple[Item, Any]]:
    """Submit *batches* so that *at_once* are always with the workers; give back (item, result) in order.

    *submit* returns one CTranslate2 asynchronous result per item. Between two results the caller may stop for good;
    then at most *at_once* batches are still worked off.
    """
    flying: deque[tuple[list[Item], list[Any]]] = deque()
    for batch in batches:
        flying.append((batch, submit(batch)))
        if len(flying) > at_once:
            yield from _landed(*flying.popleft())
    while flying:
        yield from _landed(*flying.popleft())


def _landed(batch: list[Item], results: list[Any]) -> Iterator[tuple[Item, Any]]:
    for item, result in zip(batch, results, strict=True):
        yield item, result.result()
