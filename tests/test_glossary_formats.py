"""Glossary formats: what goes out comes back, losses are the documented ones, bad files are refused with their place."""

from __future__ import annotations

import csv as csv_module
import io
from pathlib import Path

import pytest
from glossary_samples import GLOSSARIES, sample
from hypothesis import HealthCheck, Phase, given, settings

from translator.errors import GlossaryError, UsageError
from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.formats import FORMATS, can_write, dump_glossary, read_glossary

PAIR = ("en", "ru")
WRITABLE = [name for name in FORMATS if can_write(name)]
LOSSLESS = ["toml", "csv", "tbx", "tbx-dca", "tbx2"]


def load(data: bytes, format: str, name: str = "any") -> Glossary:
    glossary: Glossary = FORMATS.load(format).load(data, name, "terms.x", PAIR)
    return glossary


@pytest.mark.parametrize("name", WRITABLE)
def test_what_is_written_comes_back_as_the_format_promises(name: str) -> None:
    glossary = sample()
    module = FORMATS.load(name)
    assert load(module.dump(glossary, PAIR), name, glossary.name) == module.project(glossary, PAIR)


@pytest.mark.parametrize("name", WRITABLE)
@settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking takes minutes; do it by hand
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(glossary=GLOSSARIES)
def test_any_glossary_comes_back_as_the_format_promises(name: str, glossary: Glossary) -> None:
    module = FORMATS.load(name)
    assert load(module.dump(glossary, PAIR), name) == module.project(glossary, PAIR)


@pytest.mark.parametrize("text", [";#", 'a;b "c;d"', ";;,"])
@pytest.mark.parametrize("name", WRITABLE)
def test_semicolons_inside_a_term_do_not_separate(name: str, text: str) -> None:
    terms = (Term(text, "en"), Term(text, "ru"))
    glossary = Glossary(name="any", concepts=(Concept("a", terms),), languages=PAIR)
    module = FORMATS.load(name)
    assert load(module.dump(glossary, PAIR), name) == module.project(glossary, PAIR)


@pytest.mark.parametrize("name", LOSSLESS)
def test_the_lossless_formats_lose_nothing(name: str) -> None:
    glossary = sample()
    assert load(dump_glossary(glossary, name), name, glossary.name) == glossary


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_says_in_its_docstring_what_it_drops(name: str) -> None:
    text = FORMATS.load(name).__doc__ or ""
    assert not can_write(name) or name == "toml" or "project" in text or "Keeps what" in text


@pytest.mark.parametrize("name", ["glossaries/cis-security.toml", "glossaries/institutions.toml"])
def test_the_maintained_glossaries_survive_tbx_and_csv(name: str) -> None:
    glossary = read_glossary(Path(__file__).parent.parent / name)
    for other in ("tbx", "tbx2", "csv"):
        module = FORMATS.load(other)
        assert load(module.dump(glossary), other, glossary.name) == module.project(glossary)


def test_a_formula_is_text_in_a_spreadsheet_and_comes_back_as_it_was() -> None:
    glossary = sample()
    rows = list(csv_module.reader(io.StringIO(dump_glossary(glossary, "csv").decode("utf-8"))))
    cells = [cell for row in rows for cell in row if "cmd" in cell or "плохо" in cell]
    assert [cell[0] for cell in cells] == ["'", "'"]
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(dump_glossary(glossary, "xlsx")))
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}


