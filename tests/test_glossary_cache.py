"""Compiled glossaries: the same glossary, sooner; a damaged or outdated entry is never believed."""

from __future__ import annotations

from pathlib import Path

import pytest
from glossary_samples import GLOSSARIES
from hypothesis import HealthCheck, given, settings

from translator.errors import GlossaryError
from translator.glossary import cache
from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.formats import read_glossary

BUNDLED = Path(__file__).parent.parent / "glossaries" / "cis-security.toml"


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(glossary=GLOSSARIES)
def test_the_compiled_form_says_the_same(glossary: Glossary) -> None:
    again = cache.decoded(cache.encoded(glossary))
    assert again == glossary
    assert again.hash == glossary.hash


def test_compiled_objects_are_the_real_thing(home: Path) -> None:
    first, second = read_glossary(BUNDLED), read_glossary(BUNDLED)
    assert list((home / "cache" / "glossaries").glob("*.json"))
    assert first == second
    assert [t.line for c in first.concepts for t in c.terms] == [
        t.line for c in second.concepts for t in c.terms
    ]
    concept = second.concepts[0]
    assert type(concept) is Concept
    assert type(concept.terms[0]) is Term
    assert hash(concept) == hash(first.concepts[0])
    with pytest.raises(AttributeError):
        concept.id = "x"  # type: ignore[misc]


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b'{"version": 0}', b"\xff"])
def test_a_damaged_entry_is_read_past(damage: bytes, home: Path) -> None:
    first = read_glossary(BUNDLED)
    for entry in (home / "cache" / "glossaries").glob("*.json"):
        entry.write_bytes(damage)
    assert read_glossary(BUNDLED) == first


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "g.toml"
    path.write_bytes(BUNDLED.read_bytes())
    read_glossary(path)
    path.write_bytes(BUNDLED.read_bytes() + b"\n[[concept]]\n")
    with pytest.raises(GlossaryError):
        read_glossary(path)


def test_a_cache_that_cannot_be_written_is_no_error(home: Path) -> None:
    (home / "cache").write_text("a file where the folder should be")
    assert len(read_glossary(BUNDLED)) > 400
