"""Compiled glossaries: what a file says as compact JSON in the cache, keyed by the file's content.

The JSON holds columns (all texts, all lines …) rather than a record per term, because many small lists are slow.

A file is read and checked once; while its bytes stay the same, the compiled form is loaded instead, twenty times
faster. It is plain data: nothing in it can run. A damaged entry is read past and written anew.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from itertools import repeat
from pathlib import Path
from typing import Any

from translator import files, paths
from translator.errors import OutputError
from translator.glossary.concepts import Concept, Context, Glossary, Remark, Term

VERSION = 1
"""Raised whenever the model or this layout changes."""
SMALLEST = 20_000
"""Bytes below which reading the file itself is as quick."""
LARGEST = 32 << 20
"""Bytes above which a file is read once and not compiled."""
_KEPT = 24
"""Entries that stay in the cache; the oldest go."""
_GRAMMAR = ("language", "status", "type", "pos", "gender", "number", "animacy", "case", "decline", "prep")
"""Fields of a term that few combinations of values share; a term names its combination by number."""
_TERM_REST = ("acronym_of", "variants", "forms", "note", "context")
_CONCEPT_FIRST = ("id", "line", "domain", "definition", "source")
_CONCEPT_REST = ("note", "priority", "do_not_translate", "context", "lint")
"""Fields that are rarely said stand apart, with the number of their term or concept."""
_ABOUT = ("name", "title", "version", "description", "license")


def _twin(target: type, arguments: str, body: str) -> Any:
    """A class with the memory layout of the frozen dataclass *target* and a plain, fast constructor.

    A frozen dataclass sets every field through ``object.__setattr__``, which is most of the time of loading ten
    thousand concepts. An object of the twin becomes one of *target* by changing its class; nobody sees the twin.
    """
    slots = tuple(f.name for f in fields(target))
    space: dict[str, Any] = {"target": target, "nothing": Context()}
    exec(  # noqa: S102 - the text is made of the field names of our own classes
        f"class Twin:\n    __slots__ = {slots!r}\n    def __init__(self, {arguments}):\n"
        f"        {body}\n        self.__class__ = target\n",
        space,
    )
    return space["Twin"]


_FAST_TERM = _twin(
    Term,
    "text, line, grammar",
    "self.text = text; self.line = line; self.acronym_of = self.note = ''; self.variants = self.forms = (); "
    f"self.context = nothing; {', '.join(f'self.{name}' for name in _GRAMMAR)} = grammar",
)
_FAST_CONCEPT = _twin(
    Concept,
    f"{', '.join(_CONCEPT_FIRST)}, terms, glossary",
    "; ".join(f"self.{name} = {name}" for name in (*_CONCEPT_FIRST, "terms", "glossary"))
    + "; self.note = ''; self.priority = 0; self.do_not_translate = False; self.context = nothing; self.lint = ()",
)


def key(data: bytes, where: str, pair: tuple[str, str] | None, format: str) -> str:
    """The name of the entry for a file with these bytes, read in this way."""
    digest = hashlib.sha256(data)
    digest.update(json.dumps([VERSION, where, pair, format]).encode("utf-8"))
    return digest.hexdigest()


def load(entry: str) -> Glossary | None:
    """The glossary of this entry, if it is there and sound."""
    try:
        data = (_folder() / f"{entry}.json").read_bytes()
    except OSError:
        return None
    with without_collector():
        try:
            return decoded(data)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            return None


def save(entry: str, glossary: Glossary) -> None:
    """Keep *glossary* under this entry; a cache that cannot be written is no error."""
    folder = _folder()
    with contextlib.suppress(OSError, OutputError):
        folder.mkdir(parents=True, exist_ok=True)
        files.write_bytes(folder / f"{entry}.json", encoded(glossary))
        entries = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for old in entries[:-_KEPT]:
            old.unlink(missing_ok=True)


def encoded(glossary: Glossary) -> bytes:
    """The compiled form."""
    tree = {
        "version": VERSION,
        "about": [getattr(glossary, name) for name in _ABOUT],
        "languages": glossary.languages,
        "lint": glossary.lint,
        "path": glossary.path,
        "remarks": [[r.line, r.message] for r in glossary.remarks],
        **_columns(glossary.concepts),
    }
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def decoded(data: bytes) -> Glossary:
    """The glossary of a compiled form.

    Raises:
        ValueError: it is of another version, or no compiled form at all.
    """
    tree = json.loads(data.decode("utf-8"))
    if tree["version"] != VERSION:
        raise ValueError(tree["version"])
    return Glossary(
        **dict(zip(_ABOUT, tree["about"], strict=True)),
        languages=tuple(tree["languages"]),
        lint=tuple(map(tuple, tree["lint"])),
        path=tree["path"],
        remarks=tuple(Remark(line, message) for line, message in tree["remarks"]),
        concepts=_concepts(tree, tree["about"][0]),
    )


def _columns(concepts: Sequence[Concept]) -> dict[str, Any]:
    """The concepts and their terms as columns."""
    terms = [term for concept in concepts for term in concept.terms]
    grammars: dict[tuple[Any, ...], int] = {}
    numbers = [
        grammars.setdefault(tuple(getattr(term, name) for name in _GRAMMAR), len(grammars)) for term in terms
    ]
    return {
        "grammars": list(grammars),
        "terms": [[term.text for term in terms], [term.line for term in terms], numbers],
        "terms_rest": _rest(terms, _TERM_REST),
        "concepts": [[getattr(concept, name) for concept in concepts] for name in _CONCEPT_FIRST],
        "sizes": [len(concept.terms) for concept in concepts],
        "concepts_rest": _rest(concepts, _CONCEPT_REST),
    }


def _rest(items: Sequence[Any], names: tuple[str, ...]) -> dict[str, list[list[Any]]]:
    """For every rare field, the numbers of the items that say it, and what they say."""
    out: dict[str, list[list[Any]]] = {}
    for name in names:
        said = [(at, _plain(value)) for at, item in enumerate(items) if (value := getattr(item, name))]
        if said:
            out[name] = [[at for at, _value in said], [value for _at, value in said]]
    return out


def _plain(value: Any) -> Any:
    return [value.require, value.forbid] if isinstance(value, Context) else value


def _concepts(tree: dict[str, Any], name: str) -> tuple[Concept, ...]:
    """The concepts of the columns; written for speed, see the module's first lines."""
    grammars = tree["grammars"]
    texts, lines, numbers = tree["terms"]
    terms = list(map(_FAST_TERM, texts, lines, [grammars[number] for number in numbers]))
    _say_rest(terms, tree["terms_rest"])
    at, parts = 0, []
    for size in tree["sizes"]:
        parts.append(tuple(terms[at : at + size]))
        at += size
    concepts: list[Concept] = list(map(_FAST_CONCEPT, *tree["concepts"], parts, repeat(name)))
    _say_rest(concepts, tree["concepts_rest"])
    return tuple(concepts)


def _say_rest(items: Sequence[Any], rest: dict[str, list[list[Any]]]) -> None:
    """Set the rare fields; the objects are not yet in anybody's hands."""
    for name, (numbers, values) in rest.items():
        make = _MAKE.get(name)
        for at, value in zip(numbers, map(make, values) if make else values, strict=True):
            object.__setattr__(items[at], name, value)


def _pairs(value: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, value))


def _context(value: list[list[str]]) -> Context:
    return Context(tuple(value[0]), tuple(value[1]))


_MAKE: dict[str, Callable[[Any], Any]] = {
    "variants": tuple,
    "forms": _pairs,
    "lint": _pairs,
    "context": _context,
}
"""How the lists of JSON become what the model holds."""


def _folder() -> Path:
    return paths.cache_dir() / "glossaries"


@contextlib.contextmanager
def without_collector() -> Iterator[None]:
    """Many small objects and no cycles: the collector would only look at them again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
