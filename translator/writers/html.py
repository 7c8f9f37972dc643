"""The reading edition: one self-contained web page that needs no network, no library and no script.

What is laid out, themed or hidden follows from radio buttons and CSS alone; the script only adds walking by keys,
copying, cards in place and memory. A content security policy allows exactly this style and this script, by hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from typing import IO, TYPE_CHECKING, Any

from translator import paths
from translator.document import Edition
from translator.languages import direction
from translator.writers.embedding import pack
from translator.writers.inline import printable
from translator.writers.links import safe_address
from translator.writers.page import Page, page
from translator.writers.words import words

if TYPE_CHECKING:
    import jinja2

    from translator.writers import WriteOptions

TEMPLATES = paths.PACKAGE / "writers" / "templates"
SCRIPT_WORDS = ("close", "copied", "copy_failed")


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:
    """Write *edition* as a web page."""
    for piece in page_pieces(edition, options):
        file.write(piece.encode("utf-8"))


def page_pieces(edition: Edition, options: WriteOptions, around: Any = None) -> Iterator[str]:
    """The page in pieces; *around* says what it leads to when it is one of many (see ``site``)."""
    said = words(options.ui_language)
    view = page(edition, said)
    style, script = asset("edition.css"), asset("settings.js", "edition.js")
    return environment().get_template("page.html.j2").generate(
        page=view, words=said, layout=options.layout, around=around,
        style=style, script=script, policy=policy(style, script),
        about=about(view), reading=direction(edition.source_language),
        carried=pack(edition),
        script_words={key: said[key] for key in SCRIPT_WORDS},
    )  # fmt: skip


@cache
def environment() -> jinja2.Environment:
    """The templates, escaping everything that does not say it is markup, and refusing names they were not given."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"direction": direction, "printable": printable, "address": safe_address}
    return made


def about(view: Page) -> dict[str, list[tuple[str, str]]]:
    """What the edition says about itself: (label, value) rows about the article and about how it was made."""
    edition, said = view.edition, view.words
    return {"article": said.told(edition.metadata), "made": said.signed(edition.signature)}


@cache
def asset(*names: str) -> Any:
    """Style sheets or scripts, one after the other, marked as safe: they are ours, and hold no ``</``."""
    from markupsafe import Markup

    texts = [(TEMPLATES / name).read_text(encoding="utf-8").strip() for name in names]
    return Markup("\n".join(texts))  # noqa: S704


def policy(style: str, script: str) -> str:
    """What a page may do: use this style and this script, and open nothing."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
