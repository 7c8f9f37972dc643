"""The glossary commands: editing keeps what it does not touch, nothing is half done, checks are quiet."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from translator import paths
from translator.cli import run
from translator.cli.glossary import COMMANDS
from translator.glossary.formats import read_glossary

CSTO = [
    "--term", "en=Collective Security Treaty Organization;type=full;variants=Collective Security Treaty Organisation",
    "--term", "en=CSTO;type=acronym", "--term", "ru=Организация Договора о коллективной безопасности;gender=f",
    "--term", "ru=ОДКБ;type=acronym;gender=f", "--term", "ru=ДКБ;type=acronym;status=forbidden",
]  # fmt: skip


def glossary(*arguments: object) -> int:
    return run(["glossary", *map(str, arguments)])


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.toml"
    assert glossary("new", path, "-l", "en", "-l", "ru", "-q") == 0
    assert glossary("add", path, "csto", *CSTO, "--domain", "organisations", "-q") == 0
    path.write_text(path.read_text("utf-8").replace("[[concept]]", "# why it is here\n[[concept]]"), "utf-8")
    assert glossary("add", path, "treaty", "--term", "en=treaty", "--term", "ru=договор;gender=m", "-q") == 0
    return path


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_of_the_list_has_help(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert glossary(name, "--help") == 0
    assert "Usage: translator glossary" in capfd.readouterr().out


def test_an_edit_touches_only_its_own_lines(terms: Path) -> None:
    before = terms.read_text("utf-8").splitlines()
    assert (
        glossary(
            "edit", terms, "treaty", "--set", "note=Not the pact.", "--term", "ru=пакт;status=admitted", "-q"
        )
        == 0
    )
    after = terms.read_text("utf-8").splitlines()
    assert [line for line in before if line not in after] == []
    assert "# why it is here" in after
    assert [t.text for t in read_glossary(terms).by_id["treaty"].names("ru")] == ["договор", "пакт"]


def test_an_edit_can_drop_a_term_and_rename(terms: Path) -> None:
    assert glossary("edit", terms, "csto", "--drop-term", "ru=ДКБ", "--rename", "odkb", "-q") == 0
    concept = read_glossary(terms).by_id["odkb"]
    assert "ДКБ" not in [t.text for t in concept.terms]
    assert '# why it is here\n[[concept]]\nid = "odkb"' in terms.read_text("utf-8")


def test_removing_takes_the_comment_along_and_nothing_else(terms: Path) -> None:
    assert glossary("remove", terms, "csto", "-q") == 0
    assert list(read_glossary(terms).by_id) == ["treaty"]
    assert "why it is here" not in terms.read_text("utf-8")


def test_the_users_changes_to_a_bundled_glossary_go_into_a_file_of_their_own(home: Path) -> None:
    assert glossary("edit", "cis-security", "csto", "--set", "note=Ours.", "-q") == 0
    own = home / "data" / "glossaries" / "cis-security.toml"
    assert list(read_glossary(own).by_id) == ["csto"]
    from translator.glossary.library import load_glossary

    merged = load_glossary("cis-security")
    assert merged.by_id["csto"].note == "Ours."
    assert len(merged) > 400


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["add", "{terms}", "csto", "--term", "en=x"], 5, "already"),
        (["add", "{terms}", "x", "--term", "en=x;gende=f"], 2, "gender"),
        (["add", "{terms}", "x", "--term", "nothing"], 2, "language=term"),
        (["add", "{terms}", "x", "--term", "ru=x;gender=q"], 5, "gender"),
        (["add", "nowhere", "x", "--term", "en=x"], 5, "glossary new"),
        (["edit", "{terms}", "cst", "--set", "note=x"], 5, "csto"),
        (["edit", "{terms}", "csto", "--set", "definitio=x"], 2, "definition"),
        (["edit", "{terms}", "csto", "--rename", "treaty"], 5, "taken"),
        (["remove", "{terms}", "csto", "nothing"], 5, "nothing"),
        (["new", "{terms}"], 5, "exists"),
        (["export", "{terms}", "-o", "{terms}"], 3, "--overwrite"),
        (["export", "{terms}"], 2, "--to-format"),
        (["export", "{terms}", "--to-format", "memoq"], 2, "memoq"),
        (["convert", "{terms}", "x.nonsense"], 2, "--to-format"),
        (["import", "{terms}", "nowhere.csv"], 5, "nowhere.csv"),
        (["check", "a.txt", "-g", "{terms}"], 2, "translation"),
        (["check", "a.tmx", "-g", "{terms}"], 3, "a.tmx"),
        (["diff", "{terms}"], 2, "OLD"),
        (["lint"], 2, "glossary"),
        (["lint", "{terms}", "--off", "G999"], 2, "G999"),
        (["accept", "{terms}", "nowhere.toml"], 3, "nowhere.toml"),
    ],
)
def test_bad_input_changes_nothing_and_says_what_to_do(
    arguments: list[str], status: int, says: str, terms: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    before = terms.read_bytes()
    assert glossary(*[a.format(terms=terms) for a in arguments]) == status
    assert says in capfd.readouterr().err
    assert terms.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["terms.toml"]


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "tbx"])
def test_a_table_can_be_edited_as_it_is(suffix: str, terms: Path, tmp_path: Path) -> None:
    table = tmp_path / f"terms.{suffix}"
    assert glossary("convert", terms, table, "-q") == 0
    assert glossary("add", table, "pact", "--term", "en=pact", "--term", "ru=пакт", "-q") == 0
    assert glossary("remove", table, "treaty", "-q") == 0
    assert list(read_glossary(table).by_id) == ["csto", "pact"]


def test_import_adds_what_is_missing_and_keeps_what_is_there(
    terms: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    more = tmp_path / "more.csv"
    more.write_text("en,ru,definition\ntreaty,договор | соглашение,A pact.\nsummit,саммит,\n", "utf-8")
    assert glossary("import", terms, more) == 0
    assert "1 new, 1 changed" in capfd.readouterr().err
    treaty = read_glossary(terms).by_id["treaty"]
    assert treaty.definition == "A pact."
    assert [(t.text, t.status, t.gender) for t in treaty.names("ru")] == [
        ("договор", "preferred", "m"), ("соглашение", "admitted", ""),
    ]  # fmt: skip
    assert glossary("import", terms, more, "-q") == 0
    assert len(read_glossary(terms)) == 3


def test_export_says_when_a_format_cannot_hold_everything(
    terms: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert glossary("export", terms, "-o", tmp_path / "t.tbx") == 0
    assert "cannot hold" not in capfd.readouterr().err
    assert glossary("export", terms, "--to-format", "omegat", "-f", "en", "-t", "ru") == 0
    out, err = capfd.readouterr()
    assert "CSTO\tОДКБ" in out
    assert "cannot hold" in err


def test_a_broken_glossary_does_not_hide_the_others(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    own = paths.user_glossaries()
    own.mkdir(parents=True)
    (own / "broken.toml").write_text("[[concept]\n", encoding="utf-8")
    assert glossary("list") == 0
    out, err = capfd.readouterr()
    assert [line.split("\t")[0] for line in out.splitlines()] == ["Name", "cis-security", "institutions"]
    assert "broken.toml" in err
    assert glossary("list", "--json") == 0
    listed = {one["name"]: one for one in json.loads(capfd.readouterr().out)}
    assert "broken.toml" in listed["broken"]["error"]


def test_list_of_formats_says_which_way_each_goes(capfd: pytest.CaptureFixture[str]) -> None:
    assert glossary("convert", "--formats") == 0
    assert "memoq\t\tin\t" in capfd.readouterr().out


SOURCE = "The Collective Security Treaty Organization (CSTO) met.\n\nThe treaty binds its members.\n"


def test_check_of_two_texts_reports_missed_and_forbidden_terms_only(
    terms: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "a.ru.txt"
    one.write_text(SOURCE, "utf-8")
    two.write_text(
        "Встретилась Организация Договора о коллективной безопасности (ОДКБ).\n\nЧлены связаны договором.\n",
        "utf-8",
    )
    languages = ("-f", "en", "-t", "ru")
    assert glossary("check", one, two, "-g", terms, *languages) == 0
    two.write_text(
        "Встретилась Организация Договора о коллективной безопасности (ДКБ).\n\nЧлены связаны бумагой.\n",
        "utf-8",
    )
    assert glossary("check", one, two, "-g", terms, *languages, "--json") == 1
    problems = json.loads(capfd.readouterr().out)["problems"]
    assert {(p["kind"], p["concept"]) for p in problems} == {("forbidden", "csto"), ("missed", "treaty")}


def test_check_reports_two_names_for_one_thing(
    terms: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert glossary("edit", terms, "treaty", "--term", "ru=соглашение;status=admitted", "-q") == 0
    one, two = tmp_path / "a.txt", tmp_path / "a.ru.txt"
    one.write_text("The treaty is old.\n\nThe treaty is long.\n\nThe treaty is good.\n", "utf-8")
    two.write_text("Договор старый.\n\nЭто соглашение длинное.\n\nДоговор хороший.\n", "utf-8")
    assert glossary("check", one, two, "-g", terms, "-f", "en", "-t", "ru", "--json") == 1
    (problem,) = json.loads(capfd.readouterr().out)["problems"]
    assert (problem["kind"], problem["found"]) == ("inconsistent", "соглашение")


TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body><tu>
<tuv xml:lang="en-US"><seg>The CSTO met.</seg></tuv><tuv xml:lang="ru"><seg>{}</seg></tuv></tu></body></tmx>"""
XLIFF = """<xliff version="1.2"><file source-language="en" target-language="ru"><body><trans-unit id="1">
<source>The <g id="1">CSTO</g> met.</source><target>{}</target></trans-unit></body></file></xliff>"""
XLIFF2 = """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ru"><file id="f"><unit id="1">
<segment><source>The CSTO met.</source><target>{}</target></segment></unit></file></xliff>"""
PO = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "The CSTO met."\nmsgstr "{}"\n'


