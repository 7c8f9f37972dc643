"""Packages arrive from servers that misbehave; what was there before is there after every failure."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import argos_packages
import model_server
import pytest
from model_server import ModelServer

from translator import paths
from translator.engines import open_engine
from translator.errors import ModelError, ModelMissing, UsageError
from translator.models import index, installing, library, store, wanted
from translator.models.web import Patience

pytestmark = [pytest.mark.network, pytest.mark.starter]
HURRY = Patience(connect=2, stall=1, slowest=200, tries=3, pause=0.01)
PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Package files made from the starter: name → archive."""
    folder = tmp_path_factory.mktemp("made")
    made = {}
    for name in ("de_en-1.0", "de_en-1.1", "en_ro-1.0"):
        pair, version = name.split("-")
        package = argos_packages.make_package(folder / name, *pair.split("_"), version)
        made[name] = argos_packages.pack(package, folder / f"{name}.argosmodel")
    return made


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with model_server.running() as shop:
        yield shop


@pytest.fixture
def packages(home: Path) -> Path:
    folder = paths.installed_packages()
    folder.mkdir(parents=True)
    return folder


def offer(server: ModelServer, *entries: tuple[str, list[str]], **more: object) -> list[index.Available]:
    """Serve an index of (``de_en-1.0``, links) and read it the way the program does."""
    listed = []
    for name, links in entries:
        pair, version = name.split("-")
        source, target = pair.split("_")
        listed.append({
            "package_version": version, "argos_version": "1.9.0", "from_code": source, "from_name": source,
            "to_code": target, "to_name": target, "code": f"translate-{pair}", "links": links, **more,
        })  # fmt: skip
    server.serve("/index.json", json.dumps(listed).encode())
    index.update(server.url("/index.json"))
    return index.available(server.url("/index.json"))


