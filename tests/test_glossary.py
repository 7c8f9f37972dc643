"""Glossaries: what a file says, where it is found, where its terms stand in a text, whether a translation has them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator import paths
from translator.errors import GlossaryError
from translator.glossary.checking import check, occurrences
from translator.glossary.concepts import Concept, Context, Glossary, Term, merged
from translator.glossary.formats import FORMATS, read_glossary
from translator.glossary.inflection import lemmas
from translator.glossary.library import available, load_all, load_glossary
from translator.glossary.matching import Match, Matcher
from translator.glossary.normalisation import normalise

CSTO = """\
[glossary]
name = "security"
version = "2.0"

[[concept]]
id = "csto"
domain = "organisations"
[[concept.en]]
term = "Collective Security Treaty Organization"
type = "full"
pos = "proper noun"
variants = ["Collective Security Treaty Organisation"]
[[concept.en]]
term = "CSTO"
type = "acronym"
acronym_of = "Collective Security Treaty Organization"
[[concept.ru]]
term = "Организация Договора о коллективной безопасности"
type = "full"
pos = "proper noun"
gender = "f"
number = "sg"
[[concept.ru]]
term = "ОДКБ"
type = "acronym"
acronym_of = "Организация Договора о коллективной безопасности"
[[concept.ru]]
term = "ДКБ"
status = "forbidden"
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def security(tmp_path: Path) -> Glossary:
    return read_glossary(write(tmp_path / "security.toml", CSTO))


def concept(name: str, en: str | list[Term], ru: str | list[Term], **fields: object) -> Concept:
    terms = [Term(en, "en")] if isinstance(en, str) else en
    terms += [Term(ru, "ru")] if isinstance(ru, str) else ru
    return Concept(name, tuple(terms), **fields)  # type: ignore[arg-type]


def glossary(*concepts: Concept) -> Glossary:
    return Glossary("test", concepts)


def find(concepts: Glossary | Concept, text: str, context: str = "") -> list[Match]:
    whole = concepts if isinstance(concepts, Glossary) else glossary(concepts)
    return Matcher(whole, "en", "ru").find(text, context)


def found(concepts: Glossary | Concept, text: str, context: str = "") -> list[str]:
    matches = find(concepts, text, context)
    assert all(text[match.start : match.end] == match.text for match in matches)
    return [match.text for match in matches]


# What a file says


def test_a_toml_file_becomes_concepts_with_lines(security: Glossary) -> None:
    (csto,) = security.concepts
    assert (security.name, security.version, csto.id, csto.glossary, csto.line) == (
        "security",
        "2.0",
        "csto",
        "security",
        5,
    )
    assert [term.line for term in csto.names("ru")] == [17, 23, 27]
    assert [term.text for term in csto.acceptable("ru")] == [
        "Организация Договора о коллективной безопасности",
        "ОДКБ",
    ]
    assert [term.text for term in csto.unwanted("ru")] == ["ДКБ"]


def test_the_hash_is_of_what_is_said_not_of_how_it_is_laid_out(tmp_path: Path, security: Glossary) -> None:
    spaced = CSTO.replace("[[concept.", "\n# a comment\n[[concept.")
    assert read_glossary(write(tmp_path / "other.toml", spaced)).hash == security.hash
    changed = CSTO.replace("ОДКБ", "ОДКб")
    assert read_glossary(write(tmp_path / "third.toml", changed)).hash != security.hash


def test_an_acronym_stands_for_an_acronym_and_a_full_form_for_a_full_form(security: Glossary) -> None:
    (csto,) = security.concepts
    full, short = csto.names("en")
    assert csto.counterpart(short, "ru").text == "ОДКБ"
    assert csto.counterpart(full, "ru").text == "Организация Договора о коллективной безопасности"
    assert csto.full_form(csto.names("ru")[1]).text == "Организация Договора о коллективной безопасности"


