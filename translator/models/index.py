"""The list of packages that could be installed: Argos' index, kept in the cache, refreshed only when asked.

The index is a JSON list with one entry a package, in the shape of a ``metadata.json`` plus ``links``. Ours to keep
is one file that holds it together with where it came from and the server's ``ETag``, so that both always agree.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from translator import files, paths
from translator.errors import DeliveryError, ModelError, TranslatorError
from translator.i18n import _
from translator.models import web
from translator.models.package import Package, from_metadata, version_key
from translator.models.web import PATIENCE, Patience

OFFICIAL = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
"""Where Argos Translate itself looks."""
_LARGEST = 32 << 20


@dataclass(frozen=True, slots=True)
class Available:
    """A package that can be fetched."""

    package: Package
    """What the index says about it; its ``path`` means nothing."""
    links: tuple[str, ...]
    """Where to fetch it, mirrors in order."""
    sha256: str = ""
    """Of the archive, where the index gives one (Argos' does not)."""

    @property
    def source(self) -> str:
        """The source language's tag."""
        return self.package.source

    @property
    def target(self) -> str:
        """The target language's tag."""
        return self.package.target


@dataclass(frozen=True, slots=True)
class Updated:
    """What a refresh did."""

    url: str
    packages: int
    changed: bool


def index_url(asked: str | None = None) -> str:
    """The index to use: *asked*, else ``ARGOS_PACKAGE_INDEX``, else Argos' own; a folder means its ``index.json``."""
    url = asked or os.environ.get("ARGOS_PACKAGE_INDEX") or OFFICIAL
    if "://" not in url:
        url = Path(url).expanduser().resolve().as_uri()
    return url if urlsplit(url).path.endswith(".json") else f"{url.rstrip('/')}/index.json"


def available(asked: str | None = None) -> list[Available]:
    """The packages of the cached index, newest version of each pair first.

    Raises:
        DeliveryError: there is no cached index for that address yet.
    """
    return parse(_cached(index_url(asked))["packages"])


def known(asked: str | None = None) -> list[Available]:
    """As :func:`available`, empty when there is no cached index."""
    try:
        return available(asked)
    except DeliveryError:
        return []


def update(asked: str | None = None, *, patience: Patience = PATIENCE) -> Updated:
    """Refresh the cached index.

    Raises:
        DeliveryError: it cannot be fetched, or is no index; the cached one stays as it was.
    """
    url = index_url(asked)
    try:
        old = _cached(url)
    except DeliveryError:
        old = {}
    answer = web.get(url, largest=_LARGEST, etag=old.get("etag", ""), patience=patience)
    if answer is None:
        return Updated(url, len(parse(old["packages"])), changed=False)
    entries = _entries(answer.body, url)
    changed = entries != old.get("packages")
    place = _place()
    saved = {"url": url, "etag": answer.etag, "packages": entries}
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        files.write_text(place, json.dumps(saved, ensure_ascii=False))
    except (OSError, TranslatorError) as error:
        raise DeliveryError(
            _("The package index cannot be kept in {folder}: {reason}.").format(
                folder=place.parent, reason=str(error).rstrip(".")
            ),
            _("Point TRANSLATOR_CACHE_DIR at a folder that can be written."),
        ) from error
    return Updated(url, len(parse(entries)), changed)


def parse(entries: Iterable[Any]) -> list[Available]:
    """The usable packages among *entries*, sorted by pair, then newest first; what is no package is passed over."""
    found = []
    for entry in entries:
        try:
            links = tuple(link for link in entry.get("links", ()) if isinstance(link, str))
            sha256 = entry.get("sha256")
            package = from_metadata(entry, Path())
        except (ModelError, AttributeError, TypeError):
            continue
        found.append(Available(package, links, sha256.lower() if isinstance(sha256, str) else ""))
    found.sort(key=lambda item: version_key(item.package.version), reverse=True)
    return sorted(found, key=lambda item: item.package.code)


def newest(packages: Iterable[Available], code: str) -> Available | None:
    """The newest package called *code* (``translate-en_ru``)."""
    found = [item for item in packages if item.package.code == code]
    return max(found, key=lambda item: version_key(item.package.version), default=None)


def _place() -> Path:
    return paths.cache_dir() / "package-index.json"


def _cached(url: str) -> dict[str, Any]:
    other = ""
    try:
        saved = json.loads(_place().read_text(encoding="utf-8"))
        if isinstance(saved["packages"], list) and isinstance(saved["etag"], str):
            if saved["url"] == url:
                return dict(saved)
            other = str(saved["url"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise _not_here(url, other)


def _not_here(url: str, other: str) -> DeliveryError:
    """No index of *url*; *other* is where the one that is here came from, if there is one."""
    if other:
        return DeliveryError(
            _("The package index on this machine is that of {other}, not of {url}.").format(
                other=other, url=url
            ),
            _("Fetch the one you want with `translator models update`, or name the other one with --index."),
        )
    return DeliveryError(
        _("There is no package index on this machine yet."),
        _("Fetch it with `translator models update`, on a machine with a network."),
    )


def _entries(body: bytes, url: str) -> list[Any]:
    try:
        entries = json.loads(body)
    except (ValueError, RecursionError):
        entries = None
    if not isinstance(entries, list) or not parse(entries):
        raise DeliveryError(
            _("What {url} sent is no package index.").format(url=url),
            _("Check the address (ARGOS_PACKAGE_INDEX, --index). The old index stays in use."),
        )
    return entries
