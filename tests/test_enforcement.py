"""Terms reach the translation in the form the sentence needs, and nothing else changes.

Scores come from the starter package. Where a test is about one step, the plain translation is written by hand, so
that it does not depend on what the model happens to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

import pytest
from argos_packages import make_package

from translator.document import TermUse
from translator.engines import Engine, TokenScore, Translation, open_engine
from translator.glossary.calibration import Calibration, calibrate, remember, remembered
from translator.glossary.concepts import Concept, Context, Glossary, Term
from translator.glossary.enforcement import Enforced, Item, Rules, enforce
from translator.glossary.library import load_glossary
from translator.glossary.matching import Matcher
from translator.glossary.pivoting import enforce_through
from translator.glossary.proxying import bank, drafts, inline, read_back
from translator.glossary.repairs import put
from translator.glossary.scoring import words
from translator.glossary.splicing import forms_for
from translator.glossary.validation import fits, lost, similarity
from translator.glossary.widening import Phrase, compound

pytestmark = pytest.mark.starter


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = open_engine("argos", "en", "ru")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_glossary("cis-security"), "en", "ru")


def enforced(
    engine: Engine, matcher: Matcher, *pairs: tuple[str, str], rules: Rules | None = None
) -> list[Enforced]:
    items = [Item(source, target, tuple(matcher.find(source))) for source, target in pairs]
    done = enforce(items, engine, "ru", rules)
    for item, one in zip(items, done, strict=True):
        assert [use.source for use in one.uses] == [(m.start, m.end) for m in item.matches]
        assert all(one.target[slice(*use.target)] == use.form for use in one.uses if use.target)
    return done


def use(one: Enforced, wanted: str) -> TermUse:
    return next(use for use in one.uses if use.wanted == wanted)


# One term, every case


@pytest.mark.parametrize(
    ("source", "plain", "result"),
    [
        ("The leaders of the CSTO met.", "Лидеры CSOT встретились.", "Лидеры ОДКБ встретились."),
        (
            "He spoke in Nagorno-Karabakh.",
            "Он выступил в Нагорно-Карабахском регионе.",
            "Он выступил в Нагорном Карабахе.",
        ),
        ("Armenia left the bloc.", "Армия покинула блок.", "Армения покинула блок."),
        (
            "The budget of the Eurasian Economic Union grew.",
            "Бюджет Евразийского союза вырос.",
            "Бюджет Евразийского экономического союза вырос.",
        ),
        (
            "He is a member of the State Duma.",
            "Он член Государственного совета.",
            "Он член Государственной думы.",
        ),
        (
            "Peacekeeping forces left the city.",
            "Пекинские силы покинули город.",
            "Миротворческие силы покинули город.",
        ),
    ],
)
def test_a_missing_term_comes_in_the_form_of_its_place(
    engine: Engine, matcher: Matcher, source: str, plain: str, result: str
) -> None:
    (one,) = enforced(engine, matcher, (source, plain))
    assert one.target == result
    assert one.changed


def test_a_term_that_is_there_stays_as_it_is(engine: Engine, matcher: Matcher) -> None:
    plain = "Лидеры Организации Договора о коллективной безопасности (ОДКБ) встретились."
    (one,) = enforced(
        engine, matcher, ("The leaders of the Collective Security Treaty Organization (CSTO) met.", plain)
    )
    assert one.target == plain
    assert {use.how for use in one.uses} == {"already"}


@pytest.mark.parametrize(
    ("source", "plain", "result"),
    [
        (
            "They take part in joint military exercises.",
            "Они участвуют в совместных военных учений.",
            "Они участвуют в совместных военных учениях.",
        ),
        (
            "“The law was passed,” the Kyrgyz Parliament said in a statement.",
            "«Закон принят», — говорится в заявлении парламент Киргизии.",
            "«Закон принят», — говорится в заявлении парламента Киргизии.",
        ),
        ("The minister came from Armenia.", "Министр прибыл из Армению.", "Министр прибыл из Армении."),
        (
            "A treaty between Russia and the Kyrgyz Republic.",
            "Договор между Россией и киргизской республикой.",
            "Договор между Россией и Киргизской Республикой.",
        ),
        (
            "He met with his counterpart Sadir Japarov.",
            "Он встретился со своим коллегой Саира Жапарова.",
            "Он встретился со своим коллегой Садыром Жапаровым.",
        ),
    ],
    ids=["preposition", "impersonal verb", "one case only", "capitals", "first name"],
)
def test_a_term_that_stands_there_wrongly_is_put_right(
    engine: Engine, matcher: Matcher, source: str, plain: str, result: str
) -> None:
    (one,) = enforced(engine, matcher, (source, plain))
    assert one.target == result


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("The Kyrgyz Parliament met on Wednesday.", "В среду парламент Киргизии собрался на заседание."),
        ("The day before, Russia closed the border.", "Накануне Россия закрыла границу."),
        ("President Sadyr Japarov left.", "Президент Садыр Жапаров уехал."),
        ("The minister flew to Armenia.", "Министр вылетел в Армению."),
        ("The meeting took place in Armenia.", "Встреча прошла в Армении."),
    ],
)
def test_a_term_in_a_case_that_may_be_right_is_left_alone(
    engine: Engine, matcher: Matcher, source: str, plain: str
) -> None:
    (one,) = enforced(engine, matcher, (source, plain))
    assert one.target == plain
    assert not one.changed


def test_full_form_and_acronym_stand_in_either_order(engine: Engine, matcher: Matcher) -> None:
    first, second = enforced(
        engine,
        matcher,
        ("The Collective Security Treaty Organization (CSTO) met.", "Организация коллективной безопасности (CSO) встретилась."),
        ("The CSTO (Collective Security Treaty Organization) met.", "CSO (Организация коллективной безопасности) встретилась."),
    )  # fmt: skip
    assert first.target == "Организация Договора о коллективной безопасности (ОДКБ) встретилась."
    assert second.target == "ОДКБ (Организация Договора о коллективной безопасности) встретилась."


def test_two_terms_of_one_sentence_come_in_together(engine: Engine, matcher: Matcher) -> None:
    (one,) = enforced(
        engine,
        matcher,
        ("Nikol Pashinyan spoke about Nagorno-Karabakh.", "Никола Пашян рассказал о Нагорно-Карабахском."),
    )
    assert one.target == "Никол Пашинян рассказал о Нагорном Карабахе."


def test_the_same_term_twice_comes_in_twice(engine: Engine, matcher: Matcher) -> None:
    (one,) = enforced(
        engine,
        matcher,
        ("The CSTO met in Bishkek, and the CSTO decided nothing.", "КСТО собралась в Бишкеке, и КСТО ничего не решила."),
    )  # fmt: skip
    assert one.target.count("ОДКБ") == 2


def test_a_name_in_a_form_it_does_not_have_is_put_right(engine: Engine, matcher: Matcher) -> None:
    (one,) = enforced(
        engine,
        matcher,
        ("He met with Sadyr Japarov in Bishkek.", "Он встретился с Садыр Жапаровым в Бишкеке."),
    )
    assert "с Садыром Жапаровым" in one.target


# What stands beside a term


@pytest.mark.parametrize(
    ("source", "plain", "expected"),
    [
        (
            "The army received new armoured vehicles.",
            "Армия получила новое оружие.",
            "Армия получила новую бронетехнику.",
        ),
        (
            "The Minsk agreements were never implemented.",
            "Минск никогда не был реализован.",
            "Минские соглашения никогда не были реализованы.",
        ),
        ("The report is about the OSCE.", "Доклад о КСЕ.", "Доклад об ОБСЕ."),
        ("They talked about the OSCE.", "Они говорили о СБСЕ.", "Они говорили об ОБСЕ."),
    ],
)
def test_adjectives_verbs_and_prepositions_follow_the_term(
    engine: Engine, matcher: Matcher, source: str, plain: str, expected: str
) -> None:
    assert enforced(engine, matcher, (source, plain))[0].target == expected


@pytest.mark.parametrize(
    ("before", "form", "expected"),
    [
        ("о", "ООН", "об ООН"),
        ("об", "США", "о США"),
        ("О", "Абхазии", "Об Абхазии"),
        ("об", "Европе", "о Европе"),
        ("с", "Степанакертом", "со Степанакертом"),
        ("со", "Арменией", "с Арменией"),
        ("с", "СНГ", "с СНГ"),
        ("в", "Франции", "во Франции"),
        ("во", "Армении", "в Армении"),
        ("в", "Вашингтоне", "в Вашингтоне"),
    ],
)
def test_russian_prepositions_fit_the_word_that_follows(before: str, form: str, expected: str) -> None:
    text, start, end = put(f"{before} ИКС конец", len(before) + 1, len(before) + 4, form, "ru")
    assert text == f"{expected} конец"
    assert text[start:end] == form


@pytest.mark.parametrize(
    ("language", "before", "form", "expected"),
    [
        ("fr", "la réunion de X", "le Conseil", "la réunion du Conseil"),
        ("fr", "la chute de X", "Azov", "la chute d’Azov"),
        ("es", "la sede de X", "el Kremlin", "la sede del Kremlin"),
        ("it", "la sede di X", "il Cremlino", "la sede del Cremlino"),
        ("pt", "a sede de X", "o Kremlin", "a sede do Kremlin"),
        ("cs", "v X", "Ve", "v Ve"),
    ],
)
def test_other_languages_contract_and_elide(language: str, before: str, form: str, expected: str) -> None:
    assert put(before, len(before) - 1, len(before), form, language)[0] == expected


def test_capitals_follow_the_place(engine: Engine, matcher: Matcher) -> None:
    first, headline = enforced(
        engine,
        matcher,
        ("Peacekeeping forces left.", "Пекинские силы ушли."),
        ("PEACEKEEPING FORCES LEFT THE CITY", "ПЕКИНСКИЕ СИЛЫ ПОКИНУЛИ ГОРОД"),
    )
    assert first.target.startswith("Миротворческие силы")
    assert headline.target == "МИРОТВОРЧЕСКИЕ СИЛЫ ПОКИНУЛИ ГОРОД"


def test_a_term_in_quotes_keeps_them(engine: Engine, matcher: Matcher) -> None:
    (one,) = enforced(
        engine, matcher, ("He called it a “frozen conflict”.", "Он назвал это «замерзший конфликт».")
    )
    assert one.target.endswith("».")
    assert use(one, "замороженный конфликт").form.startswith("замороженн")


@pytest.mark.parametrize(
    ("word", "held"),
    [
        ("Friedensvertragsverhandlungen", True),
        ("Vertrages", False),
        ("Friedensvertrag", True),
        ("Vertragstext", False),
    ],
)
def test_a_german_compound_is_not_opened(word: str, held: bool) -> None:
    phrase = Phrase(word, words(word), frozenset({0}), Term("Vertrag", "de"), "de")
    assert compound(phrase, 0, 0) is held


# What is not understood is left alone


def test_an_ambiguous_term_is_reported_and_left(engine: Engine) -> None:
    kant = Concept(
        "kant",
        (
            Term("Kant", "en", pos="proper noun"),
            Term("Кант", "ru", pos="proper noun", gender="m", number="sg"),
        ),
        context=Context(("base",), ("philosoph",)),
    )
    matcher = Matcher(Glossary("g", (kant,)), "en", "ru")
    unsure, philosopher, base = enforced(
        engine,
        matcher,
        ("Kant is quiet.", "Канада спокойна."),
        ("Kant was a philosopher.", "Канада была философом."),
        ("The base in Kant is Russian.", "База в Кенте — российская."),
    )
    assert (unsure.target, unsure.uses[0].how, unsure.uses[0].reason) == (
        "Канада спокойна.",
        "kept",
        "ambiguous",
    )
    assert (philosopher.target, philosopher.uses) == ("Канада была философом.", ())
    assert base.target == "База в Канте — российская."


def test_a_term_the_model_left_out_is_flagged_with_a_reason(engine: Engine, matcher: Matcher) -> None:
    plain = "В среду было холодно."
    (one,) = enforced(
        engine,
        matcher,
        ("It was cold on Wednesday, reports AFP.", plain),
        rules=Rules(proxy=False, inline=False),
    )
    assert one.target == plain
    assert (one.uses[0].how, one.uses[0].target, one.uses[0].reason) == ("flagged", None, "no-span")


def test_strict_rules_put_in_what_is_unsure_and_mark_it(engine: Engine, matcher: Matcher) -> None:
    pair = ("They trust Nikol Pashinyan.", "Они доверяют Никольскому.")
    careful = Rules(loss=-100.0, proxy=False, inline=False)
    (kept,) = enforced(engine, matcher, pair, rules=careful)
    (forced,) = enforced(
        engine, matcher, pair, rules=Rules(loss=-100.0, proxy=False, inline=False, strict=True)
    )
    assert (kept.target, kept.uses[0].reason) == (pair[1], "changed-rest")
    assert "Пашинян" in forced.target
    assert (forced.uses[0].how, forced.uses[0].reason) == ("flagged", "changed-rest")


def test_a_forbidden_term_is_named(engine: Engine, matcher: Matcher) -> None:
    plain = "Встреча Организации договора коллективной безопасности прошла в Минске."
    source = "The meeting of the Collective Security Treaty Organization was held in Minsk."
    (one,) = enforced(engine, matcher, (source, plain), rules=Rules(splice=False, proxy=False, inline=False))
    assert [there.text for _concept, there in one.unwanted] == [
        "Организации договора коллективной безопасности"
    ]


def test_a_forbidden_term_gives_way_to_the_right_one(engine: Engine, matcher: Matcher) -> None:
    plain = "Встреча Организации договора коллективной безопасности прошла в Минске."
    source = "The meeting of the Collective Security Treaty Organization was held in Minsk."
    (one,) = enforced(engine, matcher, (source, plain))
    assert one.target == "Встреча Организации Договора о коллективной безопасности прошла в Минске."
    assert one.unwanted == ()


def test_a_model_that_never_moves_changes_nothing() -> None:
    stubborn = open_engine("pseudo", "en", "ru")
    matcher = Matcher(load_glossary("cis-security"), "en", "ru")
    sources = ["The CSTO met in Minsk.", "Nothing happened."]
    plain = [one.text for one in stubborn.translate(sources)]
    for one, text in zip(enforced(stubborn, matcher, *zip(sources, plain, strict=True)), plain, strict=True):
        assert all(use.target is None or use.how != "already" for use in one.uses)
        assert one.target.startswith("[")
        if not one.uses:
            assert one.target == text


class Counting:
    """The engine, and how much it was asked."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.source, self.signature, self.asked = engine, engine.source, engine.signature, 0

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.asked += len(sentences)
        return self.engine.translate(sentences)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list:  # type: ignore[type-arg]
        self.asked += len(pairs)
        return self.engine.score(pairs)


