"""``translator catalog``: what its commands say, write and return."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from catalog_samples import FOLDER

from translator.cli import run


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(FOLDER, tmp_path / "in")
    monkeypatch.chdir(tmp_path / "in")
    return tmp_path / "in"


def catalog(*arguments: str) -> int:
    return run(["catalog", *arguments])


def test_translate_fills_in_place_and_says_so(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert catalog("translate", "app.po", "--engine", "pseudo") == 0
    out, err = capfd.readouterr()
    assert out == ""
    assert "app.po" in err
    assert "fuzzy" in (files / "app.po").read_text(encoding="utf-8")


def test_a_second_run_leaves_the_file_alone(files: Path) -> None:
    catalog("translate", "app.po", "--engine", "pseudo")
    before = (files / "app.po").stat()
    assert catalog("translate", "app.po", "--engine", "pseudo") == 0
    assert (files / "app.po").stat().st_mtime_ns == before.st_mtime_ns


def test_a_format_of_one_language_goes_into_another_file(files: Path) -> None:
    assert catalog("translate", "en.json", "app_en.arb", "--to", "ru", "--engine", "pseudo") == 0
    assert "few" in (files / "ru.json").read_text(encoding="utf-8")
    assert '"@@locale": "ru"' in (files / "app_ru.arb").read_text(encoding="utf-8")


def test_the_target_must_be_known(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert catalog("translate", "en.json") == 2
    assert "--to" in capfd.readouterr().err


def test_one_bad_file_does_not_stop_the_others(files: Path) -> None:
    (files / "bad.xlf").write_text("nothing", encoding="utf-8")
    assert catalog("translate", "bad.xlf", "app.xlf", "--to", "ru", "--engine", "pseudo") == 3
    assert "needs-review-translation" in (files / "app.xlf").read_text(encoding="utf-8")


def test_json_tells_what_was_left_empty(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (files / "en.json").write_text('{"a": "{n, plural, one {x}"}', encoding="utf-8")
    assert (
        catalog("translate", "en.json", "--to", "ru", "--engine", "pseudo", "--json", "-q", "--strict") == 1
    )
    (told,) = json.loads(capfd.readouterr().out)
    assert [one["key"] for one in told["left"]] == ["a"]


def test_a_file_somebody_made_is_not_replaced(files: Path) -> None:
    assert catalog("translate", "app.po", "-o", "app.ts", "--engine", "pseudo") == 3
    assert catalog("translate", "app.po", "-o", "app.ts", "--engine", "pseudo", "--overwrite") == 0


def test_what_people_corrected_wins_over_the_engine(
    files: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRANSLATOR_DATA_DIR", str(files / "data"))
    (files / "pairs.tsv").write_text(
        "Save\tСохранить\nFile {0} isn't there\tФайла {0} нет\n", encoding="utf-8"
    )
    (files / "new.json").write_text('{"save": " Save ", "file": "File {0}"}', encoding="utf-8")
    (files / "new.properties").write_text("file=File {0} isn''t there\n", encoding="utf-8")
    assert run(["memory", "import", "pairs.tsv", "--from", "en", "--to", "ru", "-q"]) == 0
    assert (
        catalog("translate", "new.json", "new.properties", "--to", "ru", "--engine", "pseudo", "--json") == 0
    )
    told = json.loads(capfd.readouterr().out)
    assert [one["reused"] for one in told] == [1, 1]
    assert "Сохранить " in json.loads(Path(told[0]["output"]).read_text(encoding="utf-8"))["save"]
    assert "Файла {0} нет" in Path(told[1]["output"]).read_text(encoding="utf-8")


def test_a_correction_that_lost_a_placeholder_is_not_taken(
    files: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRANSLATOR_DATA_DIR", str(files / "data"))
    (files / "pairs.tsv").write_text("Hello, {name}!\tПривет!\n", encoding="utf-8")
    (files / "new.json").write_text('{"hello": "Hello, {name}!"}', encoding="utf-8")
    assert run(["memory", "import", "pairs.tsv", "--from", "en", "--to", "ru", "-q"]) == 0
    assert catalog("translate", "new.json", "--to", "ru", "--engine", "pseudo", "--json") == 0
    (told,) = json.loads(capfd.readouterr().out)
    assert told["reused"] == 0
    assert "{name}" in Path(told["output"]).read_text(encoding="utf-8")


def test_check_finds_what_would_break(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = (
        (files / "app.po")
        .read_text(encoding="utf-8")
        .replace(
            'msgid "_Open the <b>new window</b>\\n"\nmsgstr ""',
            'msgid "_Open the <b>new window</b>\\n"\nmsgstr "Открыть <b>окно"',
        )
    )
    (files / "app.po").write_text(text, encoding="utf-8")
    assert catalog("check", "app.po", "--json") == 1
    codes = {row["code"] for row in json.loads(capfd.readouterr().out)}
    assert {"placeholders", "edges", "accelerator", "untranslated", "review"} <= codes


def test_check_is_content_with_what_translate_wrote(files: Path) -> None:
    catalog("translate", "app.po", "app.xlf", "app.ts", "--to", "ru", "--engine", "pseudo")
    assert (
        catalog("check", "app.po", "app.xlf", "app.ts", "--to", "ru", "--ignore", "review", "--strict") == 0
    )


def test_check_finds_terms(files: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    glossary = tmp_path / "g.csv"
    glossary.write_text("en,ru\nhouse,здание\n", encoding="utf-8")
    catalog("check", "app.xlf", "--to", "ru", "-g", str(glossary), "--json")
    assert "terms" in {row["code"] for row in json.loads(capfd.readouterr().out)}


def test_stats_count(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert catalog("stats", "app.po", "--json") == 0
    (row,) = json.loads(capfd.readouterr().out)
    assert (row["entries"], row["done"], row["review"], row["empty"]) == (6, 1, 1, 4)


@pytest.mark.parametrize("style", ["", "--bidi"])
def test_pseudo_writes_a_locale_of_its_own(files: Path, style: str) -> None:
    assert catalog("pseudo", "app.po", "strings.xml", "film.srt", *filter(None, [style])) == 0
    locale = "ar-XB" if style else "en-XA"
    assert (files / f"app.{locale}.po").is_file()
    assert (files / f"film.{locale}.srt").is_file()


def test_dry_run_writes_nothing(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert catalog("translate", "en.json", "--to", "ru", "--dry-run") == 0
    assert "ru.json" in capfd.readouterr().err
    assert not (files / "ru.json").exists()


@pytest.mark.starter
def test_the_starter_package_translates_a_catalog(files: Path) -> None:
    assert catalog("translate", "app.po", "--memory", "none") == 0
    assert catalog("check", "app.po", "--ignore", "review", "--ignore", "same") == 0
