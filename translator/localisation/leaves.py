"""An entry as the texts to ask for, and the answers as an entry's translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from translator.catalogs import fluent_patterns, icu
from translator.catalogs.entries import Entry
from translator.catalogs.messages import Choice, Leaf, Node, for_language, leaves, rebuilt
from translator.catalogs.plurals import forms
from translator.document import Note
from translator.localisation.asking import Answer, Asking

_DART_EXACT = frozenset({"zero", "two"})
"""Plural categories that Dart, unlike MessageFormat, takes for the numbers 0 and 2 where a language lacks them."""


@dataclass(frozen=True, slots=True)
class Question:
    """What must be asked for one entry."""

    trees: tuple[Node, ...]
    """One a form; most are a single leaf."""
    dialects: frozenset[str]
    kind: str = ""
    """``icu``, ``fluent`` or nothing."""

    def askings(self) -> list[Asking]:
        """All texts to translate."""
        return [self.asking(leaf) for tree in self.trees for leaf in leaves(tree)]

    def asking(self, leaf: Leaf) -> Asking:
        """The asking for one leaf."""
        dialects = self.dialects | {"number"} if self.kind == "icu" and leaf.argument else self.dialects
        return Asking(
            leaf.text,
            dialects,
            leaf.sample,
            "#" if self.kind == "icu" and "#" in leaf.text else leaf.argument,
        )


@dataclass(frozen=True, slots=True)
class Result:
    """The translation of an entry, or why there is none."""

    texts: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    lost: tuple[str, ...] = ()
    corrected: bool = False
    """Whether people made all of it."""


def question(entry: Entry, target: str) -> Question:
    """What to ask for *entry* in the language *target*.

    Raises:
        ValueError: its braces do not match.
    """
    if "fluent" in entry.dialects:
        tree = fluent_patterns.parse(entry.source[0])
        return Question(
            (for_language(tree, forms(target), fluent_patterns.number),), entry.dialects, "fluent"
        )
    if "icu" in entry.dialects or any(icu.has_choice(text) for text in entry.source):
        exact = _DART_EXACT if "dart" in entry.dialects else frozenset[str]()
        tree = for_language(icu.parse(entry.source[0]), forms(target), _icu_number, exact=exact)
        return Question((tree,), entry.dialects | {"icu"}, "icu")
    if not entry.plural:
        return Question((Leaf(entry.source[0]),), entry.dialects)
    one, many = entry.source[0], entry.source[-1]
    return Question(
        tuple(
            Leaf(one if form.sample == "1" and _tells(one, many, form.alone) else many, "", form.sample)
            for form in entry.forms
        ),
        entry.dialects,
    )


def _tells(one: str, many: str, alone: bool) -> bool:
    """Whether the singular may stand for the form: when 1 is all it is for, or it has the number as well."""
    return alone or _marks(one) == _marks(many)


def _marks(text: str) -> int:
    return text.count("%") + text.count("{")


def _icu_number(choice: Choice) -> str:
    return choice.argument


def result(asked: Question, answers: Mapping[Asking, Answer]) -> Result:
    """The translation of an entry from the answers to what was asked."""
    own = [answers[asking] for asking in asked.askings()]
    lost = tuple(dict.fromkeys(piece for one in own for piece in one.lost if one.text is None))
    if any(one.text is None for one in own):
        return Result(lost=lost)
    trees = [rebuilt(tree, lambda leaf: answers[asked.asking(leaf)].text or "") for tree in asked.trees]
    try:
        texts = tuple(_rendered(tree, asked.kind) for tree in trees)
    except ValueError as error:
        return Result(lost=(str(error),))
    return Result(texts, _notes(own), corrected=bool(own) and all(one.corrected for one in own))


def _rendered(tree: Node, kind: str) -> str:
    if kind == "fluent":
        return fluent_patterns.render(tree)
    text = icu.render(tree)
    if kind == "icu":
        icu.parse(text)
    return text


def _notes(answers: Sequence[Answer]) -> tuple[Note, ...]:
    return tuple(dict.fromkeys(note for one in answers for note in one.notes))
