"""TOML text of a glossary and of its parts, laid out as people write it: a heading per concept and per term."""

from __future__ import annotations

import json
import re
from typing import Any

from translator.glossary.concepts import Concept, Glossary
from translator.glossary.formats.rows import Row, about_row, concept_row


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:  # noqa: ARG001 - every format's shape
    """The whole glossary as a TOML file; an existing file is better changed with ``toml_editing``."""
    about = about_row(glossary)
    lines = ["[glossary]", *_entries(about)]
    parts = ["\n".join(lines) + "\n", *(concept_text(concept) for concept in glossary.concepts)]
    return "\n".join(parts).encode("utf-8")


def project(glossary: Glossary, pair: tuple[str, str] | None = None) -> Glossary:  # noqa: ARG001
    """TOML keeps everything; the terms of a concept come back by language."""
    from dataclasses import replace

    concepts = tuple(
        replace(c, terms=tuple(t for tag in c.languages for t in c.terms if t.language == tag))
        for c in glossary.concepts
    )
    return replace(glossary, concepts=concepts)


def concept_text(concept: Concept) -> str:
    """``[[concept]]`` and all that belongs to it, ending in a line break."""
    row = concept_row(concept)
    lines = ["[[concept]]", *_entries({k: v for k, v in row.items() if not _terms(v)})]
    for key, value in row.items():
        if _terms(value):
            for term in value:
                lines += term_lines(key, term)
    return "\n".join(lines) + "\n"


def term_lines(language: str, row: Row) -> list[str]:
    """``[[concept.xx]]`` and the fields of one term."""
    return [f"[[concept.{language}]]", *_entries(row)]


def value_text(value: Any) -> str:
    """*value* as TOML writes it on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(k)} = {value_text(v)}" for k, v in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(value_text, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _entries(row: Row) -> list[str]:
    return [f"{_key(key)} = {value_text(value)}" for key, value in row.items()]


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else value_text(key)


def _terms(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
