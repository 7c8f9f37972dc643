"""Argos packages: what a package is, which ones are here, which ones could be, and how they get here.

::

    package       one package as its metadata.json describes it
    library       the packages on this machine: the starter that comes with the program, and everything Argos installed
    routes        from the packages at hand to the best way between two languages
    index         the packages that could be installed
    wanted        from ``en ru`` to packages of the index
    installing    fetch (fetching, web) → check (archive) → try (trial, tokenizers) → put in place (store)
    bundle        the same by disk
    verification  is everything still what it was?

From Python::

    from translator import models

    models.update()
    models.install(models.choose(models.available(), ("en", "ru")), progress=print)
    models.find_route(models.installed(), "ro", "ru")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translator.models.bundle import export_bundle as export_bundle
    from translator.models.bundle import import_any as import_any
    from translator.models.index import available as available
    from translator.models.index import update as update
    from translator.models.installing import install as install
    from translator.models.installing import remove as remove
    from translator.models.library import installed as installed
    from translator.models.routes import find_route as find_route
    from translator.models.verification import verify as verify
    from translator.models.wanted import choose as choose
    from translator.models.wanted import upgrades as upgrades

_HOMES = {
    "available": "index",
    "choose": "wanted",
    "export_bundle": "bundle",
    "find_route": "routes",
    "import_any": "bundle",
    "install": "installing",
    "installed": "library",
    "remove": "installing",
    "update": "index",
    "upgrades": "wanted",
    "verify": "verification",
}

__all__ = [*_HOMES]  # noqa: PLE0604 - a list of the names above, kept in one place


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{home}"), name)
