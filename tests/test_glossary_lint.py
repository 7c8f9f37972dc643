"""Lint: every code finds its mistake and leaves sound data alone; the maintained glossaries pass without exceptions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from translator.cli import run
from translator.glossary.formats import read_glossary
from translator.glossary.formats.toml import load
from translator.glossary.lint import lint
from translator.glossary.lint.findings import CODES

GLOSSARIES = Path(__file__).parent.parent / "glossaries"
HEAD = '[glossary]\nname = "t"\nlanguages = ["en", "ru"]\n\n'


def concept(identity: str, *terms: str, more: str = "") -> str:
    """A concept; a term is ``language|text|key = value|…``."""
    out = [f'[[concept]]\nid = "{identity}"\ndefinition = "D."\nsource = "S"\n{more}']
    for term in terms:
        language, text, *fields = term.split("|")
        out.append("\n".join([f"[[concept.{language}]]", f'term = "{text}"', *fields]))
    return "\n".join(out) + "\n"


def codes(*concepts: str, head: str = HEAD) -> list[str]:
    text = head + "\n".join(concepts)
    return [f.code for f in lint(load(text.encode(), "t", "t.toml"), text)]


SOUND = concept("a", "en|treaty", "ru|договор|gender = 'm'")


def test_sound_data_has_no_findings() -> None:
    csto = concept(
        "csto",
        "en|Collective Security Treaty Organization|type = 'full'",
        "en|CSTO|type = 'acronym'|acronym_of = 'Collective Security Treaty Organization'",
        "ru|Организация Договора о коллективной безопасности|type = 'full'|gender = 'f'",
        "ru|ОДКБ|type = 'acronym'|gender = 'f'",
        "ru|ДКБ|type = 'acronym'|status = 'forbidden'",
    )
    assert codes(SOUND, csto) == []


@pytest.mark.parametrize(
    ("code", "concepts"),
    [
        ("G001", [concept("a", "en|x y", "ru|икс|gendr = 'm'")]),
        ("G002", [concept("a", "en|x y", "ru|икс", more="lint = { G012 = '' }")]),
        ("G002", [concept("a", "en|x y", "ru|икс", more="lint = { G999 = 'why' }")]),
        ("G003", [concept("A b", "en|x y", "ru|икс")]),
        ("G010", [concept("a", "en|x y", "ru|икс", "ru|икс|status = 'admitted'")]),
        ("G011", [concept("a", "en|x y", "ru|икс", "ru|игрек")]),
        ("G012", [concept("a", "en|bank", "ru|банк"), concept("b", "en|bank", "ru|берег")]),
        ("G013", [concept("a", "en|x y", "ru|икс", "ru|игрек|status = 'forbidden'"), concept("b", "en|y z", "ru|игрек")]),
        ("G014", [concept("a", "en|x y", "ru|икс|variants = ['игрек']", "ru|игрек|status = 'forbidden'")]),
        ("G021", [concept("a", "en|x y")]),
        ("G022", [concept("a", "en|x y", "ru|икс|status = 'forbidden'")]),
        ("G023", [concept("a", "en|x y", "de|Iks")]),
        ("G030", [concept("a", "en|x y", "ru|Икс Игрек", "ru|ИИ|type = 'acronym'|gender = 'm'|acronym_of = 'Икс'")]),
        ("G031", [concept("a", "en|x y", "ru|ИИ|type = 'acronym'|gender = 'm'")]),
        ("G032", [concept("a", "en|x y|type = 'full'", "ru|икс")]),
        ("G033", [concept("a", "en|AB|acronym_of = 'CD'", "en|CD|acronym_of = 'AB'", "ru|икс")]),
        ("G034", [concept("a", "en|x y", "ru|Икс Игрек", "ru|ИИ|type = 'acronym'")]),
        ("G040", [concept("a", "en|x y ", "ru|икс")]),
        ("G040", [concept("a", "en|x  y", "ru|икс")]),
        ("G041", [concept("a", "en|x y", "ru|CНГ")]),
        ("G042", [concept("a", "en|x y", "ru|treaty body")]),
        ("G043", [concept("a", "en|x y", "ru|договор «икс")]),
        ("G044", [concept("a", "en|x y", "ru|до\\u200bговор")]),
        ("G045", [concept("a", "en|x's y", "ru|икс")]),
        ("G050", [concept("a", "en|peace-keeping|variants = ['peace keeping']", "ru|икс")]),
        ("G051", [concept("a", "en|pact|variants = ['treaty']", "ru|пакт"), SOUND.replace('"a"', '"b"')]),
        ("G060", [concept("a", "en|x y", "ru|икс|forms = { genitive = 'икса' }")]),
        ("G061", [concept("a", "en|x y", "ru|икс", more="context = { require = ['base'], forbid = ['Base'] }")]),
    ],
)  # fmt: skip
def test_every_code_finds_its_mistake(code: str, concepts: list[str]) -> None:
    assert code in codes(*concepts)


def test_a_declared_language_without_terms_is_found() -> None:
    assert "G020" in codes(SOUND, head=HEAD.replace('"ru"', '"ru", "uk"'))


def test_every_code_is_tested_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in CODES if f'"{code}"' not in text] == []


def test_homographs_are_told_apart_by_context_priority_or_equal_terms() -> None:
    one, other = concept("a", "en|bank", "ru|банк"), concept("b", "en|bank", "ru|берег", more="priority = 2")
    assert "G012" not in codes(one, other)
    other = concept("b", "en|bank", "ru|берег", more="context = { require = ['river'] }")
    assert "G012" not in codes(one, other)
    assert "G012" not in codes(one, concept("b", "en|bank", "ru|банк"))


def test_a_code_is_switched_off_for_a_concept_or_a_file_with_a_reason() -> None:
    odd = concept("a", "en|x y", "ru|CНГ", more="lint = { G041 = 'a made-up name' }")
    assert "G041" not in codes(odd)
    head = '[glossary]\nname = "t"\nlanguages = ["en", "ru"]\nlint = { G041 = "all made up" }\n\n'
    assert codes(concept("a", "en|x y", "ru|CНГ"), head=head) == []


def test_a_finding_has_line_and_column_of_the_word() -> None:
    text = HEAD + concept("a", "en|x y", "ru|икс|gender = 'm'|variants = ['CНГ']")
    (found,) = lint(load(text.encode(), "t", "t.toml"), text)
    line = text.splitlines()[found.line - 1]
    assert line[found.column - 1 :].startswith("CНГ")


def test_missing_definition_and_source_are_notes_only(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(
        HEAD + '[[concept]]\nid = "a"\n[[concept.en]]\nterm = "x y"\n[[concept.ru]]\nterm = "икс"\n'
    )
    assert {f.code for f in lint(read_glossary(path))} == {"G070", "G071"}
    assert run(["glossary", "lint", str(path)]) == 0


def test_the_maintained_glossaries_pass_with_no_exceptions(capfd: pytest.CaptureFixture[str]) -> None:
    files = sorted(map(str, GLOSSARIES.glob("*.toml")))
    assert run(["glossary", "lint", *files]) == 0
    assert capfd.readouterr().out == ""
    for name in files:
        glossary = read_glossary(Path(name))
        assert glossary.lint == ()
        assert all(c.lint == () for c in glossary.concepts)


def test_glossaries_that_share_an_id_must_agree(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(HEAD + SOUND, encoding="utf-8")
    two.write_text(HEAD + SOUND.replace("договор", "пакт"), encoding="utf-8")
    assert run(["glossary", "lint", str(one), str(two), "-q"]) == 1
    assert capfd.readouterr().out.count("G015") == 2


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "odd.toml"
    path.write_text(HEAD + concept("a", "en|x y", "ru|CНГ"), encoding="utf-8")
    return path


def test_the_four_outputs_name_code_and_place(odd: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["glossary", "lint", str(odd), "-q"]) == 1
    assert capfd.readouterr().out.startswith(f"{odd}:13:9: G041 ")
    assert run(["glossary", "lint", str(odd), "--format", "json"]) == 1
    assert json.loads(capfd.readouterr().out)[0]["line"] == 13
    assert run(["glossary", "lint", str(odd), "--format", "sarif"]) == 1
    log = json.loads(capfd.readouterr().out)
    result = log["runs"][0]["results"][0]
    assert log["version"] == "2.1.0"
    assert result["ruleId"] == log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "G041"
    assert run(["glossary", "lint", str(odd), "--format", "github"]) == 1
    assert capfd.readouterr().out.startswith("::error file=")


def test_a_baseline_accepts_what_is_there_and_nothing_new(odd: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "accepted.json"
    assert run(["glossary", "lint", str(odd), "--baseline", str(baseline), "--write-baseline"]) == 0
    odd.write_text("# a line more\n" + odd.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(["glossary", "lint", str(odd), "--baseline", str(baseline)]) == 0
    odd.write_text(odd.read_text(encoding="utf-8") + concept("b", "en|z y", "ru|CССР"), encoding="utf-8")
    assert run(["glossary", "lint", str(odd), "--baseline", str(baseline)]) == 1


def test_a_file_that_cannot_be_read_is_a_finding_with_its_place(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('[glossary]\nname = "x\n', encoding="utf-8")
    assert run(["glossary", "lint", str(path), "--format", "github"]) == 5
    assert "line=2,col=" in (out := capfd.readouterr().out)
    assert "G000" in out
