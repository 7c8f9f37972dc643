"""Corrections by people: read back, kept, found by context, offered when near, and never overwritten by a machine."""

from __future__ import annotations

import dataclasses
import json
import tracemalloc
from pathlib import Path

import pytest

from translator.cli import run
from translator.document import Block, Document, Edition, Mark, Pair, Span
from translator.engines import EngineOptions
from translator.errors import InputError, UsageError
from translator.memory import tables, tmx
from translator.memory.corrections import Place, clean, from_edition, known, language, near, places
from translator.memory.sqlite import SqliteStore
from translator.memory.store import Correction, Segment
from translator.pipeline import Job, translate_documents
from translator.reviewing import reading
from translator.translating import Engines
from translator.writers import write
from translator.writers.json import read_edition

ENRU = ("en", "ru")
SENTENCES = ["The base is called Kant.", "It was opened in 2003.", "The summit took place on Friday."]


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    made = SqliteStore(tmp_path / "memory.sqlite")
    yield made
    made.close()


def correction(source: str, target: str, **more: str) -> Correction:
    return Correction(source, target, "en", "ru", **more)


def document(*sentences: str) -> Document:
    return Document(tuple(Block("paragraph", (Span(one),)) for one in sentences), name="a.txt")


def translated(doc: Document, store: SqliteStore, fuzzy: int = 0) -> Edition:
    job = Job("ru", "en", "pseudo", fuzzy=fuzzy)
    with Engines("pseudo", "ru", EngineOptions(), store) as engines:
        return translate_documents([doc], job, engines)[0]


def test_a_correction_takes_the_place_of_the_machine(store: SqliteStore) -> None:
    store.put_corrections([correction(SENTENCES[1], "Её открыли в 2003 году.", origin="b.xlf")])
    pairs = list(translated(document(*SENTENCES), store).pairs)
    assert [pair.status for pair in pairs] == ["translated", "edited", "translated"]
    assert pairs[1].target_text == "Её открыли в 2003 году."
    assert "b.xlf" in pairs[1].notes[0].message
    assert not pairs[1].flagged


def test_a_machine_never_overwrites_a_correction(store: SqliteStore) -> None:
    store.put_corrections([correction(SENTENCES[1], "Её открыли в 2003 году.")])
    job = Job("ru", "en", "pseudo")
    for fresh in (False, True):
        with Engines("pseudo", "ru", EngineOptions(), store, fresh) as engines:
            edition = translate_documents([document(*SENTENCES)], job, engines)[0]
        assert [p.target_text for p in edition.pairs][1] == "Её открыли в 2003 году."
    store.put_segments([Segment(b"k" * 16, SENTENCES[1], "машина", 0.0)], "en", "ru")
    assert [one.target for one in store.all_corrections()] == ["Её открыли в 2003 году."]


def test_context_comes_first_then_any_place_then_the_latest(store: SqliteStore) -> None:
    store.put_corrections(
        [
            correction("Kant", "Кант (философ)", before="He read"),
            correction("Kant", "Кант", before="The base", after="in Kyrgyzstan"),
            correction("Kant", "кант"),
        ]
    )

    def found(place: Place) -> str:
        return known([place], store, pair=ENRU)[0].target

    assert found(Place("Kant", "The base", "in Kyrgyzstan")) == "Кант"
    assert found(Place("Kant", "The base", "elsewhere")) == "Кант"
    assert found(Place("Kant", "He read", "again")) == "Кант (философ)"
    assert found(Place("Kant", "nothing", "like it")) == "кант"
    assert known([Place("Another")], store, pair=ENRU) == {}
    assert known([Place("Kant")], store, pair=("en", "de")) == {}


def test_without_one_for_any_place_the_latest_counts(store: SqliteStore) -> None:
    store.put_corrections([correction("Kant", "один", before="a"), correction("Kant", "два", before="b")])
    assert known([Place("Kant", "c")], store, pair=ENRU)[0].target == "два"


