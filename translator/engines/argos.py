"""Argos packages, decoded by CTranslate2 directly: the program's real engine.

An engine is a route of one or two packages (:mod:`translator.models.routes`). Each sentence is made readable for
its package, split at clause borders when it is too long, decoded together with all others, and looked at: what is
wrong with it is tried again in other ways, and an empty, copied or stuttering translation is marked when none helps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from translator import languages
from translator.engines import EngineOptions, Progress, TokenScore, Translation
from translator.engines.argos_leg import Decoded, Leg, Settings
from translator.engines.argos_retries import retried
from translator.engines.argos_symbols import Prepared, prepare
from translator.errors import ModelMissing
from translator.i18n import _, ui_language
from translator.models import library
from translator.models.package import Package
from translator.models.routes import Route, find_route, reachable


@dataclass(frozen=True, slots=True)
class _Cut:
    """A sentence as it is given to a package: its parts, and what stands around and between them."""

    prepared: Prepared
    parts: tuple[str, ...]


class ArgosEngine:
    """The engine itself; see :class:`translator.engines.Engine` for the contract.

    Scores through a language in between are those of the last package, given its own reading of the source.
    With a model that is not quantised, scores (never seen: texts) may differ in the sixth digit with the batch.
    """

    def __init__(self, route: Route, source: str, target: str, options: EngineOptions) -> None:
        self.source = source
        self.target = target
        self.route = route
        self._settings = Settings(options.beam, options.length_penalty)
        self.legs = [Leg(package, options) for package in route.legs]
        self.signature: Mapping[str, str] = _signature(self.legs, options)
        self.output_language = target
        self.remark = _remark(route)

    def translate(self, sentences: Sequence[str], progress: Progress | None = None) -> list[Translation]:
        """Translate *sentences*: every distinct one once, all in one run through each package."""
        texts = list(dict.fromkeys(sentences))
        made = [Translation(text, 0.0) for text in texts]
        for at, leg in enumerate(self.legs):
            tell = _Share(progress, len(sentences), at, len(self.legs), len(texts)) if progress else None
            made = self._through(leg, made, tell)
        by_text = dict(zip(texts, made, strict=True))
        if progress:
            progress(len(sentences), len(sentences))
        return [by_text[text] for text in sentences]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[list[TokenScore]]:
        """Score the given translations; *pairs* are (source, translation)."""
        if not pairs:
            return []
        sources = [Translation(source, 0.0) for source in dict.fromkeys(source for source, _ in pairs)]
        made = sources
        for leg in self.legs[:-1]:
            made = self._through(leg, made, None)
        read = {source.text: seen.text for source, seen in zip(sources, made, strict=True)}
        return self.legs[-1].score([(read[source], target) for source, target in pairs])

    @property
    def stages(self) -> tuple[ArgosEngine, ...]:
        """The packages of the route as engines of their own; they share its models, which only the route closes."""
        return tuple(self._stage(leg) for leg in self.legs) if len(self.legs) > 1 else (self,)

    def _stage(self, leg: Leg) -> ArgosEngine:
        stage = copy(self)
        stage.source, stage.target = leg.package.source, leg.package.target
        stage.output_language = stage.target
        stage.route = Route((leg.package,))
        stage.signature = {**self.signature, "package": leg.package.label, "sha256": leg.sha256()}
        stage.legs = [leg]
        return stage

    def close(self) -> None:
        """Free the models."""
        for leg in self.legs:
            leg.close()

    def _through(self, leg: Leg, sentences: list[Translation], tell: _Share | None) -> list[Translation]:
        """Every sentence through one package; trouble of an earlier one is kept."""
        cuts = [_cut(sentence.text, leg) for sentence in sentences]
        parts = list(dict.fromkeys(part for cut in cuts for part in cut.parts))
        if tell:
            tell.parts = len(parts)
        decoded = dict(zip(parts, leg.decode(parts, self._settings, tell), strict=True))
        better, wrong = retried(leg, decoded)
        decoded |= better
        return [
            _joined(cut, decoded, wrong, before, leg) for cut, before in zip(cuts, sentences, strict=True)
        ]


def open_engine(source: str, target: str, options: EngineOptions) -> ArgosEngine:
    """Open the best route from *source* to *target*.

    Raises:
        ModelMissing: no installed package or route.
        ModelError: a package is damaged.
    """
    route = find_route(library.installed(), source, target)
    if route is None:
        raise _missing(source, target)
    return ArgosEngine(route, source, target, options)


@dataclass(slots=True)
class _Share:
    """Turns the parts finished in one leg into sentences of the whole run."""

    progress: Progress
    total: int
    leg: int
    legs: int
    parts: int
    done: int = 0

    def __call__(self, finished: int) -> None:
        self.done += finished
        share = (self.leg + self.done / max(self.parts, 1)) / self.legs
        self.progress(int(self.total * share), self.total)


def _cut(text: str, leg: Leg) -> _Cut:
    """Make *text* readable for the package, in parts it can take."""
    prepared = prepare(text, leg.known)
    if prepared.empty:
        return _Cut(prepared, ())
    if not leg.too_long(prepared.text):
        return _Cut(prepared, (prepared.text,))
    from translator.segmentation import split_long

    spans = split_long(prepared.text, leg.package.source, leg.too_long)
    return _Cut(prepared, tuple(prepared.text[start:end] for start, end in spans))


def _joined(
    cut: _Cut, decoded: Mapping[str, Decoded], wrong: Mapping[str, str], before: Translation, leg: Leg
) -> Translation:
    """A sentence's parts together again, with what was set aside around them."""
    if not cut.parts:
        return before
    made = [decoded[part] for part in cut.parts]
    space = " " if languages.is_spaced(leg.package.target) else ""
    text = cut.prepared.lead + space.join(one.text for one in made if one.text) + cut.prepared.trail
    score = sum(one.log_prob for one in made) / max(sum(one.tokens for one in made), 1)
    found = before.problem or next((wrong[part] for part in cut.parts if wrong.get(part)), "")
    return Translation(text, score, found)


