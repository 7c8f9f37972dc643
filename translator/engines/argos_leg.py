"""One Argos package at work: text to pieces, through CTranslate2 in full batches, and back to text.

All sentences go through in one run, longest first, in batches of about equal numbers of tokens; a few batches are
always in flight, so that no core waits, and only those are in memory as pieces. Quantised models (all official
packages are) compute in whole numbers, so what else is in a batch changes nothing; see ``tests/test_engines.py``.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from translator.engines import EngineOptions, TokenScore
from translator.engines.argos_device import Placement, place
from translator.engines.argos_symbols import prepare
from translator.engines.argos_tokens import open_tokenizer, vocabulary
from translator.errors import ModelError
from translator.i18n import _
from translator.models.package import Package

LONGEST = 128
"""Pieces a model is given at once; it has hardly seen longer sentences in training."""
_MOST_SCORED = 1024
"""Pieces of either side that are scored; what lies beyond counts nothing."""
_WINDOW = 4096
"""Sentences held as pieces at a time."""
_UNKNOWN = "<unk>"


@dataclass(frozen=True, slots=True)
class Settings:
    """How one decoding run searches. Beam and length penalty are the caller's, the rest is for retries."""

    beam: int
    length_penalty: float
    no_repeat: int = 0
    repetition_penalty: float = 1.0


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the model made of one text."""

    text: str
    log_prob: float
    """Of the whole, natural logarithm."""
    tokens: int
    """Pieces it took, the end of sentence included."""


NOTHING = Decoded("", 0.0, 0)
Step = Callable[[int], None]
"""Called with the number of texts finished since the last call."""


class Leg:
    """An open package. :meth:`decode` and :meth:`score` are all there is to it."""

    def __init__(self, package: Package, options: EngineOptions) -> None:
        self.package = package
        self.placement = place(options)
        self.tokenizer = open_tokenizer(package)
        self._model = _load(package, self.placement, options)
        self._vocabulary = vocabulary(package, "source")
        self._prefix = _prefix(package)
        self.known = lru_cache(maxsize=8192)(self._is_known)

    @property
    def compute_type(self) -> str:
        """The number format CTranslate2 computes in."""
        return str(self._model.compute_type)

    def sha256(self) -> str:
        """The hash of the model's weights."""
        with (self.package.model / "model.bin").open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def too_long(self, text: str) -> bool:
        """Whether *text* has more pieces than the model should be given at once."""
        return len(text) > LONGEST and len(self.tokenizer.encode(text)) > LONGEST

    def decode(self, texts: Sequence[str], settings: Settings, step: Step | None = None) -> list[Decoded]:
        """Translate *texts*, each at most :data:`LONGEST` pieces; same order, same length."""
        out = [NOTHING] * len(texts)
        unknown: list[tuple[int, list[str]]] = []
        for at, pieces, result in self._run(texts, settings):
            if _UNKNOWN in result.hypotheses[0]:
                unknown.append((at, pieces))
            else:
                out[at] = self._decoded(result.hypotheses[0], result.scores[0], settings)
            if step:
                step(1)
        for at, pieces in unknown:
            out[at] = self._with_unknown(pieces, settings)
        return out

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[list[TokenScore]]:
        """The log-probability of every piece of the given translations; see the engine's contract."""
        sources = [self._scored_source(source) for source, _target in pairs]
        targets = [self.tokenizer.encode_target(target) for _source, target in pairs]
        prefixed = [self._prefix + pieces[:_MOST_SCORED] for pieces, _spans in targets]
        results = self._model.score_batch(
            sources, prefixed, max_batch_size=self.placement.batch * 2, batch_type="tokens"
        )
        skip = len(self._prefix)
        return [
            _token_scores(target, spans, result.log_probs[skip:])
            for (_source, target), (_pieces, spans), result in zip(pairs, targets, results, strict=True)
        ]

    def close(self) -> None:
        """Free the model's memory."""
        self._model.unload_model()

    def _run(self, texts: Sequence[str], settings: Settings) -> Iterator[tuple[int, list[str], Any]]:
        """Decode all *texts* with a few batches always in flight: (place, pieces, result) as they come."""
        flying: deque[tuple[list[tuple[int, list[str]]], list[Any]]] = deque()
        for batch in self._batches(texts):
            flying.append((batch, self._submit([pieces for _at, pieces in batch], settings)))
            if len(flying) > 2 * self.placement.workers:
                yield from _landed(*flying.popleft())
        while flying:
            yield from _landed(*flying.popleft())

    def _batches(self, texts: Sequence[str]) -> Iterator[list[tuple[int, list[str]]]]:
        """*texts* as (place, pieces), longest first, in batches that keep every worker busy."""
        order = sorted(range(len(texts)), key=lambda at: (-len(texts[at]), at))
        for start in range(0, len(order), _WINDOW):
            window = [(at, self.tokenizer.encode(texts[at])) for at in order[start : start + _WINDOW]]
            window.sort(key=lambda item: -len(item[1]))
            yield from _filled(window, self._budget(sum(len(pieces) for _at, pieces in window)))

    def _budget(self, tokens: int) -> int:
        """Tokens for a batch: small enough that a short article still gives every worker a few."""
        share = tokens // (3 * self.placement.workers)
        return (
            max(64, min(self.placement.batch, share))
            if self.placement.device == "cpu"
            else self.placement.batch
        )

    def _submit(self, batch: list[list[str]], settings: Settings, **more: Any) -> list[Any]:
        prefix = [self._prefix] * len(batch) if self._prefix else None
        results: list[Any] = self._model.translate_batch(
            batch,
            target_prefix=prefix,
            asynchronous=True,
            beam_size=settings.beam,
            length_penalty=settings.length_penalty,
            no_repeat_ngram_size=settings.no_repeat,
            repetition_penalty=settings.repetition_penalty,
            return_scores=True,
            **more,
        )
        return results

    def _with_unknown(self, pieces: list[str], settings: Settings) -> Decoded:
        """Decode a sentence whose translation has ``<unk>`` again, alone, and put the source's symbol there.

        Alone, because CTranslate2 4.8 gives the first piece of a sentence in a batch the attention of another
        sentence. Where the source has no unknown symbol to copy, the model must say something it knows.
        """
        symbols = [
            at for at, piece in enumerate(pieces) if self._vocabulary and piece not in self._vocabulary
        ]
        if not symbols:
            result = self._submit([pieces], settings, disable_unk=True)[0].result()
            return self._decoded(result.hypotheses[0], result.scores[0], settings)
        result = self._submit([pieces], settings, return_attention=True)[0].result()
        out = []
        for piece, weights in zip(result.hypotheses[0], result.attention[0], strict=True):
            if piece == _UNKNOWN and symbols:
                best = max(symbols, key=lambda at: weights[at])
                symbols.remove(best)
                out.append(pieces[best])
            elif piece != _UNKNOWN:
                out.append(piece)
        return self._decoded(out, result.scores[0], settings)

    def _decoded(self, pieces: list[str], score: float, settings: Settings) -> Decoded:
        """Text and log-probability; CTranslate2's score is divided by a power of the length (Wu et al. 2016)."""
        length = len(pieces) + 1
        pieces = pieces[len(self._prefix) :] if pieces[: len(self._prefix)] == self._prefix else pieces
        text = self.tokenizer.decode(pieces)
        return Decoded(text, score * length**settings.length_penalty, len(pieces) + 1)

    def _scored_source(self, text: str) -> list[str]:
        pieces = self.tokenizer.encode(prepare(text, self.known).text or text)
        return pieces[:_MOST_SCORED] or [_UNKNOWN]

    def _is_known(self, char: str) -> bool:
        """Whether *char* can be read by tokenizer and model."""
        pieces = self.tokenizer.encode(char)
        return not self._vocabulary or all(piece in self._vocabulary for piece in pieces)