def test_where_a_language_has_no_acronym_the_full_form_stands_for_it() -> None:
    one = concept("x", [Term("ABC", "en", type="acronym")], [Term("Полное имя", "ru", type="full")])
    assert one.counterpart(one.names("en")[0], "ru").text == "Полное имя"


def test_a_region_finds_the_terms_of_its_language() -> None:
    one = concept("x", "lift", "лифт")
    assert [term.text for term in one.names("en-GB")] == ["lift"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('id = "csto"', "", 5, "no id"),
        ('term = "CSTO"', "", 13, "no text"),
        ('gender = "f"', 'gender = "x"', 21, "gender"),
        ('status = "forbidden"', 'status = "forbiden"', 29, "status"),
        ('variants = ["Collective', 'variants = "Collective', 12, ""),
        ('number = "sg"', "number = 1", 22, "number"),
        ("[[concept.ru]]", "[[concept.klingonese]]", 17, "klingonese"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    path = write(tmp_path / "broken.toml", CSTO.replace(old, new, 1))
    with pytest.raises(GlossaryError) as raised:
        read_glossary(path)
    assert raised.value.message.startswith(f"{path}:{line}")
    assert words in raised.value.message


def test_a_misspelt_value_gets_a_suggestion(tmp_path: Path) -> None:
    path = write(tmp_path / "broken.toml", CSTO.replace('"forbidden"', '"forbiden"'))
    with pytest.raises(GlossaryError) as raised:
        read_glossary(path)
    assert "forbidden" in raised.value.hint


def test_two_concepts_with_one_id_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "twice.toml", CSTO + CSTO.split("\n\n", 1)[1])
    with pytest.raises(GlossaryError, match="twice, first in line 5"):
        read_glossary(path)


def test_an_unknown_key_is_remarked_on_with_the_nearest_one(tmp_path: Path) -> None:
    path = write(tmp_path / "odd.toml", CSTO.replace('gender = "f"', 'gendr = "f"'))
    (remark,) = read_glossary(path).remarks
    assert (remark.line, "gender" in remark.message) == (21, True)


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_refuses_what_is_not_text(name: str, tmp_path: Path) -> None:
    path = tmp_path / "binary.bin"
    path.write_bytes(b"\xff\xfe\x00\xd8\x00\xd8\xff" * 9)
    with pytest.raises(GlossaryError):
        read_glossary(path, ("en", "ru"), format=name)


# Spreadsheets


def test_a_csv_with_a_header_holds_a_concept_in_a_row(tmp_path: Path) -> None:
    text = "id,domain,en,ru,ru:gender\nrefugee,people,refugee | displaced person,беженец,m\n"
    one = read_glossary(write(tmp_path / "people.csv", text))
    (only,) = one.concepts
    assert (only.id, only.domain) == ("refugee", "people")
    assert [(term.text, term.status) for term in only.names("en")] == [
        ("refugee", "preferred"),
        ("displaced person", "admitted"),
    ]
    assert only.names("ru")[0].gender == "m"


def test_a_word_list_takes_its_languages_from_the_translation(tmp_path: Path) -> None:
    path = write(tmp_path / "list.tsv", "refugee\tбеженец\tnot migrant\nsummit\tсаммит\n")
    one = read_glossary(path, ("en", "ru"))
    assert [concept.preferred("ru").text for concept in one.concepts] == ["беженец", "саммит"]
    with pytest.raises(GlossaryError, match="languages"):
        read_glossary(path)


def test_a_row_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", 'one,один\n"two,два\n')
    with pytest.raises(GlossaryError) as raised:
        read_glossary(path, ("en", "ru"))
    assert f"{path}:2" in raised.value.message


# Where glossaries are


def test_the_users_glossary_overrides_the_bundled_one_concept_by_concept(home: Path) -> None:
    bundled = load_glossary("cis-security")
    own = '[[concept]]\nid = "csto"\n[[concept.en]]\nterm = "CSTO"\n[[concept.ru]]\nterm = "ОДКБ!"\n'
    write(paths.user_glossaries() / "cis-security.toml", own)
    both = load_glossary("cis-security")
    assert len(both) == len(bundled)
    assert both.by_id["csto"].names("ru")[0].text == "ОДКБ!"
    assert both.by_id["nato"] == bundled.by_id["nato"]


def test_a_later_glossary_wins() -> None:
    first = glossary(concept("a", "one", "один"), concept("b", "two", "два"))
    second = Glossary("second", (concept("a", "one", "раз"),))
    both = merged([first, second])
    assert [(c.id, c.names("ru")[0].text, c.glossary) for c in both.concepts] == [
        ("a", "раз", "second"),
        ("b", "два", "test"),
    ]


def test_an_unknown_name_gets_a_suggestion() -> None:
    with pytest.raises(GlossaryError) as raised:
        load_glossary("cis-securty")
    assert "cis-security" in raised.value.hint


def test_no_names_give_no_glossary() -> None:
    assert load_all([]) is None


@pytest.mark.parametrize("name", sorted(available()))
def test_bundled_glossaries_read_without_remarks(name: str) -> None:
    assert load_glossary(name).remarks == ()


# Where terms stand in a text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the CSTO met", ["CSTO"]),
        ("the csto met", []),
        ("the CSTO’s budget", ["CSTO"]),
        ("a non-CSTO state, CSTO-led forces", ["CSTO", "CSTO"]),
        ("ACSTO CSTOx", []),
        ("Collective Security Treaty Organisation", ["Collective Security Treaty Organisation"]),
        ("the Collective\n Security\u00a0Treaty Organization (CSTO)", ["Collective\n Security\u00a0Treaty Organization", "CSTO"]),
        ("CSTO (Collective Security Treaty Organization)", ["CSTO", "Collective Security Treaty Organization"]),
        ("Collective Secu\u00adrity Treaty Organization", ["Collective Secu\u00adrity Treaty Organization"]),
        ("the C.S.T.O. and others", ["C.S.T.O."]),
        ("the C.S.T.O.", ["C.S.T.O"]),
    ],
)  # fmt: skip
def test_acronyms_and_full_forms_are_found(security: Glossary, text: str, expected: list[str]) -> None:
    assert found(security, text) == expected


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        (Term("peace-keeping force", "en"), "peace keeping forces", ["peace keeping forces"]),
        (Term("Nagorno-Karabakh", "en", pos="proper noun"), "Nagorno Karabakh and Nagorno–Karabakh", ["Nagorno Karabakh", "Nagorno–Karabakh"]),
        (Term("Turkey", "en", pos="proper noun"), "turkey in TURKEY", ["TURKEY"]),
        (Term("the Kremlin", "en", pos="proper noun"), "a Kremlin spokesman", ["Kremlin"]),
        (Term("minister of defence", "en"), "ministers of defence", ["ministers of defence"]),
        (Term("party", "en"), "two parties", ["parties"]),
        (Term("ratify", "en", pos="verb"), "it ratified, ratifies, ratifying", ["ratified", "ratifies", "ratifying"]),
        (Term("US", "en"), "US troops told us", ["US"]),
        (Term("IT", "en"), "GIVE IT TO THEM", []),
        (Term("Kant", "en", case="exact"), "kant KANT Kant", ["Kant"]),
        (Term("Chișinău", "en", pos="proper noun"), "Chis\u0326ina\u0306u", ["Chis\u0326ina\u0306u"]),
    ],
)  # fmt: skip
def test_spellings_of_a_term_are_found(term: Term, text: str, expected: list[str]) -> None:
    assert found(concept("x", [term], "икс"), text) == expected