def test_nothing_is_asked_where_nothing_is_missing(engine: Engine, matcher: Matcher) -> None:
    counting = Counting(engine)
    items = [
        Item("It rained.", "Шёл дождь.", ()),
        Item("Armenia left.", "Армения ушла.", tuple(matcher.find("Armenia left."))),
    ]
    done = enforce(items, counting, "ru")
    assert [one.target for one in done] == ["Шёл дождь.", "Армения ушла."]
    assert counting.asked == 0


def test_the_result_does_not_depend_on_the_rest_of_the_document(engine: Engine, matcher: Matcher) -> None:
    pairs = [
        ("He spoke in Nagorno-Karabakh.", "Он выступил в Нагорно-Карабахском регионе."),
        ("The budget of the Eurasian Economic Union grew.", "Бюджет Евразийского союза вырос."),
        ("It rained.", "Шёл дождь."),
    ]
    together = [one.target for one in enforced(engine, matcher, *pairs)]
    alone = [enforced(engine, matcher, pair)[0].target for pair in pairs]
    assert together == alone


# The whole document


def test_one_concept_gets_one_rendering(engine: Engine, matcher: Matcher) -> None:
    done = enforced(
        engine,
        matcher,
        ("Kyrgyzstan left the talks.", "Кыргызстан покинул переговоры."),
        ("The leaders met in Kyrgyzstan.", "Лидеры встретились в Киргизии."),
    )
    assert [one.target for one in done] == ["Киргизия покинула переговоры.", "Лидеры встретились в Киргизии."]