def test_context_ends_with_the_text(store: SqliteStore) -> None:
    """Documents translated together are not each other's neighbours."""
    store.put_corrections(
        [correction("Second here.", "в конце", before="First here."), correction("Second here.", "иное")]
    )
    job = Job("ru", "en", "pseudo")
    with Engines("pseudo", "ru", EngineOptions(), store) as engines:
        _one, two, both = translate_documents(
            [document("First here."), document("Second here."), document("First here.", "Second here.")],
            job,
            engines,
        )
    assert [p.target_text for p in two.pairs] == ["иное"]
    assert [p.target_text for p in both.pairs][1] == "в конце"


def test_marks_and_footnotes_survive_a_correction(store: SqliteStore) -> None:
    link, note = Mark("link", "https://example.org/"), Mark("noteref", "fn1")
    spans = (Span("Read "), Span("RFC 2119", (link,)), Span(" today."), Span("1", (note,)))
    store.put_corrections([correction("Read RFC 2119 today.", "Прочтите RFC 2119 сегодня.")])
    pair = next(iter(translated(Document((Block("paragraph", spans),)), store).pairs))
    assert [s.text for s in pair.target if link in s.marks] == ["RFC 2119"]
    assert [s.text for s in pair.target if note in s.marks] == ["1"]


def test_a_person_may_have_translated_what_no_model_can(store: SqliteStore) -> None:
    french = "Le parlement a ratifié l’accord mercredi et le président l’a signé vendredi dans la capitale."
    store.put_corrections([Correction(french, "Парламент ратифицировал соглашение.", "fr", "ru")])
    english = "The parliament ratified the agreement on Wednesday. The president signed it on Friday."
    with Engines("argos", "ru", EngineOptions(), store) as engines:
        edition = translate_documents([document(english, english, french)], Job("ru"), engines)[0]
    last = list(edition.pairs)[-1]
    assert (last.status, last.target_text) == ("edited", "Парламент ратифицировал соглашение.")


def test_a_near_one_is_offered_as_a_note_and_never_used(store: SqliteStore) -> None:
    store.put_corrections([correction("The summit took place on Thursday.", "Саммит прошёл в четверг.")])
    plain = list(translated(document(*SENTENCES), store).pairs)
    offered = list(translated(document(*SENTENCES), store, fuzzy=80).pairs)
    assert [p.target for p in offered] == [p.target for p in plain]
    assert offered[2].status == "translated"
    note = offered[2].notes[-1]
    assert (note.code, note.severe) == ("near-review", False)
    assert "Саммит прошёл в четверг." in note.message
    assert not any(n.code == "near-review" for p in (*plain, *offered[:2]) for n in p.notes)
    assert not any(
        n.code == "near-review"
        for p in translated(document(*SENTENCES), store, fuzzy=99).pairs
        for n in p.notes
    )


def test_nearness_agrees_with_comparing_everything() -> None:
    from rapidfuzz import fuzz

    texts = ["abcdefghij", "abcdefghijklmno", "abcde", "xyz", "", "abcdefghix"]
    stored = [correction(text, text) for text in texts if text]
    for least in (50, 85, 100):
        found = near(texts, stored, least)
        for text in texts:
            best = max(fuzz.ratio(text, one.source) for one in stored)
            assert (text in found) == (best >= least), (text, least)


def test_an_edited_edition_gives_its_corrections_with_context() -> None:
    store_less = Engines("pseudo", "ru", EngineOptions())
    edition = translate_documents([document(*SENTENCES)], Job("ru", "en", "pseudo"), store_less)[0]
    store_less.close()
    blocks = list(edition.blocks)
    pair = dataclasses.replace(blocks[1].pairs[0], target=(Span("Её открыли."),), status="edited")
    blocks[1] = dataclasses.replace(blocks[1], pairs=(pair,))
    found = from_edition(dataclasses.replace(edition, blocks=tuple(blocks)), "a.json")
    assert found == [
        correction(SENTENCES[1], "Её открыли.", before=SENTENCES[0], after=SENTENCES[2], origin="a.json")
    ]


