"""An engine that remembers: what it was asked before, it answers from the store, bit by bit the same.

It wraps another engine. Finished segments are stored chunk by chunk, so an interrupted run goes on where it stopped,
and because everything later in the pipeline is computed from the engine's answers alone, a run that finds them gives
the same bytes as one that computes them. A changed glossary asks new questions only for the sentences whose terms
changed. Trouble with the store is told once and the run goes on without it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from translator.engines import Engine, Progress, TokenScore, Translation
from translator.i18n import _
from translator.memory.keys import engine_key, pack_scores, pair_key, segment_key, unpack_scores
from translator.memory.store import Segment, Store

T = TypeVar("T")

CHUNK = 384
"""Segments computed before they are stored: the work a ``kill -9`` can cost."""
_SCORES = 4 * CHUNK
"""Pairs scored before they are stored; scoring is several times faster than translating."""


class RememberingEngine:
    """See :class:`translator.engines.Engine` for the contract."""

    def __init__(
        self,
        engine: Engine,
        store: Store,
        *,
        fresh: bool = False,
        tell: Callable[[str], None] = lambda _m: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.engine = engine
        self.source = engine.source
        self.target = engine.target
        self.signature = engine.signature
        self.output_language = engine.output_language
        self.remark = engine.remark
        self.stages: Sequence[Engine] = getattr(engine, "stages", ())
        self._store: Store | None = store
        self._fresh = fresh
        self._tell = tell
        self._stopped = stopped
        self._key = engine_key(engine.source, engine.target, engine.signature)

    def translate(self, sentences: Sequence[str], progress: Progress | None = None) -> list[Translation]:
        """Answer from the store what is known; compute and store the rest, long sentences first."""
        keys = {text: segment_key(self._key, text) for text in dict.fromkeys(sentences)}
        known = self._known(list(keys.values()))
        found = {
            text: Translation(known[key].target, known[key].score, known[key].problem)
            for text, key in keys.items()
            if key in known and known[key].source == text
        }
        missing = sorted((text for text in keys if text not in found), key=lambda text: (-len(text), text))
        for at in range(0, len(missing), CHUNK):
            self._go_on()
            some = missing[at : at + CHUNK]
            found |= zip(
                some, self.engine.translate(some, _shifted(progress, len(keys), len(found))), strict=True
            )
            self._remember([_segment(keys[text], text, found[text]) for text in some])
        if progress:
            progress(len(keys), len(keys))
        return [found[text] for text in sentences]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[list[TokenScore]]:
        """Scores from the store; the rest computed and stored."""
        keys = {pair: pair_key(self._key, *pair) for pair in dict.fromkeys(pairs)}
        known = self._known_scores(list(keys.values()))
        found = {pair: known[key] for pair, key in keys.items() if key in known}
        missing = [pair for pair in keys if pair not in found]
        for at in range(0, len(missing), _SCORES):
            self._go_on()
            some = missing[at : at + _SCORES]
            found |= zip(some, self.engine.score(some), strict=True)
            self._remember_scores(
                {keys[p]: pack_scores([(t.start, t.end, t.log_prob) for t in found[p]]) for p in some}
            )
        return [found[pair] for pair in pairs]

    def close(self) -> None:
        """Free the model; the store belongs to the run."""
        self.engine.close()

    def _known(self, keys: list[bytes]) -> Mapping[bytes, Segment]:
        if self._fresh:
            return {}
        return self._guarded(lambda store: store.segments(keys)) or {}

    def _known_scores(self, keys: list[bytes]) -> dict[bytes, list[TokenScore]]:
        packed = {} if self._fresh else self._guarded(lambda store: store.scores(keys)) or {}
        out = {}
        for key, data in packed.items():
            try:
                out[key] = [TokenScore(*one) for one in unpack_scores(data)]
            except (ValueError, struct.error):
                continue  # damaged: computed again
        return out

    def _go_on(self) -> None:
        """Stop between two batches, all that is finished being stored, when the person asked to.

        Raises:
            KeyboardInterrupt: as Ctrl-C would have.
        """
        if self._stopped():
            raise KeyboardInterrupt

    def _remember_scores(self, packed: Mapping[bytes, bytes]) -> None:
        self._guarded(lambda store: store.put_scores(packed))

    def _remember(self, segments: list[Segment]) -> None:
        self._guarded(lambda store: store.put_segments(segments, self.source, self.target))

    def _guarded(self, action: Callable[[Store], T]) -> T | None:
        """Do *action* with the store; after any trouble say so once and do without it from then on."""
        if self._store is None:
            return None
        try:
            return action(self._store)
        except Exception as error:  # noqa: BLE001 - drivers differ; whatever it is, the translation must go on
            self._tell(_("The memory failed ({reason}); this run goes on without it.").format(reason=error))
            self._store = None
            return None


def _segment(key: bytes, text: str, made: Translation) -> Segment:
    return Segment(key, text, made.text, made.score, made.problem)


def _shifted(progress: Progress | None, total: int, before: int) -> Progress | None:
    """Progress of a part, told as progress of the whole."""
    if progress is None:
        return None
    return lambda done, _part: progress(before + done, total)