def test_an_admitted_term_used_throughout_stays(engine: Engine, matcher: Matcher) -> None:
    pairs = [
        ("Kyrgyzstan left the talks.", "Кыргызстан покинул переговоры."),
        ("The leaders met in Kyrgyzstan.", "Лидеры встретились в Кыргызстане."),
    ]
    assert [one.target for one in enforced(engine, matcher, *pairs)] == [target for _source, target in pairs]


def test_the_first_mention_of_an_acronym_gets_its_full_form(engine: Engine, matcher: Matcher) -> None:
    pairs = [
        ("The leaders of the CSTO met.", "Лидеры ОДКБ встретились."),
        ("The CSTO is weak.", "ОДКБ слаба."),
    ]
    first, second = enforced(engine, matcher, *pairs, rules=Rules(first_mention="full"))
    assert first.target == "Лидеры Организации Договора о коллективной безопасности (ОДКБ) встретились."
    assert second.target == "ОДКБ слаба."


# Proxies


def test_a_proxy_has_the_gender_and_number_of_the_term(matcher: Matcher) -> None:
    source = "The Eurasian Economic Commission and the Peacekeeping Forces of Moldova met."
    (draft, *_more) = drafts(source, "Текст.", matcher.find(source)[:1], bank("en", "ru"))
    (swap,) = draft.swaps
    assert swap.proxy
    assert (swap.proxy.term.gender, swap.proxy.term.number) == ("f", "sg")
    assert draft.source.startswith(f"The {swap.proxy.source}")


