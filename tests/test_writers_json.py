"""``edition.json`` holds an edition exactly, and refuses politely what is not one."""

from __future__ import annotations

import json
from pathlib import Path

import editions
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.document import Edition
from translator.errors import InputError
from translator.writers import write
from translator.writers.json import SCHEMA, from_json, read_edition, to_json


@pytest.mark.parametrize("name", editions.EDITIONS)
def test_an_edition_comes_back_equal(name: str, tmp_path: Path) -> None:
    edition = editions.EDITIONS[name]()
    write(edition, tmp_path / "a.json")
    assert read_edition(tmp_path / "a.json") == edition


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert to_json(editions.en_ru()) == to_json(from_json(to_json(editions.en_ru())))


def test_every_pair_has_a_line_of_its_own() -> None:
    edition = editions.en_ru()
    lines = to_json(edition).splitlines()
    assert sum(line.startswith('{"source"') for line in lines) == len(list(edition.pairs))


def _broken(**changes: object) -> str:
    value = json.loads(to_json(editions.en_ru()))
    for path, new in changes.items():
        at, *steps = path.split("__")
        held = value
        while steps:
            held = held[int(at) if isinstance(held, list) else at]
            at, *steps = steps
        if new is None:
            del held[at]
        else:
            held[int(at) if isinstance(held, list) else at] = new
    return json.dumps(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1"),
        ("{", "line 1"),
        ("[]", "not an edition"),
        ('{"schema": "something/1"}', "not an edition"),
        ('{"schema": "translator-edition/99"}', "translator-edition/99"),
        ('{"schema": "translator-edition/1", "schema": "translator-edition/1"}', "“schema” stands twice"),
        ('{"schema": NaN}', "NaN"),
        ("[" * 100_000, "not a sound edition"),
        (json.dumps({"schema": SCHEMA, "source_language": "en"}), "is missing"),
        (_broken(source_language="not a tag"), "source_language: “not a tag” is not a language tag"),
        (_broken(target_language="RU"), "target_language"),
        (_broken(blocks__0__pairs__0__status="fine"), "blocks[0].pairs[0].status: one of translated, kept"),
        (_broken(blocks__0__pairs__1__target=7), "blocks[0].pairs[1].target: a list was expected"),
        (_broken(blocks__0__pairs__0__target=["a", 7]), "blocks[0].pairs[0].target[1]: an object was expected"),
        (_broken(blocks__0__pairs__0__score="-1"), "blocks[0].pairs[0].score: a number"),
        (_broken(blocks__0__pairs__0__terms__0__source=[0, 900]), "blocks[0].pairs[0].terms[0].source"),
        (_broken(blocks__0__pairs__0__terms__0__source=[0]), "a list of 2"),
        (_broken(blocks__2__level=-1), "blocks[2].level: a whole number"),
        (_broken(blocks__2__level=True), "blocks[2].level: a whole number"),
        (_broken(blocks__2__kind=None), "blocks[2]: “kind” is missing"),
        (_broken(blocks__2__colour="red"), "blocks[2]: “colour” is not known here"),
        (_broken(name="\ud800"), "name: half a character"),
        (_broken(metadata=["x"]), "metadata: an object was expected"),
    ],
)  # fmt: skip
def test_what_is_not_a_sound_edition_is_refused_with_the_place(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        from_json(text, "some.json")
    assert said in caught.value.message
    assert "some.json" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("make", ["missing", "folder", "latin"])
def test_an_unreadable_file_gives_one_clear_line(make: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    if make == "folder":
        path.mkdir()
    elif make == "latin":
        path.write_bytes('{"schema": "caf\xe9"}'.encode("latin-1"))
    with pytest.raises(InputError, match=r"x\.json"):
        read_edition(path)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=300)
@given(data=st.data())
def test_any_change_of_the_image_is_read_or_refused_but_never_a_crash(data: st.DataObject) -> None:
    value = json.loads(to_json(editions.en_ru()))
    held: object = value
    while isinstance(held, dict | list) and held:
        key = data.draw(st.sampled_from(sorted(held) if isinstance(held, dict) else range(len(held))))
        if not isinstance(held[key], dict | list) or not held[key] or data.draw(st.booleans()):  # type: ignore[index]
            held[key] = data.draw(_JSON)  # type: ignore[index]
            break
        held = held[key]  # type: ignore[index]
    try:
        edition = from_json(json.dumps(value))
    except InputError:
        return
    assert isinstance(edition, Edition)
    assert from_json(to_json(edition)) == edition
