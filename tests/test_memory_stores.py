"""Every store keeps the same promises; the one on a server also among many writers and when the server goes away."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import postgres_server
import pytest

from translator.cli import run
from translator.engines.pseudo import PseudoEngine
from translator.engines.remembering import CHUNK, RememberingEngine
from translator.errors import UsageError
from translator.memory.opening import open_store
from translator.memory.sqlite import SqliteStore
from translator.memory.store import Correction, Segment, Store


@pytest.fixture(scope="module")
def server() -> Iterator[postgres_server.Server]:
    with postgres_server.running() as found:
        yield found


@pytest.fixture
def address(server: postgres_server.Server) -> str:
    """A database without tables."""
    return server.emptied()


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        made: Store = SqliteStore(tmp_path / "m.sqlite")
    else:
        from translator.memory.postgres import PostgresStore

        made = PostgresStore(request.getfixturevalue("address"))
    yield made
    made.close()


def segment(n: int, target: str = "цель") -> Segment:
    return Segment(f"{n:016d}".encode(), f"source {n}", target, -0.1234567890123456, "loop" if n % 2 else "")


def correction(source: str, target: str, **more: str) -> Correction:
    return Correction(source, target, "en", "ru", **more)


def test_what_is_put_comes_back_to_the_last_bit(store: Store) -> None:
    segments = [segment(n) for n in range(2500)]
    store.put_segments(segments, "en", "ru")
    found = store.segments([s.key for s in segments] + [b"unknown"])
    assert list(found.values()) == sorted(segments, key=lambda s: s.key)
    assert [row[0] for row in store.all_segments()] == segments
    store.put_segments([segment(1, "новая")], "en", "ru")
    assert store.segments([segment(1).key])[segment(1).key].target == "новая"
    store.put_scores({b"a" * 16: b"\0\xff", b"b" * 16: b""})
    assert store.scores([b"a" * 16, b"c" * 16]) == {b"a" * 16: b"\0\xff"}
    assert dict(store.all_scores()) == {b"a" * 16: b"\0\xff", b"b" * 16: b""}
    assert store.segments([]) == {}


def test_corrections_are_told_apart_by_context_and_counted_when_they_change(store: Store) -> None:
    first = correction("Kant", "Кант", before="The base", created="2026-01-01T00:00:00+00:00")
    assert store.put_corrections([first, correction("Kant", "философ")]) == 2
    assert store.put_corrections([first]) == 0
    assert store.changes() == 2
    assert store.put_corrections([correction("Kant", "Канте", before="The base")], replace=False) == 0
    assert store.put_corrections([correction("Kant", "Канте", before="The base")]) == 1
    assert store.changes() == 3
    assert [c.target for c in store.corrections({"Kant", "Other"}, ("en", "ru"))] == ["Канте", "философ"]
    assert store.corrections({"Kant"}, ("en", "de")) == []
    store.put_corrections([Correction("Kant", "Kant", "en", "de", origin="x.tmx")])
    assert [c.target for c in store.all_corrections(("en", "de"))] == ["Kant"]
    assert len(list(store.all_corrections())) == 3


def test_counts_pairs_and_forgetting(store: Store) -> None:
    store.put_segments([segment(1)], "en", "ru")
    store.put_segments([segment(2)], "de", "ru")
    store.put_scores({b"a" * 16: b""})
    store.put_corrections(
        [correction("a", "б", origin="wrong.tmx"), correction("b", "в", origin="right.tmx")]
    )
    assert dict(store.counts()) == {"segments": 2, "scores": 1, "corrections": 2}
    assert dict(store.pairs()) == {("de", "ru"): (1, 0), ("en", "ru"): (1, 2)}
    before = store.changes()
    assert store.forget_corrections("wrong.tmx") == 1
    assert store.changes() == before + 1
    assert store.forget_machine("2000-01-01T00:00:00+00:00") == 0
    assert store.forget_machine("9000-01-01T00:00:00+00:00") == 3
    assert dict(store.counts()) == {"segments": 0, "scores": 0, "corrections": 1}


@pytest.mark.parametrize(
    "text", ["a\0b", "half \ud800 character", "x" * 200_000, "\u202e😀\u2028", "'; DROP TABLE segments; --"]
)
def test_odd_texts_are_kept_whole_or_not_at_all(store: Store, text: str) -> None:
    try:
        store.put_segments([Segment(b"k" * 16, text, text, 0.0), segment(1)], "en", "ru")
        store.put_corrections([correction(text, text)])
    except UnicodeEncodeError:
        assert "\ud800" in text  # told once by the caller; the run goes on
        return
    assert store.segments([segment(1).key])
    for found in store.segments([b"k" * 16]).values():
        assert found.source == found.target == text
    assert all(c.target == text for c in store.all_corrections())


def test_two_engines_share_what_they_find(store: Store) -> None:
    texts = [f"Sentence {n}." for n in range(20)]
    made = RememberingEngine(PseudoEngine("en", "ru"), store).translate(texts)
    broken = PseudoEngine("en", "ru")
    broken.translate = None  # type: ignore[method-assign, assignment]
    assert RememberingEngine(broken, store).translate(texts) == made


WRITER = """
import sys
from translator.memory.postgres import PostgresStore
from translator.memory.store import Correction, Segment
store = PostgresStore(sys.argv[1])
own = int(sys.argv[2])
for round in range(20):
    keys = list(range(200)) if own % 2 else list(range(199, -1, -1))
    shared = [Segment(f"{n:016d}".encode(), f"s{n}", f"t{n}", -0.5) for n in keys]
    mine = [Segment(f"w{own}{round:06d}{n:08d}".encode(), "s", "t", -0.5) for n in range(20)]
    store.put_segments(shared + mine, "en", "ru")
    store.put_corrections([Correction(f"c{own}{round}", "t", "en", "ru"), Correction("same", f"{own}{round}", "en", "ru")])
