"""The words an edition itself says, in its reader's language: labels, dates, numbers, names of languages.

The reader's language need not be the terminal's, so these do not go through ``_`` but through the catalog of
``WriteOptions.ui_language``. The texts are marked with ``N_`` and looked up when used.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from translator import i18n, languages
from translator.document import Edition
from translator.i18n import N_

TEXTS = {
    "about": N_("About this edition"),
    "accessibility": N_(
        "Text only, with headings and contents to move by; every sentence names its language."
    ),
    "alignment": N_("{source} and {target}, sentence by sentence"),
    "articles": N_("Articles"),
    "author": N_("Author"),
    "back": N_("Back to the text"),
    "beam": N_("Beam"),
    "check": N_("To check:"),
    "close": N_("Close"),
    "compute_type": N_("Arithmetic"),
    "contents": N_("Contents"),
    "copied": N_("Copied"),
    "copy": N_("Copy both sentences"),
    "copy_failed": N_("The browser refused to copy"),
    "credits": N_("Credits"),
    "date": N_("Date"),
    "definition": N_("Definition"),
    "description": N_("Description"),
    "device": N_("Device"),
    "domain": N_("Domain"),
    "edition": N_("Bilingual edition"),
    "engine": N_("Engine"),
    "flagged_here": N_("Sentences to check"),
    "glossary": N_("Glossary"),
    "hits": N_("Sentences found: {n}"),
    "hide": N_("Hide the translation until I ask"),
    "interleaved": N_("Interleaved"),
    "keys": N_("Keys"),
    "key_copy": N_("copy both sentences"),
    "key_leave": N_("leave the text"),
    "key_reveal": N_("show the hidden translation"),
    "key_walk": N_("next, previous sentence"),
    "layout": N_("Layout"),
    "length_penalty": N_("Length penalty"),
    "learning": N_("Learning"),
    "license": N_("Licence"),
    "licence": N_("Licence"),
    "machine": N_("The translation was made by a machine; a person has not read all of it."),
    "names": N_("Names"),
    "next": N_("Next sentence"),
    "no_text": N_("There is no text in this article."),
    "note": N_("Note"),
    "note_check": N_("A check found something in this sentence."),
    "notes": N_("Notes"),
    "occurs": N_("In the text"),
    "package": N_("Package"),
    "position": N_("Sentence"),
    "previous": N_("Previous sentence"),
    "program": N_("Program"),
    "publisher": N_("Publisher"),
    "quoted": N_("“{text}”"),
    "reading_settings": N_("Reading settings"),
    "search": N_("Search"),
    "search_for": N_("Look for words:"),
    "search_needs_script": N_("The search needs JavaScript; everything else works without it."),
    "sha256": N_("Checksum (SHA-256)"),
    "site": N_("Parts of this site"),
    "side-by-side": N_("Side by side"),
    "size": N_("Text size"),
    "size_1": N_("Small"),
    "size_2": N_("Normal"),
    "size_3": N_("Large"),
    "size_4": N_("Very large"),
    "skip": N_("Skip to the text"),
    "source": N_("Source"),
    "source_layout": N_("Original only"),
    "table": N_("Table"),
    "terms": N_("Terms"),
    "theme": N_("Colours"),
    "theme_auto": N_("As the device"),
    "theme_dark": N_("Dark"),
    "theme_light": N_("Light"),
    "theme_sepia": N_("Sepia"),
    "title": N_("Title"),
    "tools": N_("Sentence tools"),
    "translation": N_("Translation"),
    "translation_layout": N_("Translation only"),
    "untitled": N_("Untitled"),
}
SHOWN = ("author", "publisher", "date", "source", "credits", "license", "licence", "description")
"""Keys of the metadata that are shown, in their order; the rest is for programs."""
UNDER_TITLE = ("author", "date", "source")
"""Those that need no label under a title."""
SIGNED = ("program", "engine", "package", "sha256", "beam", "glossary")
"""Keys of the signature, in the order in which they are shown; others follow by name."""
PROPER = {"ctranslate2": "CTranslate2"}
"""Names that are the same in every language."""
WORDS_A_MINUTE = 200
"""Adults read prose at about 240 words a minute in their own language (Brysbaert 2019); two languages are slower."""
LETTERS_A_MINUTE = 400
"""The same for scripts without spaces, counted in characters."""
_MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one edition; ``words["layout"]`` is a label, the methods format values."""

    language: str
    catalog: gettext.NullTranslations

    def __getitem__(self, key: str) -> str:
        return self.catalog.gettext(TEXTS[key])

    def label(self, key: str) -> str:
        """The label for a key of the metadata or the signature; the key itself when it has none."""
        return self[key] if key in TEXTS else PROPER.get(key, key.replace("_", " ").replace("-", " "))

    def told(self, metadata: Mapping[str, str]) -> list[tuple[str, str]]:
        """What is known of an article or a book, as labels and values."""
        return [(self.label(key), self._value(key, metadata[key])) for key in SHOWN if metadata.get(key)]

    def facts(self, metadata: Mapping[str, str]) -> list[str]:
        """What stands under the title of an article in a book: who, when, where from; then credits and licence."""
        bare = [self._value(key, metadata[key]) for key in UNDER_TITLE if metadata.get(key)]
        rest = ("credits", "license", "licence")
        return bare + [f"{self.label(key)}: {metadata[key]}" for key in rest if metadata.get(key)]

    def _value(self, key: str, value: str) -> str:
        return self.date(value) if key == "date" else value

    def signed(self, signature: Mapping[str, str]) -> list[tuple[str, str]]:
        """What made an edition, as labels and values."""
        rest = sorted(key for key in signature if key not in SIGNED)
        return [(self.label(key), signature[key]) for key in (*SIGNED, *rest) if signature.get(key)]

    def signature(self, signature: Mapping[str, str]) -> str:
        """The same in one line."""
        return " · ".join(f"{label}: {value}" for label, value in self.signed(signature))

    def quoted(self, text: str) -> str:
        """*text* between the quotation marks of the reader's language."""
        return self["quoted"].format(text=text)

    def from_into(self, source: str, target: str) -> str:
        """``English → Russian``."""
        return f"{self.language_name(source)} {self.arrow()} {self.language_name(target)}"

    def arrow(self, *, back: bool = False) -> str:
        """An arrow that points the way the words run, or against it."""
        return "←" if back != (self.direction() == "rtl") else "→"

    def language_name(self, code: str) -> str:
        """The name of the language *code*, first letter large, as it stands in a line of its own."""
        name = languages.name(code, self.language)
        return name[:1].upper() + name[1:]

    def number(self, value: int) -> str:
        """*value* with the separators of the reader's language."""
        from babel.numbers import format_decimal

        return format_decimal(value, locale=_locale(self.language))

    def date(self, value: str) -> str:
        """An ISO date written out, or a month of a year; anything else as it is."""
        from babel.dates import format_date, format_skeleton

        try:
            if _MONTH.fullmatch(value):
                return format_skeleton(
                    "yMMMM", date.fromisoformat(f"{value}-01"), locale=_locale(self.language)
                )
            day = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value).date()
            return format_date(day, "long", locale=_locale(self.language))
        except ValueError:
            return value

    def reading_time(self, edition: Edition) -> str:
        """How long the translation takes to read, in whole minutes."""
        minutes = max(1, round(_minutes(edition)))
        text = self.catalog.ngettext("{n} minute to read", "{n} minutes to read", minutes)
        return text.format(n=self.number(minutes))

    def sentences(self, count: int) -> str:
        """``42 sentences``."""
        text = self.catalog.ngettext("{n} sentence", "{n} sentences", count)
        return text.format(n=self.number(count))

    def to_check(self, count: int) -> str:
        """``3 sentences to check``."""
        text = self.catalog.ngettext("{n} sentence to check", "{n} sentences to check", count)
        return text.format(n=self.number(count))

    def corrected(self, count: int) -> str:
        """``2 sentences corrected.``"""
        text = self.catalog.ngettext("{n} sentence corrected.", "{n} sentences corrected.", count)
        return text.format(n=self.number(count))

    def direction(self) -> str:
        """``rtl`` or ``ltr``: of the words themselves."""
        return languages.direction(self.language)


def words(language: str) -> Words:
    """The words for a reader of *language*; English where there is no catalog or no entry."""
    return Words(language, i18n.catalog(language))


def _minutes(edition: Edition) -> float:
    text = " ".join(pair.target_text for pair in edition.pairs)
    if languages.is_spaced(edition.target_language):
        return len(text.split()) / WORDS_A_MINUTE
    return len("".join(text.split())) / LETTERS_A_MINUTE


def _locale(language: str) -> str:
    """The nearest locale Babel has data for."""
    from babel.localedata import exists

    return next(
        (c for c in (language.replace("-", "_"), language.split("-", maxsplit=1)[0]) if exists(c)), "en"
    )
