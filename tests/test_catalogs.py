"""Catalogs: what is particular to one format or one part."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from catalog_samples import FOLDER, filled, opened, sample

from translator.catalogs import (
    Asked,
    Review,
    accelerators,
    fluent_patterns,
    icu,
    layout,
    open_catalog,
    pieces,
    plurals,
)
from translator.catalogs.cues import cues, passages
from translator.catalogs.destinations import destination
from translator.catalogs.messages import Leaf, leaves
from translator.catalogs.respeaking import LINE, split
from translator.errors import InputError, UsageError
from translator.localisation import Wish, wording
from translator.localisation.pseudo import pseudo

MSGFMT = shutil.which("msgfmt")
HEADER = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def msgfmt(data: bytes) -> str:
    """What ``msgfmt -c`` has against *data*."""
    if MSGFMT is None:
        pytest.skip("gettext is not installed")
    done = subprocess.run(
        [MSGFMT, "-c", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False
    )
    return "" if done.returncode == 0 else done.stderr.decode()


@pytest.mark.parametrize(
    ("text", "dialects", "found"),
    [
        ("%d of %s at 100%", {"c"}, ["%d", "%s"]),
        ("%(name)s has %(n)d", {"python"}, ["%(name)s", "%(n)d"]),
        ("{name}, {0}, {{count}}", set(), ["{name}", "{0}", "{{count}}"]),
        ("%n file(s) in %1, %L2", {"qt"}, ["%n", "%1", "%L2"]),
        ("%1$s and %2$d", set(), ["%1$s", "%2$d"]),
        ("%@ of %lld", set(), ["%@", "%lld"]),
        ("Save 50% off", set(), []),
        ("a\\nb\\t", set(), ["\\n", "\\t"]),
        ("<b>bold</b> &nbsp; <br/>", set(), ["<b>", "</b>", "&nbsp;", "<br/>"]),
        ("a < b and c > d", set(), []),
        ('<ph id="1">%s</ph> x', set(), ['<ph id="1">%s</ph>']),
        ("{ $name } { -brand }", {"plain"}, ["{ $name }", "{ -brand }"]),
        ("use --help for my_file", set(), ["--help", "my_file"]),
        ("# files", {"number"}, ["#"]),
    ],
)
def test_pieces_are_found(text: str, dialects: set[str], found: list[str]) -> None:
    assert [piece.text for piece in pieces.find(text, frozenset(dialects))] == found


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("%s in %s", "%s"),
        ("%s has %d", "%d у %s"),
        ("{name}", "{имя}"),
        ("<b>x</b>", "<b>x"),
        ("<b>x</b> <i>y</i>", "<b><i>x</b></i> y"),
        ("a %s", "a %s %s"),
        ("a", "a %s"),
    ],
)
def test_what_is_lost_new_or_out_of_order_is_noticed(source: str, target: str) -> None:
    assert pieces.lost(source, target)


def test_numbered_arguments_may_change_places() -> None:
    assert not pieces.lost("%1$s has %2$d", "%2$d у %1$s")
    assert not pieces.lost("{a} of {b}", "{b}: {a}")


@pytest.mark.parametrize(
    ("text", "translation", "language", "put"),
    [
        ("_Open", "Открыть", "ru", "_Открыть"),
        ("&File", "Fichier", "fr", "&Fichier"),
        ("Save &As", "Opslaan als", "nl", "Opslaan &als"),
        ("E_xit", "Salir", "es", "_Salir"),
        ("&Open", "開く", "ja", "開く(&O)"),
        ("AT&T", "AT&T", "ru", "AT&T"),
        ("my_file", "мой файл", "ru", "мой файл"),
        ("A & B", "А & Б", "ru", "А & Б"),
    ],
)
def test_accelerators_come_back(text: str, translation: str, language: str, put: str) -> None:
    assert accelerators.put(accelerators.split(text), translation, [], language) == put


@pytest.mark.parametrize(
    ("source", "translation", "target", "cased"),
    [
        ("open the file", "Открыть файл", "ru", "открыть файл"),
        ("Open", "открыть", "ru", "Открыть"),
        ("file", "Datei", "de", "Datei"),
        ("the Kremlin says", "Кремль говорит", "ru", "Кремль говорит"),
        ("documents of the un", "ООН и документы", "ru", "ООН и документы"),
        ("{name} is open", "{name} открыт", "ru", "{name} открыт"),
        ("", "", "ru", ""),
    ],
)
def test_a_translation_begins_as_its_source_does(
    source: str, translation: str, target: str, cased: str
) -> None:
    assert wording.cased(source, translation, target) == cased


@pytest.mark.parametrize(
    "text",
    [
        "plain {name}",
        "{n, plural, one {# file} other {# files}}",
        "Hi {who}: {g, select, male {he {n, plural, =0 {none} other {#}}} other {they}}!",
        "it''s '{'quoted'}' {n, plural, offset:1 one {x} other {y}}",
    ],
)
def test_icu_is_read_and_written(text: str) -> None:
    tree = icu.parse(text)
    assert icu.parse(icu.render(tree)) == tree


@pytest.mark.parametrize("text", ["{a", "a}", "{n, plural, one {x}", "{n, plural, one {x}}", "{a {b}}"])
def test_unbalanced_icu_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        icu.parse(text)


def test_what_stands_around_a_choice_is_drawn_into_its_branches() -> None:
    tree = icu.parse("Delete {n, plural, one {# file} other {# files}}?")
    assert [leaf.text for leaf in leaves(tree)] == ["Delete # file?", "Delete # files?"]


def test_fluent_selectors_get_the_forms_of_the_target() -> None:
    catalog = opened(b"days = { $n ->\n    [one] { $n } day\n   *[other] { $n } days\n} left\n", "a.ftl")
    filled(catalog)
    tree = fluent_patterns.parse(catalog.entries[0].target[0])
    assert [key for key, _inner in tree.branches] == ["one", "few", "many", "other"]


def test_the_form_for_none_is_not_taken_for_the_singular() -> None:
    data = sample("stringsdict").replace(
        b"<key>one</key>", b"<key>zero</key><string>Nothing</string><key>one</key>", 1
    )
    assert b"Nothing" in data
    sources = [
        [entry.source for entry in opened(one, "Localizable.stringsdict").entries]
        for one in (sample("stringsdict"), data)
    ]
    assert sources[0] == sources[1]


def test_dart_keeps_its_branches_for_none_and_two() -> None:
    text = "{count, plural, zero{No pages} one{1 page} two{A pair} other{{count} pages} } in all"
    arb, plain = (
        opened(f'{{"pages": "{text}"}}'.encode(), name, target="ru") for name in ("app_en.arb", "en.json")
    )
    filled(arb)
    filled(plain)
    keys = [[key for key, _inner in icu.parse(c.entries[0].target[0]).branches] for c in (arb, plain)]
    assert keys == [["zero", "two", "one", "few", "many", "other"], ["one", "few", "many", "other"]]


def test_an_indented_line_of_fluent_may_begin_with_a_bracket() -> None:
    text = "Usage:\n  [the house]"
    assert fluent_patterns.parse(fluent_patterns.render(Leaf(text))) == Leaf('Usage:\n  {"["}the house]')


def test_arabic_gets_six_forms_and_japanese_one() -> None:
    assert [form.name for form in plurals.forms("ar")] == list(plurals.CATEGORIES)
    assert [form.name for form in plurals.forms("ja")] == ["other"]


@pytest.mark.parametrize(
    "rule", ["", "nonsense", "nplurals=2; plural=n%10;", "nplurals=3; plural=(n", "nplurals=99; plural=0;"]
)
def test_a_plural_header_that_makes_no_sense_is_not_believed(rule: str) -> None:
    assert plurals.gettext_forms(rule) is None


def test_a_wrong_plural_header_is_replaced_and_told() -> None:
    text = (
        HEADER
        + '"Plural-Forms: nplurals=2; plural=n%7;\\n"\n\nmsgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    catalog = opened(text.encode(), "a.po")
    filled(catalog)
    data = catalog.data()
    assert catalog.remarks
    assert b"nplurals=3" in data
    assert data.count(b"msgstr[") == 3


def test_po_written_passes_msgfmt_and_keeps_everything_else() -> None:
    catalog = opened(sample("po"), "app.po")
    filled(catalog)
    data = catalog.data().decode()
    assert msgfmt(data.encode()) == ""
    before = sample("po").decode()
    for line in before.splitlines():
        if line.startswith(("#", "msgid", '"')) and "fuzzy" not in line and "format" not in line:
            assert line in data
    assert 'msgstr ""\n"Открыть"' in data  # wrapped by hand, left so
    assert 'msgstr "Закройте дверь"' in data  # fuzzy, not asked for


def test_an_equal_message_that_people_translated_is_taken_again() -> None:
    catalog = opened(sample("po"), "app.po")
    done = filled(catalog)
    assert done.reused == 1
    assert [e.target for e in catalog.entries if e.source == ("Open",)] == [("Открыть",), ("Открыть",)]


def test_fuzzy_entries_are_translated_anew_when_asked() -> None:
    catalog = opened(sample("po"), "app.po")
    filled(catalog, wish=Wish(fuzzy=True))
    assert b'#| msgid "Close the door"' not in catalog.data()


def test_mixed_line_ends_stay_where_nothing_changed() -> None:
    text = (HEADER + '\nmsgid "a"\nmsgstr "b"\n\n').replace("\n", "\r\n") + 'msgid "the house"\nmsgstr ""\n'
    catalog = opened(text.encode(), "a.po")
    filled(catalog)
    data = catalog.data()
    assert b'msgid "a"\r\nmsgstr "b"\r\n' in data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.po", HEADER.replace("UTF-8", "KOI-99").encode()),
        ("a.po", HEADER.encode() + b'\nmsgid "a"\nmsgstr "\xe9"\n'),
        (
            "strings.xml",
            b'<!DOCTYPE r [<!ENTITY a "b">]><resources><string name="x">&a;</string></resources>',
        ),
        ("a.xlf", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff version="1.2">&a;</xliff>'),
        ("en.json", b'["a"]'),
        ("a.ftl", b"= nothing\n"),
        ("a.xcstrings", b'{"version": "1.0"}'),
        ("a.srt", b"no times here\n"),
        ("a.bin", b"x"),
    ],
)
def test_bad_input_is_refused_in_words(name: str, data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        opened(data, name)
    assert name in caught.value.message


def test_duplicates_are_told() -> None:
    catalog = opened((HEADER + '\nmsgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n').encode(), "a.po")
    assert catalog.remarks


def test_unbalanced_braces_leave_the_entry_out_and_name_it() -> None:
    catalog = opened(b'{"good": "The house {x}", "bad": "{n, plural, one {x}"}', "en.json")
    done = filled(catalog)
    assert [doubt.entry.key for doubt in done.left] == ["bad"]
    assert b"bad" not in catalog.data()


def test_a_catalog_for_another_language_is_not_filled() -> None:
    with pytest.raises(UsageError):
        open_catalog(Asked("app.po", sample("po"), None, "de"))


def test_android_references_and_untranslatable_strings_stay_out() -> None:
    data = b'<resources><string name="a" translatable="false">X</string><string name="b">@string/a</string><string name="c">The house</string></resources>'
    catalog = opened(data, "strings.xml")
    filled(catalog)
    assert [e.state for e in catalog.entries] == ["locked", "locked", "review"]
    assert b"@string/a" not in catalog.data()


def test_a_translated_file_is_completed_and_its_order_kept() -> None:
    existing = '<?xml version="1.0" encoding="utf-8"?>\n<resources>\n    <!-- mine -->\n    <string name="x">Икс</string>\n    <string name="a">Готово</string>\n</resources>\n'
    catalog = opened(sample("android"), "strings.xml", existing=existing.encode())
    done = filled(catalog)
    data = catalog.data().decode()
    assert done.filled == 1
    assert data.index("<!-- mine -->") < data.index("Икс") < data.index("Готово") < data.index('name="n"')


def test_layout_keeps_the_hand_of_the_file() -> None:
    original = "a:\n    b :  1\n# note\nc: ''\n"
    assert (
        layout.keep(original, "a:\n  b: 1\nc: ''\n", "a:\n  b: 1\nc: x\n") == "a:\n    b :  1\n# note\nc: x\n"
    )


def test_a_comment_after_plural_branches_survives() -> None:
    data = b'en:\n  files:\n    one:   "%{count} file"\n    other:  "%{count} files"\n  # about the house\n  house: "The house"\n'
    catalog = opened(data, "en.yml")
    filled(catalog)
    out = catalog.data().decode()
    assert out.index("many:") < out.index("  # about the house\n  house:")


@pytest.mark.parametrize(
    ("path", "format", "there"),
    [
        ("res/values/strings.xml", "android", "res/values-pt-rBR/strings.xml"),
        ("en.lproj/a.strings", "strings", "pt-BR.lproj/a.strings"),
        ("Base.lproj/a.strings", "strings", "pt-BR.lproj/a.strings"),
        ("locales/en.json", "json", "locales/pt-BR.json"),
        ("locales/en/common.json", "json", "locales/pt-BR/common.json"),
        ("lib/app_en.arb", "arb", "lib/app_pt_BR.arb"),
        ("messages.properties", "properties", "messages_pt_BR.properties"),
        ("po/app.pot", "po", "po/pt_BR.po"),
        ("Strings.resx", "resx", "Strings.pt-BR.resx"),
        ("film.en.srt", "subtitles", "film.pt-BR.srt"),
        ("garden.json", "json", "garden.pt-BR.json"),
    ],
)
def test_a_translation_goes_where_programs_look_for_it(path: str, format: str, there: str) -> None:
    assert destination(Path(path), format, "en", "pt-BR") == Path(there)


def test_sentences_run_through_cues_and_speakers_do_not() -> None:
    found = cues(sample("subtitles").decode())
    assert [len(group) for group in passages(found)] == [2, 1, 1]


def test_subtitles_keep_their_times_and_fit_their_lines() -> None:
    catalog = opened(sample("subtitles"), "film.srt")
    filled(catalog)
    before, after = cues(sample("subtitles").decode()), cues(catalog.data().decode())
    assert [(c.start, c.end, c.before, c.after) for c in before] == [
        (c.start, c.end, c.before, c.after) for c in after
    ]
    assert all(len(line) <= LINE + 2 for cue in after for line in cue.text.split("\n"))


def test_a_translation_is_split_at_good_places() -> None:
    group = cues(
        "1\n00:00:01,000 --> 00:00:03,000\nThe leaders met on Friday,\n\n2\n00:00:03,000 --> 00:00:05,000\nbut nothing was signed.\n"
    )
    assert split("Лидеры встретились в пятницу, но ничего не подписали.", group) == [
        "Лидеры встретились в пятницу,",
        "но ничего не подписали.",
    ]


def test_ass_keeps_styles_and_comments() -> None:
    data = (FOLDER / "film.ass").read_bytes()
    catalog = opened(data, "film.ass")
    filled(catalog)
    out = catalog.data().decode()
    assert "Comment: 0," in out
    assert "{\\i1}[" in out
    assert len(out.splitlines()) == len(data.decode().splitlines())


def test_xliff_2_gets_target_state_and_note_in_their_places() -> None:
    catalog = opened((FOLDER / "app2.xlf").read_bytes(), "app2.xlf")
    filled(catalog)
    out = catalog.data().decode()
    assert out.index("<notes>") < out.index("<segment") < out.index("<source>") < out.index("<target>")
    assert 'state="initial"' in out
    assert '<pc id="1">' in catalog.entries[0].target[0]


def test_reviewed_xliff_is_never_touched() -> None:
    catalog = opened(sample("xliff"), "app.xlf")
    filled(catalog, wish=Wish(fuzzy=True))
    assert b"<source>The house</source><target>\xd0\x94\xd0\xbe\xd0\xbc</target>" in catalog.data()


def test_a_pseudo_locale_is_longer_and_keeps_placeholders() -> None:
    catalog = open_catalog(Asked("app.po", sample("po")))
    pseudo(catalog, "accented")
    assert msgfmt(catalog.data()) == ""
    first = catalog.entries[0]
    assert all("%d" in text and len(text) > 1.3 * len(first.source[1]) for text in first.target)


def test_putting_a_translation_without_review_leaves_no_mark() -> None:
    catalog = opened(sample("po"), "app.po")
    catalog.put(catalog.entries[1], ("_Открыть <b>новое окно</b>\n",), None)
    assert b"needs review" not in catalog.data()
    catalog.put(catalog.entries[1], ("_Открыть <b>новое окно</b>\n",), Review("someone"))
    assert b"needs review: machine translation (someone)" in catalog.data()


XCODE = """{
  "sourceLanguage" : "en",
  "strings" : {
    "" : {

    },
    "%lld boxes" : {
      "localizations" : {
        "en" : {
          "variations" : {
            "plural" : {
              "one" : { "stringUnit" : { "state" : "translated", "value" : "%lld box" } },
              "other" : { "stringUnit" : { "state" : "translated", "value" : "%lld boxes" } }
            }
          }
        },
        "ru" : MINE
      }
    },
    "The house" : {

    },
    "The rooms" : {
      "localizations" : {
        "en" : { "stringUnit" : { "state" : "translated", "value" : "%#@rooms@" }, "substitutions" : {} }
      }
    }
  },
  "version" : "1.0"
}
"""


@pytest.mark.parametrize(
    "mine",
    [
        '{ "stringUnit" : { "state" : "translated", "value" : "Ящики: %lld" } }',
        """{
          "variations" : {
            "device" : {
              "mac" : { "stringUnit" : { "state" : "translated", "value" : "Ящик: %lld" } },
              "other" : { "stringUnit" : { "state" : "translated", "value" : "Ящики: %lld" } }
            }
          }
        }""",
    ],
    ids=["one text", "by device"],
)
def test_a_string_catalog_keeps_what_people_made_in_another_shape(mine: str) -> None:
    text = XCODE.replace("MINE", mine)
    catalog = opened(text.encode(), "a.xcstrings", target="ru")
    assert filled(catalog).filled == 1
    made = catalog.data().decode()
    assert mine in made
    assert '"" : {\n\n    }' in made
    assert len(catalog.remarks) == 1
