"""What a store can do, whatever keeps it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol


class NewerStoreError(Exception):
    """The store was made by a newer version of the program."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A machine translation that was made once."""

    key: bytes
    source: str
    target: str
    score: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A translation a person made or approved; no machine overwrites it."""

    source: str
    target: str
    source_language: str
    target_language: str
    before: str = ""
    """The source segment before it, if known."""
    after: str = ""
    """The source segment after it, if known."""
    origin: str = ""
    """Where it came from: a file's name."""
    created: str = ""
    """When it was stored, ISO 8601 UTC; informative only, nothing is decided by it."""


class Store(Protocol):
    """A place that remembers. Every ``put`` is durable when it returns; one thread at a time may use it."""

    place: str
    """Where it is, for messages."""

    def segments(self, keys: Collection[bytes]) -> Mapping[bytes, Segment]:
        """The segments of *keys* that are known."""
        ...

    def put_segments(self, segments: Iterable[Segment], source_language: str, target_language: str) -> None:
        """Remember *segments*."""
        ...

    def scores(self, keys: Collection[bytes]) -> Mapping[bytes, bytes]:
        """Packed scores of *keys* that are known."""
        ...

    def put_scores(self, scores: Mapping[bytes, bytes]) -> None:
        """Remember packed *scores*."""
        ...

    def corrections(self, sources: Collection[str], languages: tuple[str, str]) -> list[Correction]:
        """Every correction of one of *sources* for the pair of languages."""
        ...

    def put_corrections(self, corrections: Iterable[Correction], *, replace: bool = True) -> int:
        """Remember *corrections*; how many are new or changed. Those of the same source and context are replaced,
        or, without *replace*, left as they are."""
        ...

    def all_corrections(self, languages: tuple[str, str] | None = None) -> Iterator[Correction]:
        """Every correction, in the order it came."""
        ...

    def all_segments(self) -> Iterator[tuple[Segment, str, str]]:
        """Every machine segment with its source and target language."""
        ...

    def all_scores(self) -> Iterator[tuple[bytes, bytes]]:
        """Every key with its packed scores."""
        ...

    def pairs(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        """Source and target language → how many machine segments and corrections there are."""
        ...

    def changes(self) -> int:
        """A number that grows with every change of the corrections."""
        ...

    def forget_machine(self, before: str) -> int:
        """Remove machine segments and scores made *before* a time (ISO 8601 UTC); how many are gone."""
        ...

    def forget_corrections(self, origin: str) -> int:
        """Remove the corrections that came from *origin*; how many are gone."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many ``segments``, ``scores`` and ``corrections`` there are."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
