"""The volume of a book and the files made of it; a file whose parts are all the same is left alone."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import Path

import translator
from translator.books.editions import Made, Manifest, load
from translator.books.plan import Article, Plan
from translator.errors import OutputError, UsageError
from translator.files import replacing
from translator.i18n import _
from translator.writers import WriteOptions
from translator.writers.volume import Chapter, Part, Volume

BOOKS = {".epub": "translator.writers.epub", ".pdf": "translator.writers.pdf"}


def volume(plan: Plan, made: Made) -> Volume:
    """The book as writers want it."""
    at = iter(made.names.values())
    introduction = _chapter(plan, made, plan.introduction, next(at)) if plan.introduction else None
    parts = tuple(
        Part(tuple(_chapter(plan, made, article, next(at)) for article in part.articles), part.titles)
        for part in plan.parts
    )
    return Volume(
        plan.source, plan.target, plan.titles, parts, introduction, plan.metadata,
        {**made.signature, "program": f"translator {translator.__version__}"},
        key=plan.titles.both() or plan.path.stem, index=plan.index,
    )  # fmt: skip


def _chapter(plan: Plan, made: Made, article: Article, name: str) -> Chapter:
    return Chapter(
        name,
        partial(load, plan, name, article),
        article.titles if article.titles.target else made.titles[name],
    )


def check(outputs: tuple[str, ...], plan: Plan, *, overwrite: bool) -> None:
    """Refuse what cannot be made, and what somebody else made, before any work.

    Raises:
        UsageError: an output is neither a book nor a folder.
        OutputError: a file or a folder is there that this book did not make.
    """
    manifest = Manifest.read(plan.folder)
    for output in outputs:
        path = Path(output)
        if not is_site(output) and path.suffix.lower() not in BOOKS:
            raise UsageError(
                _("A book cannot be written as {path}.").format(path=path),
                _("Give {suffixes}, or a folder (its name ends in /) for a site.").format(
                    suffixes=" ".join(BOOKS)
                ),
            )
        known = manifest.outputs.get(_name(path))
        if not overwrite and _is_foreign(path, known, site=is_site(output)):
            raise OutputError(
                _("{path} exists and was not made from {book}.").format(path=path, book=plan.path.name),
                _("Choose another name, or allow it with --overwrite."),
            )


def is_site(output: str) -> bool:
    """Whether *output* means a folder of pages."""
    return output.endswith(("/", "\\")) or Path(output).is_dir()


def produce(plan: Plan, made: Made, output: str, options: WriteOptions) -> bool:
    """Make one output; ``False`` when it was up to date.

    Raises:
        OutputError: it cannot be written; what was there before is untouched.
        FeatureMissing: as the writers.
    """
    manifest = Manifest.read(plan.folder)
    path = Path(output)
    key = _key(plan, made, options)
    known = manifest.outputs.get(_name(path), {})
    if known.get("key") == key and known.get("digest") == _digest(path):
        return False
    if is_site(output):
        from translator.writers.site import write_site

        write_site(volume(plan, made), path, options)
    else:
        from importlib import import_module

        with replacing(path) as file:
            import_module(BOOKS[path.suffix.lower()]).write_volume(volume(plan, made), file, options)
    manifest.outputs[_name(path)] = {"key": key, "digest": _digest(path)}
    manifest.save()
    return True


def _is_foreign(path: Path, known: dict[str, str] | None, *, site: bool) -> bool:
    if site:
        return path.is_dir() and known is None and any(path.iterdir())
    return path.exists() and (known is None or known.get("digest") != _digest(path))


def _key(plan: Plan, made: Made, options: WriteOptions) -> str:
    """A digest of everything that decides an output."""
    said = [
        plan.path.read_text(encoding="utf-8-sig"),
        made.digests,
        options.layout,
        options.ui_language,
        translator.__version__,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _name(path: Path) -> str:
    return str(path.resolve())


def _digest(path: Path) -> str:
    """A digest of a file, or of the names and sizes in a folder; empty when there is neither."""
    if path.is_dir():
        listed = sorted(f"{p.name} {p.stat().st_size}" for p in path.iterdir() if p.is_file())
        return hashlib.sha256("\n".join(listed).encode()).hexdigest()
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
