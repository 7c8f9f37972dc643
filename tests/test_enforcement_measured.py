"""Enforcement as it is measured: the set written for it, the scorer on constructed cases, the marks of a reader."""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from translator.engines import Engine, open_engine
from translator.glossary.checking import check, forms_by_text
from translator.glossary.concepts import Glossary
from translator.glossary.enforcement import Item, enforce
from translator.glossary.library import load_all
from translator.glossary.matching import Matcher
from translator.glossary.normalisation import normalise

CASES = Path(__file__).parent / "cases" / "terms"
SCRIPTS = Path(__file__).parent.parent / "scripts" / "eval_terms"


def lines(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    both = load_all(["institutions", "cis-security"])
    assert both
    return both


@pytest.fixture(scope="module")
def matcher(glossary: Glossary) -> Matcher:
    return Matcher(glossary, "en", "ru")


@pytest.fixture(scope="module")
def metrics() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("eval_terms_metrics", SCRIPTS / "metrics.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = open_engine("argos", "en", "ru")
    yield opened
    opened.close()


# The set


def test_the_set_has_150_sentences_whose_references_follow_the_glossary(matcher: Matcher) -> None:
    rows = lines("cis-security.en-ru.jsonl")
    assert len(rows) == 150
    missed = []
    for row in rows:
        result = check(matcher.find(str(row["en"])), str(row["ru"]), "ru")
        missed += [(row["en"], match.wanted.text) for match in result.missed]
    assert missed == []


@pytest.mark.slow
@pytest.mark.starter
def test_nine_of_ten_terms_of_the_set_reach_the_translation(engine: Engine, matcher: Matcher) -> None:
    sources = [str(row["en"]) for row in lines("cis-security.en-ru.jsonl")][::3]
    plain = [one.text for one in engine.translate(sources)]
    items = [
        Item(source, text, tuple(matcher.find(source))) for source, text in zip(sources, plain, strict=True)
    ]
    done = enforce(items, engine, "ru")
    uses = [use for one in done for use in one.uses if use.how != "kept"]
    assert sum(use.target is not None for use in uses) / len(uses) >= 0.9
    for item, one in zip(items, done, strict=True):
        if not item.matches:
            assert one.target == item.target


# A reader's marks


READ = {
    "judged.jsonl": {"case": 0.95, "agreement": 0.95, "placement": 0.85},
    "judged-0.3.jsonl": {"case": 0.9, "agreement": 0.95, "placement": 0.85},
}
"""The marked lists, with starter 0.2 and 0.3, and above what their shares are."""


@pytest.mark.parametrize("name", READ)
def test_a_hundred_enforced_sentences_were_read_and_most_are_right(name: str) -> None:
    rows = lines(name)
    assert len({row["source"] for row in rows}) >= 100
    for mark, least in READ[name].items():
        assert sum(bool(row[mark]) for row in rows) / len(rows) > least


@pytest.mark.parametrize("name", READ)
def test_every_judged_form_is_a_form_of_its_term(glossary: Glossary, name: str) -> None:
    terms = {term.text: term for concept in glossary.concepts for term in concept.names("ru")}
    for row in lines(name):
        assert str(row["form"]) in str(row["enforced"])
        if row["term"] in terms:
            assert normalise(str(row["form"]), "ru").folded in forms_by_text(terms[str(row["term"])])


# The scorer, on cases whose answer is known


def checked(metrics: ModuleType, hypothesis: str, reference: str, *terms: str, row: int = 0):  # type: ignore[no-untyped-def]
    return metrics.Checked(row, terms or ("Нагорный Карабах",), hypothesis, reference)


@pytest.mark.parametrize(
    ("hypothesis", "by_lemma", "exactly"),
    [
        ("Бои в Нагорном Карабахе.", True, False),
        ("Нагорный Карабах.", True, True),
        ("Бои в Карабахе.", False, False),
        ("Нагорный край и Карабах.", False, False),
    ],
)
def test_a_term_is_there_by_its_lemmas_or_exactly(
    metrics: ModuleType, hypothesis: str, by_lemma: bool, exactly: bool
) -> None:
    assert metrics.by_lemma("Нагорный Карабах", hypothesis) is by_lemma
    assert metrics.exactly("Нагорный Карабах", hypothesis) is exactly


def test_the_same_term_twice_must_be_there_twice(metrics: ModuleType) -> None:
    twice = [checked(metrics, "Карабах и край.", "", "Карабах")] * 2
    assert metrics.term_success(twice) == 0.5


def test_form_match_and_base_form_excess_see_missing_inflection(metrics: ModuleType) -> None:
    reference = "Бои в Нагорном Карабахе."
    right = [checked(metrics, "Сражения в Нагорном Карабахе.", reference)]
    literal = [checked(metrics, "Бои в Нагорный Карабах.", reference)]
    assert (metrics.form_match(right), metrics.base_form_excess(right)) == (1.0, 0.0)
    assert (metrics.form_match(literal), metrics.base_form_excess(literal)) == (0.0, 1.0)
    assert math.isnan(metrics.form_match([checked(metrics, "Бои.", reference)]))


def test_duplication_placement_and_consistency(metrics: ModuleType) -> None:
    doubled = [checked(metrics, "В Карабахе в Карабахе.", "В Карабахе.", "Карабах")]
    assert metrics.duplication(doubled) == 1.0
    near = [checked(metrics, "Тяжёлые бои в Карабахе.", "Тяжёлые бои в Карабахе.", "Карабах")]
    far = [checked(metrics, "Карабах: погода хорошая.", "Тяжёлые бои в Карабахе.", "Карабах")]
    assert (metrics.placement(near, 3), metrics.placement(far, 3)) == (1.0, 0.0)
    both = ("Киргизия", "Кыргызстан")
    mixed = [
        checked(metrics, text, "", *both, row=at)
        for at, text in enumerate(("в Киргизии", "в Киргизии", "в Кыргызстане"))
    ]
    assert metrics.consistency(mixed) == pytest.approx(2 / 3)
