"""A ``book.toml`` to fill in, with every key explained."""

from __future__ import annotations

from translator.i18n import _

_TEMPLATE = """\
# {head}
# {build}

# {title}
title = {{ en = "A year on the border", ru = "Год на границе" }}

# {languages}
from = "en"
to = "ru"

# {glossaries}
glossaries = ["cis-security"]

# {people}
author = ""
# publisher = ""
# date = 2024-05-06
# license = "CC BY 4.0"
# credits = ""

# {index}
index = true

# {introduction}
# introduction = "introduction.md"

# {parts}
[[part]]
title = {{ en = "Spring", ru = "Весна" }}
articles = [
  # {plain}
  # "articles/first.txt",
  # {table}
  # {{ file = "articles/second.md", date = "2024-04-02", source = "https://example.org/second", author = "A. Reader" }},
  # {edition}
  # "articles/third.ru.json",
]
"""


def template() -> str:
    """The text of a new ``book.toml``, its comments in the interface language."""
    return _TEMPLATE.format(
        head=_("A book of translated articles. Names of files are relative to this one."),
        build=_("translator edition build book.toml -o book.epub -o book.pdf -o site/"),
        title=_("The title, in one language or both."),
        languages=_("From which language into which."),
        glossaries=_("Glossaries by name or file; later ones win. Terms that occur make an appendix."),
        people=_("About the book; leave out what does not apply."),
        index=_("An index of names at the end."),
        introduction=_("A text before all others; translated like them."),
        parts=_("Parts with titles. Without parts, write articles = [...] above this line instead."),
        plain=_("an article in any format that can be read"),
        table=_("or with what should be said about it"),
        edition=_("or an edition that is translated already"),
    )