def _signature(legs: Sequence[Leg], options: EngineOptions) -> dict[str, str]:
    """Everything that decides the output, for the edition."""
    import ctranslate2

    def every(values: Sequence[Any]) -> str:
        return " + ".join(dict.fromkeys(str(value) for value in values))

    return {
        "engine": "argos",
        "package": " + ".join(leg.package.label for leg in legs),
        "sha256": " + ".join(leg.sha256() for leg in legs),
        "beam": str(options.beam),
        "length_penalty": str(options.length_penalty),
        "device": every([leg.placement.device for leg in legs]),
        "compute_type": every([leg.compute_type for leg in legs]),
        "ctranslate2": ctranslate2.__version__,
    }


def _missing(source: str, target: str) -> ModelMissing:
    shown = ui_language()
    pair = f"{languages.to_argos(source)} {languages.to_argos(target)}"
    pivots = "" if "en" in {languages.primary(source), languages.primary(target)} else " --with-pivots"
    return ModelMissing(
        _("No installed model translates {source} into {target}.").format(
            source=languages.name(source, shown), target=languages.name(target, shown)
        ),
        _("Install it with `{command}`, on a machine with a network.").format(
            command=f"translator models install {pair}{pivots}"
        ),
    )


def sources(target: str) -> frozenset[str]:
    """The languages some installed route translates into *target*."""
    return _sources(library.installed(), target)


def state(target: str) -> str:
    """The packages of every route into *target*."""
    packages = library.installed()
    routes = (find_route(packages, source, target) for source in sorted(_sources(packages, target)))
    return ", ".join(route.label for route in routes if route)


def _sources(packages: Sequence[Package], target: str) -> frozenset[str]:
    return frozenset(source for source, end in reachable(packages) if languages.same_language(end, target))


def _remark(route: Route) -> str:
    """One line for those who use the small starter package: that it is one, and how to get the full one."""
    starters = [leg for leg in route.legs if leg.origin == "starter"]
    if not starters:
        return ""
    pairs = ", ".join(f"translator models install {leg.from_code} {leg.to_code}" for leg in starters)
    return _("This is the small starter package; for better translations: {command}").format(command=pairs)