def edition_of(tmp_path: Path) -> Edition:
    article = tmp_path / "a.txt"
    article.write_text("\n\n".join(SENTENCES), encoding="utf-8")
    line = [
        "translate",
        str(article),
        "--to",
        "ru",
        "--from",
        "en",
        "--engine",
        "pseudo",
        "-q",
        "--memory",
        "none",
    ]
    assert run([*line, "-o", str(tmp_path / "a.json")]) == 0
    return read_edition(tmp_path / "a.json")


@pytest.mark.parametrize("suffix", ["tmx", "xlf", "xliff"])
def test_what_a_person_changed_in_a_file_of_ours_is_a_correction_and_nothing_else(
    tmp_path: Path, suffix: str
) -> None:
    edition = edition_of(tmp_path)
    path = tmp_path / f"a.ru.{suffix}"
    write(edition, path)
    machine = list(edition.pairs)[1].target_text
    text = path.read_text(encoding="utf-8")
    assert text.count(machine) == 1
    path.write_text(text.replace(machine, "Её открыли в 2003 году."), encoding="utf-8")
    found = [one for unit in reading.read(path) for one in unit.corrections]
    assert [(c.source, c.target, c.before, c.after) for c in found] == [
        (SENTENCES[1], "Её открыли в 2003 году.", SENTENCES[0], SENTENCES[2])
    ]


def test_correct_import_and_translate_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(edition_of(tmp_path), tmp_path / "a.ru.xlf")
    path = tmp_path / "a.ru.xlf"
    machine = list(edition_of(tmp_path).pairs)[1].target_text
    path.write_text(path.read_text(encoding="utf-8").replace(machine, "Её открыли."), encoding="utf-8")
    assert run(["memory", "import", str(path)]) == 0
    assert "1 new or changed" in capfd.readouterr().err
    line = ["translate", str(tmp_path / "a.txt"), "--to", "ru", "--from", "en", "--engine", "pseudo"]
    assert run([*line, "-o", str(tmp_path / "again.json")]) == 0
    assert "1 by a person" in capfd.readouterr().err
    assert [p.status for p in read_edition(tmp_path / "again.json").pairs].count("edited") == 1
    assert run(["memory", "import", str(path)]) == 0
    assert "0 new or changed, 1 known" in capfd.readouterr().err