def test_the_proxy_gives_its_case_to_the_term(matcher: Matcher) -> None:
    source = "He left the Eurasian Economic Commission."
    (draft, *_more) = drafts(source, "Он ушёл.", matcher.find(source), bank("en", "ru"))
    assert draft.swaps[0].proxy
    assert draft.swaps[0].proxy.term.text == "компания"
    ((text, spans),) = read_back(draft, "Он ушёл из новой компании.", "ru")
    assert text == "Он ушёл из новой Евразийской экономической комиссии."
    assert text[spans[0][1].start : spans[0][1].end] == "Евразийской экономической комиссии"
    assert read_back(draft, "Он ушёл.", "ru") == []


def test_a_proxy_that_stands_in_the_sentence_is_not_used(matcher: Matcher) -> None:
    source = "The company left the Eurasian Economic Commission."
    for draft in drafts(source, "Комиссия ушла.", matcher.find(source), bank("en", "ru")):
        assert draft.swaps[0].proxy
        assert draft.swaps[0].proxy.source not in {"company", "commission"}


def test_articles_fit_the_proxy(matcher: Matcher) -> None:
    source = "A summit of the CSTO"
    for draft in drafts("It is an offensive.", "Это.", matcher.find("It is an offensive."), bank("en", "ru")):
        assert draft.source.split()[2] == ("an" if draft.source.split()[3][0] in "aeio" else "a")
    written = inline(source, matcher.find(source))
    assert written is None or "ОДКБ" in written.source


