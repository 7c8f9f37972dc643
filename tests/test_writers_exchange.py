"""TSV, TMX and XLIFF: valid by their own schemas, opened by another program, nothing of the pairs lost."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import editions
import pytest
from lxml import etree
from translate.storage import tmx, xliff

from translator.document import Edition, Pair
from translator.writers import WriteOptions, write_to
from translator.writers.embedding import pack, unpack
from translator.writers.json import to_json
from translator.writers.nesting import flat, nested, numbered

SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
NAMES = list(editions.EDITIONS)
needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(),
    reason="The XLIFF schemas are not installed (apt-get install php-symfony-translation)",
)


def output(edition: Edition, format: str) -> bytes:
    file = io.BytesIO()
    write_to(edition, file, format, WriteOptions())
    return file.getvalue()


def said(edition: Edition) -> list[Pair]:
    return [*([edition.title] if edition.title else []), *edition.pairs]


def clean(text: str) -> str:
    return re.sub("[\x00-\x08\ufffe]", "", text)


def parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@pytest.mark.parametrize("name", NAMES)
def test_tmx_is_valid_by_its_dtd(name: str) -> None:
    dtd = etree.DTD(str(Path(__file__).parent / "schemas" / "tmx14.dtd"))
    tree = etree.fromstring(output(editions.EDITIONS[name](), "tmx"), parser())
    assert dtd.validate(tree), dtd.error_log


@needs_schemas
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("format", "schema"), [("xliff", "xliff-core-1.2-strict.xsd"), ("xliff2", "xliff-core-2.0.xsd")]
)
def test_xliff_is_valid_by_its_schema(name: str, format: str, schema: str) -> None:
    class Local(etree.Resolver):
        def resolve(self, url, _id, context):
            return (
                self.resolve_filename(str(SCHEMAS / "xml.xsd"), context) if url.endswith("xml.xsd") else None
            )

    reading = etree.XMLParser(no_network=True)
    reading.resolvers.add(Local())
    xsd = etree.XMLSchema(etree.parse(str(SCHEMAS / schema), reading))
    tree = etree.fromstring(output(editions.EDITIONS[name](), format), parser())
    if name == "empty":  # the standard has no place for a text without a single block
        assert [str(error) for error in xsd.error_log] == []
        return
    assert xsd.validate(tree), xsd.error_log


@pytest.mark.parametrize("name", NAMES)
def test_translate_toolkit_opens_tmx(name: str) -> None:
    edition = editions.EDITIONS[name]()
    store = tmx.tmxfile.parsestring(output(edition, "tmx"))
    assert len(store.units) == len(said(edition))
    for unit, pair in zip(store.units, said(edition), strict=True):
        for text, wanted in ((unit.source, pair.source_text), (unit.target, pair.target_text)):
            # It reads neither inline codes nor a language other than the file's.
            if not pair.language and not any(span.marks for span in (*pair.source, *pair.target)):
                assert text == clean(wanted)


@pytest.mark.parametrize("name", NAMES)
def test_translate_toolkit_opens_xliff(name: str) -> None:
    edition = editions.EDITIONS[name]()
    store = xliff.xlifffile.parsestring(output(edition, "xliff"))
    assert [unit.getid().split("\x04")[-1] for unit in store.units][-1:] == (
        [f"p{len(list(edition.pairs))}"] if said(edition) else []
    )
    for unit, pair in zip(store.units, said(edition), strict=True):
        assert "".join(str(part) for part in [unit.target]) == clean(pair.target_text)
        assert clean(unit.getnotes()).strip() == clean("\n".join(note.message for note in pair.notes)).strip()


def test_states_say_what_a_person_should_do() -> None:
    tree = etree.fromstring(output(editions.en_ru(), "xliff"), parser())
    states = {t.getparent().get("id"): t.get("state") for t in tree.iter("{*}target")}
    assert states["p8"] == "needs-review-translation"
    assert states["p9"] == "signed-off"
    assert states["p10"] == "final"
    tree = etree.fromstring(output(editions.en_ru(), "xliff2"), parser())
    states = {t.get("id"): t.get("state") for t in tree.iter("{*}segment")}
    assert [states[name] for name in ("p1", "p8", "p9", "p10")] == [
        "translated",
        "initial",
        "reviewed",
        "final",
    ]


def test_marks_have_the_same_number_on_both_sides() -> None:
    for name, tag in (("xliff", "g"), ("xliff2", "pc")):
        tree = etree.fromstring(output(editions.en_ru(), name), parser())
        sides = [
            [e.get("id") for e in part.iter(f"{{*}}{tag}")] for part in tree.iter("{*}source", "{*}target")
        ]
        assert sides[::2] == sides[1::2]
        assert any(sides)


def test_the_table_survives_a_spreadsheet() -> None:
    rows = list(csv.DictReader(io.StringIO(output(editions.en_ru(), "tsv").decode()), dialect="excel-tab"))
    assert [row["source"] for row in rows] == [pair.source_text for pair in said(editions.en_ru())]
    assert [row["id"] for row in rows][:3] == ["p0", "p1", "p2"]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1", "-1+cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(text: str) -> None:
    edition = editions.empty()
    block = editions.block("paragraph", editions.pair(text, text))
    edition = Edition("en", "ru", (block,), name=edition.name)
    row = next(csv.DictReader(io.StringIO(output(edition, "tsv").decode()), dialect="excel-tab"))
    assert row["source"] == "'" + text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", ["tmx", "xliff", "xliff2"])
def test_the_whole_edition_is_carried(name: str, format: str) -> None:
    edition = editions.EDITIONS[name]()
    assert unpack(output(edition, format).decode(), "x") == edition


@pytest.mark.parametrize("name", NAMES)
def test_marks_nest_and_come_apart_again(name: str) -> None:
    for pair in said(editions.EDITIONS[name]()):
        for side, spans in zip(numbered(pair), (pair.source, pair.target), strict=True):
            assert flat(side) == spans
            assert flat(nested(spans)) == spans


def test_a_carried_edition_that_is_damaged_or_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from translator.errors import InputError
    from translator.writers import embedding

    packed = pack(editions.en_ru())
    assert unpack("no edition here", "x") is None
    with pytest.raises(InputError, match="damaged"):
        unpack(packed[: len(packed) // 2], "x")
    monkeypatch.setattr(embedding, "LARGEST", len(to_json(editions.en_ru())) // 2)
    with pytest.raises(InputError, match="damaged"):
        unpack(packed, "x")