def test_a_folder_is_done_again_when_there_are_new_corrections(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("\n\n".join(SENTENCES), encoding="utf-8")
    line = ["translate", str(tmp_path / "in"), "--to", "ru", "--from", "en", "--engine", "pseudo"]
    line += ["-o", f"{tmp_path}/out/", "--to-format", "text"]
    assert run(line) == 0
    (tmp_path / "c.tsv").write_text(f"{SENTENCES[0]}\tБаза Кант.\n", encoding="utf-8")
    assert run(["memory", "import", str(tmp_path / "c.tsv"), "--from", "en", "--to", "ru"]) == 0
    assert run(line) == 0
    assert "База Кант." in (tmp_path / "out/a.ru.txt").read_text(encoding="utf-8")
    assert run(line) == 0
    assert "Everything is done already." in capfd.readouterr().err


FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx [<!ENTITY bomb "boom">]>
<tmx version="1.4"><header srclang="en-GB" segtype="sentence" o-tmf="x" adminlang="en" datatype="plaintext"/>
<!-- <tu><tuv xml:lang="en"><seg>No</seg></tuv><tuv xml:lang="ru"><seg>Нет</seg></tuv></tu> -->
<body>
<tu><prop type="x-context-pre">&lt;seg&gt;Before.&lt;/seg&gt;</prop>
 <tuv xml:lang="ru-RU"><seg>Первое <bpt i="1">&lt;b&gt;</bpt>предложение<ept i="1">&lt;/b&gt;</ept>.</seg></tuv>
 <tuv xml:lang="en-US"><seg>First <hi>sentence</hi>.</seg></tuv>
 <tuv xml:lang="de"><seg>Erster Satz.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>A & B</seg></tuv><tuv xml:lang="ru"><seg>А и Б</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>No end</seg></tuv><tuv xml:lang="ru"><seg>Нет конца</seg></tuv>
<tu><tuv xml:lang="en"><seg>After it</seg></tuv><tuv xml:lang="ru"><seg>После</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>&bomb;</seg></tuv><tuv xml:lang="ru"><seg>бум</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Only one side</seg></tuv></tu>
<tu><tuv xml:lang="!!"><seg>What</seg></tuv><tuv xml:lang="ru"><seg>Что</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Last</seg></tuv><tuv xml:lang="ru"><seg>Последнее</seg></tuv></tu>
</body></tmx>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-8-sig"])
def test_a_broken_unit_costs_that_unit_and_nothing_else(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "other tool.tmx"
    path.write_bytes(FOREIGN.replace("UTF-8", encoding[:6]).encode(encoding))
    units = list(reading.read(path))
    assert [(c.source, c.target, c.target_language, c.before) for u in units for c in u.corrections] == [
        ("First sentence.", "Первое предложение.", "ru", "Before."),
        ("First sentence.", "Erster Satz.", "de", "Before."),
        ("After it", "После", "ru", ""),
        ("Last", "Последнее", "ru", ""),
    ]
    assert sum(bool(unit.broken) for unit in units) == 5


def test_bytes_that_are_no_letters_and_a_cut_off_file_cost_their_unit(tmp_path: Path) -> None:
    good = '<tu><tuv xml:lang="en"><seg>S{n}</seg></tuv><tuv xml:lang="ru"><seg>Ц{n}</seg></tuv></tu>\n'
    units = [good.format(n=n).encode() for n in range(5)]
    units[2] = units[2].replace(b"S2", b"S\xff2")
    head = b'<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>'
    path = tmp_path / "a.tmx"
    path.write_bytes(head + b"".join(units)[:-20])
    found = list(tmx.read(path))
    assert [c.source for u in found for c in u.corrections] == ["S0", "S1", "S3"]
    assert sum(bool(u.broken) for u in found) == 2


def test_no_tmx_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text("<html></html>", encoding="utf-8")
    with pytest.raises(InputError):
        list(reading.read(path))
    with pytest.raises(InputError):
        list(reading.read(tmp_path / "a.pdf"))


def test_tmx_out_and_in_gives_the_same_corrections(tmp_path: Path) -> None:
    rows = [
        correction('"Quotes" & <tags>', "«Кавычки»", before="b", after="a", origin="x.xlf", created="2026-05-01T10:00:00+00:00"),
        Correction("Привет\x01", "שלום", "ru", "he"),
        correction("a\u2028b 😀", "в"),
    ]  # fmt: skip
    path = tmp_path / "m.tmx"
    with path.open("wb") as file:
        assert tmx.write(((row, "edited") for row in rows), file, "translator 1") == 3
    found = [c for unit in tmx.read(path) for c in unit.corrections]
    expected = [
        dataclasses.replace(
            r, source=clean(r.source.replace("\x01", "")), origin=r.origin or "m.tmx", created=""
        )
        for r in rows
    ]
    assert found == expected


@pytest.mark.slow
def test_a_hundred_thousand_units_take_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "big.tmx"
    count = 100_000
    with path.open("wb") as file:
        tmx.write(
            ((correction(f"Sentence {n} of many.", f"Предложение {n}."), "edited") for n in range(count)),
            file,
            "t 1",
        )
    assert path.stat().st_size > 15_000_000
    tracemalloc.start()
    found = sum(len(unit.corrections) for unit in tmx.read(path))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == count
    assert peak < 5_000_000


XLIFF = """<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en-US" target-language="ru" original="x" datatype="plaintext"><body>
<trans-unit id="1" approved="yes"><source>One <g id="1">two</g></source><target>Раз <g id="1">два</g></target></trans-unit>
<trans-unit id="2"><source>Three</source><target state="needs-review-translation">Три</target></trans-unit>
<trans-unit id="3"><source>Four</source></trans-unit>
<trans-unit id="4"><source>Five<ph id="1">{code}</ph></source><target state="signed-off">Пять</target></trans-unit>
</body></file></xliff>"""


def test_of_an_xliff_what_was_reviewed_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF, encoding="utf-8")
    reviewed = [(c.source, c.target) for u in reading.read(path) for c in u.corrections]
    assert reviewed == [("One two", "Раз два"), ("Five", "Пять")]
    assert len([c for u in reading.read(path, everything=True) for c in u.corrections]) == 3


def test_an_xliff_with_declarations_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text('<!DOCTYPE x [<!ENTITY a "b">]>' + XLIFF.partition("?>")[2], encoding="utf-8")
    with pytest.raises(InputError):
        list(reading.read(path))


def test_tables(tmp_path: Path) -> None:
    plain = tmp_path / "a.tsv"
    plain.write_text("One\tРаз\n'=sum\tсумма\nonly one\n\nTwo\tДва\textra\n", encoding="utf-8")
    units = list(tables.read(plain, ENRU))
    assert [(c.source, c.target) for u in units for c in u.corrections] == [
        ("One", "Раз"),
        ("=sum", "сумма"),
        ("Two", "Два"),
    ]
    assert sum(bool(u.broken) for u in units) == 1
    with pytest.raises(UsageError):
        list(tables.read(plain, None))
    named = tmp_path / "b.tsv"
    named.write_text(
        "id\tsource\ttarget\tstatus\n1\tOne\tРаз\ttranslated\n2\tTwo\tДва\tedited\n", encoding="utf-8"
    )
    assert [c.source for u in reading.read(named, ENRU) for c in u.corrections] == ["Two"]


def test_language_codes_are_kept_as_packages_tell_them_apart() -> None:
    assert [language(code) for code in ("en-GB", "EN_us", "pt-BR", "pt-PT", "zh-TW", "zh-CN")] == [
        "en", "en", "pt-BR", "pt", "zh-Hant", "zh",
    ]  # fmt: skip
    assert places(["a", " b  c "]) == [Place("a", "", "b c"), Place("b c", "a", "")]


def memory(*words: object) -> int:
    return run(["memory", *(str(word) for word in words)])


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "team.sqlite"
    store = SqliteStore(path)
    store.put_corrections(
        [correction("The base", "База", origin="wrong.tmx"), Correction("Die Basis", "База", "de", "ru")]
    )
    store.put_segments(
        [
            Segment(b"a" * 16, "The border", "Граница", -1.0),
            Segment(b"b" * 16, "Loop", "л л л", -1.0, "loop"),
        ],
        "en",
        "ru",
    )
    store.put_scores({b"c" * 16: b""})
    store.close()
    return path


def test_search_stats_and_export(filled: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert memory("search", "баЗА", "--memory", filled) == 0
    assert capfd.readouterr().out.splitlines()[1:] == [
        "The base\tБаза\ten\tru\ta person",
        "Die Basis\tБаза\tde\tru\ta person",
    ]
    assert memory("search", "border", "--memory", filled, "--json") == 0
    assert json.loads(capfd.readouterr().out)[0]["status"] == "translated"
    assert memory("search", "nothing", "--memory", filled) == 1
    assert memory("stats", "--memory", filled, "--json") == 0
    seen = json.loads(capfd.readouterr().out)
    assert (seen["segments"], seen["corrections"], seen["scores"]) == (2, 2, 1)
    assert {"from": "en", "to": "ru", "segments": 2, "corrections": 1} in seen["pairs"]
    out = tmp_path / "pairs.tsv"
    assert memory("export", out, "--memory", filled) == 2
    assert memory("export", out, "--memory", filled, "--from", "en", "--to", "ru", "--all") == 0
    assert out.read_text(encoding="utf-8") == "The base\tБаза\nThe border\tГраница\n"
    assert memory("export", tmp_path / "m.tmx", "--memory", filled) == 0
    assert memory("import", tmp_path / "m.tmx", "--memory", tmp_path / "new.sqlite") == 0
    copy = SqliteStore(tmp_path / "new.sqlite")
    assert {(c.source, c.origin) for c in copy.all_corrections()} == {
        ("The base", "wrong.tmx"),
        ("Die Basis", "m.tmx"),
    }
    copy.close()


def test_what_a_person_corrected_is_not_exported_as_the_machine_had_it(filled: Path, tmp_path: Path) -> None:
    store = SqliteStore(filled)
    store.put_segments([Segment(b"d" * 16, "The  base", "Основа", -1.0)], "en", "ru")
    store.close()
    for suffix in ("tsv", "tmx"):
        out = tmp_path / f"pairs.{suffix}"
        assert memory("export", out, "--memory", filled, "--from", "en", "--to", "ru", "--all") == 0
        text = out.read_text(encoding="utf-8")
        assert "База" in text
        assert "Граница" in text
        assert "Основа" not in text


def test_prune_forgets_what_is_named_and_never_corrections_by_age(
    filled: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert memory("prune", "--memory", filled) == 2
    assert memory("prune", "--memory", filled, "--older-than", 1) == 0
    store = SqliteStore(filled)
    assert dict(store.counts()) == {"segments": 2, "scores": 1, "corrections": 2}
    store._db.execute("UPDATE segments SET created = '2020-01-01T00:00:00+00:00'")
    store.close()
    assert memory("prune", "--memory", filled, "--older-than", 1, "--origin", "wrong.tmx") == 0
    store = SqliteStore(filled)
    assert dict(store.counts()) == {"segments": 0, "scores": 1, "corrections": 1}
    store.close()


def test_merge_takes_everything_and_keeps_what_is_here(filled: Path, tmp_path: Path) -> None:
    here = tmp_path / "here.sqlite"
    store = SqliteStore(here)
    store.put_corrections([correction("The base", "Своя база")])
    store.close()
    assert memory("merge", filled, "--memory", here) == 0
    store = SqliteStore(here)
    assert dict(store.counts()) == {"segments": 2, "scores": 1, "corrections": 2}
    assert store.corrections(["The base"], ENRU)[0].target == "Своя база"
    store.close()
    assert memory("merge", filled, "--memory", here, "--theirs") == 0
    store = SqliteStore(here)
    assert store.corrections(["The base"], ENRU)[0].target == "База"
    store.close()
    assert memory("merge", here, "--memory", here) == 2
    assert memory("merge", tmp_path / "nowhere.sqlite", "--memory", here) == 3


def test_an_older_store_is_brought_up_to_date_with_all_it_holds(tmp_path: Path) -> None:
    import sqlite3

    from translator.memory import schema

    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as old:
        old.executescript(schema.STEPS[0] + "PRAGMA user_version = 1;")
        old.execute("INSERT INTO segments VALUES (?, 's', 't', -0.5, '', 'en', 'ru', '2026')", (b"k" * 16,))
        old.execute("INSERT INTO scores VALUES (?, ?)", (b"k" * 16, b"12"))
    old.close()
    store = SqliteStore(path)
    assert store.segments([b"k" * 16])[b"k" * 16].target == "t"
    assert store.scores([b"k" * 16]) == {b"k" * 16: b"12"}
    assert store.changes() == 0
    assert store.put_corrections([correction("a", "b")]) == 1
    assert store.changes() == 1
    store.close()


def test_memory_commands_say_what_is_wrong(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"no database" * 100)
    assert memory("stats", "--memory", "none") == 2
    assert memory("import", tmp_path / "nowhere.tmx") == 3
    assert memory("stats", "--memory", damaged) == 3
    assert "damaged" in capfd.readouterr().err
    assert list(tmp_path.glob("damaged.sqlite.damaged-*"))


def test_pair_is_exported_as_a_value() -> None:
    """The Pair the pipeline makes of a correction is an ordinary one: it goes through an edition.json and back."""
    from translator.image import decode, encode

    pair = Pair((Span("a"),), (Span("b"),), "edited")
    assert decode(Pair, encode(pair)) == pair