def test_number_and_possessive_are_seen() -> None:
    plural, possessive = find(concept("x", "summit", "саммит"), "summits and the summit’s end")
    assert (plural.plural, plural.possessive, possessive.plural, possessive.possessive) == (
        True,
        False,
        False,
        True,
    )


def test_the_longest_match_wins() -> None:
    nested = glossary(
        concept("a", "Minsk Group", "Минская группа"), concept("b", "OSCE Minsk Group", "Минская группа ОБСЕ")
    )
    assert found(nested, "the OSCE Minsk Group and the Minsk Group") == ["OSCE Minsk Group", "Minsk Group"]


KANT = concept(
    "kant", [Term("Kant", "en", pos="proper noun")], "Кант", context=Context(("base", "military"), ("philosoph", "Immanuel"))
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("The base in Kant was closed.", "", [False]),
        ("Immanuel Kant wrote it.", "", []),
        ("Kant was quiet.", "", [True]),
        ("Kant was quiet.", "The military base is near. Kant was quiet.", [False]),
        ("The base of the philosophy of Kant.", "", []),
    ],
)
def test_the_context_decides_what_is_meant(text: str, context: str, expected: list[bool]) -> None:
    assert [match.ambiguous for match in find(KANT, text, context)] == expected


def test_two_concepts_of_one_name_are_ambiguous_unless_the_context_decides() -> None:
    city = concept("city", [Term("Georgia", "en")], "Грузия")
    state = concept("state", [Term("Georgia", "en")], "Джорджия", context=Context(("Atlanta",)))
    both = glossary(city, state)
    (unsure,) = find(glossary(city, concept("state", "Georgia", "Джорджия")), "Georgia voted.")
    assert unsure.ambiguous
    assert [match.wanted.text for match in find(both, "Georgia voted.")] == ["Грузия"]
    assert [match.wanted.text for match in find(both, "Georgia voted, and so did Atlanta.")] == ["Джорджия"]


