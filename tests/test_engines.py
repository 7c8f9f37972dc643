"""Every engine keeps the contract; the Argos engine is tried with the starter and with packages made from it."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from pathlib import Path

import argos_packages
import pytest

from translator import paths
from translator.checks import Subject, check
from translator.document import Span
from translator.engines import ENGINES, Engine, EngineOptions, Translation, open_engine
from translator.engines import argos as argos_engine
from translator.engines.argos_leg import Decoded, Settings
from translator.engines.argos_retries import retried
from translator.engines.argos_soundness import problem
from translator.engines.argos_stand_ins import stand_ins
from translator.engines.argos_symbols import prepare
from translator.errors import ModelError, ModelMissing, UsageError

SENTENCES = [
    "The president arrived in Moscow on Friday.",
    "Talks on the treaty will resume next week, officials said.",
    "CSTO troops left the country after ten days.",
    "“We will not change our position,” the minister told reporters.",
    "Russia and Kyrgyzstan signed an agreement on air defence in 2025.",
    "The army said that 12 soldiers were wounded near the border.",
    "No.",
    "Parliament ratified the agreement by 67 votes to 5, with 12 members absent from the hall that day.",
    "• The first point concerns trade;",
    "He was born in a village in the mountains, and he never learnt to read until he was thirty years old.",
    "",
    "   ",
    "____",
    "12.5 %",
    "The president arrived in Moscow on Friday.",
    "Prices rose by 4.2 per cent in March, the national bank reported on Tuesday evening.",
    "Why did they leave?",
    "IT IS OVER",
    "Photo: the press service of the government",
    "Two of the three candidates, who had met in secret, refused to answer questions about the money.",
]


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        opened = open_engine(request.param, "en", "ru")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[argos_engine.ArgosEngine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        opened = argos_engine.open_engine("en", "ru", EngineOptions())
    yield opened
    opened.close()


@pytest.fixture
def packages(home: Path) -> Path:
    """The folder the program looks for installed packages in."""
    folder = paths.installed_packages()
    folder.mkdir(parents=True)
    return folder


# The contract, for every engine.


def test_an_engine_is_what_the_contract_says(engine: Engine) -> None:
    assert isinstance(engine, Engine)
    assert (engine.source, engine.target) == ("en", "ru")
    assert engine.signature["engine"] in ENGINES
    assert all(isinstance(text, str) for item in engine.signature.items() for text in item)


def test_every_sentence_gets_its_translation_in_order(engine: Engine) -> None:
    out = engine.translate(SENTENCES)
    assert len(out) == len(SENTENCES)
    for source, made in zip(SENTENCES, out, strict=True):
        assert bool(source.strip()) == bool(made.text.strip())
        assert made.score <= 0
        assert made.problem in {"", "loop", "empty", "copied"}


def test_a_sentence_translates_the_same_alone_shuffled_and_among_others(engine: Engine) -> None:
    together = engine.translate(SENTENCES)
    assert [engine.translate([sentence])[0] for sentence in SENTENCES] == together
    order = list(range(len(SENTENCES)))
    random.Random(5).shuffle(order)
    shuffled = engine.translate([SENTENCES[at] for at in order])
    assert [shuffled[order.index(at)] for at in range(len(order))] == together


def test_progress_rises_to_the_number_of_sentences(engine: Engine) -> None:
    calls: list[tuple[int, int]] = []
    engine.translate(SENTENCES, lambda done, total: calls.append((done, total)))
    assert {total for _, total in calls} == {len(SENTENCES)}
    assert [done for done, _ in calls] == sorted(done for done, _ in calls)
    assert calls[-1][0] == len(SENTENCES)


def test_nothing_to_translate_is_no_work(engine: Engine) -> None:
    assert engine.translate([]) == []
    assert engine.score([]) == []


def test_scores_cover_the_translation_from_left_to_right(engine: Engine) -> None:
    pairs = [
        (SENTENCES[0], "Президент прибыл в Москву в пятницу."),
        ("No.", "Нет…  “да”"),
        ("No.", ""),
        ("", "да"),
    ]
    for (_source, target), scores in zip(pairs, engine.score(pairs), strict=True):
        ends = [score.end for score in scores]
        assert ends == sorted(ends)
        assert all(0 <= score.start <= score.end <= len(target) for score in scores)
        assert (scores[-1].start, scores[-1].end) == (len(target), len(target))
        covered = {at for score in scores for at in range(score.start, score.end)}
        assert covered == {at for at, char in enumerate(target) if not char.isspace()}


def test_scores_do_not_depend_on_the_batch(engine: Engine) -> None:
    pairs = [(s, t.text) for s, t in zip(SENTENCES, engine.translate(SENTENCES), strict=True)]
    assert [engine.score([pair])[0] for pair in pairs] == engine.score(pairs)


# The Argos engine, with the starter.


@pytest.mark.starter
def test_the_starter_translates_into_russian_with_nothing_installed(
    starter: argos_engine.ArgosEngine,
) -> None:
    made = starter.translate(["The president arrived in Moscow on Friday."])[0]
    assert "резидент" in made.text
    assert made.problem == ""
    assert starter.route.starter


@pytest.mark.starter
def test_russian_with_yo_and_without_is_the_same_to_the_starter(packages: Path) -> None:
    engine = open_engine("argos", "ru", "en")
    with_yo, without = engine.translate(["Её самолёт ещё не вылетел.", "Ее самолет еще не вылетел."])
    assert with_yo == without


@pytest.mark.starter
def test_the_score_is_the_mean_log_probability_of_a_piece(starter: argos_engine.ArgosEngine) -> None:
    plain = [s for s in SENTENCES if s.strip() and s[0].isalpha() and not s.isupper()]
    made = starter.translate(plain)
    for translation, scores in zip(
        made, starter.score([(s, t.text) for s, t in zip(plain, made, strict=True)]), strict=True
    ):
        assert translation.score == pytest.approx(
            math.fsum(s.log_prob for s in scores) / len(scores), abs=0.02
        )


@pytest.mark.starter
def test_the_better_translation_scores_higher(starter: argos_engine.ArgosEngine) -> None:
    right, wrong = starter.score(
        [("The president arrived.", "Президент прибыл."), ("The president arrived.", "Яблоки упали.")]
    )
    assert sum(s.log_prob for s in right) > sum(s.log_prob for s in wrong)


@pytest.mark.starter
@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(starter: argos_engine.ArgosEngine, threads: int) -> None:
    other = argos_engine.open_engine("en", "ru", EngineOptions(threads=threads))
    assert other.translate(SENTENCES) == starter.translate(SENTENCES)
    other.close()


@pytest.mark.starter
def test_output_never_has_the_mark_of_an_unknown_symbol(starter: argos_engine.ArgosEngine) -> None:
    wild = [
        "Hello [■] world",
        "🙂 Good morning, everyone 🙂",
        "A ☞ B, ❦ said ꙮ the ministry ∰ today",
        "¶ § † The law of ₿",
    ]
    for source, made in zip(wild, starter.translate(wild), strict=True):
        assert "⁇" not in made.text
        assert "<unk>" not in made.text
        assert made.text.strip(), source


@pytest.mark.starter
def test_symbols_around_a_sentence_are_kept_around_it(starter: argos_engine.ArgosEngine) -> None:
    plain, bullet = starter.translate(
        ["The president arrived in Moscow.", "• The president arrived in Moscow. 🙂"]
    )
    assert bullet.text == f"• {plain.text} 🙂"


@pytest.mark.starter
def test_an_underscore_stays_one(starter: argos_engine.ArgosEngine) -> None:
    tokenizer = starter.legs[0].tokenizer
    assert tokenizer.decode(tokenizer.encode("snake_case")) == "snake_case"


@pytest.mark.starter
@pytest.mark.parametrize("nothing", ["", " ", "____", "12.5 %", "* * *", "2024–2025", "🙂", "\x00\u202e"])
def test_what_has_no_letters_stays_as_it_is(starter: argos_engine.ArgosEngine, nothing: str) -> None:
    assert starter.translate([nothing]) == [Translation(nothing, 0.0)]


@pytest.mark.starter
def test_a_very_long_sentence_is_translated_to_its_end(starter: argos_engine.ArgosEngine) -> None:
    clause = "the minister said that the treaty, which was signed in May, would be ratified by parliament"
    made = starter.translate([", ".join([clause] * 200) + ", and the president of Kazakhstan left."])[0]
    assert made.text.count("ратифи") > 100
    assert len(made.text) > 0.6 * 200 * len(clause)


@pytest.mark.starter
def test_a_word_without_end_is_survived(starter: argos_engine.ArgosEngine) -> None:
    assert len(starter.translate(["no" * 4000])[0].text) > 0


@pytest.mark.starter
def test_an_interrupt_leaves_the_engine_usable(starter: argos_engine.ArgosEngine) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        starter.translate(SENTENCES, stop)
    assert starter.translate(SENTENCES[:1])[0].text


@pytest.mark.starter
def test_what_came_out_wrong_is_tried_again(starter: argos_engine.ArgosEngine) -> None:
    sentence = "The president arrived in Moscow on Friday."
    stutter = Decoded("Президент президент президент президент президент.", -9.0, 12)
    better, left = retried(starter.legs[0], {sentence: stutter})
    assert left == {}
    assert problem(sentence, better[sentence].text, "en", "ru") == ""


@pytest.mark.starter
@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("The president arrived in Moscow on 26 May 2014.", "Президент прибыл в Москву."),
        ("The president arrived in Moscow on 26 May 2014.", "Президент прибыл в Москву 26 мая 20145 года."),
        ("Talks on the treaty will resume next week.", "Переговоры по договору по договору возобновятся."),
        ("The parliament of the republic ratified the treaty on Friday.", "В пятницу."),
    ],
    ids=["a number lost", "a number garbled", "said twice", "left out"],
)
def test_what_the_checks_would_flag_is_tried_again(
    starter: argos_engine.ArgosEngine, sentence: str, first: str
) -> None:
    better, left = retried(starter.legs[0], {sentence: Decoded(first, -9.0, 12)})
    assert left == {}
    assert check(Subject((Span(sentence),), (Span(better[sentence].text),), "en", "ru")) == ()


@pytest.mark.starter
def test_what_is_right_is_left_alone(starter: argos_engine.ArgosEngine) -> None:
    first = Decoded("Президент прибыл в Москву 26 мая.", -9.0, 12)
    assert retried(starter.legs[0], {"The president arrived in Moscow on 26 May.": first}) == ({}, {})


@pytest.mark.parametrize(
    ("text", "asked", "translation", "finished"),
    [
        ("It cost 684,341 dollars.", "It cost 21 dollars.", "Это стоило 21 доллар.", "Это стоило 684\xa0341 доллар."),
        ("In 1987 it rained.", "In 2017 it rained.", "В 2017 году шёл дождь.", "В 1987 году шёл дождь."),
        ("Some 4.2 per cent.", "Some 2.5 per cent.", "Около 2,5 процента.", "Около 4,2 процента."),
        ("All 1,112 of them.", "All 12 of them.", "Все 12 из них.", "Все 1\xa0112 из них."),
        ("About 45 and 35.", "About 55 and 25.", "Около 55 и 25.", "Около 45 и 35."),
    ],
)  # fmt: skip
def test_stand_ins_have_the_grammar_of_the_number_and_give_way_to_it(
    text: str, asked: str, translation: str, finished: str
) -> None:
    standing = stand_ins(text, "ru")
    assert standing is not None
    assert standing.text == asked
    assert standing.put_back(translation) == finished


@pytest.mark.parametrize(
    ("target", "written"),
    [("de", "684.341"), ("pt-BR", "684.341"), ("zh-Hant", "684,341"), ("xx", "684,341")],
)
def test_the_real_number_is_written_as_in_the_target_language(target: str, written: str) -> None:
    standing = stand_ins("It cost 684,341 dollars.", target)
    assert standing is not None
    assert standing.put_back("21") == written


@pytest.mark.parametrize(
    "text", ["At 17:45 it began.", "The FTSE100 fell.", "Five of 9.", "See example.org/2014/21."]
)
def test_times_names_and_small_numbers_have_no_stand_in(text: str) -> None:
    assert stand_ins(text, "ru") is None


@pytest.mark.starter
def test_a_package_that_only_stutters_is_flagged(packages: Path) -> None:
    package = argos_packages.make_package(packages, "en", "ru", "9.0")
    pieces = [
        piece for piece in argos_packages.vocabulary(package) if any("а" <= c <= "я" for c in piece.lower())
    ]
    argos_packages.rename_pieces(package, {piece: "▁" * (at + 1) + "ля" for at, piece in enumerate(pieces)})
    engine = open_engine("argos", "en", "ru")
    assert (
        engine.translate(["Parliament ratified the agreement by 67 votes to 5 on Friday."])[0].problem
        == "loop"
    )


# Packages of every kind.


def test_an_installed_package_is_used_before_the_starter(packages: Path) -> None:
    argos_packages.make_package(packages, "en", "ru", "1.0")
    argos_packages.make_package(packages, "en", "ru", "1.9")
    engine = open_engine("argos", "en-GB", "ru")
    assert engine.signature["package"] == "translate-en_ru 1.9"
    assert len(engine.signature["sha256"]) == 64


def test_two_packages_make_a_route(packages: Path) -> None:
    argos_packages.make_package(packages, "de", "en")
    engine = open_engine("argos", "de", "ru")
    assert engine.signature["package"].startswith("translate-de_en 1.0 + translate-en_ru 0.")
    together = engine.translate(SENTENCES)
    assert [engine.translate([sentence])[0] for sentence in SENTENCES[:5]] == together[:5]
    assert together[0].text
    assert engine.score([(SENTENCES[0], "Президент прибыл.")])[0][-1].end == 17


def test_a_target_prefix_is_forced_and_taken_off_again(packages: Path) -> None:
    argos_packages.with_prefix(argos_packages.make_package(packages, "en", "ru", "2.0"), ">>ru<<")
    engine = open_engine("argos", "en", "ru")
    made = engine.translate(SENTENCES)
    assert not any(">>" in translation.text for translation in made)
    assert [engine.translate([sentence])[0] for sentence in SENTENCES] == made
    scores = engine.score([(SENTENCES[0], "Президент прибыл.")])[0]
    assert scores[0].start == 0
    assert made[0].score == pytest.approx(_mean(engine, SENTENCES[0], made[0].text), abs=0.02)


def test_a_target_prefix_the_model_does_not_know_is_refused(packages: Path) -> None:
    argos_packages.make_package(packages, "en", "ru", "2.0", metadata={"target_prefix": ">>ru<<"})
    with pytest.raises(ModelError, match="target prefix"):
        open_engine("argos", "en", "ru")


def test_a_bpe_package_translates(packages: Path) -> None:
    words = ["The", "president", "arrived", "in", "Moscow", "on", "Friday", "city", "new"]
    argos_packages.with_bpe(argos_packages.make_package(packages, "en", "ru", "2.0"), words)
    engine = open_engine("argos", "en", "ru")
    made = engine.translate(
        ["The president arrived in Moscow on Friday.", "new city", "The president's “new” city"]
    )
    assert "резидент" in made[0].text
    assert not any("@@" in translation.text for translation in made)
    scores = engine.score([("new city", "The new, “city”")])[0]
    assert [s.end for s in scores] == sorted(s.end for s in scores)
    assert scores[0].end == 3


@pytest.mark.parametrize("junk", ["stanza", "minisbd", "spacy"])
def test_a_sentence_splitter_in_the_package_is_ignored(packages: Path, junk: str) -> None:
    package = argos_packages.make_package(packages, "en", "ru", "2.0", metadata={"unheard_of": {"a": [1]}})
    (package / junk).mkdir()
    (package / junk / "model.pt").write_bytes(b"\x00\x01")
    assert open_engine("argos", "en", "ru").translate(["No."])[0].text


def test_a_damaged_model_is_one_clear_error(packages: Path) -> None:
    weights = argos_packages.own_weights(argos_packages.make_package(packages, "en", "ru", "2.0"))
    weights.write_bytes(weights.read_bytes()[:100_000])
    with pytest.raises(ModelError, match=r"translate-en_ru 2\.0") as caught:
        open_engine("argos", "en", "ru")
    assert "translator models" in caught.value.hint


def test_a_model_of_another_ctranslate2_is_named_as_such(packages: Path) -> None:
    weights = argos_packages.own_weights(argos_packages.make_package(packages, "en", "ru", "2.0"))
    weights.write_bytes((99).to_bytes(4, "little") + weights.read_bytes()[4:])
    with pytest.raises(ModelError, match="version"):
        open_engine("argos", "en", "ru")


def test_a_damaged_tokenizer_is_one_clear_error(packages: Path) -> None:
    package = argos_packages.make_package(packages, "en", "ru", "2.0")
    (package / "sentencepiece.model").write_bytes(b"<html>not found</html>")
    with pytest.raises(ModelError, match="tokenizer"):
        open_engine("argos", "en", "ru")


def test_a_missing_model_names_the_command_that_installs_it() -> None:
    with pytest.raises(ModelMissing) as caught:
        open_engine("argos", "de", "ru")
    assert caught.value.message == "No installed model translates German into Russian."
    assert "`translator models install de ru --with-pivots`" in caught.value.hint
    with pytest.raises(ModelMissing) as caught:
        open_engine("argos", "en", "pt-BR")
    assert "`translator models install en pb`" in caught.value.hint


def test_a_device_that_is_not_there_is_refused() -> None:
    import ctranslate2

    with pytest.raises(UsageError):
        open_engine("argos", "en", "ru", EngineOptions(device="abacus"))
    if not ctranslate2.get_cuda_device_count():
        with pytest.raises(ModelError, match="GPU"):
            open_engine("argos", "en", "ru", EngineOptions(device="cuda"))


def test_a_gpu_that_does_not_work_gives_way_to_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("this machine has a GPU that works")
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    engine = open_engine("argos", "en", "ru")
    assert engine.signature["device"] == "cpu"
    assert engine.translate(["No."])[0].text
    with pytest.raises(ModelError):
        open_engine("argos", "en", "ru", EngineOptions(device="cuda"))


def test_the_signature_changes_with_everything_that_decides_the_output(
    starter: argos_engine.ArgosEngine,
) -> None:
    greedy = open_engine("argos", "en", "ru", EngineOptions(beam=1, length_penalty=1.0))
    assert {k for k, v in greedy.signature.items() if v != starter.signature[k]} == {"beam", "length_penalty"}
    json.dumps(dict(starter.signature))


# The parts.


def _mean(engine: Engine, source: str, target: str) -> float:
    scores = engine.score([(source, target)])[0]
    return sum(score.log_prob for score in scores) / len(scores)


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        ("The president arrived.", "Президент прибыл.", ""),
        ("The president arrived.", "", "empty"),
        ("The president arrived.", " … ", "empty"),
        ("…", "…", ""),
        ("Vladimir Putin", "Vladimir Putin", ""),
        ("BBC News", "BBC News", ""),
        ("It is late again today", "It is late again today", "copied"),
        ("PUTIN MEETS XI IN MOSCOW", "PUTINET XINT XININCO", "copied"),
        ("No, no, no, no!", "Нет, нет, нет, нет!", ""),
        ("He said no.", "Он сказал нет нет нет нет нет.", "loop"),
        ("He came and went.", "Он пришёл и ушёл и ушёл и ушёл и ушёл.", "loop"),
        ("On the one hand, on the other hand", "С одной стороны, с другой стороны", ""),
        ("1 2 3 4 5", "1 2 3 4 5", ""),
        ("He left.", "Он ушёл " + "потому что всё было совсем не так как " * 12, "loop"),
        ("Dots", "Точки ........................", ""),
    ],
)
def test_what_looks_wrong_is_named(source: str, translation: str, found: str) -> None:
    assert problem(source, translation, "en", "ru") == found


def test_between_languages_of_one_script_a_few_equal_words_are_no_copy() -> None:
    assert problem("Die Hand ist warm", "Die Hand ist warm", "de", "nl") == ""
    assert (
        problem("das alte haus steht noch immer leer", "das alte haus steht noch immer leer", "de", "en")
        == "copied"
    )


@pytest.mark.parametrize(
    ("text", "lead", "middle", "trail"),
    [
        ("• One", "• ", "One", ""),
        ("  “One”", "", '"One"', ""),
        ("a\u00a0b\u200b\tc", "", "a b c", ""),
        ("Erdoğan’s", "", "Erdogan's", ""),
        ("One — two…", "", "One - two...", ""),
        ("One 🙂🙂", "", "One", " 🙂🙂"),
        ("One ■ two", "", "One ■ two", ""),
    ],
)
def test_unknown_characters_become_known_ones_or_are_set_aside(
    text: str, lead: str, middle: str, trail: str
) -> None:
    prepared = prepare(text, lambda char: char.isascii())
    assert (prepared.lead, prepared.text, prepared.trail) == (lead, middle, trail)


def test_known_characters_are_left_alone() -> None:
    assert prepare("“One” — two…", lambda _char: True).text == "“One” — two…"


def test_a_container_limit_counts_as_cores(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from translator.engines import argos_device

    monkeypatch.setattr(argos_device, "_CGROUPS", tmp_path)
    monkeypatch.setattr(argos_device, "_own_group", lambda: tmp_path / "a")
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: set(range(8)), raising=False)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "cpu.max").write_text("max 100000\n")
    assert argos_device.cores() == 8
    (tmp_path / "cpu.max").write_text("250000 100000\n")
    assert argos_device.cores() == 3
    (tmp_path / "a" / "cpu.max").write_text("50000 100000\n")
    assert argos_device.cores() == 1


def test_more_sentences_than_a_window_keep_their_order(
    starter: argos_engine.ArgosEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from translator.engines import argos_leg

    together = starter.translate(SENTENCES)
    monkeypatch.setattr(argos_leg, "_WINDOW", 3)
    assert starter.translate(SENTENCES) == together
    texts = [s.strip() for s in SENTENCES if s.strip()]
    assert len(starter.legs[0].decode(texts, Settings(1, 0.2))) == len(texts)
