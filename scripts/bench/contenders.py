"""The contenders, each in a process of its own: ``contenders.py WHAT FILE``.

FILE holds groups of articles, or of messages; for every group number on its standard input a contender prints the
seconds it took. It runs under this project's Python and under Argos', so it imports neither before it is told which to be.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Work = Callable[[list[str]], float]
"""Translates articles or messages; returns the seconds."""
BEAM = {"beam_size": 4, "length_penalty": 0.2, "replace_unknowns": True}


def _argos() -> Any:
    """Argos' own translation object, with sentencex as its sentence splitter."""
    import sentencex
    from argostranslate import translate

    class Splitter:
        def __init__(self, package: Any) -> None:
            self.language = package.from_code

        def split_sentences(self, text: str) -> list[str]:
            return [sentence for sentence in sentencex.segment(self.language, text) if sentence.strip()]

    translate.MiniSBDSentencizer = Splitter
    return translate.get_translation_from_codes("en", "ru")


def argos_article(file: Path) -> None:
    """One article as Argos' command line does it."""
    print(_argos().translate(file.read_text(encoding="utf-8")))


def argos_articles(file: Path) -> None:
    """Articles one after the other in one process, as a script around Argos' library does it."""
    translation = _argos()
    for text in json.loads(file.read_text(encoding="utf-8")):
        print(translation.translate(text))


def argos() -> Work:
    """Argos, one article after the other, as it is made."""
    translation = _argos()
    return _timed(lambda texts: [translation.translate(text) for text in texts])


def translator() -> Work:
    """This program's segmentation and engine, all articles of a group in one run."""
    from translator.segmentation import sentences

    engine = _engine()

    def work(texts: list[str]) -> None:
        paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
        engine.translate([p[start:end] for p in paragraphs for start, end in sentences(p, "en")])

    return _timed(work)


def entries() -> Work:
    """This program's engine, one message after the other."""
    engine = _engine()
    return _timed(lambda texts: [engine.translate([text]) for text in texts])


def at_once() -> Work:
    """This program's engine, all messages in one call, and nothing verified."""
    return _timed(_engine().translate)


def _engine() -> Any:
    from translator.engines import open_engine

    return open_engine("argos", "en", "ru")


def _timed(work: Callable[[list[str]], object]) -> Work:
    def timed(texts: list[str]) -> float:
        start = time.perf_counter()
        work(texts)
        return time.perf_counter() - start

    return timed


def catalog() -> Work:
    """What ``translator catalog translate`` does with a PO file of the messages, from its bytes to its bytes."""
    from translator.catalogs import Asked, open_catalog
    from translator.engines import EngineOptions
    from translator.localisation import Wish, fill_all
    from translator.pipeline import Job
    from translator.translating import Engines

    engines = Engines("argos", "ru", EngineOptions())
    job = Job("ru", "en", "argos")

    def fill(data: bytes) -> None:
        opened = open_catalog(Asked("messages.po", data), "po")
        fill_all([opened], job, engines, Wish(reuse=False))
        opened.data()

    timed = _timed(fill)
    return lambda texts: timed(_po(texts))


def _po(texts: list[str]) -> bytes:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    made = Catalog(locale="ru")
    for text in texts:
        made.add(text)
    out = io.BytesIO()
    write_po(out, made)
    return out.getvalue()


def bare(*, tuned: bool) -> Work:
    """CTranslate2 alone on sorted pieces: what no program around it can beat without changing the decoding."""
    import ctranslate2
    import sentencepiece

    package = next(Path(os.environ["ARGOS_PACKAGES_DIR"]).glob("translate-en_ru-*"))
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    workers = len(os.sched_getaffinity(0))
    threads = {"inter_threads": workers, "intra_threads": 1} if tuned else {}
    model = ctranslate2.Translator(str(package / "model"), **threads)
    size = 512 if tuned else 1024

    def work(texts: list[str]) -> float:
        pieces = sorted(
            (tokenizer.encode(text, out_type=str) for text in _split(texts)), key=len, reverse=True
        )
        start = time.perf_counter()
        model.translate_batch(pieces, max_batch_size=size, batch_type="tokens", **BEAM)
        return time.perf_counter() - start

    return work


def _split(texts: list[str]) -> list[str]:
    import sentencex

    return [
        s.strip()
        for text in texts
        for p in text.split("\n\n")
        for s in sentencex.segment("en", p)
        if s.strip()
    ]


def main() -> None:
    """Be the contender the command line names."""
    what, file = sys.argv[1], Path(sys.argv[2])
    if what in ("argos-article", "argos-articles"):
        (argos_article if what == "argos-article" else argos_articles)(file)
        return
    groups = json.loads(file.read_text(encoding="utf-8"))
    makers: dict[str, Callable[[], Work]] = {
        "argos": argos,
        "translator": translator,
        "entries": entries,
        "at-once": at_once,
        "catalog": catalog,
        "bare": lambda: bare(tuned=True),
        "bare-defaults": lambda: bare(tuned=False),
    }
    work = makers[what]()
    work(["Hello there."])
    print("ready", flush=True)
    for line in sys.stdin:
        print(work(groups[int(line)]), flush=True)


if __name__ == "__main__":
    main()
