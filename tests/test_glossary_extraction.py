"""Term candidates: acronyms that are explained, names that stand on their own, collocations; nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.cli import run
from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.counting import coverage
from translator.glossary.extraction.acronyms import acronyms
from translator.glossary.extraction.candidates import extract
from translator.glossary.extraction.collocations import collocations
from translator.glossary.extraction.names import names
from translator.glossary.formats import read_glossary


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Collective Security Treaty Organization (CSTO) met.", [("CSTO", "Collective Security Treaty Organization")]),
        ("the Organization for Security and Co-operation in Europe (OSCE)", [("OSCE", "Organization for Security and Co-operation in Europe")]),
        ("В Организации Договора о коллективной безопасности (ОДКБ) заявили", [("ОДКБ", "Организации Договора о коллективной безопасности")]),
        ("CSTO (Collective Security Treaty Organization) troops", [("CSTO", "Collective Security Treaty Organization")]),
        ("He came late (see above) and left (in May).", []),
        ("The minister (54) said so (AP).", []),
    ],
)  # fmt: skip
def test_an_acronym_is_found_beside_its_expansion(text: str, found: list[tuple[str, str]]) -> None:
    assert [(a.short, a.long) for a in acronyms(text)] == found


def test_names_are_runs_of_capitals_inside_sentences() -> None:
    text = "Yesterday the Bank of Georgia opened. Officials met Nikol Pashinyan in Yerevan on Friday. Talks went on."
    assert [name for name, _at in names(text, "en")] == ["Bank of Georgia", "Nikol Pashinyan", "Yerevan"]


def test_the_word_that_begins_a_sentence_is_no_part_of_a_name() -> None:
    text = "Президент Садыр Жапаров прибыл. Затем президент уехал. В Бишкеке ждут."
    assert "Садыр Жапаров" in [name for name, _at in names(text, "ru")]


def test_collocations_are_frequent_phrases_without_small_words() -> None:
    text = (
        "The border treaty was signed. A border treaty helps. This border treaty ends it. The men of the town sleep. "
        * 2
    )
    found = collocations([text, "Apples and pears are sold in many other towns every single summer."], "en")
    assert "border treaty" in found
    assert not any(phrase.split()[0].lower() in {"the", "a", "this"} for phrase in found)


TEXT = (
    "The Collective Security Treaty Organization (CSTO) met in Bishkek. Guests of Bishkek praised Bishkek.\n"
)
KNOWN = Glossary("g", (Concept("bishkek", (Term("Bishkek", "en"), Term("Бишкек", "ru"))),
                       Concept("csto", (Term("Collective Security Treaty Organization", "en"),))))  # fmt: skip


def test_what_the_glossary_knows_is_left_out_and_a_missing_acronym_names_its_concept() -> None:
    assert {c.term for c in extract([TEXT], "en")} == {"CSTO", "Bishkek"}
    (candidate,) = extract([TEXT], "en", KNOWN)
    assert (candidate.term, candidate.known) == ("CSTO", "csto")


def test_only_accepted_candidates_enter_the_glossary(tmp_path: Path) -> None:
    article, candidates, terms = tmp_path / "a.txt", tmp_path / "c.toml", tmp_path / "t.toml"
    article.write_text(TEXT, "utf-8")
    assert run(["glossary", "new", str(terms), "-l", "en", "-l", "ru", "-q"]) == 0
    assert (
        run(["glossary", "extract", str(article), "-f", "en", "-t", "ru", "-o", str(candidates), "-q"]) == 0
    )
    assert run(["glossary", "accept", str(terms), str(candidates), "-q"]) == 1
    text = candidates.read_text("utf-8")
    block = text.index('term = "CSTO"')
    at = text.rindex("accept = false", 0, block)
    text = text[:at] + "accept = true" + text[at + len("accept = false") :]
    text = text.replace('ru = ""', 'ru = "ОДКБ"', 1) if text.index('ru = ""') > block else text
    candidates.write_text(text, "utf-8")
    assert run(["glossary", "accept", str(terms), str(candidates), "-q"]) == 0
    glossary = read_glossary(terms)
    assert list(glossary.by_id) == ["csto"]
    assert [(t.text, t.type) for t in glossary.by_id["csto"].names("en")] == [
        ("Collective Security Treaty Organization", "full"), ("CSTO", "acronym"),
    ]  # fmt: skip


def test_coverage_counts_words_in_terms_and_the_names_that_lack() -> None:
    result = coverage(["Bishkek hosts guests from Osh and from Osh again."], KNOWN, "en")
    assert (result.words, result.covered, result.matches, result.unused) == (9, 1, 1, 1)
    assert result.unknown == (("Osh", 2),)