def _filled(items: Iterable[tuple[int, list[str]]], budget: int) -> Iterator[list[tuple[int, list[str]]]]:
    """Batches of *items*, longest first, so that padded they have at most *budget* pieces (one item at least)."""
    batch: list[tuple[int, list[str]]] = []
    for item in items:
        if batch and (len(batch) + 1) * len(batch[0][1]) > budget:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def _landed(batch: list[tuple[int, list[str]]], results: list[Any]) -> Iterator[tuple[int, list[str], Any]]:
    for (at, pieces), result in zip(batch, results, strict=True):
        yield at, pieces, result.result()


def _token_scores(target: str, spans: list[tuple[int, int]], log_probs: list[float]) -> list[TokenScore]:
    """One score a piece and one for the end; pieces beyond what was scored count nothing."""
    *inner, end = log_probs or [0.0]
    inner += [0.0] * (len(spans) - len(inner))
    scores = [TokenScore(*span, log_prob) for span, log_prob in zip(spans, inner, strict=True)]
    return [*scores, TokenScore(len(target), len(target), end)]


def _prefix(package: Package) -> list[str]:
    """The forced first piece of every translation.

    Raises:
        ModelError: the model does not know it (CTranslate2 would force ``<unk>`` without a word).
    """
    if not package.target_prefix:
        return []
    known = vocabulary(package, "target")
    if known and package.target_prefix not in known:
        raise ModelError(
            _("{package} is damaged: its model does not know its target prefix “{prefix}”.").format(
                package=package.label, prefix=package.target_prefix
            ),
            _("Look for a newer version with `translator models update` and `translator models upgrade`."),
        )
    return [package.target_prefix]


def _load(package: Package, placement: Placement, options: EngineOptions) -> Any:
    import ctranslate2

    try:
        return ctranslate2.Translator(
            str(package.model),
            device=placement.device,
            compute_type=options.compute_type,
            inter_threads=placement.workers,
            intra_threads=placement.threads,
            max_queued_batches=-1,
        )
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            _("The model of {package} cannot be loaded: {reason}.").format(
                package=package.label, reason=str(error).splitlines()[0].rstrip(".")
            ),
            _(
                "Check it with `translator models verify`, or install it again: `translator models install {pair}`."
            ).format(pair=f"{package.from_code} {package.to_code}"),
        ) from error
