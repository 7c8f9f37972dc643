"""DeepL's multilingual glossaries (version 3 of its interface): JSON with a dictionary for every direction.

What ``project`` drops: everything but the terms, variants as entries of their own. Entries of the first source
language that share their source text become one concept; the other directions only repeat it.
"""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

from translator.errors import GlossaryError
from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.formats import decoded, pairs
from translator.glossary.formats.fields import Reader
from translator.glossary.formats.rows import all_languages
from translator.glossary.formats.word_lists import identity
from translator.i18n import _
from translator.languages import canonical

Dictionaries = list[tuple[str, str, list[pairs.Row]]]


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:  # noqa: ARG001
    """Read the JSON of a multilingual glossary; see :mod:`translator.glossary.formats` for the contract."""
    try:
        tree = json.loads(decoded(data, where))
        name = str(tree.get("name") or name)
        dictionaries = [_dictionary(entry, where) for entry in tree["dictionaries"]]
    except json.JSONDecodeError as error:
        raise GlossaryError(
            _("{place}: this is not JSON: {reason}.").format(
                place=f"{where}:{error.lineno}:{error.colno}", reason=error.msg
            )
        ) from error
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise GlossaryError(_("{path}: this is JSON, but no DeepL glossary.").format(path=where)) from error
    return _glossary(dictionaries, name, where)


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:  # noqa: ARG001 - every format's shape
    """A dictionary for every direction between the glossary's languages."""
    written = [
        {
            "source_lang": source.lower(),
            "target_lang": target.lower(),
            "entries": "\n".join(f"{row.source}\t{row.target}" for row in rows),
            "entries_format": "tsv",
        }
        for source, target, rows in _dictionaries(glossary)
    ]
    tree = {"name": glossary.name, "dictionaries": written}
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def project(glossary: Glossary, pair: tuple[str, str] | None = None) -> Glossary:  # noqa: ARG001
    """What comes back of *glossary*."""
    return _glossary(_dictionaries(glossary), glossary.name, "")


def _dictionary(entry: Any, where: str) -> tuple[str, str, list[pairs.Row]]:
    reader = Reader(where)
    read = pairs.read_csv if entry.get("entries_format") == "csv" else pairs.read_lines
    return (
        canonical(entry["source_lang"]),
        canonical(entry["target_lang"]),
        list(read(entry["entries"], reader)),
    )


def _dictionaries(glossary: Glossary) -> Dictionaries:
    ways = permutations(all_languages(glossary), 2)
    found = ((source, target, list(pairs.rows_of(glossary, (source, target)))) for source, target in ways)
    return [(source, target, rows) for source, target, rows in found if rows]


def _glossary(dictionaries: Dictionaries, name: str, where: str) -> Glossary:
    """Concepts by the source text of the first language; a pair that none of them holds is one of its own."""
    concepts: dict[str, list[Term]] = {}
    known: set[tuple[str, str, str, str]] = set()
    languages: dict[str, None] = {}
    for source, target, rows in dictionaries:
        languages |= {source: None, target: None}
        for row in rows:
            if (source, row.source, target, row.target) in known:
                continue
            terms = concepts.setdefault(f"{source}\0{row.source}", [Term(row.source, source)])
            terms.append(Term(row.target, target))
            for one in terms:
                for other in terms:
                    known.add((one.language, one.text, other.language, other.text))
    out: dict[str, Concept] = {}
    for at, terms in enumerate(concepts.values(), 1):
        key = identity(terms[0].text, at, out)
        out[key] = Concept(key, tuple(terms), glossary=name)
    return Glossary(name=name, concepts=tuple(out.values()), languages=tuple(languages), path=where)
