"""Engines turn sentences into sentences. This module is their contract and their table.

An engine is opened for one language pair, works on many sentences at once, and says exactly what it is in its
``signature``. What it is asked is plain text; marks, terms and checks are the pipeline's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from translator.i18n import N_
from translator.registry import Entry, Registry

Progress = Callable[[int, int], None]
"""Called with (done, total) sentences; may be called from the decoding loop only, never from a thread."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What an engine made of one sentence."""

    text: str
    score: float
    """Mean log-probability per target token (natural logarithm); 0.0 where an engine has none."""
    problem: str = ""
    """``""`` when sound, else what is left wrong after the engine's own retries: ``loop``, ``empty``, ``copied``."""


@dataclass(frozen=True, slots=True)
class TokenScore:
    """A stretch of a translation (characters) and its log-probability given the source and what came before."""

    start: int
    end: int
    log_prob: float


@runtime_checkable
class Engine(Protocol):
    """The contract. Equal input gives equal output whatever else is in the batch."""

    source: str
    """Source language tag."""
    target: str
    """Target language tag."""
    signature: Mapping[str, str]
    """``engine``, ``package``, ``version``, ``sha256``, ``beam`` …: everything that decides the output."""

    output_language: str
    """The language of what it gives: ``target``, or ``und`` for a stand-in whose output is no language."""
    remark: str
    """What the user should know about it, in one line: that it is the small starter package, say; mostly empty."""

    def translate(self, sentences: Sequence[str], progress: Progress | None = None) -> list[Translation]:
        """Translate *sentences*; the result has the same length and order."""
        ...

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[list[TokenScore]]:
        """Teacher-forced log-probabilities of the given translations, token by token; the sum of all is the
        translation's log-probability (the end of sentence is the last, empty stretch)."""
        ...

    def close(self) -> None:
        """Free the model."""
        ...


ENGINES = Registry(
    N_("engine"),
    {
        "argos": Entry("translator.engines.argos", N_("Argos packages, decoded by CTranslate2")),
        "pseudo": Entry(
            "translator.engines.pseudo", N_("Accented pseudo-translation, for tests and dry runs")
        ),
    },
)
"""Each module has ``open_engine(source, target, options) -> Engine``; ``sources(target) -> frozenset[str]``, the
languages it could translate into *target* now, empty when it takes any; and ``state(target) -> str``, which is another
when it would now translate into *target* with other models."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How an engine is to work; the defaults are Argos' own settings."""

    beam: int = 4
    length_penalty: float = 0.2
    device: str = "auto"
    """``auto``, ``cpu`` or ``cuda``."""
    threads: int = 0
    """CPU threads in all; 0 takes the cores this process may use."""
    compute_type: str = "default"
    """CTranslate2's compute type; ``default`` keeps the package's own."""


def open_engine(name: str, source: str, target: str, options: EngineOptions | None = None) -> Engine:
    """Open the engine *name* for a pair of language tags.

    Raises:
        UsageError: no such engine.
        ModelMissing: no installed package or route; the hint names the command that installs one.
        ModelError: the package is damaged.
    """
    module = ENGINES.load(name)
    engine: Engine = module.open_engine(source, target, options or EngineOptions())
    return engine


def known_sources(name: str, target: str) -> frozenset[str]:
    """The languages the engine *name* can translate into *target* now; empty when it takes any.

    Raises:
        UsageError: no such engine.
    """
    found: frozenset[str] = ENGINES.load(name).sources(target)
    return found


def state(name: str, target: str) -> str:
    """What the engine *name* would translate into *target* with now; another text when models came, went or changed.

    Raises:
        UsageError: no such engine.
    """
    found: str = ENGINES.load(name).state(target)
    return found
