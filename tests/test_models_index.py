"""The index is fetched only when asked, kept whole, and read without a network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import model_server
import pytest
from conftest import SAMPLES
from model_server import ModelServer

from translator import paths
from translator.errors import ModelError, ModelMissing, UsageError
from translator.models import index, wanted
from translator.models.package import Package
from translator.models.web import Patience

OFFICIAL = SAMPLES / "argos-index.json"
HURRY = Patience(connect=2, stall=1, slowest=200, tries=3, pause=0.01)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    for name in ("HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with model_server.running() as shop:
        shop.serve("/index.json", OFFICIAL)
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", shop.url("/"))
        yield shop


def test_without_an_index_the_command_that_fetches_it_is_named() -> None:
    with pytest.raises(ModelError) as caught:
        index.available()
    assert "translator models update" in caught.value.hint
    assert index.known() == []


@pytest.mark.network
def test_the_official_index_is_read_whole(server: ModelServer) -> None:
    done = index.update()
    assert (done.packages, done.changed) == (96, True)
    found = index.available()
    assert {(item.source, item.target) for item in found} >= {
        ("en", "ru"),
        ("en", "pt-BR"),
        ("zh-Hant", "en"),
    }
    assert all(item.links for item in found)


@pytest.mark.network
def test_an_unchanged_index_is_not_sent_again(server: ModelServer) -> None:
    index.update()
    assert index.update() == index.Updated(server.url("/index.json"), 96, changed=False)
    assert server.conditions == ["200", "304"]
    server.content["/index.json"] = json.dumps(json.loads(OFFICIAL.read_text())[:5]).encode()
    assert index.update().packages == 5


@pytest.mark.network
def test_a_busy_server_is_asked_again(server: ModelServer) -> None:
    server.tricks["/index.json"] = [model_server.status(500), model_server.status(429)]
    assert index.update(patience=HURRY).packages == 96
    assert server.conditions == ["500", "429", "200"]


@pytest.mark.network
def test_the_index_of_another_address_is_not_taken_for_none(server: ModelServer) -> None:
    index.update()
    with pytest.raises(ModelError) as caught:
        index.available("http://127.0.0.1:1/")
    assert server.url("/index.json") in caught.value.message
    assert "http://127.0.0.1:1/index.json" in caught.value.message
    assert "--index" in caught.value.hint


@pytest.mark.network
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (model_server.status(404), "404"),
        (model_server.status(500), "500"),
        (model_server.page, "no package index"),
        (model_server.circle, "circle"),
        (lambda handler: handler.plain(200, b"[]"), "no package index"),
        (lambda handler: handler.plain(200, b'{"a": 1}'), "no package index"),
        (lambda handler: handler.plain(200, b"[[[["), "no package index"),
        (lambda handler: handler.plain(200, b"[1, null, {}]"), "no package index"),
        (model_server.huge, "no package index|larger|cut"),
    ],
)
def test_after_a_failed_update_the_old_index_stays(
    server: ModelServer, answer: model_server.Answer, said: str
) -> None:
    index.update()
    before = (paths.cache_dir() / "package-index.json").read_bytes()
    server.always["/index.json"] = answer
    with pytest.raises(ModelError, match=said):
        index.update(patience=HURRY)
    assert (paths.cache_dir() / "package-index.json").read_bytes() == before
    assert len(index.available()) == 96


@pytest.mark.network
def test_with_the_network_away_the_message_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "http://127.0.0.1:1/")
    with pytest.raises(ModelError, match="cannot be reached") as caught:
        index.update()
    assert "network" in caught.value.hint
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with pytest.raises(ModelError, match="server or the proxy"):
        index.update()


@pytest.mark.network
def test_a_proxy_of_an_unknown_kind_is_one_clear_error(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "carrier-pigeon://127.0.0.1")
    with pytest.raises(ModelError, match="proxy"):
        index.update()


def test_an_index_on_disk_needs_no_network(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_bytes(OFFICIAL.read_bytes())
    for address in (str(tmp_path), f"file://{tmp_path}", (tmp_path / "index.json").as_uri()):
        assert index.update(address).packages == 96
        assert len(index.available(address)) == 96
    with pytest.raises(ModelError):
        index.available(str(tmp_path / "other"))
    with pytest.raises(ModelError, match="could not be fetched"):
        index.update(str(tmp_path / "other"))


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"url": 1}', '{"url": "x", "etag": 1, "packages": []}'])
def test_a_damaged_cache_counts_as_none(content: str) -> None:
    paths.cache_dir().mkdir(parents=True)
    (paths.cache_dir() / "package-index.json").write_text(content)
    assert index.known() == []


def test_bad_entries_are_passed_over() -> None:
    good = {"from_code": "en", "to_code": "ru", "package_version": "1.9", "links": ["http://x", 5]}
    entries = [5, None, [], {"from_code": "../x", "to_code": "ru"}, {**good, "links": None}, good]
    found = index.parse(entries)
    assert [item.links for item in found] == [("http://x",)]


def test_the_newest_of_two_versions_comes_first() -> None:
    entries = [
        {"from_code": "en", "to_code": "ru", "package_version": v, "links": []}
        for v in ("1.9", "1.10", "1.2")
    ]
    found = index.parse(entries)
    assert [item.package.version for item in found] == ["1.10", "1.9", "1.2"]
    best = index.newest(found, "translate-en_ru")
    assert best is not None
    assert best.package.version == "1.10"


# What a person types.


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ("en ru", [("en", "ru")]),
        ("en:ru", [("en", "ru")]),
        ("translate-en_ru", [("en", "ru")]),
        ("en ru de en", [("en", "ru"), ("de", "en")]),
        ("en:ru translate-de_en", [("en", "ru"), ("de", "en")]),
        ("en pb", [("en", "pt-BR")]),
        ("en pt-BR", [("en", "pt-BR")]),
        ("EN RU", [("en", "ru")]),
        ("zt en", [("zh-Hant", "en")]),
    ],
)
def test_every_way_to_name_a_pair(words: str, pairs: list[tuple[str, str]]) -> None:
    assert wanted.pairs(words.split()) == pairs


@pytest.mark.parametrize(
    "words", ["en", "en ru de", "en en", "english russian", "en:", "x:y:z", "../../etc en"]
)
def test_what_is_no_pair_is_said(words: str) -> None:
    with pytest.raises(UsageError):
        wanted.pairs(words.split())


def official() -> list[index.Available]:
    return index.parse(json.loads(OFFICIAL.read_text(encoding="utf-8")))


def test_with_the_official_index_a_route_is_offered() -> None:
    assert [i.package.label for i in wanted.choose(official(), ("en", "ru"))] == ["translate-en_ru 1.9"]
    assert [i.package.label for i in wanted.choose(official(), ("es", "pt"))] == ["translate-es_pt 1.0"]
    with pytest.raises(ModelMissing, match="through en"):
        wanted.choose(official(), ("ro", "ru"))
    legs = wanted.choose(official(), ("ro", "ru"), with_pivots=True)
    assert [item.package.code for item in legs] == ["translate-ro_en", "translate-en_ru"]
    with pytest.raises(ModelMissing, match="no package") as caught:
        wanted.choose(official(), ("en", "tlh"))
    assert "ru" in caught.value.hint
    with pytest.raises(ModelMissing):
        wanted.choose(official(), ("tlh", "en"))


def test_a_way_says_what_is_used_and_what_would_be_better() -> None:
    starter = Package(Path("/s"), "en", "ru", "0.1", origin="starter")
    way = wanted.way([starter], official(), ("en", "ru"))
    assert way.now is not None
    assert way.now.starter
    assert [item.package.label for item in way.missing] == ["translate-en_ru 1.9"]
    way = wanted.way([starter], official(), ("ro", "ru"))
    assert way.now is None
    assert [item.package.code for item in way.missing] == ["translate-ro_en", "translate-en_ru"]
    full = Package(Path("/f"), "en", "ru", "1.9")
    assert wanted.way([starter, full], official(), ("en", "ru")).missing == ()
    assert wanted.way([starter], [], ("de", "ru")) == wanted.Way(None, None, ())
