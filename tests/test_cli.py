"""The command line: results on stdout, the rest on stderr, one line for an error, the right exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from translator.cli import COMMANDS, run

ARTICLE = """Leaders met in Bishkek on Friday.

The summit of the Collective Security Treaty Organization (CSTO) lasted three hours. Armenia did not take part.

Photo: Press service

• Read also: What the alliance does
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def pseudo(*arguments: str) -> int:
    return run(["translate", *arguments, "--to", "ru", "--engine", "pseudo"])


def test_the_translation_goes_to_stdout_and_the_summary_to_stderr(
    article: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert pseudo(str(article)) == 0
    out, err = capfd.readouterr()
    assert "[Ļéåđéŕš méţ îñ Bîšĥķéķ öñ Fŕîđåý.]" in out
    assert "sentences" in err
    assert "sentences" not in out


def test_quiet_says_nothing(article: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert pseudo(str(article), "-q") == 0
    assert capfd.readouterr().err == ""


def test_several_outputs_come_from_one_run(article: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"a.{suffix}" for suffix in ("html", "md", "txt", "json")]
    assert pseudo(str(article), *(f"-o{path}" for path in outputs)) == 0
    assert all(path.stat().st_size > 100 for path in outputs)


def test_an_output_folder_takes_one_file_an_input(article: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.txt"
    second.write_text("Another summit was held in Astana last week.", encoding="utf-8")
    (tmp_path / "out").mkdir()
    assert pseudo(str(article), str(second), "-o", f"{tmp_path}/out/", "--to-format", "html,json") == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "article.ru.html", "article.ru.json", "second.ru.html", "second.ru.json",
        "translator-manifest.json",
    ]  # fmt: skip


def test_a_suffix_is_a_name_for_its_format(article: Path, tmp_path: Path) -> None:
    assert pseudo(str(article), "--format", "txt", "-o", f"{tmp_path}/out/", "--to-format", "md,txt") == 0
    assert {path.suffix for path in (tmp_path / "out").iterdir()} >= {".md", ".txt"}


def test_running_twice_is_fine_but_an_edited_file_is_not_overwritten(
    article: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a.html"
    assert pseudo(str(article), "-o", str(target)) == 0
    assert pseudo(str(article), "-o", str(target)) == 0
    target.write_text("my own words", encoding="utf-8")
    assert pseudo(str(article), "-o", str(target)) == 3
    assert target.read_text(encoding="utf-8") == "my own words"
    assert "--overwrite" in capfd.readouterr().err
    assert pseudo(str(article), "-o", str(target), "--overwrite") == 0


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--overwrite", "{article}"], True),
        (["--overwrite", "always", "{article}"], True),
        (["{article}", "--overwrite"], True),
        (["--overwrite=newer", "{article}"], True),
        (["{article}", "--", "--overwrite"], False),
        (["--overwrite", "never", "{article}"], False),
    ],
)
def test_overwrite_does_not_take_an_input_for_its_value(
    words: list[str], allowed: bool, article: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.html"
    target.write_text("my own words", encoding="utf-8")
    os.utime(target, (1, 1))
    status = pseudo("-o", str(target), *(word.format(article=article) for word in words))
    assert (target.read_text(encoding="utf-8") != "my own words") == allowed
    assert (status == 0) == ("--" not in words)


def test_a_glossary_with_nothing_for_the_languages_is_named(
    article: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    terms = tmp_path / "german.toml"
    terms.write_text(
        '[[concept]]\nid = "a"\n[[concept.en]]\nterm = "summit"\n[[concept.de]]\nterm = "Gipfel"\n',
        encoding="utf-8",
    )
    assert pseudo(str(article), "-g", "cis-security", "-g", str(terms)) == 0
    err = capfd.readouterr().err
    assert "The glossary german has no terms for English → Russian." in err
    assert err.count("has no terms") == 1


def test_the_text_itself_is_never_overwritten(article: Path) -> None:
    assert pseudo(str(article), "-o", str(article), "--overwrite") == 3
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_the_same_input_gives_the_same_bytes(article: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert pseudo(str(article), "-o", f"{tmp_path}/{name}.html", "-o", f"{tmp_path}/{name}.json") == 0
    for suffix in ("html", "json"):
        assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()


def test_dry_run_needs_no_model(article: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["translate", str(article), "--to", "fi", "--dry-run"]) == 0
    assert "[" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["translate", "nowhere.txt", "--to", "ru"], 3, "nowhere.txt"),
        (["translate", "{empty}", "--to", "ru", "-o", "x.html"], 3, "nothing to read"),
        (["translate", "{article}", "--to", "xx-not"], 2, "xx-not"),
        (["translate", "{article}", "--to", "xx"], 2, "no language “xx”"),
        (["translate", "{article}", "--to", "xyz"], 2, "no language “xyz”"),
        (["translate", "{article}", "--to", "ru", "--from", "qq-RU"], 2, "no language “qq-RU”"),
        (["models", "route", "en", "qq"], 2, "no language “qq”"),
        (["translate", "{article}", "--to", "en"], 2, "already"),
        (["translate", "{article}", "--to", "fi"], 4, "translator models install"),
        (["translate", "{article}"], 2, "--to"),
        (["translate", "{article}", "--to", "ru", "-o", "a.nonsense"], 2, "--to-format"),
        (["translate", "{article}", "--to", "ru", "-o", "nowhere/a.html"], 3, "nowhere"),
        (["translate", "{article}", "--to", "ru", "-g", "no-such-glossary"], 5, "no-such-glossary"),
        (["translate", "{article}", "--to", "ru", "--engine", "magic"], 2, "argos"),
        (["translate", "--text", "x", "{article}", "--to", "ru"], 2, "--text"),
        (["tranlate"], 2, "translate"),
        (["translate", "--text", "   ", "--to", "ru"], 3, ""),
        (["translate", "--text", "Ok hm", "--to", "ru"], 3, "--from"),
    ],
)
def test_bad_input_gets_one_line_and_its_exit_status(
    arguments: list[str], status: int, says: str, article: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    empty = tmp_path.parent / "empty"
    empty.mkdir(exist_ok=True)
    assert run([a.format(article=article, empty=empty) for a in arguments]) == status
    out, err = capfd.readouterr()
    assert out == ""
    assert says in err
    assert "Traceback" not in err
    assert [p.name for p in tmp_path.iterdir()] == ["article.txt"]


def test_a_bad_glossary_names_file_and_line(
    article: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "terms.toml"
    broken.write_text('[glossary]\nname = "x"\n\n[[concept]\nid = "a"\n', encoding="utf-8")
    assert pseudo(str(article), "-g", str(broken)) == 5
    err = capfd.readouterr().err
    assert "terms.toml" in err
    assert "4" in err


def test_a_read_only_folder_is_refused_before_the_work(article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write everywhere (root)")
    assert pseudo(str(article), "-o", str(folder / "a.html")) == 3


def test_strict_reports_flagged_sentences_in_the_exit_status(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = (
        "The council met in Bishkek. ¶ Делегаты из нескольких стран обсудили вопросы безопасности и торговли."
    )
    path = tmp_path / "mixed.txt"
    path.write_text(text.replace(" ¶ ", "\n\n"), encoding="utf-8")
    assert run(["translate", str(path), "--from", "en", "--to", "ru", "--engine", "pseudo", "--json"]) == 0
    edition = json.loads(capfd.readouterr().out)
    assert edition["target_language"] == "ru" or edition["target"] == "ru"


def test_settings_files_give_defaults_and_config_show_says_where_from(
    article: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "translator.toml").write_text('[translate]\nto = "ru"\nengine = "pseudo"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["translate", str(article)]) == 0
    capfd.readouterr()
    assert run(["config", "show", "--json"]) == 0
    rows = json.loads(capfd.readouterr().out)
    row = next(r for r in rows if r["command"] == "translate" and r["option"] == "to")
    assert row["value"] == "ru"
    assert row["source"].endswith("translator.toml")


def test_an_unknown_setting_names_the_nearest_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "translator.toml").write_text('[translate]\nglosary = ["x"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["config", "show"]) == 2
    assert "glossary" in capfd.readouterr().err


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert "Usage: translator" in capfd.readouterr().out


def test_a_reader_that_goes_away_ends_the_program_quietly(article: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "translator",
        "translate",
        str(article),
        "--to",
        "ru",
        "--engine",
        "pseudo",
        "-q",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    process.wait()
    assert b"Traceback" not in err
    assert b"Exception ignored" not in err
