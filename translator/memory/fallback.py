"""A store that may go away in the middle of a run, with one on this machine to go on with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TypeVar

from translator.memory.store import Correction, Segment, Store

T = TypeVar("T")


class FallbackStore:
    """Asks *first* until it fails, then *second* (opened only then); *lost* is told the error, once.

    See :class:`translator.memory.store.Store` for the contract. What was put into *first* stays there.
    """

    def __init__(self, first: Store, second: Callable[[], Store], lost: Callable[[Exception], None]) -> None:
        self.place = first.place
        self._now = first
        self._second: Callable[[], Store] | None = second
        self._lost = lost

    def _ask(self, question: Callable[[Store], T]) -> T:
        if self._second is None:
            return question(self._now)
        try:
            return question(self._now)
        except Exception as error:  # noqa: BLE001 - drivers differ; whatever it is, the run must go on
            self._lost(error)
            first, self._now, self._second = self._now, self._second(), None
            self.place = self._now.place
            _closed(first)
            return question(self._now)

    # What each method promises stands at the contract.

    def segments(self, keys: Collection[bytes]) -> Mapping[bytes, Segment]:
        return self._ask(lambda store: store.segments(keys))

    def put_segments(self, segments: Iterable[Segment], source_language: str, target_language: str) -> None:
        held = list(segments)
        self._ask(lambda store: store.put_segments(held, source_language, target_language))

    def scores(self, keys: Collection[bytes]) -> Mapping[bytes, bytes]:
        return self._ask(lambda store: store.scores(keys))

    def put_scores(self, scores: Mapping[bytes, bytes]) -> None:
        self._ask(lambda store: store.put_scores(scores))

    def corrections(self, sources: Collection[str], languages: tuple[str, str]) -> list[Correction]:
        return self._ask(lambda store: store.corrections(sources, languages))

    def put_corrections(self, corrections: Iterable[Correction], *, replace: bool = True) -> int:
        held = list(corrections)
        return self._ask(lambda store: store.put_corrections(held, replace=replace))

    def all_corrections(self, languages: tuple[str, str] | None = None) -> Iterator[Correction]:
        return iter(self._ask(lambda store: list(store.all_corrections(languages))))

    def all_scores(self) -> Iterator[tuple[bytes, bytes]]:
        return self._ask(lambda store: store.all_scores())

    def all_segments(self) -> Iterator[tuple[Segment, str, str]]:
        return self._ask(lambda store: store.all_segments())

    def pairs(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        return self._ask(lambda store: store.pairs())

    def changes(self) -> int:
        return self._ask(lambda store: store.changes())

    def forget_machine(self, before: str) -> int:
        return self._ask(lambda store: store.forget_machine(before))

    def forget_corrections(self, origin: str) -> int:
        return self._ask(lambda store: store.forget_corrections(origin))

    def counts(self) -> Mapping[str, int]:
        return self._ask(lambda store: store.counts())

    def close(self) -> None:
        self._now.close()


def _closed(store: Store) -> None:
    with suppress(Exception):  # it has failed already, and that was told
        store.close()
