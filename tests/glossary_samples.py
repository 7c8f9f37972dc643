"""Glossaries for tests: any that the model allows, and one with a bit of everything."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from translator.glossary.concepts import CHOICES, Concept, Context, Glossary, Term
from translator.glossary.inflection import CASES

LANGUAGES = ("en", "ru", "pt-BR")
_LETTERS = st.characters(
    codec="utf-8", categories=("L", "M", "N", "P", "S"), exclude_characters="\u0340\u0341"
)
TEXT = (
    st.text(st.one_of(_LETTERS, st.sampled_from(" '\"|\\=+-@#;,\t")), min_size=1, max_size=12)
    .map(lambda text: unicodedata.normalize("NFC", " ".join(text.split())))
    .filter(bool)
)
LINES = st.lists(TEXT, min_size=1, max_size=2).map("\n".join)
CONTEXT = st.builds(
    Context,
    require=st.lists(TEXT, max_size=2).map(tuple),
    forbid=st.lists(TEXT, max_size=2).map(tuple),
)
ACCEPTED = st.dictionaries(st.sampled_from(["G012", "G030"]), TEXT, max_size=2).map(
    lambda d: tuple(d.items())
)


def _optional(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), strategy)


TERMS = st.builds(
    Term,
    text=TEXT,
    language=st.sampled_from(LANGUAGES),
    **{key: st.sampled_from(values) for key, values in CHOICES.items()},
    acronym_of=_optional(TEXT),
    variants=st.lists(TEXT, max_size=3).map(tuple),
    forms=st.dictionaries(st.sampled_from(CASES), TEXT, max_size=2).map(lambda d: tuple(d.items())),
    decline=st.booleans(),
    prep=st.sampled_from(["", "в", "на"]),
    note=_optional(LINES),
    context=CONTEXT,
    line=st.just(0),
)
CONCEPTS = st.builds(
    Concept,
    id=st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,3})?", fullmatch=True),
    terms=st.lists(TERMS, max_size=5).map(tuple),
    domain=_optional(TEXT),
    definition=_optional(LINES),
    source=_optional(TEXT),
    note=_optional(LINES),
    priority=st.integers(-9, 9),
    do_not_translate=st.booleans(),
    context=CONTEXT,
    lint=ACCEPTED,
    glossary=st.just(""),
    line=st.just(0),
)


def _whole(
    concepts: list[Concept], title: str, languages: tuple[str, ...], lint: tuple[tuple[str, str], ...]
) -> Glossary:
    return Glossary(
        "any", tuple(concepts), title=title, languages=languages, lint=lint, version="2", license="CC0-1.0"
    )


GLOSSARIES = st.builds(
    _whole,
    st.lists(CONCEPTS, max_size=4, unique_by=lambda concept: concept.id),
    _optional(TEXT),
    st.sampled_from([(), ("en", "ru"), ("ru", "en", "pt-BR"), ("de",)]),
    ACCEPTED,
)


def sample() -> Glossary:
    """A glossary with a bit of everything."""
    full, csto = "Collective Security Treaty Organization", "Организация Договора о коллективной безопасности"
    return Glossary(
        "sample",
        (
            Concept(
                "csto",
                (
                    Term(full, "en", type="full", pos="proper noun", variants=(full.replace("z", "s"),)),
                    Term("CSTO", "en", type="acronym", acronym_of=full, case="exact"),
                    Term(csto, "ru", type="full", pos="proper noun", gender="f", number="sg", animacy="inan"),
                    Term("ОДКБ", "ru", type="acronym", acronym_of=csto, gender="f"),
                    Term("ДКБ", "ru", status="forbidden", type="acronym"),
                ),
                domain="organisations",
                definition="Military alliance; its members, | and others.",
                source="Charter, 2002",
                note="Not the Treaty.",
            ),
            Concept("telegram", (Term("Telegram", "en", pos="proper noun"),), do_not_translate=True),
            Concept(
                "base",
                (Term("base", "en", context=Context(("military",), ("data",))), Term("база", "ru", gender="f"), Term("опора", "ru", status="admitted", gender="f")),
                priority=3,
                lint=(("G012", "two meanings"),),
            ),
            Concept("evil", (Term("=cmd|'/c calc'!A1", "en"), Term("@плохо", "ru"))),
        ),
        title="Sample",
        languages=("en", "ru"),
    )  # fmt: skip
