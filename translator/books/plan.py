"""What ``book.toml`` says, checked, with the line of everything that can be wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from translator.errors import InputError, UsageError
from translator.i18n import _
from translator.languages import canonical
from translator.writers.volume import Titles

ARTICLE_KEYS = ("title", "date", "source", "author", "credits", "description", "license")
BOOK_KEYS = ("author", "publisher", "date", "description", "license", "credits", "source")
_KNOWN = {"title", "from", "to", "glossaries", "introduction", "index", "articles", "part", *BOOK_KEYS}


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the book."""

    path: Path
    line: int
    """The line of ``book.toml`` that names it."""
    titles: Titles = field(default_factory=Titles)
    """Titles that replace the article's own, where they are said."""
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """Articles under a title of their own, or without one."""

    articles: tuple[Article, ...]
    titles: Titles = field(default_factory=Titles)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole file."""

    path: Path
    source: str
    target: str
    titles: Titles
    parts: tuple[PlannedPart, ...]
    introduction: Article | None = None
    glossaries: tuple[str, ...] = ()
    index: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def articles(self) -> list[Article]:
        """All of them in reading order, the introduction first."""
        first = [self.introduction] if self.introduction else []
        return first + [article for part in self.parts for article in part.articles]

    @property
    def folder(self) -> Path:
        """Where the editions of the articles are kept: beside the book, so that they travel with it."""
        return self.path.with_name(f"{self.path.stem}.editions")


def read_plan(path: Path | str) -> Plan:
    """The plan in the file *path*.

    Raises:
        InputError: the file cannot be read, is not TOML, or something in it is unknown, missing or not there; the
            message names file and line.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        raise InputError(
            _("Cannot read {path}: {reason}.").format(path=path, reason=error.strerror or error),
            _("`translator edition new {path}` makes one to fill in.").format(path=path),
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(_("{path} is not sound TOML: {reason}.").format(path=path, reason=error)) from error
    return _Reader(path, text).plan(values)


class _Reader:
    """Turns values into a plan; knows where they stand."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.used: set[int] = set()
        self.languages = ("", "")

    def plan(self, values: dict[str, Any]) -> Plan:
        self.only(values, _KNOWN, "")
        self.languages = (self.language(values, "from"), self.language(values, "to"))
        glossaries = self.strings(values.get("glossaries", []), "glossaries")
        parts = [PlannedPart(self.articles(values.get("articles", [])))] if values.get("articles") else []
        held = values.get("part", [])
        if not isinstance(held, list) or not all(isinstance(part, dict) for part in held):
            raise self.wrong("part", _("parts are written as [[part]]"))
        for part in held:
            self.only(part, {"title", "articles"}, "part")
            parts.append(
                PlannedPart(
                    self.articles(part.get("articles", [])), self.titles(part.get("title", ""), "title")
                )
            )
        if not any(part.articles for part in parts):
            raise self.wrong("articles", _("the book has no articles"))
        introduction = values.get("introduction")
        return Plan(
            self.path, *self.languages, self.titles(values.get("title", ""), "title"), tuple(parts),
            self.article(introduction) if introduction is not None else None,
            tuple(self.glossary(name) for name in glossaries),
            self.boolean(values.get("index", False), "index"),
            self.metadata(values, BOOK_KEYS),
        )  # fmt: skip

    def articles(self, held: Any) -> tuple[Article, ...]:
        if not isinstance(held, list):
            raise self.wrong("articles", _("a list was expected"))
        return tuple(self.article(one) for one in held)

    def article(self, held: Any) -> Article:
        """An article: a file name, or a table that says more about it."""
        values = {"file": held} if isinstance(held, str) else held
        if not isinstance(values, dict) or not isinstance(values.get("file"), str):
            raise self.wrong("articles", _("an article is a file name, or a table with “file”"))
        line = self.line(values["file"], remember=True)
        self.only(values, {"file", *ARTICLE_KEYS}, "articles", line)
        path = self.path.parent / values["file"]
        if not path.is_file():
            raise InputError(
                _("{book}, line {line}: there is no file {file}.").format(
                    book=self.path, line=line, file=values["file"]
                ),
                _("Names are relative to the folder of {book}.").format(book=self.path.name),
            )
        rest = [key for key in ARTICLE_KEYS if key != "title"]
        return Article(path, line, self.titles(values.get("title", ""), "title"), self.metadata(values, rest))

    def titles(self, held: Any, name: str) -> Titles:
        """A title: one text for both languages, or a table with one for each."""
        if isinstance(held, str):
            return Titles(held, "")
        if not isinstance(held, dict) or not all(isinstance(v, str) for v in held.values()):
            raise self.wrong(
                name, _('a text, or a table such as {{ en = "…", ru = "…" }} was expected').format()
            )
        unknown = [code for code in held if code not in self.languages]
        if unknown:
            raise self.wrong(
                unknown[0],
                _("titles are in {source} and {target}").format(
                    source=self.languages[0], target=self.languages[1]
                ),
            )
        return Titles(held.get(self.languages[0], ""), held.get(self.languages[1], ""))

    def metadata(self, values: dict[str, Any], keys: tuple[str, ...] | list[str]) -> dict[str, str]:
        out = {}
        for key in keys:
            if key in values:
                value = values[key]
                if isinstance(value, dict | list | bool):
                    raise self.wrong(key, _("a text was expected"))
                out[key] = str(value)
        return out

    def language(self, values: dict[str, Any], key: str) -> str:
        held = values.get(key)
        if not isinstance(held, str):
            raise self.wrong(key, _('“{key}” must name a language, such as "en"').format(key=key))
        try:
            return canonical(held)
        except UsageError as error:
            raise self.wrong(key, error.message.rstrip(".")) from error

    def glossary(self, name: str) -> str:
        """A glossary's name, or the path of a file that lies relative to the book."""
        beside = self.path.parent / name
        return str(beside) if beside.is_file() else name

    def strings(self, held: Any, key: str) -> list[str]:
        if not isinstance(held, list) or not all(isinstance(one, str) for one in held):
            raise self.wrong(key, _("a list of texts was expected"))
        return held

    def boolean(self, held: Any, key: str) -> bool:
        if not isinstance(held, bool):
            raise self.wrong(key, _("true or false was expected"))
        return held

    def only(self, values: dict[str, Any], known: set[str], where: str, line: int = 0) -> None:
        for key in values:
            if key not in known:
                place = _(" in {where}").format(where=where) if where else ""
                problem = _("“{key}” is not known{place}; known are {known}").format(
                    key=key, place=place, known=", ".join(sorted(known))
                )
                raise self.wrong(key, problem, line)

    def wrong(self, key: str, problem: str, line: int = 0) -> InputError:
        line = line or self.line(key)
        where = _("{book}, line {line}").format(book=self.path, line=line) if line else str(self.path)
        return InputError(
            f"{where}: {problem}.", _("`translator edition new` shows a book.toml with every key explained.")
        )

    def line(self, text: str, *, remember: bool = False) -> int:
        """The line in which *text* stands, as a value between quotes or as a key; 0 when it cannot be told."""
        key = re.compile(rf"(?:^|[\s{{,\[]){re.escape(text)}\s*(?:=|\]\])")
        for number, content in enumerate(self.lines, 1):
            quoted = f'"{text}"' in content or f"'{text}'" in content
            if (quoted or key.search(content)) and number not in self.used:
                if remember and quoted:
                    self.used.add(number)
                return number
        return 0