def test_a_formula_in_a_workbook_is_read_as_text() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["id", "en", "ru"])
    book.active.append(["a", '=HYPERLINK("http://x")', "ссылка"])
    book.active.append(["b", 2026, "год"])
    out = io.BytesIO()
    book.save(out)
    glossary = load(out.getvalue(), "xlsx")
    assert [t.text for t in glossary.terms("en")] == ['=HYPERLINK("http://x")', "2026"]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE mtf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><mtf>&b;</mtf>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>"""


@pytest.mark.parametrize("name", ["tbx", "tbx-dca", "tbx2", "multiterm"])
@pytest.mark.parametrize("data", [BOMB, OUTSIDE])
def test_xml_entities_are_refused(name: str, data: bytes) -> None:
    with pytest.raises(GlossaryError, match="entities"):
        load(data, name)


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("toml", b'[glossary]\nname = "x\n', "terms.x:2:"),
        ("toml", b'[[concept]]\nid = "a"\n[[concept]]\nid = "a"\n', "terms.x:3: the id"),
        ("toml", b'[[concept]]\nid = "a"\nlint = "G012"\n', "terms.x:3: “lint”"),
        ("csv", b'id,en,ru\na,"b,c\n', "terms.x:2:"),
        ("csv", b"id,en,ru\na,b,c,d\n", "terms.x:2:"),
        ("csv", "id,en\na,\xff\n".encode("latin-1"), "terms.x:2: this is not UTF-8"),
        ("tsv", b"only one cell\n", "terms.x:1:"),
        ("tbx", b"<tbx>\n<text></tbx>", "terms.x:2:9"),
        ("tbx", b"<html/>", "terms.x:1: this is XML, but not TBX"),
        ("tbx", b'<tbx><text><body>\n<conceptEntry id="a"/>\n<conceptEntry id="a"/></body></text></tbx>', "terms.x:3:"),
        ("tbx", b'<tbx>\n<conceptEntry id="a"><langSec xml:lang="&lt;"/></conceptEntry></tbx>', "terms.x:2:"),
        ("multiterm", b"<tbx/>", "terms.x:1:"),
        ("multiterm", b"not xml", "terms.x:1:1"),
        ("xlsx", b"PK\x03\x04 broken", "terms.x"),
        ("deepl-v3", b'{"dictionaries": [}', "terms.x:1:19"),
        ("deepl-v3", b"[]", "no DeepL"),
        ("google-sets", b"a term,another\n", "terms.x:1:"),
        ("weblate", b"one,two\n", "terms.x:1:"),
        ("memoq", b"Entry_ID,Klingon\n1,x\n", "terms.x:1:"),
        ("omegat", b"# c\nalone\n", "terms.x:2:"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_with_its_place(name: str, data: bytes, place: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        load(data, name)
    assert place in caught.value.message


def test_a_format_of_one_pair_asks_for_the_languages() -> None:
    with pytest.raises(UsageError, match="one source and one target"):
        FORMATS.load("omegat").load(b"a\tb\n", "x", "x", None)


def test_a_format_that_is_only_read_says_so() -> None:
    with pytest.raises(UsageError, match="memoq"):
        dump_glossary(sample(), "memoq")


TBX_MIN = """<?xml version="1.0"?>
<TBX dialect="TBX-Min"><header><id>x</id><description>d</description><languages source="de" target="en"/></header>
<body><entry id="C002"><subjectField>biology</subjectField>
<langGroup xml:lang="en"><termGroup><term>dog</term><termStatus>preferred</termStatus><partOfSpeech>noun</partOfSpeech></termGroup>
<termGroup><term>hound</term><termStatus>notRecommended</termStatus></termGroup></langGroup>
<langGroup xml:lang="de"><termGroup><term>Hund</term><noteGrp><note>male</note></noteGrp></termGroup></langGroup></entry></body></TBX>"""


def test_tbx_min_is_read() -> None:
    concept = load(TBX_MIN.encode(), "tbx").concepts[0]
    assert (concept.id, concept.domain) == ("C002", "biology")
    assert [(t.text, t.language, t.status) for t in concept.terms] == [
        ("dog", "en", "preferred"), ("hound", "en", "deprecated"), ("Hund", "de", "preferred"),
    ]  # fmt: skip


TBX_OLD = """<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>From elsewhere</p></sourceDesc></fileDesc></martifHeader>
<text><body><termEntry id="t1"><descripGrp><descrip type="definition">A pact.</descrip></descripGrp>
<langSet xml:lang="en"><ntig><termGrp><term>treaty</term><termNote type="partOfSpeech">noun</termNote>
<termNote type="grammaticalNumber">singular</termNote></termGrp></ntig></langSet>
<langSet xml:lang="ru"><tig><term>договор</term><termNote type="grammaticalGender">masculine</termNote></tig></langSet>
</termEntry></body></text></martif>"""


def test_tbx_of_other_tools_is_read_with_ntig_groups_and_a_document_type() -> None:
    concept = load(TBX_OLD.encode(), "tbx2").concepts[0]
    assert concept.definition == "A pact."
    assert [(t.text, t.number, t.gender) for t in concept.terms] == [
        ("treaty", "sg", ""),
        ("договор", "", "m"),
    ]


MULTITERM = """<?xml version="1.0" encoding="UTF-16"?>
<mtf><conceptGrp><concept>7</concept><transacGrp><transac type="origination">me</transac><date>2020-01-01T00:00:00</date></transacGrp>
<descripGrp><descrip type="Definition">A pact.</descrip></descripGrp>
<languageGrp><language type="English" lang="EN-GB"/><termGrp><term>treaty</term><descripGrp><descrip type="Status">Deprecated</descrip></descripGrp></termGrp></languageGrp>
<languageGrp><language type="Russian" lang="RU"/><termGrp><term>договор</term></termGrp></languageGrp></conceptGrp></mtf>"""


def test_multiterm_of_other_tools_is_read() -> None:
    concept = load(MULTITERM.encode("utf-16"), "multiterm").concepts[0]
    assert (concept.id, concept.definition) == ("c7", "A pact.")
    assert [(t.text, t.language, t.status) for t in concept.terms] == [
        ("treaty", "en-GB", "deprecated"), ("договор", "ru", "preferred"),
    ]  # fmt: skip


def test_memoq_rows_of_one_entry_are_one_concept() -> None:
    data = (
        "Entry_ID;Entry_Domain;English_Def;English_United_States;Term_Info;Russian;Term_Info\n"
        "5;law;A pact.;treaty;CasePermissive;договор;\n5;law;;pact;Forbidden;договор;\n"
    )
    concept = load(data.encode(), "memoq").concepts[0]
    assert concept.definition == "A pact."
    assert [(t.text, t.status) for t in concept.terms] == [
        ("treaty", "preferred"), ("pact", "forbidden"), ("договор", "preferred"),
    ]  # fmt: skip


def test_pair_formats_write_acronym_for_acronym_and_never_a_forbidden_term() -> None:
    lines = dump_glossary(sample(), "deepl", PAIR).decode().splitlines()
    assert "CSTO\tОДКБ" in lines
    assert "Telegram\tTelegram" in lines
    assert all("\tДКБ" not in line for line in lines)
    back = dump_glossary(sample(), "omegat", ("ru", "en")).decode()
    assert "\nДКБ\t" not in back


def test_deepl_v3_holds_both_directions() -> None:
    text = dump_glossary(sample(), "deepl-v3").decode()
    assert '"source_lang": "ru"' in text
    assert '"source_lang": "en"' in text


def test_a_plain_list_without_header_takes_the_languages_of_the_translation() -> None:
    glossary = load(b"treaty,\xd0\xb4\xd0\xbe\xd0\xb3\xd0\xbe\xd0\xb2\xd0\xbe\xd1\x80\n", "csv")
    assert glossary.concepts[0].languages == PAIR


def test_synonyms_share_a_cell() -> None:
    text = dump_glossary(sample(), "csv").decode()
    assert "база | опора" in text
