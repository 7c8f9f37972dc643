"""Corrected editions come back: what a person changed, all of it, and nothing else."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import editions
import pytest

from translator.cli import run
from translator.corrections import CORRECTIONS, corrected
from translator.document import Edition, Mark, Pair, Span, plain
from translator.errors import InputError, UsageError
from translator.writers import WRITERS, WriteOptions, write
from translator.writers.json import read_edition

FORMATS = list(CORRECTIONS)
NAMES = [name for name in editions.EDITIONS if name != "empty"]
TREES = {"markdown", "docx", "odt"}


def written(edition: Edition, format: str, folder: Path, **options: object) -> Path:
    path = folder / f"x{CORRECTIONS[format].suffixes[0]}"
    write(edition, path, options=WriteOptions(**options))  # type: ignore[arg-type]
    return path


def with_text(path: Path, old: str, new: str) -> None:
    """Change text in a file as an editor would; in archives, in the member that holds it."""
    if path.suffix not in {".docx", ".odt"}:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return
    out = io.BytesIO()
    with ZipFile(path) as before, ZipFile(out, "w") as after:
        hits = 0
        for member in before.namelist():
            content = before.read(member)
            if member in {"word/document.xml", "content.xml", "word/footnotes.xml"}:
                text = content.decode()
                text = text.replace("<text:s/>", " ")
                hits += text.count(old)
                content = text.replace(old, new).encode()
            after.writestr(member, content)
        assert hits, f"{old!r} is not in {path.name}"
    path.write_bytes(out.getvalue())


def said(edition: Edition) -> list[Pair]:
    return [*([edition.title] if edition.title else []), *edition.pairs]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", FORMATS)
def test_an_untouched_file_changes_nothing(name: str, format: str, tmp_path: Path) -> None:
    edition = editions.EDITIONS[name]()
    done = corrected(written(edition, format, tmp_path), edition)
    assert done.edited == []
    assert done.edition == edition
    assert done.unclear == 0


@pytest.mark.parametrize("format", FORMATS)
def test_a_corrected_sentence_is_taken_over_and_marked_as_edited(format: str, tmp_path: Path) -> None:
    edition = editions.en_ru()
    path = written(edition, format, tmp_path)
    with_text(path, "Всего участвовали солдаты.", "Всего участвовали 1250 солдат.")
    done = corrected(path, edition)
    assert done.edited == [8]
    pair = list(done.edition.pairs)[7]
    assert pair.target_text == "Всего участвовали 1250 солдат. 🪖"
    assert (pair.status, pair.notes, pair.score) == ("edited", (), None)
    others = [pair for at, pair in enumerate(done.edition.pairs, 1) if at != 8]
    assert others == [pair for at, pair in enumerate(edition.pairs, 1) if at != 8]


@pytest.mark.parametrize("format", FORMATS)
def test_marks_links_and_notes_of_a_corrected_sentence_stay(format: str, tmp_path: Path) -> None:
    edition = editions.en_ru()
    path = written(edition, format, tmp_path)
    with_text(path, "Подробности", "Детали")
    with_text(path, " назвал это ", " называет это ")
    with_text(path, "утвердила план в понедельник", "одобрила план в понедельник")
    done = corrected(path, edition)
    assert done.edited == [1, 2, 7]
    first, second, seventh = (list(done.edition.pairs)[at] for at in (0, 1, 6))
    assert plain(first.target) == "ОДКБ одобрила план в понедельник, а не во вторник."
    assert Span("ОДКБ", (Mark("strong"),)) in first.target
    assert [span for span in second.target if Mark("noteref", "fn1") in span.marks] == [
        Span("1", (Mark("noteref", "fn1"),))
    ]
    assert Span("на сайте", (Mark("link", "https://example.org/a?b=1&c=2"),)) in seventh.target


@pytest.mark.parametrize("format", FORMATS)
def test_terms_are_found_again_where_they_stand_now(format: str, tmp_path: Path) -> None:
    edition = editions.en_ru()
    path = written(edition, format, tmp_path)
    with_text(path, "утвердила план в понедельник", "вчера утвердила план в понедельник")
    with_text(path, "Генеральный секретарь", "Генсек")
    pairs = list(corrected(path, edition).edition.pairs)
    (use,) = pairs[0].terms
    assert use.target
    assert pairs[0].target_text[slice(*use.target)] == "ОДКБ"
    (lost,) = pairs[1].terms
    assert lost.target is None


@pytest.mark.parametrize("format", sorted(TREES))
@pytest.mark.parametrize("layout", ["side-by-side", "interleaved"])
def test_both_layouts_with_two_languages_can_be_read_back(format: str, layout: str, tmp_path: Path) -> None:
    edition = editions.en_ru()
    path = written(edition, format, tmp_path, layout=layout)
    with_text(path, "Никто не пострадал.", "Пострадавших нет.")
    with_text(path, "О чём договорились", "Договорённости")
    with_text(path, "Только по приглашению.", "Лишь по приглашению.")
    done = corrected(path, edition)
    assert done.edited == [4, 6, 9]
    assert [list(done.edition.pairs)[at - 1].target_text for at in done.edited] == [
        "Договорённости", "Лишь по приглашению.", "Пострадавших нет.",
    ]  # fmt: skip


@pytest.mark.parametrize("format", sorted(TREES))
def test_a_file_in_one_language_changes_nothing_it_is_not_sure_of(format: str, tmp_path: Path) -> None:
    edition = editions.en_ru()
    path = written(edition, format, tmp_path, layout="translation")
    with_text(path, "Никто не пострадал.", "Пострадавших нет.")
    done = corrected(path, edition)
    assert done.edition == edition
    assert done.unclear > 5


@pytest.mark.parametrize("format", FORMATS)
def test_right_to_left_editions_are_read_back(format: str, tmp_path: Path) -> None:
    edition = editions.ar_en()
    path = written(edition, format, tmp_path)
    with_text(path, "The delegation visited Kant on 12 October.", "On 12 October a delegation came to Kant.")
    done = corrected(path, edition)
    assert done.edited == [1]
    assert next(done.edition.pairs).target_text == "On 12 October a delegation came to Kant."


@pytest.mark.parametrize("format", ["docx", "odt"])
def test_a_corrected_footnote_is_taken_over(format: str, tmp_path: Path) -> None:
    edition = editions.en_ru()
    path = written(edition, format, tmp_path)
    with_text(path, "Запись открыта.", "Запись доступна всем.")
    done = corrected(path, edition)
    assert [list(done.edition.pairs)[at - 1].target_text for at in done.edited] == ["Запись доступна всем."]


@pytest.mark.parametrize("format", [f for f in FORMATS if f not in {"markdown", "tsv"}])
def test_the_edition_is_taken_from_the_file_itself(format: str, tmp_path: Path) -> None:
    path = written(editions.en_ru(), format, tmp_path)
    with_text(path, "Никто не пострадал.", "Пострадавших нет.")
    done = corrected(path)
    assert done.edited == [9]
    assert len(done.edition.blocks) == len(editions.en_ru().blocks)
    assert done.edition.cards == editions.en_ru().cards


@pytest.mark.parametrize("format", ["markdown", "tsv"])
def test_or_from_the_edition_that_lies_beside_it(format: str, tmp_path: Path) -> None:
    path = written(editions.en_ru(), format, tmp_path)
    with_text(path, "Никто не пострадал.", "Пострадавших нет.")
    with pytest.raises(InputError) as caught:
        corrected(path)
    assert "render EDITION.json --from" in caught.value.hint
    write(editions.en_ru(), path.with_suffix(".json"))
    assert corrected(path).edited == [9]


def test_an_approval_in_a_translation_tool_counts(tmp_path: Path) -> None:
    path = written(editions.en_ru(), "xliff", tmp_path)
    with_text(
        path,
        '<trans-unit id="p8" xml:space="preserve">',
        '<trans-unit id="p8" xml:space="preserve" approved="yes">',
    )
    done = corrected(path)
    assert done.edited == [8]
    assert list(done.edition.pairs)[7].status == "edited"


def test_white_space_a_tool_moved_is_no_correction(tmp_path: Path) -> None:
    path = written(editions.en_ru(), "xliff", tmp_path)
    with_text(path, "Никто не пострадал.", "\n    Никто  не\n    пострадал. ")
    assert corrected(path).edited == []


def test_a_sentence_split_into_two_paragraphs_stays_one(tmp_path: Path) -> None:
    edition = editions.en_ru()
    write(edition, tmp_path / "x.json")
    path = written(edition, "markdown", tmp_path, layout="interleaved")
    with_text(path, "Никто не пострадал.", "Никто не пострадал,\\\nникто не погиб.")
    done = corrected(path)
    assert [list(done.edition.pairs)[at - 1].target_text for at in done.edited] == [
        "Никто не пострадал, никто не погиб."
    ]


@pytest.mark.parametrize("format", ["xliff", "xliff2", "tmx"])
@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        "<x",
        "",
    ],
)
def test_hostile_xml_is_refused(format: str, bomb: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{CORRECTIONS[format].suffixes[0]}"
    path.write_text(bomb)
    with pytest.raises(InputError, match=r"sound XML|entities"):
        corrected(path, editions.en_ru())


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_of_something_else_is_refused(format: str, tmp_path: Path) -> None:
    path = written(editions.zh_en(), format, tmp_path)
    other = replace(editions.en_ru(), title=None)
    if format in TREES:
        with pytest.raises(InputError, match="holds no sentence"):
            corrected(path, other)
    path.write_bytes(b"\x00\x01\x02 nothing of the kind")
    with pytest.raises(InputError):
        corrected(path, other)


def test_a_format_that_cannot_be_read_back_says_which_can(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF")
    with pytest.raises(UsageError) as caught:
        corrected(path, editions.en_ru())
    assert ".docx" in caught.value.hint


def test_links_in_a_corrected_file_stay_harmless(tmp_path: Path) -> None:
    path = written(editions.en_ru(), "html", tmp_path)
    with_text(
        path, "Никто не пострадал.", '<a href="javascript:alert(1)">Никто</a> <script>alert(1)</script>цел.'
    )
    done = corrected(path)
    write(done.edition, tmp_path / "again.html")
    page = (tmp_path / "again.html").read_text()
    assert "javascript:" not in page
    assert page.count("<script") == 3


# The command


def test_render_from_a_corrected_file_makes_every_format_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = written(editions.en_ru(), "docx", tmp_path)
    with_text(path, "Никто не пострадал.", "Пострадавших нет.")
    outputs = [tmp_path / f"y{suffix}" for suffix in (".json", ".html", ".epub", ".md")]
    assert run(["render", "--from", str(path), *(f"-o{p}" for p in outputs)]) == 0
    assert "1 sentence corrected." in capfd.readouterr().err
    edition = read_edition(outputs[0])
    assert list(edition.pairs)[8].status == "edited"
    assert all("Пострадавших нет." in p.read_text() for p in outputs if p.suffix in {".html", ".md"})


def test_corrections_follow_one_another_through_different_formats(tmp_path: Path) -> None:
    base = tmp_path / "x.json"
    write(editions.en_ru(), base)
    first = written(editions.en_ru(), "docx", tmp_path)
    with_text(first, "Никто не пострадал.", "Пострадавших нет.")
    assert (
        run(["render", str(base), "--from", str(first), "-o", str(base), "-o", str(tmp_path / "x.xlf")]) == 0
    )
    with_text(tmp_path / "x.xlf", "Страна", "Государство")
    assert run(["render", str(base), "--from", str(tmp_path / "x.xlf"), "-o", str(base)]) == 0
    edited = [pair.target_text for pair in read_edition(base).pairs if pair.status == "edited"]
    assert edited == ["Пострадавших нет.", "Государство"]


def test_without_edition_or_correction_the_usage_is_explained(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["render"]) == 2
    assert "--from" in capfd.readouterr().err


def test_every_reading_back_has_a_writer() -> None:
    assert set(CORRECTIONS) <= set(WRITERS)
    for name in CORRECTIONS:
        assert CORRECTIONS[name].suffixes[0] in WRITERS[name].suffixes
