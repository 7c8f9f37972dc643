"""From what a person types to packages: ``en ru``, ``en:ru``, ``translate-en_ru``, and the way round when there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translator import languages
from translator.errors import ModelMissing, UsageError
from translator.i18n import _
from translator.models.index import Available, newest
from translator.models.package import Package, version_key
from translator.models.routes import Route, find_route

Pair = tuple[str, str]
_CODE = re.compile(r"translate-([A-Za-z]+)_([A-Za-z]+)")


def pairs(words: Sequence[str], more: Iterable[str] = ()) -> list[Pair]:
    """The language pairs (tags) a command line names: two codes, ``en:ru``, ``translate-en_ru``, or several.

    Raises:
        UsageError: a word is no pair, or codes are left over.
    """
    found: list[Pair] = []
    loose: list[str] = []
    for word in [*words, *more]:
        code = _CODE.fullmatch(word)
        both = code.groups() if code else tuple(re.split(r"[:>→]", word))
        if code or len(both) == 2:
            found.append(_pair(*both))
        else:
            loose.append(word)
    if len(loose) % 2:
        raise UsageError(
            _("“{words}” is no language pair.").format(words=" ".join(loose)),
            _("Write `en ru`, `en:ru` or `translate-en_ru`."),
        )
    return [*found, *(_pair(*loose[at : at + 2]) for at in range(0, len(loose), 2))]


def choose(available: Sequence[Available], pair: Pair, *, with_pivots: bool = False) -> list[Available]:
    """The packages to install for *pair*: the direct one, or with *with_pivots* those of a route.

    Raises:
        ModelMissing: the index has none; the hint says what it has instead.
    """
    by_package = {item.package: item for item in available}
    route = find_route(by_package, *pair)
    if route is not None and (len(route.legs) == 1 or with_pivots):
        return [by_package[leg] for leg in route.legs]
    names = {"source": languages.to_argos(pair[0]), "target": languages.to_argos(pair[1])}
    if route is not None:
        raise ModelMissing(
            _("There is no package from {source} into {target}, but one can go through {pivot}.").format(
                pivot=route.pivot, **names
            ),
            _("Install both steps: `translator models install {source} {target} --with-pivots`.").format(
                **names
            ),
        )
    targets = sorted(item.package.to_code for item in available if item.source == pair[0])
    raise ModelMissing(
        _("The index has no package from {source} into {target}.").format(**names),
        _("From {source} it has: {targets}.").format(targets=", ".join(dict.fromkeys(targets)), **names)
        if targets
        else _("`translator models search` lists what it has."),
    )


@dataclass(frozen=True, slots=True)
class Way:
    """How to get from one language to another, now and at best."""

    now: Route | None
    """With what is installed."""
    best: Route | None
    """With everything in the index as well."""
    missing: tuple[Available, ...]
    """What :attr:`best` needs and is not installed."""


def way(installed: Sequence[Package], available: Sequence[Available], pair: Pair) -> Way:
    """What would be used for *pair*, and what could be."""
    now = find_route(installed, *pair)
    by_package = {item.package: item for item in available}
    best = find_route([*installed, *by_package], *pair)
    missing = tuple(by_package[leg] for leg in best.legs if leg in by_package) if best else ()
    same = now and best and [leg.label for leg in now.legs] == [leg.label for leg in best.legs]
    return Way(now, now if same else best, () if same else missing)


def upgrades(installed: Iterable[Package], available: Sequence[Available]) -> list[tuple[Package, Available]]:
    """Installed packages the index has a newer version of."""
    best: dict[str, Package] = {}
    for package in installed:
        if package.origin == "installed" and package.translates:
            old = best.get(package.code)
            if old is None or version_key(package.version) > version_key(old.version):
                best[package.code] = package
    newer = ((package, newest(available, code)) for code, package in sorted(best.items()))
    return [(p, n) for p, n in newer if n and version_key(n.package.version) > version_key(p.version)]


def _pair(source: str, target: str) -> Pair:
    pair = languages.from_argos(source.lower()), languages.from_argos(target.lower())
    if pair[0] == pair[1]:
        raise UsageError(
            _("“{code}” is both source and target.").format(code=source), _("Name two languages.")
        )
    return languages.canonical(pair[0]), languages.canonical(pair[1])