def test_every_proxy_of_the_bank_has_a_paradigm_that_tells_its_cases() -> None:
    for proxy in bank("en", "ru"):
        assert proxy.term.gender in {"m", "f", "n"}
        assert {form.case for form in forms_for(proxy.term, plural=proxy.term.number == "pl")} >= {
            "nomn",
            "gent",
            "ablt",
        }


def test_a_pair_without_a_bank_has_no_proxies() -> None:
    assert bank("en", "sw") == ()


# Validation


@pytest.mark.parametrize(
    ("new", "good"),
    [
        ("В 2020 году страны подписали договор в городе.", True),
        ("В году страны подписали договор в городе.", False),
        ("В 2020 году.", False),
        ("В 2020 году шёл дождь, было холодно и темно.", False),
    ],
)
def test_a_new_translation_must_be_the_same_sentence(new: str, good: bool) -> None:
    plain = "В 2020 году страны подписали договор в столице."
    assert fits("In 2020 the countries signed a treaty in the capital.", plain, (), new, ()) is good


def test_numbers_addresses_and_latin_names_must_survive() -> None:
    assert lost("See https://a.org, 5 May, SAP", "См. https://a.org 5 мая, SAP", "См. мая") == [
        "5",
        "SAP",
        "https://a.org",
    ]


def test_similarity_runs_from_nothing_to_the_same() -> None:
    assert similarity("мир", "мир") == 1.0
    assert similarity("мир", "суд") == 0.0
    assert 0.5 < similarity("мирный договор", "мирного договора") < 1.0


# Calibration


