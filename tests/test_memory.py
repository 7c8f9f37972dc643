"""Nothing is done twice and nothing is lost: the segment store under the engine."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from translator.engines import Engine, Progress, TokenScore, Translation
from translator.engines.pseudo import PseudoEngine
from translator.engines.remembering import CHUNK, RememberingEngine
from translator.memory.keys import pack_scores, unpack_scores
from translator.memory.opening import open_store
from translator.memory.sqlite import SqliteStore
from translator.memory.store import Correction, Segment, Store


class Counting(PseudoEngine):
    """The pseudo engine with a record of what it was asked."""

    def __init__(self) -> None:
        super().__init__("en", "ru")
        self.asked: list[str] = []
        self.scored: list[tuple[str, str]] = []

    def translate(self, sentences: Sequence[str], progress: Progress | None = None) -> list[Translation]:
        self.asked += sentences
        return super().translate(sentences, progress)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[list[TokenScore]]:
        self.scored += pairs
        return super().score(pairs)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


def opened(place: Path, said: list[str] | None = None) -> Store:
    store = open_store(str(place), (said if said is not None else []).append)
    assert store is not None
    return store


def test_a_second_run_asks_the_engine_nothing_and_answers_the_same(place: Path) -> None:
    first, second = Counting(), Counting()
    store = opened(place)
    made = RememberingEngine(first, store).translate(["one", "two", "one"])
    scored = RememberingEngine(first, store).score([("one", "[one]")])
    store.close()
    again = opened(place)
    remembering: Engine = RememberingEngine(second, again)
    assert remembering.translate(["one", "two", "one"]) == made
    assert remembering.score([("one", "[one]")]) == scored
    assert second.asked == []
    assert second.scored == []
    again.close()


def test_only_what_is_missing_is_computed(place: Path) -> None:
    engine = Counting()
    with_store = RememberingEngine(engine, opened(place))
    with_store.translate(["one"])
    with_store.translate(["one", "two"])
    assert engine.asked == ["one", "two"]


def test_fresh_computes_everything_again_and_remembers_it(place: Path) -> None:
    engine = Counting()
    store = opened(place)
    RememberingEngine(engine, store).translate(["one"])
    RememberingEngine(engine, store, fresh=True).translate(["one"])
    assert engine.asked == ["one", "one"]
    store.close()


def test_another_engine_or_setting_shares_nothing(place: Path) -> None:
    one, other = Counting(), Counting()
    other.signature = {"engine": "pseudo", "beam": "8"}
    store = opened(place)
    RememberingEngine(one, store).translate(["one"])
    RememberingEngine(other, store).translate(["one"])
    assert other.asked == ["one"]
    store.close()


def test_finished_chunks_survive_a_failure_in_the_next(place: Path) -> None:
    class Failing(Counting):
        def translate(self, sentences: Sequence[str], progress: Progress | None = None) -> list[Translation]:
            if len(self.asked) >= CHUNK:
                raise KeyboardInterrupt
            return super().translate(sentences, progress)

    store = opened(place)
    texts = [f"sentence {n}" for n in range(CHUNK + 10)]
    with pytest.raises(KeyboardInterrupt):
        RememberingEngine(Failing(), store).translate(texts)
    assert store.counts()["segments"] == CHUNK
    engine = Counting()
    RememberingEngine(engine, store).translate(texts)
    assert len(engine.asked) == 10
    store.close()


def test_progress_counts_what_was_remembered(place: Path) -> None:
    store = opened(place)
    RememberingEngine(Counting(), store).translate(["one", "two"])
    seen: list[tuple[int, int]] = []
    RememberingEngine(Counting(), store).translate(
        ["one", "two", "three"], lambda done, total: seen.append((done, total))
    )
    assert seen[-1] == (3, 3)
    store.close()


def test_a_damaged_store_is_set_aside_never_deleted(place: Path) -> None:
    place.write_bytes(b"this is no database, but somebody's work may be in it" * 50)
    said: list[str] = []
    store = opened(place, said)
    RememberingEngine(Counting(), store).translate(["one"])
    store.close()
    aside = place.with_name("memory.sqlite.damaged-1")
    assert aside.read_bytes().startswith(b"this is no database")
    assert "damaged" in said[0]


def test_a_truncated_store_never_stops_a_translation(place: Path) -> None:
    store = opened(place)
    RememberingEngine(Counting(), store).translate([f"sentence {n}" for n in range(300)])
    store.close()
    place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])
    said: list[str] = []
    found = open_store(str(place), said.append)
    texts = [f"sentence {n}" for n in range(300)]
    expected = PseudoEngine("en", "ru").translate(texts)
    if found is not None:
        assert RememberingEngine(Counting(), found, tell=said.append).translate(texts) == expected
        found.close()
    assert said


def test_a_store_from_a_newer_version_is_left_alone(place: Path) -> None:
    database = sqlite3.connect(place)
    database.execute("PRAGMA user_version = 99")
    database.close()
    before = place.read_bytes()
    said: list[str] = []
    assert open_store(str(place), said.append) is None
    assert place.read_bytes() == before
    assert "newer" in said[0]


def test_a_folder_named_as_one_is_made_and_holds_the_store(tmp_path: Path) -> None:
    store = open_store(f"{tmp_path}/project/", print)
    assert store is not None
    assert store.place == str(tmp_path / "project/memory.sqlite")
    store.close()
    assert (tmp_path / "project/memory.sqlite").is_file()


def test_none_means_none(place: Path) -> None:
    assert open_store("none", lambda _m: None) is None


def test_a_store_that_fails_in_mid_run_is_told_once_and_done_without(place: Path) -> None:
    store = opened(place)
    said: list[str] = []
    engine = RememberingEngine(Counting(), store, tell=said.append)
    engine.translate(["one"])
    store.close()
    assert [t.text for t in engine.translate(["one", "two"])] == [
        t.text for t in PseudoEngine("en", "ru").translate(["one", "two"])
    ]
    engine.translate(["three"])
    assert len(said) == 1


def test_two_writers_lose_nothing(place: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from translator.memory.sqlite import SqliteStore\nfrom translator.memory.store import Segment\n"
        "store = SqliteStore(Path(sys.argv[1]))\n"
        "for n in range(100):\n"
        "    key = f'{sys.argv[2]}{n:015d}'.encode()\n"
        "    store.put_segments([Segment(key, f's{n}', f't{n}', -0.5)], 'en', 'ru')\n"
    )
    opened(place).close()
    writers = [subprocess.Popen([sys.executable, "-c", code, str(place), letter]) for letter in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    store = opened(place)
    assert store.counts()["segments"] == 200
    store.close()


@pytest.mark.slow
def test_a_run_killed_at_any_moment_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "\n\n".join(f"The parliament of Kyrgyzstan discussed draft law number {n}." for n in range(40)),
        encoding="utf-8",
    )
    place = tmp_path / "m.sqlite"

    def command(target: str, *more: str) -> list[str]:
        line = [
            sys.executable,
            "-m",
            "translator",
            "translate",
            str(article),
            "--to",
            "ru",
            "--from",
            "en",
            "-q",
        ]
        return [*line, "-o", str(tmp_path / target), *more]

    subprocess.run(command("whole.json", "--memory", "none"), check=True)
    for delay in (0.2, 0.5, 0.8, 1.1, 1.4):
        process = subprocess.Popen(command("killed.json", "--memory", str(place)))
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    (tmp_path / "killed.json").unlink(missing_ok=True)
    subprocess.run(command("killed.json", "--memory", str(place)), check=True)
    assert (tmp_path / "killed.json").read_bytes() == (tmp_path / "whole.json").read_bytes()


@pytest.mark.starter
def test_a_run_that_finds_everything_loads_no_model(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from translator.engines import EngineOptions, argos, argos_leg

    texts = ["Russia ratified the agreement.", "The talks took place in Minsk."]

    def run() -> tuple[list[Translation], dict[str, str]]:
        store = opened(place)
        engine = argos.open_engine("en", "ru", EngineOptions())
        made = RememberingEngine(engine, store).translate(texts)
        engine.close()
        store.close()
        return made, dict(engine.signature)

    first = run()
    load = argos_leg._load
    loaded = []
    monkeypatch.setattr(argos_leg, "_load", lambda *given: loaded.append(given) or load(*given))
    assert run() == first
    assert loaded == []
    texts.append("This sentence is new.")
    run()
    assert len(loaded) == 1


@pytest.mark.starter
def test_facts_of_a_model_that_changed_are_found_out_again(tmp_path: Path) -> None:
    from translator.engines.argos_facts import Facts

    weights = tmp_path / "model.bin"
    weights.write_bytes(b"one")
    facts = Facts(weights)
    first = facts.sha256()
    facts.put("how", "int8")
    assert (Facts(weights).sha256(), Facts(weights).get("how")) == (first, "int8")
    weights.write_bytes(b"two")
    os.utime(weights, ns=(1, 1))
    assert Facts(weights).get("how") is None
    assert Facts(weights).sha256() != first


def test_corrections_are_kept_by_context_and_replaced_only_by_newer_ones(place: Path) -> None:
    store = SqliteStore(place)
    first = Correction("Kant", "Кант", "en", "ru", before="The base")
    assert store.put_corrections([first, Correction("Kant", "Кант (философ)", "en", "ru")]) == 2
    assert store.put_corrections([first]) == 0
    assert store.put_corrections([Correction("Kant", "Канте", "en", "ru", before="The base")]) == 1
    assert {c.target for c in store.corrections(["Kant"], ("en", "ru"))} == {"Канте", "Кант (философ)"}
    assert store.corrections(["Kant"], ("en", "de")) == []
    store.close()


def test_scores_are_kept_bit_by_bit() -> None:
    scores = [(0, 5, -0.1234567890123456), (5, 5, -1e-300)]
    assert unpack_scores(pack_scores(scores)) == scores
    with pytest.raises(ValueError, match="truncated"):
        unpack_scores(pack_scores(scores)[:-1])


def test_many_keys_are_looked_up_together(place: Path) -> None:
    store = SqliteStore(place)
    segments = [Segment(f"{n:016d}".encode(), f"s{n}", f"t{n}", 0.0) for n in range(1300)]
    store.put_segments(segments, "en", "ru")
    assert len(store.segments([s.key for s in segments])) == 1300
    store.close()


def test_a_read_only_store_is_used_and_told(place: Path) -> None:
    store = opened(place)
    RememberingEngine(Counting(), store).translate(["one"])
    store.close()
    if os.getuid() == 0:
        pytest.skip("root may write everywhere")
    place.chmod(0o444)
    place.parent.chmod(0o555)
    said: list[str] = []
    found = open_store(str(place), said.append)
    assert found is not None
    assert "read-only" in said[0]
