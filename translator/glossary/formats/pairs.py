"""Word lists of one pair of languages: what OmegaT, DeepL, Google and Microsoft exchange.

A row holds a source term, a target term and perhaps a note. Going out, a concept gives a row for every source term
that may be used and for each of its variants, with the term that stands for it in the target language (acronym for
acronym). Coming in, every row is a concept; its id is made of the source term.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from translator.errors import UsageError
from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.formats.fields import Reader
from translator.glossary.formats.word_lists import identity
from translator.i18n import _

Pair = tuple[str, str]
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a word list."""

    source: str
    target: str
    note: str = ""
    line: int = 0


def needed(pair: Pair | None, glossary: Glossary | None = None) -> Pair:
    """*pair*, or the two languages of a glossary that has no more.

    Raises:
        UsageError: it is not known which languages are meant.
    """
    if pair is not None:
        return pair
    languages = glossary.languages if glossary else ()
    if len(languages) == 2:
        return languages[0], languages[1]
    raise UsageError(
        _("This format holds one source and one target language."), _("Name them with --from and --to.")
    )


def rows_of(glossary: Glossary, pair: Pair, *, variants: bool = True, notes: bool = False) -> Iterator[Row]:
    """The rows *glossary* gives for *pair*, each source text once: the first concept that claims it stands."""
    source, target = pair
    seen: set[str] = set()
    for concept in glossary.concepts:
        for term in concept.names(source):
            wanted = concept.counterpart(term, target)
            if concept.do_not_translate and wanted is None:
                wanted = term
            if wanted is None or not term.usable:
                continue
            for text in (term.text, *(term.variants if variants else ())):
                if text not in seen:
                    seen.add(text)
                    yield Row(_flat(text), _flat(wanted.text), _flat(concept.note) if notes else "")


def glossary_of(rows: Iterable[Row], pair: Pair, name: str, where: str = "") -> Glossary:
    """The glossary that *rows* say."""
    concepts: dict[str, Concept] = {}
    for at, row in enumerate(rows, 1):
        key = identity(row.source, row.line or at, concepts)
        terms = (Term(row.source, pair[0], line=row.line), Term(row.target, pair[1], line=row.line))
        concepts[key] = Concept(key, terms, note=row.note, glossary=name, line=row.line)
    return Glossary(name=name, concepts=tuple(concepts.values()), languages=pair, path=where)


def read_lines(text: str, reader: Reader, *, comments: bool = False) -> Iterator[Row]:
    """The rows of tab-separated lines; ``#`` begins a comment where the format has them."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or (comments and line.startswith("#")):
            continue
        yield _row([cell.strip() for cell in line.split("\t")], number, reader)


def read_csv(text: str, reader: Reader) -> Iterator[Row]:
    """The rows of comma-separated lines (or with semicolons)."""
    head = _QUOTED.sub("", text.split("\n", 1)[0])
    table = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True)  # fmt: skip
    line = 1
    try:
        for cells in table:
            if any(cell.strip() for cell in cells):
                yield _row([cell.strip() for cell in cells], line, reader)
            line = table.line_num + 1
    except csv.Error as error:
        reader.fail(line, _("this row cannot be read: {reason}.").format(reason=error))


def write_lines(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Tab-separated lines."""
    return "".join("\t".join(row) + "\n" for row in rows).encode("utf-8")


def write_csv(rows: Iterable[Iterable[str]], *, quoted: bool = False) -> bytes:
    """Comma-separated lines, every cell in quotation marks or only those that need them."""
    out = io.StringIO(newline="")
    dialect: type[csv.Dialect] = csv.unix_dialect if quoted else csv.excel  # all cells quoted, or a few
    csv.writer(out, dialect, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def numbered(rows: Iterable[Row]) -> list[Row]:
    """*rows* as they stand one to a line."""
    return [replace(row, line=at) for at, row in enumerate(rows, 1)]


def _row(cells: list[str], line: int, reader: Reader) -> Row:
    if len(cells) < 2 or not cells[0] or not cells[1]:
        reader.fail(line, _("this row needs a source term and a target term."))
    return Row(cells[0], cells[1], cells[2] if len(cells) > 2 else "", line)


def _flat(text: str) -> str:
    """*text* on one line."""
    return " ".join(text.split())