@pytest.mark.slow
def test_calibration_keeps_the_proxies_a_package_renders_as_expected(engine: Engine) -> None:
    measured = calibrate(engine, "en", "ru")
    kept = {proxy.source for proxy in measured.proxies}
    assert {"bank", "parliament", "London"} <= kept
    assert len(kept) < len(bank("en", "ru"))
    remember(measured, engine.signature, "en", "ru")
    assert {proxy.source for proxy in remembered(engine.signature, "en", "ru")} == kept
    assert remembered({"sha256": "another package"}, "en", "ru") == bank("en", "ru")


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"kept": 3}', '{"kept": null}'])
def test_a_damaged_calibration_is_no_calibration(engine: Engine, damage: str) -> None:
    path = remember(Calibration(()), engine.signature, "en", "ru")
    assert remembered(engine.signature, "en", "ru") == ()
    path.write_text(damage, encoding="utf-8")
    assert len(remembered(engine.signature, "en", "ru")) in {0, len(bank("en", "ru"))}


def test_a_pair_without_sentences_to_measure_with_is_not_measured(engine: Engine) -> None:
    assert calibrate(engine, "ru", "en").measured == ()


# A language in between


class WordByWord:
    """A first leg that knows some Russian words and loses a name, as small models do."""

    source, target = "ru", "en"
    signature: Mapping[str, str] = {}
    words: ClassVar[dict[str, str]] = {
        "лидеры": "the leaders",
        "одкб": "of the organisation",
        "встретились": "met",
    }

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        return [Translation(self.text(sentence), 0.0) for sentence in sentences]

    def text(self, sentence: str) -> str:
        words = [self.words.get(word.lower(), word) for word in sentence.strip(".").split()]
        return (" ".join(words) + ".").capitalize()

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[list[TokenScore]]:
        return [self.scores(source, target) for source, target in pairs]

    def scores(self, source: str, target: str) -> list[TokenScore]:
        known = set(self.text(source).lower().strip(".").split())
        return [
            TokenScore(found.start(), found.end(), -0.1 if found[0].lower() in known else -9.0)
            for found in re.finditer(r"\w+", target)
        ]


def test_a_pivot_route_enforces_on_both_legs(engine: Engine) -> None:
    glossary = load_glossary("cis-security")
    matcher = Matcher(glossary, "ru", "ru-RU")
    source = "Лидеры ОДКБ встретились."
    item = Item(source, "Лидеры организации встретились.", tuple(matcher.find(source)))
    (one,) = enforce_through([item], [WordByWord(), engine], glossary)
    assert "ОДКБ" in one.target
    use = next(use for use in one.uses if use.wanted == "ОДКБ")
    assert source[slice(*use.source)] == "ОДКБ"
    assert one.target[slice(*use.target or (0, 0))] == "ОДКБ"


def test_a_pivot_route_leaves_alone_what_misses_nothing(engine: Engine) -> None:
    glossary = load_glossary("cis-security")
    source = "Лидеры ОДКБ встретились."
    item = Item(source, "ОДКБ: лидеры.", tuple(Matcher(glossary, "ru", "ru-RU").find(source)))
    (one,) = enforce_through([item], [WordByWord(), engine], glossary)
    assert (one.target, one.changed) == ("ОДКБ: лидеры.", False)


def test_the_packages_of_a_route_serve_as_stages(home: Path, matcher: Matcher) -> None:
    make_package(home / "data" / "packages", "uk", "en")
    route = open_engine("argos", "uk", "ru")
    try:
        first, second = route.stages  # type: ignore[attr-defined]
        assert [(one.source, one.target) for one in (first, second)] == [("uk", "en"), ("en", "ru")]
        assert first.signature["sha256"] != route.signature["sha256"]
        source = "Лідери ОДКБ зустрілися."
        plain = route.translate([source])[0].text
        assert second.translate([first.translate([source])[0].text])[0].text == plain
        item = Item(source, plain, tuple(Matcher(load_glossary("cis-security"), "uk", "ru").find(source)))
        (one,) = enforce_through([item], [first, second], load_glossary("cis-security"))
        assert [source[slice(*use.source)] for use in one.uses] == ["Лідери", "ОДКБ"] or one.uses
    finally:
        route.close()