def test_higher_priority_wins_the_same_words() -> None:
    both = glossary(concept("a", "order", "орден", priority=1), concept("b", "order", "порядок"))
    (match,) = find(both, "the order")
    assert (match.wanted.text, match.ambiguous) == ("орден", False)


def test_what_is_not_translated_stands_for_itself() -> None:
    one = Concept("x", (Term("HotNews.ro", "en", pos="proper noun"),), do_not_translate=True)
    (match,) = find(one, "as HotNews.ro reports")
    assert (match.wanted.text, match.wanted.decline) == ("HotNews.ro", False)


def test_a_term_without_a_translation_is_not_looked_for() -> None:
    assert not find(Concept("x", (Term("summit", "en"),)), "the summit")


@pytest.mark.parametrize(
    ("language", "term", "text", "expected"),
    [
        ("zh", "上海合作组织", "在上海合作组织成员国", "上海合作组织"),
        ("ja", "日本", "日本の首相", "日本"),
        ("ar", "الأمم المتحدة", "وقالت للأمم المتحدة والأمم المتحدة", None),
        ("ko", "러시아", "러시아는 말했다", "러시아"),
        ("ru", "Нагорный Карабах", "бои в Нагорном Карабахе", "Нагорном Карабахе"),
        ("tr", "Irak", "IRAK ordusu", "IRAK"),
    ],
)
def test_other_scripts_have_other_word_borders(
    language: str, term: str, text: str, expected: str | None
) -> None:
    pos = "proper noun" if language == "ru" else "noun"
    gender = "m" if language == "ru" else ""
    one = Concept("x", (Term(term, language, pos=pos, gender=gender), Term("x", "en")))  # type: ignore[arg-type]
    matches = Matcher(glossary(one), language, "en").find(text)
    assert [match.text for match in matches][: 1 if expected else 0] == ([expected] if expected else [])


def test_an_arabic_term_is_found_behind_a_conjunction() -> None:
    one = Concept("x", (Term("روسيا", "ar"), Term("Russia", "en")))
    assert [m.text for m in Matcher(glossary(one), "ar", "en").find("وروسيا وبروسيا")] == ["روسيا", "روسيا"]


def test_an_acronym_takes_its_gender_from_its_full_form(security: Glossary) -> None:
    (match,) = find(security, "the CSTO met")
    assert (match.wanted.text, match.wanted.gender) == ("ОДКБ", "f")


