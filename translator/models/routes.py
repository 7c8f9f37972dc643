"""From the packages at hand to the best way between two languages; pure, nothing is read or opened.

A route is direct or goes through one language in between (usually English). The fewest legs win, then official
packages over the starter, then the newest versions; what is still equal is decided by code, so that the same
packages always give the same route.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from translator import languages
from translator.models.package import Package, version_key


@dataclass(frozen=True, slots=True)
class Route:
    """The packages to go through, in order: one, or two with a language in between."""

    legs: tuple[Package, ...]

    @property
    def pivot(self) -> str:
        """The tag of the language in between; empty when the route is direct."""
        return self.legs[0].target if len(self.legs) > 1 else ""

    @property
    def starter(self) -> bool:
        """Whether a leg is the small package that comes with the program."""
        return any(leg.origin == "starter" for leg in self.legs)

    @property
    def label(self) -> str:
        """Every leg's name and version: ``translate-de_en 1.0 + translate-en_ru 1.9``."""
        return " + ".join(leg.label for leg in self.legs)


def find_route(packages: Iterable[Package], source: str, target: str) -> Route | None:
    """The best route from *source* to *target* (tags), or ``None``.

    A region no package knows is dropped: ``en-GB`` uses English packages, ``pt-BR`` those for Portuguese when there
    is none of its own.
    """
    usable = [package for package in packages if package.translates]
    for start in _codes(source):
        for end in _codes(target):
            found = [] if start == end else _all_routes(usable, start, end)
            if found:
                return max(found, key=_rank)
    return None


def reachable(packages: Iterable[Package]) -> set[tuple[str, str]]:
    """Every pair of tags some route connects."""
    direct = {(p.source, p.target) for p in packages if p.translates}
    through = {(a, d) for a, b in direct for c, d in direct if b == c and a != d}
    return direct | through


def _all_routes(packages: list[Package], start: str, end: str) -> list[Route]:
    first = [p for p in packages if p.from_code == start]
    last = [p for p in packages if p.to_code == end]
    direct = [Route((p,)) for p in first if p.to_code == end]
    return direct or [Route((p, q)) for p in first for q in last if p.to_code == q.from_code]


def _rank(route: Route) -> tuple[object, ...]:
    """What makes one route better than another; the greatest wins."""
    starters = sum(leg.origin == "starter" for leg in route.legs)
    newest = tuple(version_key(leg.version) for leg in route.legs)
    return -len(route.legs), -starters, route.pivot == "en", newest, str(route.legs[0].path)


def _codes(tag: str) -> list[str]:
    """The Argos codes to try for *tag*, the exact one first; scripts of Chinese are not mixed up."""
    tag = languages.canonical(tag)
    exact, plain = languages.to_argos(tag), languages.primary(tag)
    return [exact] if plain == "zh" else list(dict.fromkeys((exact, plain)))