def tree(folder: Path) -> dict[str, str]:
    """Everything below *folder* that means something, with its hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".translator.lock"
    }


def clean(packages: Path) -> bool:
    """Nothing but packages, the lock file and the mutex, in and beside the folder."""
    beside = {path.name for path in packages.parent.iterdir()}
    inside = {path.name for path in packages.iterdir() if not (path / "metadata.json").is_file()}
    return beside == {"packages"} and inside <= {"translator-lock.json", ".translator.lock"}


# When all is well.


def test_a_package_is_fetched_checked_installed_recorded_and_used(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    link = server.serve("/de_en.argosmodel", archives["de_en-1.0"])
    offered = offer(server, ("de_en-1.0", [link]))
    calls: list[tuple[str, int, int]] = []
    (done,) = installing.install(offered, progress=lambda *call: calls.append(call), patience=HURRY)
    assert done.state == "installed"
    assert done.package.path == packages / "translate-de_en-1_0"
    size = archives["de_en-1.0"].stat().st_size
    assert calls[-1] == ("translate-de_en 1.0", size, size)
    record = store.records().packages["translate-de_en-1_0"]
    assert record.sha256 == hashlib.sha256(archives["de_en-1.0"].read_bytes()).hexdigest()
    assert record.came_from == link
    assert set(record.files) == {
        str(p.relative_to(done.package.path)) for p in done.package.path.rglob("*") if p.is_file()
    }
    assert clean(packages)
    assert not list((paths.cache_dir() / "downloads").glob("*.part"))
    assert open_engine("argos", "de", "ru").translate(["The president arrived in Moscow."])[0].text


def test_what_is_installed_is_not_fetched_again(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    offered = offer(server, ("de_en-1.0", [server.serve("/p", archives["de_en-1.0"])]))
    installing.install(offered)
    before, asked = tree(packages), len(server.asked)
    assert installing.install(offered)[0].state == "already"
    assert (tree(packages), len(server.asked)) == (before, asked)
    assert installing.install(offered, force=True)[0].state == "installed"
    assert [p.label for p in library.installed() if p.origin != "starter"] == ["translate-de_en 1.0"]
    assert clean(packages)


def test_a_newer_version_replaces_ours_and_leaves_that_of_others(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    links = {name: server.serve(f"/{name}", path) for name, path in archives.items()}
    installing.install(offer(server, ("de_en-1.0", [links["de_en-1.0"]])))
    foreign = argos_packages.make_package(packages, "de", "en", "0.9")
    offered = offer(server, *((name, [link]) for name, link in links.items()))
    newer = wanted.upgrades(library.installed(), offered)
    assert [(old.version, new.package.version) for old, new in newer] == [("1.0", "1.1")]
    installing.install([new for _old, new in newer])
    assert sorted(p.name for p in packages.iterdir() if p.is_dir()) == [
        "translate-de_en-0_9",
        "translate-de_en-1_1",
    ]
    assert foreign.is_dir()
    assert list(store.records().packages) == ["translate-de_en-1_1"]
    assert clean(packages)


def test_of_two_entries_for_a_pair_the_newest_is_chosen(
    server: ModelServer, archives: dict[str, Path]
) -> None:
    links = [server.serve(f"/{name}", archives[name]) for name in ("de_en-1.0", "de_en-1.1")]
    offered = offer(server, ("de_en-1.0", [links[0]]), ("de_en-1.1", [links[1]]))
    assert [item.package.version for item in wanted.choose(offered, ("de", "en"))] == ["1.1"]


def test_pivots_are_installed_only_when_asked_for(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    links = {name: server.serve(f"/{name}", path) for name, path in archives.items()}
    offered = offer(server, *((name, [link]) for name, link in links.items()))
    with pytest.raises(ModelMissing, match="through en") as caught:
        wanted.choose(offered, ("de", "ro"))
    assert "--with-pivots" in caught.value.hint
    chosen = wanted.choose(offered, ("de", "ro"), with_pivots=True)
    installing.install(chosen)
    assert {p.code for p in library.installed()} == {
        "translate-de_en",
        "translate-en_ro",
    } | argos_packages.STARTERS
    assert wanted.way(library.installed(), offered, ("de", "ro")).missing == ()


def test_a_proxy_is_honoured(
    server: ModelServer, archives: dict[str, Path], packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.serve("http://packages.invalid/de_en", archives["de_en-1.0"])
    offered = offer(server, ("de_en-1.0", ["http://packages.invalid/de_en"]))
    monkeypatch.setenv("HTTP_PROXY", server.address)
    assert installing.install(offered, patience=HURRY)[0].state == "installed"


def test_a_socks_proxy_is_honoured(
    server: ModelServer, archives: dict[str, Path], packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.serve("/de_en", archives["de_en-1.0"])
    offered = offer(server, ("de_en-1.0", ["http://packages.invalid/de_en"]))
    with model_server.socks_proxy(server) as address:
        monkeypatch.setenv("ALL_PROXY", address)
        assert installing.install(offered, patience=HURRY)[0].state == "installed"


# When servers misbehave.


def test_the_next_mirror_is_asked(server: ModelServer, archives: dict[str, Path], packages: Path) -> None:
    good = server.serve("/good", archives["de_en-1.0"])
    server.always = {
        "/page": model_server.page,
        "/circle": model_server.circle,
        "/500": model_server.status(500),
    }
    bad = [server.url(path) for path in ("/nowhere", "/page", "/circle", "/500")]
    bad += ["ipfs://QmQmaqSiFS86qdf3ignt3", "http://127.0.0.1:1/refused", "no address at all"]
    assert (
        installing.install(offer(server, ("de_en-1.0", [*bad, good])), patience=HURRY)[0].state == "installed"
    )
    assert store.records().packages["translate-de_en-1_0"].came_from == good


def test_a_mirror_with_another_package_is_passed_over(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    links = [server.serve("/wrong", archives["en_ro-1.0"]), server.serve("/right", archives["de_en-1.0"])]
    (done,) = installing.install(offer(server, ("de_en-1.0", links)), patience=HURRY)
    assert done.package.code == "translate-de_en"
    assert store.records().packages["translate-de_en-1_0"].came_from == links[1]


def test_a_server_that_recovers_is_asked_again(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    link = server.serve("/p", archives["de_en-1.0"])
    server.tricks["/p"] = [model_server.status(500), model_server.status(503)]
    installing.install(offer(server, ("de_en-1.0", [link])), patience=HURRY)
    assert [path for path, _range in server.asked].count("/p") == 3


def test_a_cut_connection_is_taken_up_where_it_broke(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    link = server.serve("/p", archives["de_en-1.0"])
    body = server.content["/p"]
    server.tricks["/p"] = [model_server.cut_after(5_000_000, body), model_server.cut_after(6_000_000, body)]
    installing.install(offer(server, ("de_en-1.0", [link])), patience=HURRY)
    ranges = [asked for path, asked in server.asked if path == "/p"]
    assert ranges == ["", "bytes=5000000-", "bytes=11000000-"]
    assert server.sent < len(body) + 10_000


def test_the_next_run_goes_on_where_the_last_one_gave_up(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    link = server.serve("/p", archives["de_en-1.0"])
    offered = offer(server, ("de_en-1.0", [link]))
    server.tricks["/p"] = [
        model_server.cut_after(7_000_000, server.content["/p"]),
        *[model_server.status(502)] * 3,
    ]
    with pytest.raises(ModelError, match="502"):
        installing.install(offered, patience=HURRY)
    assert tree(packages) == {}
    installing.install(offered, patience=HURRY)
    assert server.asked[-1] == ("/p", "bytes=7000000-")


def test_a_file_that_changed_meanwhile_is_fetched_from_its_start(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    link = server.serve("/p", archives["de_en-1.0"])
    server.tricks["/p"] = [model_server.cut_after(7_000_000, archives["de_en-1.1"].read_bytes())]
    assert installing.install(offer(server, ("de_en-1.0", [link])), patience=HURRY)[0].state == "installed"
    assert server.asked[-1] == ("/p", "bytes=7000000-")
    assert server.conditions[-1] == "200"


def test_a_server_without_ranges_still_serves(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    link = server.serve("/p", archives["de_en-1.0"])
    body = server.content["/p"]
    server.tricks["/p"] = [model_server.cut_after(7_000_000, body), model_server.without_ranges(body)]
    assert installing.install(offer(server, ("de_en-1.0", [link])), patience=HURRY)[0].state == "installed"


def test_a_download_that_was_complete_is_not_fetched_again(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    link = server.serve("/p", archives["de_en-1.0"])
    offered = offer(server, ("de_en-1.0", [link]))
    part = installing._part(offered[0].package)
    shutil.copyfile(archives["de_en-1.0"], part)
    part.with_name(f"{part.name}.json").write_text(json.dumps({"link": link, "validator": ""}))
    installing.install(offered, patience=HURRY)
    assert server.conditions[-1] == "416"


FAILURES = {
    "not found": (model_server.status(404), "404"),
    "forbidden": (model_server.status(403), "403"),
    "down": (model_server.status(500), "500"),
    "a web page": (model_server.page, "web page"),
    "a circle": (model_server.circle, "circle"),
    "ten gigabytes": (model_server.huge, "larger than"),
    "a drip": (model_server.drip, "too slow"),
    "silence": (model_server.silence, "stopped sending"),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_what_a_server_does_wrong_is_said_and_changes_nothing(
    kind: str, server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    installing.install(offer(server, ("en_ro-1.0", [server.serve("/ro", archives["en_ro-1.0"])])))
    before = tree(packages)
    answer, said = FAILURES[kind]
    server.always["/p"] = answer
    with pytest.raises(ModelError, match=said) as caught:
        installing.install(
            offer(server, ("de_en-1.0", [server.url("/p")])), patience=Patience(2, 1, 200, 1, 0.01)
        )
    assert "translate-de_en 1.0" in caught.value.message
    assert "127.0.0.1" in caught.value.message
    assert "translator models import" in caught.value.hint
    assert tree(packages) == before
    assert clean(packages)


def test_a_wrong_length_changes_nothing(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    body = archives["de_en-1.0"].read_bytes()
    offered = offer(server, ("de_en-1.0", [server.url("/p")]))
    for answer, said in (
        (model_server.longer_than_sent(body), "cut"),
        (model_server.shorter_than_it_is(body), "zip archive"),
    ):
        server.always["/p"] = answer
        with pytest.raises(ModelError, match=said):
            installing.install(offered, patience=Patience(2, 1, 200, 1, 0.01))
        assert tree(packages) == {}


def test_the_demanded_sum_is_enforced(server: ModelServer, archives: dict[str, Path], packages: Path) -> None:
    right = hashlib.sha256(archives["de_en-1.0"].read_bytes()).hexdigest()
    offered = offer(server, ("de_en-1.0", [server.serve("/p", archives["de_en-1.0"])]))
    with pytest.raises(ModelError, match="not the file you asked for"):
        installing.install(offered, sha256="0" * 64, patience=HURRY)
    assert tree(packages) == {}
    assert installing.install(offered, sha256=right.upper(), patience=HURRY)[0].state == "installed"
    with pytest.raises(UsageError):
        installing.install([*offered, *offered], sha256=right)


def test_a_sum_in_the_index_is_enforced(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    link = server.serve("/p", archives["de_en-1.0"])
    with pytest.raises(ModelError, match="SHA-256"):
        installing.install(offer(server, ("de_en-1.0", [link]), sha256="ab" * 32), patience=HURRY)


def test_the_first_sum_is_remembered_and_enforced(
    server: ModelServer, archives: dict[str, Path], packages: Path, tmp_path: Path
) -> None:
    offered = offer(server, ("de_en-1.0", [server.serve("/p", archives["de_en-1.0"])]))
    installing.install(offered)
    installing.remove([p for p in library.installed() if p.origin == "installed"])
    other = argos_packages.make_package(tmp_path, "de", "en", "1.0", metadata={"note": "swapped"})
    server.serve("/p", argos_packages.pack(other, tmp_path / "other.zip"))
    before = tree(packages)
    with pytest.raises(ModelError, match="first installed") as caught:
        installing.install(offered, patience=HURRY)
    assert "--sha256" in caught.value.hint
    assert tree(packages) == before
    new = hashlib.sha256(server.content["/p"]).hexdigest()
    with pytest.raises(ModelError, match="first installed"):  # whoever serves the index cannot change the sum
        installing.install(offer(server, ("de_en-1.0", [server.url("/p")]), sha256=new), patience=HURRY)
    assert installing.install(offered, sha256=new)[0].state == "installed"
    assert installing.install(offered, force=True)[0].state == "installed", "the new sum was not kept"


def test_a_sum_that_is_demanded_counts_for_what_is_installed_already(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    offered = offer(server, ("de_en-1.0", [server.serve("/p", archives["de_en-1.0"])]))
    installing.install(offered)
    before = tree(packages)
    right = hashlib.sha256(archives["de_en-1.0"].read_bytes()).hexdigest()
    assert installing.install(offered, sha256=right)[0].state == "already"
    with pytest.raises(ModelError, match="not the file you asked for"):
        installing.install(offered, sha256="0" * 64, patience=HURRY)
    with pytest.raises(ModelError, match="not the file you asked for"):
        installing.import_archive(archives["de_en-1.0"], sha256="0" * 64)
    assert tree(packages) == before


def test_another_package_than_the_index_says_is_refused(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    offered = offer(server, ("de_en-1.0", [server.serve("/p", archives["en_ro-1.0"])]))
    with pytest.raises(ModelError, match="What was fetched as translate-de_en"):
        installing.install(offered, patience=HURRY)
    assert tree(packages) == {}


def broken_model(package: Path) -> None:
    weights = argos_packages.own_weights(package)
    weights.write_bytes(weights.read_bytes()[:5_000_000])


def newer_model(package: Path) -> None:
    weights = argos_packages.own_weights(package)
    weights.write_bytes((99).to_bytes(4, "little") + weights.read_bytes()[4:])


def far_too_old_model(package: Path) -> None:
    argos_packages.by_older_ctranslate2(package, 2)


def broken_tokenizer(package: Path) -> None:
    (package / "sentencepiece.model").write_bytes(b"nothing of the kind")


def without_model(package: Path) -> None:
    (package / "model/model.bin").unlink()


def of_another_type(package: Path) -> None:
    (package / "metadata.json").write_text(json.dumps({"type": "sbd", "from_code": "de", "to_code": "en"}))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (broken_model, "cannot be loaded"),
        (newer_model, "another version of CTranslate2"),
        (far_too_old_model, r"format 2 of CTranslate2 \(now: 6\)"),
        (broken_tokenizer, "tokenizer"),
        (without_model, "translate-de_en 1.5 is incomplete: it lacks model/model.bin"),
        (of_another_type, "sbd-de_en"),
    ],
)
def test_a_package_that_does_not_work_is_not_installed(
    damage: object, said: str, server: ModelServer, archives: dict[str, Path], packages: Path, tmp_path: Path
) -> None:
    installing.install(offer(server, ("de_en-1.0", [server.serve("/1.0", archives["de_en-1.0"])])))
    before = tree(packages)
    package = argos_packages.make_package(tmp_path, "de", "en", "1.5")
    damage(package)  # type: ignore[operator]
    link = server.serve("/p", argos_packages.pack(package, tmp_path / "p.zip"))
    with pytest.raises(ModelError, match=said):
        installing.install(offer(server, ("de_en-1.5", [link])), patience=HURRY)
    assert tree(packages) == before
    assert clean(packages)


def test_a_full_disk_changes_nothing(server: ModelServer, archives: dict[str, Path], packages: Path) -> None:
    """A limit on the size of files stands in for the disk; the error comes from the same write."""
    installing.install(offer(server, ("en_ro-1.0", [server.serve("/ro", archives["en_ro-1.0"])])))
    before = tree(packages)
    offer(server, ("de_en-1.0", [server.serve("/p", archives["de_en-1.0"])]))
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (9_000_000, 9_000_000));"
        "from translator.cli import main; main(sys.argv[1:])"
    )
    done = run_python(code, "models", "install", "de", "en", "--index", server.url("/index.json"))
    assert done.returncode == 3
    assert "Nothing can be downloaded to" in done.stderr
    assert "too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(packages) == before


@pytest.mark.parametrize("format", [5, 4, 3])
def test_a_model_of_an_older_ctranslate2_is_installed_and_used(
    format: int, packages: Path, tmp_path: Path
) -> None:
    package = argos_packages.by_older_ctranslate2(argos_packages.make_package(tmp_path, "de", "ru"), format)
    installing.import_archive(argos_packages.pack(package, tmp_path / "p.argosmodel"))
    engine = open_engine("argos", "de", "ru")
    assert engine.translate(["The president arrived in Moscow."])[0].text == "Президент прибыл в Москву."


# Two at once, and death at any moment.


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, check=False
    )


INSTALL = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "  # ignored in background jobs
    "from translator.cli import main; main(['models', 'install', *sys.argv[1:]])"
)


def test_two_installs_at_once_do_not_collide(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    offer(server, *((name, [server.serve(f"/{name}", path)]) for name, path in archives.items()))
    asked = ("--index", server.url("/index.json"))
    done: list[subprocess.CompletedProcess[str]] = []
    threads = [
        threading.Thread(target=lambda words=words: done.append(run_python(INSTALL, *words, *asked)))
        for words in (("de", "en"), ("de:en", "en:ro"), ("en", "ro"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.returncode for one in done] == [0, 0, 0], [one.stderr for one in done]
    assert sorted(p.code for p in library.installed()) == sorted(
        {"translate-de_en", "translate-en_ro"} | argos_packages.STARTERS
    )
    assert [path for path, _ in server.asked].count("/de_en-1.1") == 1
    assert clean(packages)


KILLED = """
import os, pathlib, shutil, signal, sys
left = int(sys.argv[1])
def deadly(real):
    def step(*a, **k):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*a, **k)
    return step
