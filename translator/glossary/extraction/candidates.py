"""Candidates: collected from texts, kept in a file for review, turned into concepts when accepted.

The file is TOML: one ``[[candidate]]`` each, with ``accept = false``. A person fills in translations
(``ru = "…"``), corrects the id, and sets ``accept = true``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from translator.errors import GlossaryError
from translator.glossary.concepts import Concept, Glossary
from translator.glossary.extraction.acronyms import acronyms
from translator.glossary.extraction.collocations import collocations
from translator.glossary.extraction.names import names
from translator.glossary.formats.fields import Place, Reader, concept_from
from translator.glossary.formats.toml_writing import value_text
from translator.glossary.normalisation import fold
from translator.i18n import _

Kind = Literal["acronym", "name", "collocation"]
_CONTEXTS = 3
_CONTEXT_WIDTH = 80
_WEIGHT = {"acronym": 3.0, "name": 2.0, "collocation": 1.0}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a term."""

    term: str
    kind: Kind
    count: int
    documents: int
    contexts: tuple[str, ...] = ()
    expansion: str = ""
    """For an acronym, what it stands for."""
    known: str = ""
    """The id of the concept that has one of its two forms already."""

    @property
    def rank(self) -> float:
        """What the list is sorted by: how often, in how many texts, and of what kind."""
        return _WEIGHT[self.kind] * self.count * (1 + 0.5 * (self.documents - 1))


def extract(
    texts: Sequence[str], language: str, glossary: Glossary | None = None, least: int = 2
) -> list[Candidate]:
    """The candidates of *texts*, the most promising first.

    What *glossary* knows is left out, but for an acronym whose other form it lacks, which names its concept. Names and
    acronyms must occur *least* times, collocations one more.
    """
    known = _known(glossary, language)
    found: dict[str, Candidate] = {}
    for candidate in [
        *_acronyms(texts),
        *_names(texts, language, least),
        *_collocations(texts, language, least + 1),
    ]:
        key = fold(candidate.term, language)
        others = [known.get(key, ""), known.get(fold(candidate.expansion, language), "")]
        if key in found or (others[0] and (not candidate.expansion or others[1])):
            continue
        if candidate.kind == "name" and any(key == fold(c.expansion, language) for c in found.values()):
            continue
        found[key] = replace(candidate, known=others[0] or others[1])
    return sorted(found.values(), key=lambda c: (-c.rank, c.term))


def _known(glossary: Glossary | None, language: str) -> dict[str, str]:
    """Every text that names a concept of the glossary, with its id."""
    out: dict[str, str] = {}
    for concept in glossary.concepts if glossary else ():
        for term in concept.names(language):
            forms = [form for _case, form in term.forms]
            for text in (term.text, *term.variants, *forms):
                out.setdefault(fold(text, language), concept.id)
    out.pop("", None)
    return out


def _acronyms(texts: Sequence[str]) -> Iterable[Candidate]:
    pairs: dict[tuple[str, str], None] = {}
    for text in texts:
        pairs |= dict.fromkeys((a.short, _bare(a.long)) for a in acronyms(text))
    return [_candidate(short, "acronym", texts, long) for short, long in pairs]


def _names(texts: Sequence[str], language: str, least: int) -> Iterable[Candidate]:
    """Names that stand on their own: «European» inside «European Union» is not counted."""
    hits: dict[str, list[tuple[int, int]]] = {}
    for number, text in enumerate(texts):
        for name, at in names(text, language):
            hits.setdefault(name, []).append((number, at))
    return [_made(name, "name", texts, places) for name, places in hits.items() if len(places) >= least]


def _collocations(texts: Sequence[str], language: str, least: int) -> Iterable[Candidate]:
    return [_candidate(text, "collocation", texts) for text in collocations(texts, language, least)]


def _bare(text: str) -> str:
    """An expansion without its article."""
    return re.sub(r"^(?:the|a|an) ", "", text, flags=re.IGNORECASE)


def _candidate(term: str, kind: Kind, texts: Sequence[str], expansion: str = "") -> Candidate:
    pattern = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE if kind == "collocation" else 0)
    places = [
        (number, match.start()) for number, text in enumerate(texts) for match in pattern.finditer(text)
    ]
    return _made(term, kind, texts, places, expansion)


