"""What holds for the catalogs of every format."""

from __future__ import annotations

import pytest
from catalog_samples import FILES, filled, opened, sample

from translator.catalogs import FORMATS, Asked, format_of, is_bilingual, open_catalog, pieces
from translator.errors import InputError
from translator.localisation import Wish
from translator.localisation.proving import proven

EVERY = pytest.mark.parametrize("format", list(FORMATS))


def again(format: str, data: bytes, source: bytes) -> object:
    both = is_bilingual(format)
    return opened(data if both else source, FILES[format], existing=None if both else data)


@EVERY
def test_a_sample_is_recognised(format: str) -> None:
    assert format_of(FILES[format], sample(format)) == format


@EVERY
def test_everything_empty_is_filled_and_read_back(format: str) -> None:
    catalog = opened(sample(format), FILES[format])
    before = [(e.key, e.source) for e in catalog.entries]
    wanted = [e for e in catalog.entries if e.state == "empty"]
    assert wanted
    done = filled(catalog)
    assert (done.filled, done.left) == (len(wanted), [])
    data = proven(catalog, Asked(FILES[format], sample(format), None, "ru"))
    read = again(format, data, sample(format))
    assert [(e.key, e.source) for e in read.entries] == before
    assert not [e.key for e in read.entries if e.state == "empty"]


@EVERY
def test_a_file_with_nothing_to_do_comes_back_byte_identical(format: str) -> None:
    catalog = opened(sample(format), FILES[format])
    filled(catalog)
    data = catalog.data()
    done = again(format, data, sample(format))
    assert filled(done).filled == 0
    assert done.data() == data


@EVERY
def test_placeholders_survive(format: str) -> None:
    catalog = opened(sample(format), FILES[format])
    filled(catalog)
    for entry in catalog.entries:
        if entry.dialects & {"icu", "fluent"} or entry.state == "locked":
            continue
        for text in entry.target:
            assert min(len(pieces.lost(s, text, entry.dialects)) for s in entry.source) == 0


@EVERY
@pytest.mark.parametrize("junk", [b"\x00\xff\xfe\x00junk", b"{[<", b"<a><b></a>", b"\xff" * 50])
def test_junk_is_refused_in_words_or_read_as_no_entries(format: str, junk: bytes) -> None:
    try:
        catalog = open_catalog(Asked(FILES[format], junk, None, "ru"), format)
    except InputError as error:
        message = error.message
    else:
        message = FILES[format]
        assert filled(catalog).filled == sum(e.state == "review" for e in catalog.entries)
    assert FILES[format] in message


@EVERY
def test_a_review_mark_is_understood_again(format: str) -> None:
    if format in {"arb", "json", "yaml", "stringsdict", "subtitles"}:
        pytest.skip("the format has no place for a mark")
    catalog = opened(sample(format), FILES[format])
    filled(catalog)
    marked = [e.key for e in catalog.entries if e.state == "review"]
    read = again(format, catalog.data(), sample(format))
    assert [e.key for e in read.entries if e.state == "review"] == marked
    assert filled(read, wish=Wish(fuzzy=True)).filled == len(marked)
