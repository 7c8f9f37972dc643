"""What is wrong with the translations a catalog holds, whoever made them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from translator import languages
from translator.catalogs import Catalog, Entry, accelerators, fluent_patterns, icu, pieces
from translator.catalogs.messages import Choice, Leaf, Node
from translator.catalogs.plurals import Form, forms
from translator.glossary.checking import check as terms_in
from translator.glossary.concepts import Glossary
from translator.glossary.matching import Matcher
from translator.i18n import _


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one entry."""

    entry: Entry
    code: str
    """``placeholders``, ``plurals``, ``braces``, ``untranslated``, ``review``, ``same``, ``length``, ``edges``,
    ``accelerator``, ``terms``, ``duplicate``."""
    message: str
    severe: bool = True
    """Whether a program would break or show something wrong; otherwise a matter of care."""


def check(catalogs: Iterable[Catalog], glossary: Glossary | None = None) -> Iterator[Problem]:
    """Every problem of a file, which is one catalog or several portions, in order."""
    seen: Counter[tuple[str, str]] = Counter()
    matcher: Matcher | None = None
    for catalog in catalogs:
        if glossary and matcher is None:
            matcher = Matcher(glossary, catalog.source_language, catalog.target_language)
        yield from _check(catalog, matcher, seen)


def _check(catalog: Catalog, matcher: Matcher | None, seen: Counter[tuple[str, str]]) -> Iterator[Problem]:
    for entry in catalog.entries:
        if entry.state == "locked":
            continue
        identity = (entry.context, entry.key if catalog.format != "po" else entry.source[0])
        seen[identity] += 1
        if seen[identity] == 2 and catalog.format in {"po", "properties", "strings"}:
            yield Problem(entry, "duplicate", _("This message occurs twice."))
        if entry.state == "empty":
            partly = entry.plural and any(entry.target)
            yield (
                Problem(entry, "plurals", _("Not every plural form is there."))
                if partly
                else Problem(entry, "untranslated", _("Not translated."), severe=False)
            )
            continue
        if entry.state == "review":
            yield Problem(entry, "review", _("Waits for review."), severe=False)
        for one in _CHECKS:
            yield from one(entry, catalog)
        if matcher:
            yield from _terms(entry, matcher, catalog.target_language)


def _placeholders(entry: Entry, catalog: Catalog) -> Iterator[Problem]:
    if "icu" in entry.dialects or "fluent" in entry.dialects or icu.has_choice(entry.source[0]):
        yield from _branches(entry, catalog)
        return
    for at, text in enumerate(entry.target):
        if not text:
            continue
        lost = min(
            (pieces.lost(source, text, entry.dialects, lenient=True) for source in entry.source), key=len
        )
        if lost and not (entry.plural and at < len(entry.forms) and entry.forms[at].alone):
            yield Problem(
                entry, "placeholders", _("Placeholders differ: {pieces}.").format(pieces=", ".join(lost))
            )
            return


def _branches(entry: Entry, catalog: Catalog) -> Iterator[Problem]:
    parse = fluent_patterns.parse if "fluent" in entry.dialects else icu.parse
    try:
        source, target = parse(entry.source[0]), parse(entry.target[0])
    except ValueError as error:
        yield Problem(entry, "braces", _("The message cannot be read: {reason}.").format(reason=error))
        return
    differ = _arguments(source) ^ _arguments(target)
    if differ:
        listed = ", ".join(sorted(differ))
        yield Problem(entry, "placeholders", _("Placeholders differ: {pieces}.").format(pieces=listed))
    missing = sorted(_missing(target, {form.name for form in _forms(catalog)}))
    if missing:
        listed = ", ".join(missing)
        yield Problem(
            entry, "plurals", _("Plural branches missing: {names}.").format(names=listed), severe=False
        )


def _forms(catalog: Catalog) -> list[Form]:
    return [form for form in forms(catalog.target_language) if "." not in form.sample]


def _arguments(node: Node) -> set[str]:
    """Every placeholder and argument of a message."""
    if isinstance(node, Leaf):
        return {
            piece.text.replace(" ", "")
            for piece in pieces.find(node.text)
            if piece.kind in {"named", "printf", "tag"}
        }
    out: set[str] = {f"{{{node.argument}}}".replace(" ", "")} if node.kind == "plural" else {node.argument}
    for _key, inner in node.branches:
        out |= _arguments(inner)
    return out - {"#"}


def _missing(node: Node, wanted: set[str]) -> set[str]:
    if isinstance(node, Leaf):
        return set()
    out = (
        wanted - {key for key, _inner in node.branches}
        if isinstance(node, Choice) and node.kind == "plural"
        else set()
    )
    for _key, inner in node.branches:
        out |= _missing(inner, wanted)
    return out


def _plurals(entry: Entry, catalog: Catalog) -> Iterator[Problem]:
    del catalog
    if entry.plural and len(entry.target) != len(entry.forms):
        message = _("{n} plural forms, the language has {wanted}.").format(
            n=len(entry.target), wanted=len(entry.forms)
        )
        yield Problem(entry, "plurals", message)


def _same(entry: Entry, catalog: Catalog) -> Iterator[Problem]:
    if languages.same_language(catalog.source_language, catalog.target_language or catalog.source_language):
        return
    words = [word for word in entry.source[0].split() if word.isalpha() and word.islower()]
    if len(words) >= 2 and entry.target[0] == entry.source[0]:
        yield Problem(entry, "same", _("The translation is the same as the source."), severe=False)


def _length(entry: Entry, catalog: Catalog) -> Iterator[Problem]:
    del catalog
    longest, source = max(map(len, entry.target)), max(map(len, entry.source))
    if entry.limit and longest > entry.limit:
        yield Problem(
            entry, "length", _("{n} characters, {limit} are allowed.").format(n=longest, limit=entry.limit)
        )
    elif longest > 3 * source + 30 or (source > 40 and longest * 4 < source):
        message = _("{n} characters for {source} of the source.").format(n=longest, source=source)
        yield Problem(entry, "length", message, severe=False)


def _edges(entry: Entry, catalog: Catalog) -> Iterator[Problem]:
    if catalog.format == "subtitles":
        return
    for text in filter(None, entry.target):
        ends = {(s.startswith("\n"), s.endswith("\n")) for s in entry.source}
        if (text.startswith("\n"), text.endswith("\n")) not in ends:
            yield Problem(
                entry, "edges", _("A line break at the beginning or the end is missing or too many.")
            )
            return


def _accelerator(entry: Entry, catalog: Catalog) -> Iterator[Problem]:
    del catalog
    if any(text and accelerators.faults(entry.source[0], text) for text in entry.target):
        yield Problem(entry, "accelerator", _("The keyboard letter is missing."), severe=False)


def _terms(entry: Entry, matcher: Matcher, target: str) -> Iterator[Problem]:
    found = terms_in(matcher.find(entry.source[-1]), " ".join(entry.target), target)
    for match in found.missed:
        message = _("“{term}” should be “{wanted}”.").format(term=match.text, wanted=match.wanted.text)
        yield Problem(entry, "terms", message, severe=False)
    for concept, there in found.unwanted:
        message = _("“{term}” is not to be used ({concept}).").format(term=there.text, concept=concept.id)
        yield Problem(entry, "terms", message)


_CHECKS: tuple[Callable[[Entry, Catalog], Iterator[Problem]], ...] = (
    _placeholders, _plurals, _same, _length, _edges, _accelerator,
)  # fmt: skip