for home, names in ((os, ("rename", "replace", "fsync", "mkdir", "unlink", "chmod")), (shutil, ("rmtree",))):
    for name in names:
        setattr(home, name, deadly(getattr(home, name)))
from translator.cli import main
main(["models", "install", *sys.argv[2:]])
"""


@pytest.mark.slow
def test_killed_at_any_moment_the_next_run_is_clean(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    links = {name: server.serve(f"/{name}", path) for name, path in archives.items()}
    offer(server, ("de_en-1.0", [links["de_en-1.0"]]))
    asked = ("de", "en", "--index", server.url("/index.json"))
    assert run_python(INSTALL, *asked).returncode == 0
    start = packages.parent / "start"
    shutil.copytree(packages, start)
    offer(server, ("de_en-1.1", [links["de_en-1.1"]]))
    deaths = 0
    for moment in (*range(1, 40, 4), *range(40, 400, 3)):
        done = run_python(KILLED, str(moment), *asked)
        usable = [p.version for p in library.installed() if p.code == "translate-de_en"]
        assert usable, f"nothing left after death at {moment}"
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        deaths += 1
        again = run_python(INSTALL, *asked)
        assert again.returncode == 0, again.stderr
        with store.changing():
            pass
        assert [p.version for p in library.installed() if p.code == "translate-de_en"] == ["1.1"]
        assert list(store.records().packages) == [p.name for p in packages.iterdir() if p.is_dir()]
        shutil.rmtree(packages)
        shutil.copytree(start, packages)
    assert deaths >= 8
    assert done.returncode == 0, "the last run was not killed any more, so every moment was tried"


def test_killed_while_downloading_the_next_run_goes_on(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    link = server.serve("/p", archives["de_en-1.0"])
    offer(server, ("de_en-1.0", [link]))
    reached = threading.Event()

    def slow(handler: model_server.Handler) -> None:
        handler.head(200, len(server.content["/p"]), ETag='"x"')
        handler.write(server.content["/p"][:3_000_000])
        reached.set()
        handler.connection.recv(1)

    server.tricks["/p"] = [slow]
    command = [sys.executable, "-c", INSTALL, "de", "en", "--index", server.url("/index.json")]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(PROJECT)}) as child:
        assert reached.wait(20)
        part = paths.cache_dir() / "downloads/translate-de_en-1_0.argosmodel.part"
        while not part.exists() or part.stat().st_size < 2_000_000:
            pass
        child.kill()
    assert tree(packages) == {}
    assert run_python(INSTALL, "de", "en", "--index", server.url("/index.json")).returncode == 0
    assert server.asked[-1][1].startswith("bytes=")


def test_interrupted_while_downloading_it_says_that_nothing_is_lost(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    offer(server, ("de_en-1.0", [server.serve("/p", archives["de_en-1.0"])]))
    reached = threading.Event()

    def silent(handler: model_server.Handler) -> None:
        handler.head(200, len(server.content["/p"]))
        handler.write(server.content["/p"][:1_000_000])
        reached.set()
        handler.connection.recv(1)

    server.tricks["/p"] = [silent]
    command = [sys.executable, "-c", INSTALL, "de", "en", "--index", server.url("/index.json")]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as child:
        assert reached.wait(20)
        part = paths.cache_dir() / "downloads/translate-de_en-1_0.argosmodel.part"
        while not part.exists() or part.stat().st_size < 900_000:
            pass
        child.send_signal(signal.SIGINT)
        err = child.communicate()[1]
    assert child.returncode == 130
    assert [line for line in err.splitlines() if line][-2:] == [
        "What was fetched is kept: the same command again goes on from here.",
        "Interrupted.",
    ]
    assert tree(packages) == {}


# Removing.


def test_removing_leaves_others_alone(server: ModelServer, archives: dict[str, Path], packages: Path) -> None:
    installing.install(offer(server, ("de_en-1.0", [server.serve("/p", archives["de_en-1.0"])])))
    foreign = argos_packages.make_package(packages, "fr", "en")
    by_code = {p.code: p for p in library.installed()}
    for code, said in (("translate-fr_en", "another program"), ("translate-en_ru", "starter")):
        with pytest.raises(ModelError, match=said):
            installing.remove([by_code["translate-de_en"], by_code[code]])
    assert len(library.installed()) == 4
    installing.remove([by_code["translate-de_en"]])
    installing.remove([by_code["translate-fr_en"]], foreign=True)
    assert [p.origin for p in library.installed()] == ["starter", "starter"]
    assert not foreign.exists()
    assert clean(packages)


def test_a_damaged_lock_file_is_not_overwritten(
    server: ModelServer, archives: dict[str, Path], packages: Path
) -> None:
    lock = packages / store.LOCK_FILE
    lock.write_text('{"packages": ')
    with pytest.raises(ModelError, match="translator-lock"):
        installing.install(offer(server, ("de_en-1.0", [server.serve("/p", archives["de_en-1.0"])])))
    assert lock.read_text() == '{"packages": '


@pytest.mark.official
def test_a_real_package_of_the_official_index(packages: Path) -> None:
    """In processes of their own, because this one may talk to loopback only."""
    update = "from translator.cli import main; main(['models', 'update'])"
    for done in (run_python(update), run_python(INSTALL, "es", "pt")):
        if "could not be fetched" in done.stderr:
            pytest.skip(
                f"the official Argos index cannot be reached from here: {done.stderr.splitlines()[0]}"
            )
        assert done.returncode == 0, done.stderr
    assert list(store.records().archives) == ["translate-es_pt 1.0"]
    made = open_engine("argos", "es", "pt").translate(["El presidente llegó a Lisboa el martes."])[0].text
    assert "presidente" in made
    assert "Lisboa" in made
    assert run_python("from translator.cli import main; main(['models', 'verify'])").returncode == 0