@given(st.text(max_size=60))
def test_a_normalised_text_knows_the_way_back(text: str) -> None:
    seen = normalise(text, "tr")
    assert len(seen.text) == len(seen.folded)
    for at in range(len(seen.text)):
        start, end = seen.original(at, at + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(alphabet="CSTO .’'-()\u00ad\u200b\n", max_size=40))
def test_matches_never_overlap_and_stand_where_they_say(text: str) -> None:
    matches = find(concept("x", [Term("CSTO", "en", type="acronym")], "ОДКБ"), text)
    assert all(text[match.start : match.end] == match.text for match in matches)
    assert all(one.end <= other.start for one, other in pairwise(matches))


# Whether a translation has them


def rendered(whole: Glossary, source: str, target: str) -> list[str | None]:
    findings = check(Matcher(whole, "en", "ru").find(source), target, "ru").findings
    return [f.occurrence.text if f.occurrence else None for f in findings]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Лидеры ОДКБ встретились.", ["ОДКБ"]),
        ("Лидеры Организации Договора о коллективной безопасности встретились.", [None]),
        ("Лидеры CSTO встретились.", [None]),
        ("Лидеры ДКБ встретились.", [None]),
    ],
)
def test_an_acronym_is_rendered_by_an_acronym(
    security: Glossary, target: str, expected: list[str | None]
) -> None:
    assert rendered(security, "The leaders of the CSTO met.", target) == expected


def test_a_form_of_the_term_counts(security: Glossary) -> None:
    text = "Устав Организации Договора о коллективной безопасности (ОДКБ)."
    source = "The charter of the Collective Security Treaty Organization (CSTO)."
    assert rendered(security, source, text) == ["Организации Договора о коллективной безопасности", "ОДКБ"]


def test_the_same_term_twice_is_needed_twice(security: Glossary) -> None:
    assert rendered(security, "The CSTO and the CSTO.", "ОДКБ и блок.") == ["ОДКБ", None]
    assert rendered(security, "The CSTO and the CSTO.", "ОДКБ и ОДКБ.") == ["ОДКБ", "ОДКБ"]


def test_a_full_form_with_its_acronym_needs_both(security: Glossary) -> None:
    source = "The Collective Security Treaty Organization (CSTO) met."
    assert rendered(security, source, "ОДКБ (ОДКБ) собралась.") == [None, "ОДКБ"]


def test_a_forbidden_term_is_seen_but_not_inside_a_good_one(security: Glossary) -> None:
    matches = Matcher(security, "en", "ru").find("The CSTO met.")
    assert [there.text for _concept, there in check(matches, "ДКБ собралась в Минске.", "ru").unwanted] == [
        "ДКБ"
    ]
    assert check(matches, "ОДКБ собралась в Минске.", "ru").unwanted == ()


def test_a_wrong_form_is_found_by_its_lemmas_and_known_as_such() -> None:
    japarov = Term("Садыр Жапаров", "ru", pos="proper noun", gender="m", number="sg", animacy="anim")
    (there,) = occurrences(japarov, "Встреча с Садыр Жапаровым", "ru")
    assert (there.text, there.exact) == ("Садыр Жапаровым", False)


def test_a_preposition_is_no_form_of_a_noun() -> None:
    envoy = Concept("envoy", (Term("посол", "ru", pos="noun", gender="m"), Term("ambassador", "en")))
    matcher = Matcher(Glossary("g", (envoy,)), "ru", "en")
    assert [m.text for m in matcher.find("После встречи посла вызвали, о чём он узнал уже после.")] == [
        "посла"
    ]
    assert lemmas("после", "ru") == {"после"}
    assert "посол" in lemmas("послом", "ru")


def test_yo_and_ye_are_one_letter() -> None:
    term = Term("Вооружённые силы", "ru", pos="proper noun", number="pl")
    assert [o.text for o in occurrences(term, "для Вооруженных сил страны", "ru")] == ["Вооруженных сил"]


def test_nothing_is_checked_where_nothing_matches(security: Glossary) -> None:
    assert check((), "ДКБ", "ru").findings == ()
