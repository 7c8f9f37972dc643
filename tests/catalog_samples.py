"""One small catalog of every format, written for the tests, and how to fill it."""

from __future__ import annotations

from pathlib import Path

from translator.catalogs import Asked, Catalog, open_catalog
from translator.engines import EngineOptions
from translator.localisation import Filled, Wish, fill
from translator.pipeline import Job
from translator.translating import Engines

FOLDER = Path(__file__).parent / "samples" / "catalogs"
FILES = {
    "po": "app.po",
    "xliff": "app.xlf",
    "ts": "app.ts",
    "xcstrings": "Localizable.xcstrings",
    "android": "strings.xml",
    "strings": "Localizable.strings",
    "stringsdict": "Localizable.stringsdict",
    "properties": "messages.properties",
    "arb": "app_en.arb",
    "json": "en.json",
    "yaml": "en.yml",
    "fluent": "app.ftl",
    "resx": "Strings.resx",
    "subtitles": "film.srt",
}


def sample(format: str) -> bytes:
    """The bytes of the sample of *format*."""
    return (FOLDER / FILES[format]).read_bytes()


def opened(data: bytes, name: str, target: str = "ru", existing: bytes | None = None) -> Catalog:
    """Open *data*."""
    return open_catalog(Asked(name, data, None, target, existing))


def filled(catalog: Catalog, engine: str = "pseudo", wish: Wish | None = None) -> Filled:
    """Fill *catalog*."""
    with Engines(engine, catalog.target_language, EngineOptions()) as engines:
        return fill(catalog, Job(catalog.target_language, "en", engine), engines, wish or Wish())