def _made(
    term: str, kind: Kind, texts: Sequence[str], places: Sequence[tuple[int, int]], expansion: str = ""
) -> Candidate:
    contexts = dict.fromkeys(_context(texts[n], at, at + len(term)) for n, at in places[: 4 * _CONTEXTS])
    documents = len({number for number, _at in places})
    return Candidate(
        term, kind, max(len(places), 1), max(documents, 1), tuple(contexts)[:_CONTEXTS], expansion
    )


def _context(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - _CONTEXT_WIDTH) : end + _CONTEXT_WIDTH].split())


def written(candidates: Iterable[Candidate], language: str, targets: Sequence[str]) -> str:
    """The candidates file."""
    head = [
        "# " + _("Candidates. Set accept = true where a term is wanted, fill in its translation, then run"),
        "# translator glossary accept GLOSSARY THIS-FILE",
        f"language = {value_text(language)}",
    ]
    return "\n".join([*head, *(_entry(candidate, targets) for candidate in candidates)]) + "\n"


def _entry(candidate: Candidate, targets: Sequence[str]) -> str:
    lines = ["", "[[candidate]]", "accept = false", f"id = {value_text(candidate.known or _id(candidate))}"]
    lines.append(f"term = {value_text(candidate.term)}")
    if candidate.expansion:
        lines.append(f"expansion = {value_text(candidate.expansion)}")
    lines += [f'{tag} = ""' for tag in targets]
    lines += ['domain = ""', 'definition = ""']
    lines.append(f"kind = {value_text(candidate.kind)}")
    if candidate.known:
        lines.append(f"known = {value_text(candidate.known)}")
    lines += [f"count = {candidate.count}", f"documents = {candidate.documents}"]
    lines += [f"# … {context} …" for context in candidate.contexts]
    return "\n".join(lines)


def _id(candidate: Candidate) -> str:
    return re.sub(r"[\W_]+", "-", candidate.term.casefold()).strip("-")


def accepted(text: str, where: str, *, everything: bool = False) -> list[Concept]:
    """The concepts of the candidates a person accepted (or of all).

    Raises:
        GlossaryError: the file is no list of candidates; place and reason are named.
    """
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GlossaryError(
            _("{path}: this is not TOML: {reason}.").format(path=where, reason=error)
        ) from error
    rows = tree.get("candidate", [])
    language = tree.get("language")
    if (
        not isinstance(language, str)
        or not isinstance(rows, list)
        or not all(isinstance(r, dict) for r in rows)
    ):
        raise GlossaryError(_("{path}: this is no list of candidates.").format(path=where))
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[candidate]]"]
    reader = Reader(where)
    chosen = [
        (row, line) for row, line in zip(rows, lines, strict=False) if everything or row.get("accept") is True
    ]
    return [concept_from(_row(row, language), Place(line), reader) for row, line in chosen]


_OWN = {"accept", "id", "term", "expansion", "domain", "definition", "kind", "known", "count", "documents", "note", "source"}  # fmt: skip


def _row(row: dict[str, Any], language: str) -> dict[str, Any]:
    """A candidate as the table of a concept."""
    out: dict[str, Any] = {
        key: row[key] for key in ("id", "domain", "definition", "note", "source") if row.get(key)
    }
    expansion, pos = row.get("expansion", ""), "noun" if row.get("kind") == "collocation" else "proper noun"
    if expansion:
        short = {"term": row.get("term", ""), "type": "acronym", "acronym_of": expansion, "pos": pos}
        out[language] = [{"term": expansion, "type": "full", "pos": pos}, short]
    else:
        out[language] = [{"term": row.get("term", ""), "pos": pos}]
    for tag, text in row.items():
        if tag not in _OWN and isinstance(text, str) and text.strip():
            first, *rest = [part.strip() for part in text.split("|") if part.strip()]
            out[tag] = [
                {"term": first, "pos": pos},
                *({"term": t, "pos": pos, "status": "admitted"} for t in rest),
            ]
    return out
