"""One Argos package at work: text to pieces, through CTranslate2 in full batches, and back to text.

All sentences go through in one run, longest first; only the batches in flight are in memory as pieces.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from translator.engines import EngineOptions, TokenScore
from translator.engines.argos_batches import filled, flown, kind
from translator.engines.argos_device import Placement, place, start
from translator.engines.argos_facts import Facts
from translator.engines.argos_symbols import prepare
from translator.errors import ModelError
from translator.i18n import _
from translator.models.package import Package
from translator.models.tokenizers import open_tokenizer, vocabulary
from translator.models.trial import cannot_load

LONGEST = 128
"""Pieces a model is given at once; it has hardly seen longer sentences in training."""
_MOST_SCORED = 1000
"""Pieces of either side that are scored (CTranslate2 cuts at 1024); what lies beyond counts nothing."""
_WINDOW = 4096
"""Sentences held as pieces at a time."""
_UNKNOWN = "<unk>"

_Pieces = tuple[int, list[str]]
"""A text's place in the run and its pieces."""
Step = Callable[[int], None]
"""Called with the number of texts finished since the last call."""


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


class Leg:
    """An open package. :meth:`decode` and :meth:`score` are all there is to it.

    On a processor the model is loaded when it is first asked something: with a memory it may never be.
    """

    def __init__(self, package: Package, options: EngineOptions) -> None:
        self.package = package
        self.tokenizer = open_tokenizer(package)
        self._options = options
        self._loaded: Any = None
        self.placement = place(options)
        self._facts = Facts(package.model / "model.bin")
        self._mode = f"{options.compute_type} {self.placement.device} {_ctranslate2()}"
        if self.placement.device != "cpu" or not self._facts.get(self._mode):
            self._load()
        self._vocabulary = vocabulary(package, "source")
        self._prefix = _prefix(package)
        self._marks = _marks(package)
        self.known = lru_cache(maxsize=8192)(self._is_known)

    @property
    def compute_type(self) -> str:
        """The number format CTranslate2 computes in."""
        return self._facts.get(self._mode) or str(self._model.compute_type)

    def sha256(self) -> str:
        """The hash of the model's weights."""
        return self._facts.sha256()

    @property
    def _model(self) -> Any:
        if self._loaded is None:
            self._load()
        return self._loaded

    def _load(self) -> None:
        self._loaded, self.placement = _load(self.package, self._options)
        self._mode = f"{self._options.compute_type} {self.placement.device} {_ctranslate2()}"
        self._facts.put(self._mode, str(self._loaded.compute_type))

    def too_long(self, text: str) -> bool:
        """Whether *text* has more pieces than the model should be given at once."""
        return len(text) > LONGEST and len(self.tokenizer.encode(text)) > LONGEST

    def decode(self, texts: Sequence[str], settings: Settings, step: Step | None = None) -> list[Decoded]:
        """Translate *texts*, each at most :data:`LONGEST` pieces; same order, same length."""
        out: dict[int, Decoded] = {}
        unknown: list[_Pieces] = []
        for (at, pieces), result in self._run(texts, settings):
            if _UNKNOWN in result.hypotheses[0]:
                unknown.append((at, pieces))
            else:
                out[at] = self._decoded(result.hypotheses[0], result.scores[0], settings)
            if step:
                step(1)
        for at, pieces in unknown:
            out[at] = self._with_unknown(pieces, settings)
        return [out[at] for at in range(len(texts))]

    def alternatives(self, texts: Sequence[str], settings: Settings) -> list[list[Decoded]]:
        """As :meth:`decode`, but all that was in the beam at the end, the likeliest first, none with ``<unk>``."""
        out: dict[int, list[Decoded]] = {}
        for (at, _pieces), result in self._run(texts, settings, num_hypotheses=settings.beam):
            out[at] = [
                self._decoded(pieces, score, settings)
                for pieces, score in zip(result.hypotheses, result.scores, strict=True)
                if _UNKNOWN not in pieces
            ]
        return [out[at] for at in range(len(texts))]

    def _run(self, texts: Sequence[str], settings: Settings, **more: Any) -> Iterator[tuple[_Pieces, Any]]:
        """Every text, as its place and pieces, with CTranslate2's result."""

        def submit(batch: list[_Pieces]) -> list[Any]:
            return self._submit([pieces for _at, pieces in batch], settings, **more)

        return flown(self._batches(texts), submit, 2 * self.placement.workers)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[list[TokenScore]]:
        """The log-probability of every piece of the given translations; see the engine's contract."""
        spans = []
        asked = []
        for at, (source, target) in enumerate(pairs):
            pieces, where = self.tokenizer.encode_target(target)
            spans.append(where)
            asked.append((at, self._scored_source(source), self._prefix + pieces[:_MOST_SCORED]))

        def lengths(item: tuple[int, list[str], list[str]]) -> tuple[int, int]:
            return len(item[1]) + self._marks, len(item[2]) + 1

        def submit(batch: list[tuple[int, list[str], list[str]]]) -> list[Any]:
            sources, targets = [item[1] for item in batch], [item[2] for item in batch]
            results: list[Any] = self._model.score_batch(sources, targets, asynchronous=True)
            return results

        asked.sort(key=lambda item: (kind(lengths(item)), lengths(item), item[0]), reverse=True)
        batches = filled(asked, 4 * self.placement.batch, lengths)
        found = {
            item[0]: result.log_probs[len(self._prefix) :]
            for item, result in flown(batches, submit, 2 * self.placement.workers)
        }
        return [_token_scores(target, spans[at], found[at]) for at, (_source, target) in enumerate(pairs)]

    def close(self) -> None:
        """Free the model's memory."""
        if self._loaded is not None:
            self._loaded.unload_model()

    def _batches(self, texts: Sequence[str]) -> Iterator[list[_Pieces]]:
        """*texts* as pieces, longest first, in batches that keep every worker busy."""
        order = sorted(range(len(texts)), key=lambda at: (-len(texts[at]), at))
        for first in range(0, len(order), _WINDOW):
            window = [(at, self.tokenizer.encode(texts[at])) for at in order[first : first + _WINDOW]]
            window.sort(key=lambda item: -len(item[1]))
            budget = self._budget(sum(len(pieces) for _at, pieces in window))
            yield from filled(window, budget, lambda item: (len(item[1]) + self._marks,))

    def _budget(self, tokens: int) -> int:
        """Tokens for a batch: small enough that a short article still gives every worker a few."""
        most = self.placement.batch
        if self.placement.device != "cpu":
            return most
        return max(64, min(most, tokens // (3 * self.placement.workers)))

    def _submit(self, batch: list[list[str]], settings: Settings, **more: Any) -> list[Any]:
        results: list[Any] = self._model.translate_batch(
            batch,
            target_prefix=[self._prefix] * len(batch) if self._prefix else None,
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
        if pieces[: len(self._prefix)] == self._prefix:
            pieces = pieces[len(self._prefix) :]
        text = self.tokenizer.decode(pieces)
        return Decoded(text, score * length**settings.length_penalty, len(pieces) + 1)

    def _scored_source(self, text: str) -> list[str]:
        pieces = self.tokenizer.encode(prepare(text, self.known).text or text)
        return pieces[:_MOST_SCORED] or [_UNKNOWN]

    def _is_known(self, char: str) -> bool:
        """Whether *char* can be read by tokenizer and model."""
        known = self._vocabulary
        return not known or all(p in known or f"{p}@@" in known for p in self.tokenizer.encode(char))


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


def _marks(package: Package) -> int:
    """How many marks (start, end) CTranslate2 adds to a source sentence."""
    try:
        config = json.loads((package.model / "config.json").read_text(encoding="utf-8"))
        return sum(bool(config.get(key)) for key in ("add_source_bos", "add_source_eos"))
    except (OSError, ValueError, AttributeError):  # older models keep this inside the weights
        return 0


def _ctranslate2() -> str:
    import ctranslate2

    return str(ctranslate2.__version__)


def _load(package: Package, options: EngineOptions) -> tuple[Any, Placement]:
    """The model, where it runs best; a GPU that turns out unusable gives way to the processor unless asked for."""
    placement = place(options)
    try:
        return start(package.model, placement, options.compute_type), placement
    except (RuntimeError, ValueError, IndexError) as error:
        if placement.device == "cuda" and options.device == "auto":
            return _load(package, replace(options, device="cpu"))
        raise cannot_load(package, error) from error
