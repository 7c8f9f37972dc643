"""Work on a Ray cluster gives what one machine gives, and a lost worker costs nothing but time."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from translator.cli import run
from translator.errors import UsageError
from translator.memory.sqlite import SqliteStore
from translator.memory.store import Correction

ray = pytest.importorskip("ray", reason="Ray is not installed (the extra ray)")

pytestmark = [pytest.mark.slow, pytest.mark.network]
ADDRESS = f"{socket.gethostbyname(socket.gethostname())}:6399"
PROGRAM = [sys.executable, "-m", "translator", "translate"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    for n in range(30):
        lines = [f"The parliament ratified agreement number {n * 10 + m} on Wednesday." for m in range(6)]
        (place / f"{n:02}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    (place / "broken.txt").write_bytes(b"\n \n")
    (place / "russian.txt").write_text(
        "Парламент ратифицировал соглашение в среду на заседании.", encoding="utf-8"
    )
    return place


def options(place: Path, out: Path, *more: str) -> list[str]:
    return [str(place), "-o", f"{out}/", "--to", "ru", "--to-format", "json", *more]


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_a_cluster_gives_the_same_editions_and_the_same_manifest(folder: Path, tmp_path: Path) -> None:
    memory = tmp_path / "m.sqlite"
    store = SqliteStore(memory)
    store.put_corrections(
        [Correction("The parliament ratified agreement number 3 on Wednesday.", "Поправка.", "en", "ru")]
    )
    store.close()
    glossary = tmp_path / "idle.toml"
    glossary.write_text(
        '[[concept]]\nid = "treaty"\n[[concept.de]]\nterm = "Vertrag"\n[[concept.fr]]\nterm = "traité"\n',
        encoding="utf-8",
    )
    usual = ("--memory", str(memory), "-g", str(glossary))
    for name, more in (("one", ()), ("many", ("--engine-cluster", "local"))):
        line = [*PROGRAM, *options(folder, tmp_path / name, *usual, *more)]
        done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=400)
        assert done.returncode == 3, done.stderr
        assert "30 files done, 2 failed." in done.stderr
        assert "The glossary idle has no terms for English → Russian." in done.stderr
    one, many = contents(tmp_path / "one"), contents(tmp_path / "many")
    assert one == many
    assert "Поправка." in one["00.ru.json"].decode()


@pytest.fixture
def nodes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """A head without processors of its own and two nodes with one each; nobody without the token gets in."""
    monkeypatch.setenv("RAY_AUTH_MODE", "token")
    monkeypatch.setenv("RAY_AUTH_TOKEN", secrets.token_hex(24))
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    start = [str(Path(sys.executable).with_name("ray")), "start", "--block", "--disable-usage-stats"]
    started: list[subprocess.Popen[bytes]] = []

    def add(number: int, *more: str) -> None:
        log = tmp_path / f"node{number}.log"
        with log.open("wb") as file:
            started.append(
                subprocess.Popen([*start, *more], start_new_session=True, stdout=file, stderr=file)
            )
        end = time.monotonic() + 90
        while "runtime started" not in log.read_text():
            assert started[-1].poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.2)

    try:
        add(0, "--head", "--port=6399", "--num-cpus=0", "--include-dashboard=false")
        for number in (1, 2):
            add(number, f"--address={ADDRESS}", "--num-cpus=1")
        yield started
    finally:
        for node in reversed(started):
            if node.poll() is None:
                os.killpg(node.pid, signal.SIGKILL)
            node.wait()


def test_a_node_that_is_killed_costs_nothing(
    folder: Path, tmp_path: Path, nodes: list[subprocess.Popen[bytes]]
) -> None:
    subprocess.run(
        [*PROGRAM, *options(folder, tmp_path / "one", "--memory", "none")], capture_output=True, check=False
    )
    line = [*PROGRAM, *options(folder, tmp_path / "many", "--memory", "none", "--engine-cluster", ADDRESS)]
    process = subprocess.Popen(line, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 240
    while not list(tmp_path.glob("many/*.ru.json")) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.1)
    assert process.poll() is None, process.communicate()[1]
    os.killpg(nodes[2].pid, signal.SIGKILL)
    _out, said = process.communicate(timeout=400)
    assert "30 files done, 2 failed." in said
    assert contents(tmp_path / "one") == contents(tmp_path / "many")


def test_a_cluster_writes_into_files(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["translate", str(folder / "00.txt"), "--to", "ru", "--engine-cluster", "local"]) == 2
    assert "files" in capfd.readouterr().err


@pytest.mark.parametrize("address", ["here", "http://x/", "ray://x", "a b:1"])
def test_another_address_is_refused(address: str) -> None:
    from translator.cluster import Cluster

    with pytest.raises(UsageError):
        Cluster(address)


@pytest.mark.parametrize("address", ["127.0.0.1:9", "ray://127.0.0.1:9", "127.0.0.1:99999"])
def test_a_cluster_nobody_answers_for_is_named_at_once(
    address: str, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["translate", *options(folder / "00.txt", tmp_path / "out", "--engine-cluster", address)]) == 3
    assert f"The cluster {address} cannot be reached" in capfd.readouterr().err