@pytest.mark.parametrize(
    ("name", "text"), [("a.tmx", TMX), ("a.xlf", XLIFF), ("b.xlf", XLIFF2), ("a.po", PO)]
)
def test_check_reads_bilingual_files(name: str, text: str, terms: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text.format("Встретилась ОДКБ."), "utf-8")
    assert glossary("check", path, "-g", terms, "-f", "en") == 0
    path.write_text(text.format("Встретился союз."), "utf-8")
    assert glossary("check", path, "-g", terms, "-f", "en") == 1


def test_check_reads_an_edition(terms: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one = tmp_path / "a.txt"
    one.write_text(SOURCE, "utf-8")
    edition = tmp_path / "a.json"
    arguments = [
        "translate",
        str(one),
        "--from",
        "en",
        "--to",
        "ru",
        "--engine",
        "pseudo",
        "-o",
        str(edition),
        "-q",
    ]
    assert run(arguments) == 0
    assert glossary("check", edition, "-g", terms, "--json") == 1
    data = json.loads(capfd.readouterr().out)
    assert (data["from"], data["to"]) == ("en", "ru")
    assert {p["concept"] for p in data["problems"]} == {"csto", "treaty"}


def test_check_refuses_xml_entities(terms: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text('<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>', "utf-8")
    assert glossary("check", path, "-g", terms) == 3


def test_paragraphs_are_aligned_by_length_where_their_number_differs() -> None:
    from translator.cli.glossary._aligning import aligned

    ones = ["A short one.", "A" * 200, "B" * 90, "The end of it all."]
    twos = ["Короткий абзац.", "А" * 210, "Б" * 40, "Б" * 52, "Конец всего этого."]
    assert aligned(ones, twos) == [
        (ones[0], twos[0]), (ones[1], twos[1]), (ones[2], "\n".join(twos[2:4])), (ones[3], twos[4]),
    ]  # fmt: skip


def test_diff_tells_added_removed_renamed_and_changed(
    terms: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.toml"
    new.write_bytes(terms.read_bytes())
    assert glossary("diff", terms, new, "--exit-code") == 0
    assert glossary("edit", new, "csto", "--rename", "odkb", "--set", "note=X", "-q") == 0
    assert glossary("add", new, "summit", "--term", "en=summit", "-q") == 0
    assert glossary("remove", new, "treaty", "-q") == 0
    assert glossary("diff", terms, new, "--json", "--exit-code") == 1
    changes = json.loads(capfd.readouterr().out)
    assert [(c["kind"], c["id"]) for c in changes] == [
        ("removed", "treaty"),
        ("renamed", "odkb"),
        ("added", "summit"),
    ]
    assert changes[1]["edits"] == [{"piece": ["note"], "old": None, "new": "X"}]


def test_stats_count_by_language(terms: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert glossary("stats", terms, "--json") == 0
    data = json.loads(capfd.readouterr().out)
    assert (data["concepts"], data["terms"]) == (2, 7)
    assert data["languages"][1] == {
        "language": "ru", "concepts": 2, "terms": 4, "acronyms": 2, "variants": 0, "unwanted": 1,
    }  # fmt: skip


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-C", str(folder), "-c", "user.email=a@b.c", "-c", "user.name=n", *arguments], capture_output=True, text=True, check=False)  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the two lines of set-up that the README gives."""
    folder = tmp_path / "repo"
    folder.mkdir()
    program = f"'{sys.executable}' -m translator glossary"
    git(folder, "init", "-q", "-b", "main", ".")
    git(folder, "config", "merge.glossary.driver", f"{program} merge --git %O %A %B")
    git(folder, "config", "diff.glossary.command", f"{program} diff --git")
    (folder / ".gitattributes").write_text("*.toml merge=glossary diff=glossary\n")
    assert glossary("new", folder / "t.toml", "-l", "en", "-l", "ru", "-q") == 0
    assert glossary("add", folder / "t.toml", "a", "--term", "en=treaty", "--term", "ru=договор", "-q") == 0
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    return folder


def test_git_merges_concepts_and_marks_what_clashes(repository: Path) -> None:
    path = repository / "t.toml"
    git(repository, "checkout", "-qb", "other")
    assert glossary("edit", path, "a", "--set", "definition=Theirs.", "-q") == 0
    assert glossary("add", path, "b", "--term", "en=base", "--term", "ru=база", "-q") == 0
    git(repository, "commit", "-qam", "theirs")
    git(repository, "checkout", "-q", "main")
    assert glossary("edit", path, "a", "--term", "ru=пакт;status=admitted", "-q") == 0
    git(repository, "commit", "-qam", "ours")
    assert git(repository, "merge", "-q", "other", "-m", "both").returncode == 0
    merged = read_glossary(path).by_id
    assert merged["a"].definition == "Theirs."
    assert [t.text for t in merged["a"].names("ru")] == ["договор", "пакт"]
    assert "b" in merged
    assert "+ definition: Theirs." in git(repository, "diff", "HEAD~1", "HEAD").stdout

    git(repository, "checkout", "-qb", "third")
    assert glossary("edit", path, "a", "--set", "note=One.", "-q") == 0
    git(repository, "commit", "-qam", "note one")
    git(repository, "checkout", "-q", "main")
    assert glossary("edit", path, "a", "--set", "note=Two.", "-q") == 0
    git(repository, "commit", "-qam", "note two")
    assert git(repository, "merge", "-q", "third", "-m", "clash").returncode == 1
    text = path.read_text("utf-8")
    assert (
        text.index("<<<<<<< ours")
        < text.index("Two.")
        < text.index("=======")
        < text.index("One.")
        < text.index(">>>>>>>")
    )


def test_a_failed_write_leaves_the_old_file(terms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = terms.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert glossary("edit", terms, "csto", "--set", "note=x", "-q") == 3
    assert terms.read_bytes() == before
    assert [path.name for path in terms.parent.iterdir()] == ["terms.toml"]
