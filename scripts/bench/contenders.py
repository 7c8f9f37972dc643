"""The contenders, each in a process of its own: ``contenders.py WHAT FILE`` prints seconds and sentences as JSON.

It runs under this project's Python and under Argos', so it imports neither before it is told which to be.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def argos(texts: list[str]) -> Callable[[], None]:
    """Argos, one article after the other, as it is made."""
    translation = _argos()
    translation.translate("Hello.")
    return lambda: [translation.translate(text) for text in texts] and None


def translator(texts: list[str]) -> Callable[[], None]:
    """This program's segmentation and engine, all articles in one run."""
    from translator.engines import open_engine
    from translator.segmentation import sentences

    engine = open_engine("argos", "en", "ru")
    engine.translate(["Hello."])
    list(sentences("Hello. Hello.", "en"))

    def work() -> None:
        paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
        found = [p[start:end] for p in paragraphs for start, end in sentences(p, "en")]
        engine.translate(found)

    return work


def bare(texts: list[str], *, tuned: bool) -> Callable[[], None]:
    """CTranslate2 alone on sorted pieces: what no program around it can beat without changing the decoding."""
    import ctranslate2
    import sentencepiece

    package = next(Path(os.environ["ARGOS_PACKAGES_DIR"]).glob("translate-en_ru-*"))
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    pieces = sorted((tokenizer.encode(text, out_type=str) for text in _split(texts)), key=len, reverse=True)
    workers = len(os.sched_getaffinity(0))
    threads = {"inter_threads": workers, "intra_threads": 1} if tuned else {}
    model = ctranslate2.Translator(str(package / "model"), **threads)
    model.translate_batch(pieces[-1:], **BEAM)
    size = 512 if tuned else 1024
    return lambda: model.translate_batch(pieces, max_batch_size=size, batch_type="tokens", **BEAM) and None


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
    if what == "argos-article":
        argos_article(file)
        return
    texts = json.loads(file.read_text(encoding="utf-8"))
    makers: dict[str, Callable[[], Callable[[], None]]] = {
        "argos": lambda: argos(texts),
        "translator": lambda: translator(texts),
        "bare": lambda: bare(texts, tuned=True),
        "bare-defaults": lambda: bare(texts, tuned=False),
    }
    work = makers[what]()
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "sentences": len(_split(texts))}))


if __name__ == "__main__":
    main()