store.close()
"""


def test_many_writers_at_once_lose_nothing_and_never_lock_each_other_out(address: str) -> None:
    """The tables do not exist yet: making them is part of the race."""
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, address, str(n)]) for n in range(4)]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0, 0]
    store = open_store(address, print)
    assert store is not None
    assert store.counts()["segments"] == 200 + 4 * 20 * 20
    assert store.counts()["corrections"] == 4 * 20 + 1
    assert store.changes() == 2 * 4 * 20
    store.close()


def test_tables_of_a_newer_program_are_left_alone(address: str) -> None:
    from sqlalchemy import create_engine, text

    open_store(address, print).close()  # type: ignore[union-attr]
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as db:
        db.execute(text("UPDATE translator_facts SET value = 99 WHERE name = 'version'"))
    engine.dispose()
    said: list[str] = []
    assert open_store(address, said.append) is None
    assert "newer" in said[0]


def test_a_server_that_cannot_be_reached_is_told_and_the_local_store_used(home: Path, tmp_path: Path) -> None:
    said: list[str] = []
    store = open_store(f"postgresql://me:secret@/nowhere?host={tmp_path}", said.append)
    assert store is not None
    assert store.place == str(home / "data" / "memory.sqlite")
    store.close()
    assert "this run goes on with" in said[0]
    assert "secret" not in said[0]


@pytest.mark.parametrize("asked", ["mysql://a/b", "postgresql://host:port/x", "http://example.org/"])
def test_an_address_that_makes_no_sense_is_refused(asked: str) -> None:
    with pytest.raises(UsageError):
        open_store(asked, print)


def test_a_password_is_never_shown(server: postgres_server.Server) -> None:
    store = open_store(server.emptied() and server.address("s3cret"), print)
    assert store is not None
    assert "s3cret" not in store.place
    store.close()


def test_a_server_that_goes_away_in_mid_run_costs_nothing(server: postgres_server.Server, home: Path) -> None:
    said: list[str] = []
    store = open_store(server.emptied(), said.append)
    assert store is not None
    store.put_corrections([correction("Kept", "Оставлено")])
    texts = [f"Sentence number {n}." for n in range(2 * CHUNK)]

    class Leaving(PseudoEngine):
        turn = 0

        def translate(self, sentences, progress=None):  # type: ignore[no-untyped-def]
            self.turn += 1
            if self.turn == 2:
                server.kill()
            return super().translate(sentences, progress)

    made = RememberingEngine(Leaving("en", "ru"), store, tell=said.append).translate(texts)
    assert made == PseudoEngine("en", "ru").translate(texts)
    assert len(said) == 1
    assert "goes on with" in said[0]
    assert store.counts()["segments"] == CHUNK  # the second half is on this machine
    store.close()
    server.start()
    local = str(home / "data" / "memory.sqlite")
    assert run(["memory", "merge", local, "--memory", server.address(), "-q"]) == 0
    again = open_store(server.address(), said.append)
    assert again is not None
    assert dict(again.counts()) == {"segments": 2 * CHUNK, "scores": 0, "corrections": 1}
    again.close()


def wait(true: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 60
    while not true() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.starter
def test_the_program_goes_on_without_its_server_and_writes_the_same(
    server: postgres_server.Server, tmp_path: Path
) -> None:
    from translator.memory.postgres import PostgresStore

    article = tmp_path / "a.txt"
    lines = [f"Minister number {n} visited the northern region on day {n} of the talks." for n in range(160)]
    article.write_text("\n\n".join(lines), encoding="utf-8")
    code = "from translator.engines import remembering; remembering.CHUNK = 32\nfrom translator.cli import main; main()"
    line = [sys.executable, "-c", code, "translate", str(article), "--to", "ru", "--from", "en"]
    address = server.emptied()
    process = subprocess.Popen(
        [*line, "--memory", address, "-o", str(tmp_path / "a.json")], stderr=subprocess.PIPE, text=True
    )
    watching = PostgresStore(address)
    wait(lambda: watching.counts()["segments"] > 0, process)
    watching.close()
    server.kill()
    _out, said = process.communicate(timeout=120)
    server.start()
    assert process.returncode == 0
    assert "goes on with" in said
    assert "psycopg" not in said
    subprocess.run(
        [*line, "--memory", "none", "-o", str(tmp_path / "b.json")], check=True, capture_output=True
    )
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_memory_commands_work_on_the_server(
    address: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "a.tsv"
    table.write_text("The base\tБаза\n", encoding="utf-8")
    assert run(["memory", "import", str(table), "--from", "en", "--to", "ru", "--memory", address]) == 0
    assert run(["memory", "stats", "--memory", address]) == 0
    assert run(["memory", "search", "база", "--memory", address]) == 0
    assert "The base\tБаза" in capfd.readouterr().out
    assert run(["memory", "stats", "--memory", f"postgresql://x@/y?host={tmp_path}"]) == 3
    assert "cannot be used" in capfd.readouterr().err
