"""The articles of a book as editions: translated when they changed, kept beside the book, corrected ones kept.

An edition is known by a digest of the article and of everything that decides its translation. Sentences a person
has corrected in the kept edition are carried over when the article is translated again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from translator.books.plan import Article, Plan
from translator.document import Document, Edition, Pair
from translator.errors import InputError, OutputError
from translator.files import write_text
from translator.i18n import _
from translator.writers import write
from translator.writers.json import read_edition
from translator.writers.volume import Titles, titles_of

Translate = Callable[[Sequence[Document]], list[Edition]]
Progress = Callable[[int, int], None]
TOGETHER = 8
"""How many articles go through the engine at once: enough to fill its batches, few enough to hold in memory."""
MANIFEST = "manifest.json"


@dataclass(slots=True)
class Made:
    """The editions of a book."""

    names: dict[int, str]
    """Line of the article in the plan's order → its name, unique and fit for a file."""
    digests: list[str] = field(default_factory=list)
    titles: dict[str, Titles] = field(default_factory=dict)
    signature: dict[str, str] = field(default_factory=dict)
    """What made them, all together."""
    translated: int = 0
    flagged: int = 0
    """Sentences to check, in all articles."""


@dataclass(slots=True)
class Manifest:
    """What is known of earlier builds."""

    path: Path
    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest in *folder*; a damaged one counts as none, at the price of work done again."""
        path = folder / MANIFEST
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            return cls(path, dict(held["articles"]), dict(held["outputs"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls(path)

    def save(self) -> None:
        """Write it down."""
        held = {"articles": self.articles, "outputs": self.outputs}
        write_text(self.path, json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def names(plan: Plan) -> dict[int, str]:
    """A name for each article, by its place; equal file names are told apart."""
    out: dict[int, str] = {}
    taken: set[str] = set()
    for at, article in enumerate(plan.articles):
        stem = article.path.name.removesuffix(
            "".join(article.path.suffixes[-2:]) if article.path.suffix == ".json" else article.path.suffix
        )
        base = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-").lower()[:60] or f"article-{at + 1}"
        name = f"text-{base}"
        while name in taken:
            name = f"text-{base}-{len(taken) + 1}"
        taken.add(name)
        out[at] = name
    return out


def make(plan: Plan, wish: str, translate: Translate, progress: Progress, *, fresh: bool = False) -> Made:
    """Bring the editions of *plan* up to date; *wish* is a digest of how they are to be translated.

    Raises:
        InputError: an article cannot be read, or is an edition of other languages; the message names the line.
        OutputError: the folder beside the book cannot be written.
        ModelMissing, LanguageUnknown: as the pipeline.
    """
    try:
        plan.folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            _("Cannot write {path}: {reason}.").format(path=plan.folder, reason=error.strerror or error)
        ) from error
    manifest = Manifest.read(plan.folder)
    made = Made(names(plan))
    waiting: list[tuple[str, Article, str]] = []
    keys = {}
    for at, article in enumerate(plan.articles):
        name = made.names[at]
        keys[name] = _key(article, wish)
        if fresh or not _is_current(manifest, plan.folder, name, keys[name]):
            waiting.append((name, article, keys[name]))
    for start in range(0, len(waiting), TOGETHER):
        progress(start, len(waiting))
        group = waiting[start : start + TOGETHER]
        _translate_group(plan, group, translate, manifest)
        made.translated += len(group)
        manifest.save()
    progress(len(waiting), len(waiting))
    for name in made.names.values():
        entry = manifest.articles[name]
        made.digests.append(_digest(_file(plan.folder, name)))
        made.titles[name] = Titles(*entry["titles"])
        made.flagged += entry["flagged"]
    made.signature = _together(manifest.articles[name].get("signature", {}) for name in made.names.values())
    return made


def _together(signatures: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """One signature for many: where they differ, all that they say."""
    said: dict[str, dict[str, None]] = {}
    for signature in signatures:
        for key, value in signature.items():
            said.setdefault(key, {})[value] = None
    return {key: ", ".join(values) for key, values in said.items()}


def load(plan: Plan, name: str, article: Article) -> Edition:
    """The edition of an article, with what the plan says about it."""
    edition = read_edition(_file(plan.folder, name))
    titles = article.titles
    title = edition.title
    if titles.both():
        from translator.document import Span

        old = title or Pair((), ())
        source = (Span(titles.source),) if titles.source else old.source
        target = (Span(titles.target),) if titles.target else old.target
        title = Pair(source, target or source, "edited")
    return replace(edition, title=title, metadata={**edition.metadata, **article.metadata})


def _translate_group(
    plan: Plan, group: Sequence[tuple[str, Article, str]], translate: Translate, manifest: Manifest
) -> None:
    from translator.readers import read

    ready: dict[str, Edition] = {}
    documents: dict[str, Document] = {}
    for name, article, _key_of_it in group:
        try:
            if article.path.suffix == ".json":
                ready[name] = _of_this_book(read_edition(article.path), plan)
            else:
                documents[name] = read(article.path)
        except InputError as error:
            where = _("{book}, line {line}").format(book=plan.path, line=article.line)
            raise InputError(f"{where}: {error.message}", error.hint) from error
    ready |= dict(zip(documents, translate(list(documents.values())) if documents else [], strict=True))
    for name, _article, key in group:
        file = _file(plan.folder, name)
        edition = _with_corrections(ready[name], file)
        write(edition, file, "json")
        titles = titles_of(edition)
        manifest.articles[name] = {
            "key": key,
            "titles": [titles.source, titles.target],
            "flagged": len(edition.flagged),
            "signature": dict(edition.signature),
        }


def _of_this_book(edition: Edition, plan: Plan) -> Edition:
    if (edition.source_language, edition.target_language) == (plan.source, plan.target):
        return edition
    raise InputError(
        _("the edition {name} is from {source} into {target}, the book from {book_source} into {book_target}.").format(
            name=edition.name, source=edition.source_language, target=edition.target_language,
            book_source=plan.source, book_target=plan.target,
        )
    )  # fmt: skip


def _with_corrections(edition: Edition, file: Path) -> Edition:
    """*edition* with the sentences a person had corrected in its predecessor, where their source is the same."""
    try:
        old = read_edition(file)
    except InputError:
        return edition
    kept: Mapping[str, list[Pair]] = defaultdict(list)
    for pair in old.pairs:
        if pair.status == "edited":
            kept[pair.source_text].append(pair)
    if not kept:
        return edition
    blocks = []
    for block in edition.blocks:
        pairs = [
            replace(kept[p.source_text].pop(0), gap=p.gap) if kept.get(p.source_text) else p
            for p in block.pairs
        ]
        blocks.append(replace(block, pairs=tuple(pairs)))
    return replace(edition, blocks=tuple(blocks))


def _is_current(manifest: Manifest, folder: Path, name: str, key: str) -> bool:
    return manifest.articles.get(name, {}).get("key") == key and _file(folder, name).is_file()


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"


def _key(article: Article, wish: str) -> str:
    own = "" if article.path.suffix == ".json" else wish
    return hashlib.sha256(f"{_digest(article.path)}\n{own}".encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
